import { Type } from 'typebox'
import { CodeText } from './lending.js'
import { EvidenceHash } from './loan-steps.js'
import {
  AmountText,
  DateText,
  IdText,
  InstantText,
  MoneyText,
  NameText,
  Nullable,
  OpinionText,
  Shape,
  UsccText,
  VersionNumber,
} from './primitives.js'

/** One of some words. */
const OneOf = <const T extends string[]>(words: readonly [...T], description?: string) =>
  Type.Enum([...words] as [...T], description === undefined ? {} : { description })

export const AnnotationBody = Shape({ annotationReceiptNo: CodeText, annotatedOn: DateText, version: VersionNumber })
export const WaiverBody = Shape({ reason: OpinionText, on: DateText, version: VersionNumber })
export const ExtensionBody = Shape({
  on: DateText,
  validTo: DateText,
  agreementHash: EvidenceHash,
  version: VersionNumber,
})
export const PledgeStepBody = Shape({
  step: OneOf([
    'request-registration',
    'reject-registration',
    'change',
    'object',
    'dismiss-objection',
    'strike',
    'begin-release',
    'cancel-registration',
    'resume',
    'enforce',
    'proceed',
  ]),
  on: DateText,
  opinion: OpinionText,
  evidenceHash: Type.Optional(EvidenceHash),
  reference: Type.Optional(CodeText),
  version: VersionNumber,
})
export const RankConsentBody = Shape({
  secondLender: CodeText,
  mostSecured: AmountText,
  givenOn: DateText,
  validTo: DateText,
  evidenceHash: EvidenceHash,
})
export const RankConsentShape = Shape({
  id: IdText,
  pledgeId: IdText,
  priorLimit: MoneyText,
  mostSecured: MoneyText,
  givenOn: DateText,
  validTo: DateText,
})
export const ProcessShape = Shape({
  state: Type.String(),
  round: Type.Integer(),
  version: Type.Integer(),
  deadlineOn: Nullable(DateText),
  deadlineEvent: Nullable(Type.String()),
  openSteps: Type.Array(Type.Unknown()),
  steps: Type.Array(Type.Unknown()),
})

export const AlertShape = Shape({
  id: IdText,
  lender: Type.String(),
  pledgeId: IdText,
  loanId: Nullable(IdText),
  kind: Type.String(),
  subject: Type.String(),
  level: OneOf(['NOTICE', 'WATCH', 'MARGIN_CALL', 'STOP'], '提示 · 关注 · 追加担保 · 停止放款'),
  facts: Type.Unknown({ description: 'What was found; amounts, ratios and days as text' }),
  raisedOn: DateText,
  dueOn: DateText,
  state: OneOf(['OPEN', 'ANSWERED', 'CURED', 'CLOSED']),
  version: Type.Integer(),
  recordedAt: InstantText,
})
export const AnswerBody = Shape({
  answer: OneOf(['part-repayment', 'added-collateral', 'substitution', 'explanation']),
  reference: CodeText,
  on: DateText,
  opinion: OpinionText,
  version: VersionNumber,
})
export const ClosingBody = Shape({ on: DateText, opinion: OpinionText, version: VersionNumber })
export const CollateralChangeBody = Shape({
  kind: OneOf(['added', 'substituted'], '追加 · 置换'),
  otherPledgeId: IdText,
  alertId: Type.Optional(IdText),
  reason: OpinionText,
  on: DateText,
})
export const CollateralChangeShape = Shape({
  id: IdText,
  kind: Type.String(),
  pledgeId: IdText,
  otherPledgeId: IdText,
  alertId: Nullable(IdText),
  reason: Type.String(),
  on: DateText,
  state: OneOf(['PROPOSED', 'APPROVED', 'REJECTED']),
  decidedOn: Nullable(DateText),
  opinion: Nullable(Type.String()),
  version: Type.Integer(),
  recordedAt: InstantText,
})
export const ChangeDecisionBody = Shape({
  decision: OneOf(['APPROVE', 'REJECT']),
  opinion: OpinionText,
  version: VersionNumber,
})

export const ValuerBody = Shape({
  name: NameText,
  uscc: UsccText,
  validFrom: DateText,
  validTo: Type.Optional(DateText),
})
export const ValuerShape = Shape({
  id: IdText,
  name: Type.String(),
  uscc: Type.String(),
  validFrom: DateText,
  validTo: Nullable(DateText),
})
export const ValuationRequestBody = Shape({ purpose: NameText, reason: OpinionText, on: DateText })
export const ValuationStepBody = Shape({
  step: OneOf(['assign', 'start', 'call-off']),
  valuerId: Type.Optional(IdText),
  on: DateText,
  opinion: OpinionText,
  version: VersionNumber,
})
export const ValuationRequestShape = Shape({
  id: IdText,
  dataProductId: IdText,
  lender: Type.String(),
  purpose: Type.String(),
  reason: Type.String(),
  requestedOn: DateText,
  valuer: Nullable(Type.String()),
  state: OneOf(['REQUESTED', 'ASSIGNED', 'IN_PROGRESS', 'REPORTED', 'REJECTED']),
  deadlineOn: Nullable(DateText),
  version: Type.Integer(),
  recordedAt: InstantText,
})

export const INCOMING_KINDS = [
  'registration-receipts',
  'freeze-receipts',
  'annotation-receipts',
  'cancellation-receipts',
  'unfreeze-receipts',
  'movables-register',
  'exchange-register',
  'certificate-register',
] as const
export const OUTGOING_KINDS = [
  'registration-requests',
  'freeze-orders',
  'cancellation-requests',
  'unfreeze-orders',
] as const
export const RegisterFileBody = Shape({
  kind: OneOf(INCOMING_KINDS),
  name: NameText,
  asOf: DateText,
  format: OneOf(['csv', 'json']),
  content: Type.String({ minLength: 1, maxLength: 900_000, description: 'The file as text, UTF-8' }),
})
export const OutgoingFileBody = Shape({ kind: OneOf(OUTGOING_KINDS) })
const RegisterFileMembers = {
  id: IdText,
  direction: OneOf(['IN', 'OUT']),
  kind: OneOf([...INCOMING_KINDS, ...OUTGOING_KINDS]),
  name: Type.String(),
  asOf: DateText,
  sha256: EvidenceHash,
  rows: Type.Integer(),
  accepted: Type.Integer(),
  recordedAt: InstantText,
}
export const RegisterFileShape = Shape(RegisterFileMembers)
export const RegisterFileWithRows = Shape({
  ...RegisterFileMembers,
  answers: Type.Array(
    Shape({
      no: Type.Integer(),
      body: Type.Unknown({ description: 'What the row said, without codes' }),
      outcome: OneOf(['SENT', 'KEPT', 'APPLIED', 'REFUSED']),
      pledgeId: Nullable(IdText),
      answer: Type.Unknown({ description: 'Code and facts of a refusal' }),
    }),
  ),
})
