import { Type } from 'typebox'
import { GradeText, ProductText } from './carbon.js'
import { BpText, DateText, IdText, MoneyText, Nullable, RatePercentText, Shape, UsccText } from './primitives.js'

export const OrganisationShape = Shape({ code: Type.String(), nameZh: Type.String(), nameEn: Type.String() })

export const CreditLineShape = Shape({
  id: IdText,
  enterprise: Shape({ uscc: UsccText, nameZh: Type.String(), nameEn: Type.String() }),
  lender: OrganisationShape,
  product: ProductText,
  priorLimit: MoneyText,
  limit: MoneyText,
  increase: MoneyText,
  effectiveFrom: DateText,
  pricedOn: Nullable(DateText),
  grade: Nullable(GradeText),
  rate: Nullable(RatePercentText),
  referenceRate: Nullable(RatePercentText),
  discountBp: Nullable(BpText),
  annualSaving: Nullable(MoneyText),
  rateDecisionId: Nullable(IdText),
})

export const PricingStepShape = Shape({
  no: Type.Integer(),
  code: Type.String(),
  labelZh: Type.String(),
  labelEn: Type.String(),
  operation: Type.String(),
  value: Type.String(),
  unit: Type.String(),
  runningPercent: RatePercentText,
  rule: Nullable(Shape({ ruleId: Type.String(), source: Type.String(), status: Type.String() })),
})

export const RateDecisionShape = Shape({
  id: IdText,
  creditLineId: IdText,
  uscc: UsccText,
  lender: OrganisationShape,
  product: ProductText,
  limit: MoneyText,
  pricedOn: DateText,
  tenorMonths: Type.Integer(),
  grade: GradeText,
  rate: RatePercentText,
  referenceRate: RatePercentText,
  discountBp: BpText,
  annualSaving: MoneyText,
  route: Type.String({ description: 'normal, or manual_review where the grid asks for it' }),
  steps: Type.Array(PricingStepShape),
  ratingId: Nullable(IdText),
  ratedAsOf: Nullable(DateText),
  documentHash: Type.String(),
  recordedAt: Type.String(),
  links: Shape({ rating: Nullable(Type.String()), carbonAccount: Type.String() }),
})
