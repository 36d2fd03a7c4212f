import { Type } from 'typebox'
import {
  DateText,
  DecimalText,
  IdText,
  InstantText,
  MoneyText,
  Nullable,
  OpinionText,
  Shape,
  VersionNumber,
} from './primitives.js'

export const ProgrammeCode = Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{0,59}$', examples: ['SHARE-OF-INTEREST-50'] })
export const SubsidyStateWord = Type.Enum(['CLAIMED', 'APPROVED', 'PAID', 'REJECTED', 'RECOVERED'], {
  description: '已申报 · 已获批 · 已到账 · 已否决 · 已追回',
})
const Beneficiary = Type.Enum(['enterprise', 'lender'])
const Rule = Shape({ ruleId: Type.String(), source: Type.String(), status: Type.String() })
const Reference = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: '批复文号、拨款凭证' })

export const ProgrammeShape = Shape({
  programme: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  shape: Nullable(Type.Enum(['share-of-interest', 'percent-of-lpr', 'bp'])),
  value: Nullable(DecimalText),
  lprDay: Nullable(Type.Enum(['year-end', 'year-end-before'])),
  beneficiary: Beneficiary,
  capPerEnterpriseYear: Nullable(MoneyText),
  products: Type.Array(Type.String(), { description: 'Empty: any' }),
  grades: Type.Array(Type.String(), { description: 'Empty: any' }),
  onExtension: Type.Literal(false),
  onOverdue: Type.Literal(false),
  validFrom: DateText,
  validTo: Nullable(DateText),
  rule: Rule,
})

export const SubsidyClaimBody = Shape({
  programme: ProgrammeCode,
  from: DateText,
  to: DateText,
  on: DateText,
  opinion: OpinionText,
})
export const SubsidyDecisionBody = Shape({
  decision: Type.Enum(['APPROVE', 'REJECT']),
  on: DateText,
  opinion: OpinionText,
  reference: Type.Optional(Nullable(Reference)),
  version: VersionNumber,
})
export const SubsidyPaymentBody = Shape({
  on: DateText,
  opinion: OpinionText,
  reference: Reference,
  version: VersionNumber,
})
export const SubsidyRecoveryBody = SubsidyPaymentBody

const Step = Shape({
  no: Type.Integer(),
  code: Type.String(),
  labelZh: Type.String(),
  labelEn: Type.String(),
  operation: Type.Enum(['start', 'add', 'subtract', 'times', 'round', 'at-most']),
  value: Type.String(),
  running: Type.String(),
})

export const SubsidyShape = Shape({
  id: IdText,
  loanId: IdText,
  contractNo: Nullable(Type.String()),
  lender: Type.String(),
  uscc: Nullable(Type.String()),
  programme: Type.String(),
  from: DateText,
  to: DateText,
  year: Type.Integer(),
  beneficiary: Beneficiary,
  interestPaid: MoneyText,
  amount: MoneyText,
  state: SubsidyStateWord,
  claimedOn: DateText,
  version: Type.Integer(),
  recordedAt: InstantText,
  explanation: Shape({
    programme: Type.String(),
    nameZh: Type.String(),
    nameEn: Type.String(),
    loanId: IdText,
    contractNo: Type.String(),
    from: DateText,
    to: DateText,
    interestPaid: MoneyText,
    amount: MoneyText,
    steps: Type.Array(Step),
    rules: Type.Array(
      Shape({ term: Type.String(), ruleId: Type.String(), source: Type.String(), status: Type.String() }),
    ),
  }),
  documentHash: Type.String(),
  steps: Type.Array(
    Shape({
      no: Type.Integer(),
      state: SubsidyStateWord,
      on: DateText,
      opinion: Type.String(),
      reference: Nullable(Type.String()),
      entryId: Nullable(IdText),
      by: IdText,
    }),
  ),
})
