import { Type } from 'typebox'
import { GradeText, ProductText } from './carbon.js'
import { CodeText, MethodName } from './lending.js'
import {
  AmountText,
  BpText,
  DateText,
  DecimalText,
  IdText,
  InstantText,
  MoneyText,
  Nullable,
  OpinionText,
  RatePercentText,
  Shape,
} from './primitives.js'

const ShareText = Type.String({
  pattern: '^(0(\\.\\d{1,6})?|1(\\.0{1,6})?)$',
  description: '担保比例, a ratio of at most 1 with at most six decimals',
  examples: ['0.8'],
})
const FeeText = Type.String({
  pattern: '^(0|[1-9]\\d{0,3})(\\.\\d{1,4})?$',
  description: '年担保费率, basis points before the grade counts; the product says it unless given',
  examples: ['100'],
})
const FeeBasis = Type.Enum(['actual/365', 'months'], { description: 'How the years of the fee are counted' })

export const NewGuaranteeBody = Shape({
  guarantor: CodeText,
  guaranteeNo: CodeText,
  share: ShareText,
  baseFeeBp: Type.Optional(Nullable(FeeText)),
  signedOn: DateText,
})
export const GuaranteeCallBody = Shape({ amount: AmountText, on: DateText, reason: OpinionText })
export const GuarantorPaymentBody = Shape({
  paidOn: DateText,
  reference: CodeText,
  version: Type.Integer({ minimum: 1, description: 'The version of the loan that the caller saw' }),
})
export const CallOfGuarantee = Shape({ id: IdText, no: Type.String({ pattern: '^[1-9]\\d{0,5}$' }) })

export const GuaranteeCostBody = Shape({
  product: ProductText,
  grade: Type.Optional(Nullable(GradeText)),
  principal: AmountText,
  annualRatePercent: RatePercentText,
  from: DateText,
  months: Type.Integer({ minimum: 1, maximum: 360 }),
  method: MethodName,
  share: Type.Optional(Nullable(ShareText)),
  baseFeeBp: Type.Optional(Nullable(FeeText)),
})

const Rates = Shape({ irrPercent: DecimalText, simplePercent: DecimalText })
const Plan = {
  guaranteedPrincipal: MoneyText,
  baseFeeBp: BpText,
  feeChangeBp: BpText,
  feeBp: BpText,
  feeCapBp: BpText,
  validTo: DateText,
  fees: Type.Array(Shape({ no: Type.Integer(), dueOn: DateText, to: DateText, amount: MoneyText })),
  totalFee: MoneyText,
}
const Cost = Shape(
  { withoutFee: Rates, withFee: Rates, methodNotes: Type.Array(Type.String()) },
  { description: '综合成本: percent a year by the interest alone and with the fee of the guarantor' },
)
const Rules = Type.Array(
  Shape({ term: Type.String(), ruleId: Type.String(), source: Type.String(), status: Type.String() }),
)

export const GuaranteeCostAnswer = Shape({
  product: Type.String(),
  grade: Type.String(),
  principal: MoneyText,
  annualRatePercent: RatePercentText,
  from: DateText,
  share: DecimalText,
  feeBasis: FeeBasis,
  ...Plan,
  interest: MoneyText,
  cost: Cost,
  rules: Rules,
})

export const GuaranteeShape = Shape({
  id: IdText,
  guaranteeNo: Type.String(),
  loanId: IdText,
  contractNo: Type.String(),
  lender: Type.String(),
  guarantor: Type.String(),
  uscc: Type.String(),
  borrowerZh: Type.String(),
  borrowerEn: Type.String(),
  principal: MoneyText,
  share: DecimalText,
  guaranteedPrincipal: MoneyText,
  feeBasis: FeeBasis,
  baseFeeBp: BpText,
  feeChangeBp: BpText,
  feeBp: BpText,
  totalFee: MoneyText,
  grade: Type.String(),
  signedOn: DateText,
  validFrom: DateText,
  validTo: DateText,
  terms: Shape({
    ...Plan,
    contractNo: Type.String(),
    principal: MoneyText,
    annualRatePercent: RatePercentText,
    share: DecimalText,
    feeBasis: FeeBasis,
    grade: Type.String(),
    cost: Cost,
    rules: Rules,
  }),
  documentHash: Type.String(),
  recordedAt: InstantText,
  calls: Type.Array(
    Shape({
      id: IdText,
      no: Type.Integer(),
      amount: MoneyText,
      overdue: MoneyText,
      calledOn: DateText,
      reason: Type.String(),
      payment: Nullable(
        Shape(
          { paidOn: DateText, recourse: MoneyText, reference: Type.String(), loanEventId: IdText },
          { description: '代偿: what the guarantor may claim back from the borrower 追偿' },
        ),
      ),
    }),
  ),
})
