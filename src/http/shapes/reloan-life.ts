import { Type } from 'typebox'
import {
  AmountText,
  DateText,
  DecimalText,
  IdText,
  InstantText,
  MoneyText,
  MonthText,
  Nullable,
  OpinionText,
  RatePercentText,
  Shape,
  VersionNumber,
} from './primitives.js'

export const HashText = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: '凭证 SHA-256 of the document that shows it',
})
const Made = {
  on: DateText,
  reason: OpinionText,
  evidenceHash: Type.Optional(HashText),
  version: Type.Integer({ minimum: 1, description: 'The version of the re-loan that the caller saw (see its life)' }),
}
export const ReturnBody = Shape({ ...Made, amount: AmountText })
export const ExtensionBody = Shape({ ...Made, months: Type.Integer({ minimum: 1, maximum: 120 }) })
export const SubstitutionBody = Shape({
  ...Made,
  out: Type.Array(IdText, { maxItems: 100, uniqueItems: true, description: '换出的贷款 Loans that no longer back it' }),
  in: Type.Array(IdText, { minItems: 1, maxItems: 100, description: '换入的贷款 Loans offered' }),
})
export const ClawbackBody = Shape({
  ...Made,
  amount: AmountText,
  reasonCode: Type.String({
    minLength: 1,
    maxLength: 40,
    examples: ['REPAID_EARLY'],
    description: 'REPAID_EARLY, INELIGIBLE, MISUSED, FALSE_FILING, SHORTFALL_NOT_CURED',
  }),
  evidenceHash: HashText,
})
const Decision = Type.Union([Type.Literal('APPROVE'), Type.Literal('REJECT')])
export const ReloanDecisionBody = Shape({ decision: Decision, opinion: OpinionText, version: VersionNumber })
export const ClawbackDecisionBody = Shape({
  decision: Decision,
  quota: Type.Enum(['LOWER', 'KEEP'], { description: '额度同额调减 · 额度保留' }),
  opinion: OpinionText,
  version: VersionNumber,
})

const Json = Type.Record(Type.String(), Type.Unknown())
export const ProposalStateWord = Type.Enum(['PROPOSED', 'APPROVED', 'REJECTED'], {
  description: '待审查 · 已同意 · 已否决',
})
export const ReloanProposalShape = Shape({
  id: IdText,
  reloanId: IdText,
  lender: Type.String(),
  lenderZh: Type.String(),
  lenderEn: Type.String(),
  kind: Type.Enum(['RETURN', 'EXTENSION', 'SUBSTITUTION', 'CLAWBACK'], { description: '归还 · 展期 · 替换 · 收回' }),
  on: DateText,
  amount: Nullable(MoneyText),
  body: Json,
  reason: Type.String(),
  evidenceHash: Nullable(Type.String()),
  state: ProposalStateWord,
  proposedBy: IdText,
  recordedAt: InstantText,
  decidedBy: Nullable(IdText),
  decidedAt: Nullable(InstantText),
  opinion: Nullable(Type.String()),
  version: Type.Integer(),
})

const UnknownTerm = Shape({
  facility: Type.String(),
  parameter: Type.String(),
  on: DateText,
  document: Type.String(),
  enteredBy: Type.String(),
  approvedBy: Type.String(),
})
export const ReloanLifeShape = Shape({
  id: IdText,
  facility: Type.String(),
  loanId: IdText,
  amount: MoneyText,
  drawnOn: DateText,
  asOf: DateText,
  knownAt: InstantText,
  version: Type.Integer(),
  standing: Shape({
    state: Type.Enum(['LIVE', 'OVERDUE', 'REPAID', 'CLAWED_BACK'], { description: '存续 · 逾期 · 已归还 · 已收回' }),
    balance: MoneyText,
    returned: MoneyText,
    clawedBack: MoneyText,
    dueOn: DateText,
    termMonths: Type.Integer(),
    extensions: Type.Integer(),
    rate: RatePercentText,
    overdueFrom: Nullable(DateText),
    backing: Type.Array(Shape({ loanId: IdText, amount: MoneyText })),
  }),
  penalty: Nullable(
    Shape(
      { rate: Nullable(RatePercentText), unknown: Nullable(UnknownTerm) },
      { description: 'Of a late re-loan: its penalty rate, or the document that must be entered for it' },
    ),
  ),
  events: Type.Array(
    Shape({
      id: IdText,
      no: Type.Integer(),
      kind: Type.Enum(['returned', 'extended', 'substituted', 'clawed-back', 'overdue']),
      on: DateText,
      amount: Nullable(MoneyText),
      body: Json,
      proposalId: Nullable(IdText),
      recordedBy: Nullable(IdText),
      recordedAt: InstantText,
    }),
  ),
  proposals: Type.Array(ReloanProposalShape),
})

