import { Type } from 'typebox'
import {
  AmountText,
  DateText,
  IdText,
  InstantText,
  NameText,
  Nullable,
  OpinionText,
  Shape,
  VersionNumber,
} from './primitives.js'

export const EvidenceHash = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description:
    'SHA-256 of the document the step rests on, in lower-case hexadecimal; the document itself is kept by the bank',
})

const StepMembers = { on: DateText, opinion: OpinionText, version: VersionNumber }
export const SurveyBody = Shape({ ...StepMembers, evidenceHash: EvidenceHash })
export const ReviewBody = Shape({
  ...StepMembers,
  decision: Type.Enum(['PASS', 'RETURN'] as ['PASS', 'RETURN']),
  evidenceHash: Type.Optional(EvidenceHash),
})
export const ResubmissionBody = Shape({
  ...StepMembers,
  amount: Type.Optional(AmountText),
  tenorMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 360 })),
  purpose: Type.Optional(NameText),
  pledgeId: Type.Optional(Nullable(IdText)),
  evidenceHash: Type.Optional(EvidenceHash),
})
export const WithdrawalBody = Shape(StepMembers)

export const StepShape = Shape({
  id: IdText,
  no: Type.Integer({ description: 'Of the application, from 1' }),
  step: Type.String({ description: 'apply, quote, survey, review, return, resubmit, approve … write-off' }),
  from: Nullable(Type.String()),
  to: Type.String(),
  on: DateText,
  round: Type.Integer(),
  loanId: Nullable(IdText),
  person: Nullable(Type.String()),
  opinion: Nullable(Type.String()),
  evidenceHash: Nullable(Type.String()),
  detail: Type.Unknown({ description: 'Facts of the step; of apply and resubmit, the form of its round' }),
  recordedAt: InstantText,
})
