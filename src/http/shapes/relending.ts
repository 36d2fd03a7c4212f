import { Type } from 'typebox'
import {
  AmountText,
  DateText,
  IdText,
  InstantText,
  MoneyText,
  Nullable,
  OpinionText,
  PageQuery,
  ProblemShape,
  RatePercentText,
  Shape,
  UsccText,
  VersionNumber,
} from './primitives.js'

export const CodeText = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Z0-9][A-Z0-9-]*$' })
export const DocumentNoText = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
  description: '文号 Number of the document',
  examples: ['肇银额度〔2024〕1号'],
})
export const DecisionBody = Shape({
  decision: Type.Union([Type.Literal('APPROVE'), Type.Literal('REJECT')]),
  version: VersionNumber,
})
export const problemAnswers = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
}
export const IdParams = Shape({ id: IdText })

const RuleMembers = { ruleId: Type.String(), source: Type.String(), status: Type.String() }
const FacilityTermShape = Shape({
  parameter: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  value: Nullable(Type.String({ description: 'Null while unknown: re-lending under the facility waits for it' })),
  facility: Type.String({ description: 'Whose row this is: the facility itself, or the one it inherits from' }),
  inherited: Type.Boolean(),
  document: Nullable(
    Type.String({ description: 'What must be entered by a re-loan reviewer and approved by a re-loan approver' }),
  ),
  validFrom: DateText,
  validTo: Nullable(DateText),
  ...RuleMembers,
})
export const FacilityShape = Shape({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  parent: Nullable(Type.String()),
  validFrom: DateText,
  validTo: Nullable(DateText),
  source: Type.String(),
  status: Type.String(),
  terms: Type.Array(FacilityTermShape),
})

export const ProposalBody = Shape({
  facility: CodeText,
  parameter: Type.String({ minLength: 1, maxLength: 60, examples: ['ratio_cap'] }),
  value: Type.String({ minLength: 1, maxLength: 200, examples: ['0.60'] }),
  validFrom: DateText,
  validTo: Type.Optional(DateText),
  document: DocumentNoText,
})
export const ProposalShape = Shape({
  id: IdText,
  facility: Type.String(),
  parameter: Type.String(),
  value: Type.String(),
  unit: Nullable(Type.String()),
  validFrom: DateText,
  validTo: Nullable(DateText),
  document: Type.String(),
  status: Type.String(),
  state: Type.Union([Type.Literal('PROPOSED'), Type.Literal('APPROVED'), Type.Literal('REJECTED')]),
  enteredBy: IdText,
  decidedBy: Nullable(IdText),
  ruleId: Nullable(Type.String()),
  version: Type.Integer(),
  recordedAt: InstantText,
  decidedAt: Nullable(InstantText),
})

export const QuotaBody = Shape({
  facility: CodeText,
  lenderCode: CodeText,
  limit: AmountText,
  documentNo: DocumentNoText,
  validFrom: DateText,
  validTo: DateText,
})
const QuotaMembers = {
  id: IdText,
  facility: Type.String(),
  lender: Type.String(),
  lenderZh: Type.String(),
  lenderEn: Type.String(),
  centralBank: Type.String(),
  documentNo: Type.String(),
  validFrom: DateText,
  validTo: DateText,
  state: Type.Union([Type.Literal('PROPOSED'), Type.Literal('ACTIVE'), Type.Literal('REJECTED')]),
  limit: MoneyText,
  reserved: MoneyText,
  drawn: MoneyText,
  available: MoneyText,
  version: Type.Integer(),
  recordedAt: InstantText,
}
export const QuotaShape = Shape(QuotaMembers)
const MovementShape = Shape({
  id: Type.String(),
  kind: Type.Union(
    (['GRANTED', 'REDUCED', 'RESERVED', 'RELEASED', 'DRAWN', 'RETURNED'] as const).map((kind) => Type.Literal(kind)),
  ),
  amount: MoneyText,
  movedOn: DateText,
  subjectId: IdText,
  recordedBy: Nullable(IdText),
  recordedAt: InstantText,
})
export const QuotaChangeBody = Shape({
  limit: AmountText,
  documentNo: DocumentNoText,
  effectiveOn: DateText,
  version: VersionNumber,
})
export const QuotaChangeShape = Shape({
  id: IdText,
  limit: MoneyText,
  documentNo: Type.String(),
  effectiveOn: DateText,
  state: Type.String(),
  version: Type.Integer(),
  recordedAt: InstantText,
})
export const QuotaDetailShape = Shape({
  asOf: DateText,
  ...QuotaMembers,
  movements: Type.Array(MovementShape),
  changes: Type.Array(QuotaChangeShape),
})