export const ShortfallShape = Shape({
  id: IdText,
  asOf: DateText,
  knownAt: InstantText,
  balance: MoneyText,
  ratioCap: Nullable(DecimalText),
  covered: MoneyText,
  shortfall: MoneyText,
  backing: Type.Array(
    Shape({
      loanId: IdText,
      contractNo: Type.String(),
      principal: MoneyText,
      eligible: MoneyText,
      losses: Type.Array(
        Type.Enum(['NOT_PAID_OUT', 'SETTLED', 'WRITTEN_OFF', 'OVERDUE', 'CLASS', 'GRADE', 'MISUSED'], {
          description: '未放款 · 已结清 · 已核销 · 逾期 · 分类下调 · 碳评级下调 · 挪用',
        }),
      ),
      daysOverdue: Type.Integer(),
      class: Type.String(),
      grade: Type.String(),
    }),
  ),
  cures: Type.Array(
    Shape({
      cure: Type.Enum(['RETURN_PROPORTION', 'SUBSTITUTE_EQUAL'], { description: '按比例归还 · 等额替换' }),
      amount: Nullable(MoneyText),
      balance: Nullable(MoneyText),
    }),
  ),
  candidates: Type.Array(
    Shape({
      loanId: IdText,
      contractNo: Type.String(),
      enterpriseZh: Type.String(),
      enterpriseEn: Type.String(),
      balance: MoneyText,
      covers: MoneyText,
    }),
    {
      description:
        'Loans of the bank that nothing claims now, none when knownAt is asked; each is tested when it is offered',
    },
  ),
  cureBy: Nullable(DateText),
})

export const ChecksBody = Shape({ month: MonthText })
export const FindingStateText = Type.Enum(['OPEN', 'ANSWERED', 'ACCEPTED', 'REOPENED'], {
  description: '待答复 · 已答复 · 已认可 · 退回补充',
})
export const FindingShape = Shape({
  id: IdText,
  lender: Type.String(),
  lenderZh: Type.String(),
  lenderEn: Type.String(),
  month: MonthText,
  check: Type.String(),
  checkZh: Type.String(),
  checkEn: Type.String(),
  subjectKind: Type.String(),
  subjectId: IdText,
  severity: Type.Enum(['BREACH', 'WARNING', 'NOTE'], { description: '违规 · 提示 · 无法检查' }),
  facts: Json,
  state: FindingStateText,
  foundOn: DateText,
  deadlineOn: DateText,
  late: Type.Boolean({ description: 'Not answered by its last day' }),
  steps: Type.Array(
    Shape({
      no: Type.Integer(),
      state: FindingStateText,
      on: DateText,
      opinion: Type.String(),
      evidenceHash: Nullable(Type.String()),
      takenBy: IdText,
      recordedAt: Type.String(),
    }),
  ),
  version: Type.Integer(),
  recordedAt: InstantText,
})
export const AnswerBody = Shape({
  on: DateText,
  opinion: OpinionText,
  evidenceHash: Type.Optional(HashText),
  version: VersionNumber,
})
export const FindingReviewBody = Shape({
  decision: Type.Enum(['ACCEPT', 'REOPEN'], { description: '认可 · 退回补充' }),
  on: DateText,
  opinion: OpinionText,
  version: VersionNumber,
})
