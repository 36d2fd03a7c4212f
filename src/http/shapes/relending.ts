import { Type } from 'typebox'
import {
  AmountText,
  DateText,
  IdText,
  InstantText,
  MoneyText,
  Nullable,
  OpinionText,
  PageOf,
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

const ParentQuota = Type.Optional(
  Nullable(Type.String({ format: 'uuid', description: '上级额度 The branch’s quota it is given out of' })),
)
export const QuotaBody = Shape({
  facility: CodeText,
  lenderCode: CodeText,
  parentId: ParentQuota,
  revolves: Type.Optional(
    Type.Boolean({
      description: '年内周转 What is returned may be drawn again (the default); otherwise the limit falls with it',
    }),
  ),
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
  parentId: Nullable(IdText),
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

const QuotaState = Type.Union([Type.Literal('PROPOSED'), Type.Literal('ACTIVE'), Type.Literal('REJECTED')])
const QuotaLevel = Type.Union([Type.Literal('HEAD'), Type.Literal('CITY')], {
  description: '分行 the head branch, 市分行 the city branch',
})
export const BranchQuotaBody = Shape({
  facility: CodeText,
  level: QuotaLevel,
  parentId: ParentQuota,
  limit: AmountText,
  documentNo: DocumentNoText,
  validFrom: DateText,
  validTo: DateText,
})
export const BranchQuotaChangeBody = Shape({ limit: AmountText, documentNo: DocumentNoText, version: VersionNumber })
export const BranchQuotaCommandShape = Shape({
  id: IdText,
  facility: Type.String(),
  level: QuotaLevel,
  parentId: Nullable(IdText),
  documentNo: Type.String(),
  state: QuotaState,
  limit: MoneyText,
  allotted: MoneyText,
  nextLimit: Nullable(MoneyText),
  version: Type.Integer(),
})
export const BranchQuotaShape = Shape({
  id: IdText,
  facility: Type.String(),
  level: QuotaLevel,
  parentId: Nullable(IdText),
  documentNo: Type.String(),
  validFrom: DateText,
  validTo: DateText,
  state: QuotaState,
  limit: MoneyText,
  allotted: MoneyText,
  left: MoneyText,
  used: MoneyText,
  nextLimit: Nullable(MoneyText),
  nextDocumentNo: Nullable(Type.String()),
  proposedBy: IdText,
  decidedBy: Nullable(IdText),
  version: Type.Integer(),
  recordedAt: InstantText,
})
export const DayOfQuotaShape = Shape({
  day: DateText,
  limit: MoneyText,
  reserved: MoneyText,
  drawn: MoneyText,
  available: MoneyText,
  peak: MoneyText,
  exceeded: Type.Boolean(),
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
const FilingMode = Type.Union([Type.Literal('LEND_FIRST'), Type.Literal('BORROW_FIRST')], {
  description: '先贷后借 the loans are paid out first; 先借后贷 the re-loan comes first and the notes follow',
})
const HashText = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the papers of the row' })
export const EligibilityQuery = Shape({
  loanId: IdText,
  quotaId: IdText,
  on: Type.Optional(DateText),
  requested: Type.Optional(AmountText),
  mode: Type.Optional(FilingMode),
})
export const EligibilityShape = Shape({
  loanId: IdText,
  quotaId: IdText,
  on: DateText,
  eligible: Type.Boolean(),
  maxAmount: MoneyText,
  lines: Type.Array(EligibilityLineShape),
})

export const ROWS_AT_MOST = 10_000
/** Ten thousand rows with their hashes, as JSON. */
export const BATCH_BYTES = 8 * 1024 * 1024
export const FilingBody = Shape({
  quotaId: IdText,
  filedOn: DateText,
  mode: Type.Optional(FilingMode),
  onlyEligible: Type.Optional(
    Type.Boolean({
      description: 'File the rows that can be and leave out the others; else one wrong row stops the batch',
    }),
  ),
  loans: Type.Array(Shape({ loanId: IdText, requested: AmountText, evidenceHash: Type.Optional(HashText) }), {
    minItems: 1,
    maxItems: ROWS_AT_MOST,
  }),
})
const WrongRowShape = Shape({
  row: Type.Integer({ description: 'Counted from 1, as the batch was given' }),
  loanId: IdText,
  code: Type.String(),
  facts: Type.Record(Type.String(), Type.Unknown()),
  checks: Type.Array(Type.String()),
  lines: Type.Array(EligibilityLineShape),
})
export const CandidatesBody = Shape({
  facility: CodeText,
  quotaId: Type.Optional(IdText),
  on: Type.Optional(DateText),
  mode: Type.Optional(FilingMode),
  eligible: Type.Optional(Type.Boolean({ description: 'Only those that pass, or only those that do not' })),
  filter: Type.Optional(
    Shape({
      product: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      uscc: Type.Optional(UsccText),
      disbursedFrom: Type.Optional(DateText),
      disbursedTo: Type.Optional(DateText),
      balanceFrom: Type.Optional(AmountText),
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
})
export const CandidatesShape = Shape({
  quotaId: Nullable(IdText),
  on: DateText,
  items: Type.Array(
    Shape({
      loanId: IdText,
      contractNo: Type.String(),
      uscc: UsccText,
      enterpriseZh: Type.String(),
      enterpriseEn: Type.String(),
      balance: MoneyText,
      rate: RatePercentText,
      firstDisbursedOn: Nullable(DateText),
      eligible: Type.Boolean(),
      maxAmount: MoneyText,
      lines: Type.Array(EligibilityLineShape),
    }),
  ),
  nextCursor: Nullable(Type.String()),
})
const FilingState = Type.Union([
  Type.Literal('FILED'),
  Type.Literal('FIRST_REVIEWED'),
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
  mode: FilingMode,
  backfillDays: Nullable(Type.Integer({ description: '后补借据 Working days for a note after its draw' })),
  reviews: Type.Integer({ description: 'How many reviews come before the grant' }),
  state: FilingState,
  requested: MoneyText,
  granted: Nullable(MoneyText),
  drawn: MoneyText,
  grantedOn: Nullable(DateText),
  filedBy: IdText,
  firstReviewedBy: Nullable(IdText),
  reviewedBy: Nullable(IdText),
  grantedBy: Nullable(IdText),
  firstReviewOpinion: Nullable(Type.String()),
  reviewOpinion: Nullable(Type.String()),
  grantOpinion: Nullable(Type.String()),
  version: Type.Integer(),
  recordedAt: InstantText,
}
export const FilingShape = Shape(FilingMembers)
const FilingCommandMembers = {
  id: IdText,
  quotaId: IdText,
  facility: Type.String(),
  filedOn: DateText,
  mode: FilingMode,
  reviews: Type.Integer(),
  state: FilingState,
  requested: MoneyText,
  granted: Nullable(MoneyText),
  drawn: MoneyText,
  grantedOn: Nullable(DateText),
  version: Type.Integer(),
}
export const FilingCommandShape = Shape(FilingCommandMembers)
export const FiledShape = Shape({
  ...FilingCommandMembers,
  rows: Type.Integer(),
  leftOut: Type.Array(WrongRowShape),
})
const VerdictText = Type.Union([Type.Literal('PASS'), Type.Literal('RETURN')])
const FilingRowShape = Shape({
  loanId: IdText,
  contractNo: Type.String(),
  uscc: UsccText,
  enterpriseZh: Type.String(),
  enterpriseEn: Type.String(),
  requested: MoneyText,
  drawn: MoneyText,
  live: Type.Boolean(),
  balance: MoneyText,
  evidenceHash: Nullable(Type.String()),
  noteDueOn: Nullable(DateText),
  noteNo: Nullable(Type.String()),
  noteFilledOn: Nullable(DateText),
  noteLate: Nullable(Type.Boolean()),
  opinions: Type.Array(
    Shape({ review: Type.Integer(), verdict: VerdictText, opinion: Type.String(), givenBy: IdText }),
  ),
  eligibility: Type.Array(EligibilityLineShape),
})
export const FilingRowsPage = PageOf(FilingRowShape)
export const FilingDetailShape = Shape({
  ...FilingMembers,
  rows: Type.Integer(),
  liveRows: Type.Integer(),
  liveRequested: MoneyText,
  loans: Type.Array(FilingRowShape, { description: 'The first 200 rows; all of them page by page under `rows`' }),
  returned: Type.Array(
    Shape({
      loanId: IdText,
      requested: MoneyText,
      review: Nullable(Type.Integer()),
      opinion: Nullable(Type.String()),
    }),
    { description: 'Rows that left the batch; a thousand at most' },
  ),
})
export const NotesBody = Shape({
  on: DateText,
  notes: Type.Array(
    Shape({ loanId: IdText, noteNo: Type.String({ minLength: 1, maxLength: 100 }), evidenceHash: HashText }),
    { minItems: 1, maxItems: ROWS_AT_MOST },
  ),
})
export const NotesShape = Shape({
  filingId: IdText,
  notes: Type.Array(
    Shape({
      loanId: IdText,
      noteNo: Type.String(),
      disbursedOn: DateText,
      dueOn: DateText,
      late: Type.Boolean(),
    }),
  ),
})
export const FilingsQuery = Shape({ ...PageQuery, state: Type.Optional(FilingState) })
export const ReviewBody = Shape({
  decision: VerdictText,
  opinion: OpinionText,
  rows: Type.Optional(
    Type.Array(Shape({ loanId: IdText, verdict: VerdictText, opinion: OpinionText }), {
      maxItems: ROWS_AT_MOST,
      description: 'Rows judged apart; the decision holds for every other',
    }),
  ),
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