const BothLanguages = Shape({ zh: Type.String(), en: Type.String() })
export const EligibilityLineShape = Shape({
  check: Type.String({ description: 'STATE, E1 … E5, USE, PLEDGE, Q2', examples: ['E1'] }),
  passed: Type.Boolean(),
  warning: Type.Boolean({ description: 'Passed, though a rule that does not bind here is not kept' }),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  rule: Shape(RuleMembers),
  message: BothLanguages,
  cure: Nullable(BothLanguages),
})
export const EligibilityQuery = Shape({
  loanId: IdText,
  quotaId: IdText,
  on: Type.Optional(DateText),
  requested: Type.Optional(AmountText),
})
export const EligibilityShape = Shape({
  loanId: IdText,
  quotaId: IdText,
  on: DateText,
  eligible: Type.Boolean(),
  maxAmount: MoneyText,
  lines: Type.Array(EligibilityLineShape),
})

export const FilingBody = Shape({
  quotaId: IdText,
  filedOn: DateText,
  loans: Type.Array(Shape({ loanId: IdText, requested: AmountText }), { minItems: 1, maxItems: 5000 }),
})
const FilingState = Type.Union([
  Type.Literal('FILED'),
  Type.Literal('REVIEWED'),
  Type.Literal('GRANTED'),
  Type.Literal('RETURNED'),
])
const FilingMembers = {
  id: IdText,
  quotaId: IdText,
  facility: Type.String(),
  lender: Type.String(),
  lenderZh: Type.String(),
  lenderEn: Type.String(),
  filedOn: DateText,
  state: FilingState,
  requested: MoneyText,
  granted: Nullable(MoneyText),
  drawn: MoneyText,
  grantedOn: Nullable(DateText),
  filedBy: IdText,
  reviewedBy: Nullable(IdText),
  grantedBy: Nullable(IdText),
  reviewOpinion: Nullable(Type.String()),
  grantOpinion: Nullable(Type.String()),
  version: Type.Integer(),
  recordedAt: InstantText,
}
export const FilingShape = Shape(FilingMembers)
export const FilingCommandShape = Shape({
  id: IdText,
  quotaId: IdText,
  facility: Type.String(),
  filedOn: DateText,
  state: FilingState,
  requested: MoneyText,
  granted: Nullable(MoneyText),
  drawn: MoneyText,
  grantedOn: Nullable(DateText),
  version: Type.Integer(),
})
export const FilingDetailShape = Shape({
  ...FilingMembers,
  loans: Type.Array(
    Shape({
      loanId: IdText,
      contractNo: Type.String(),
      uscc: UsccText,
      enterpriseZh: Type.String(),
      enterpriseEn: Type.String(),
      requested: MoneyText,
      drawn: MoneyText,
      live: Type.Boolean(),
      balance: MoneyText,
      eligibility: Type.Array(EligibilityLineShape),
    }),
  ),
})
export const FilingsQuery = Shape({ ...PageQuery, state: Type.Optional(FilingState) })
export const ReviewBody = Shape({
  decision: Type.Union([Type.Literal('PASS'), Type.Literal('RETURN')]),
  opinion: OpinionText,
  version: VersionNumber,
})
export const GrantBody = Shape({ amount: AmountText, on: DateText, opinion: OpinionText, version: VersionNumber })
export const ReturnBody = Shape({ opinion: OpinionText, version: VersionNumber })
export const DrawdownBody = Shape({
  loanId: IdText,
  amount: AmountText,
  on: DateText,
  termMonths: Type.Integer({ minimum: 1, maximum: 60 }),
})

const ReloanMembers = {
  id: IdText,
  filingId: IdText,
  quotaId: IdText,
  facility: Type.String(),
  loanId: IdText,
  amount: MoneyText,
  rate: RatePercentText,
  termMonths: Type.Integer(),
  drawnOn: DateText,
  dueOn: DateText,
  explanation: Type.Unknown({ description: 'The posted rate, the balance and the rule rows it was drawn by' }),
  recordedAt: InstantText,
}
export const ReloanCommandShape = Shape(ReloanMembers)
export const ReloanShape = Shape({
  ...ReloanMembers,
  lender: Type.String(),
  lenderZh: Type.String(),
  lenderEn: Type.String(),
  contractNo: Type.String(),
})
