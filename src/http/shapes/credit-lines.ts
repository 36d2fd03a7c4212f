import { Type } from 'typebox'
import { GradeText, ProductText } from './carbon.js'
import { ProductCode } from './lending.js'
import {
  AmountText,
  BpText,
  DateText,
  IdText,
  InstantText,
  MoneyText,
  NameText,
  Nullable,
  OpinionText,
  PageOf,
  RatePercentText,
  Shape,
  UsccText,
  VersionNumber,
} from './primitives.js'

export const OrganisationShape = Shape({ code: Type.String(), nameZh: Type.String(), nameEn: Type.String() })

const CreditLineMembers = {
  id: IdText,
  enterprise: Shape({ uscc: UsccText, nameZh: Type.String(), nameEn: Type.String() }),
  lender: OrganisationShape,
  product: ProductText,
  priorLimit: MoneyText,
  limit: MoneyText,
  increase: MoneyText,
  effectiveFrom: DateText,
  effectiveTo: Nullable(DateText),
  revolving: Type.Boolean({ description: 'Principal repaid can be used again' }),
  reserved: Nullable(MoneyText),
  used: Nullable(MoneyText),
  available: Nullable(MoneyText),
  pricedOn: Nullable(DateText),
  grade: Nullable(GradeText),
  rate: Nullable(RatePercentText),
  referenceRate: Nullable(RatePercentText),
  discountBp: Nullable(BpText),
  annualSaving: Nullable(MoneyText),
  rateDecisionId: Nullable(IdText),
}
export const CreditLineShape = Shape(CreditLineMembers)

const LineMovementShape = Shape({
  id: Type.String(),
  kind: Type.Enum(['open', 'change', 'reserve', 'release', 'draw', 'undraw', 'repay', 'redraw'], {
    description: '设立 · 调整 · 占用 · 释放 · 用信 · 还款恢复 · 还款冲正再占用',
  }),
  amount: MoneyText,
  loanId: Nullable(IdText),
  contractNo: Nullable(Type.String()),
  movedOn: DateText,
  limitAfter: MoneyText,
  reservedAfter: MoneyText,
  usedAfter: MoneyText,
  recordedAt: InstantText,
})

export const CreditLineDetail = Shape({
  ...CreditLineMembers,
  asOf: DateText,
  knownAt: InstantText,
  state: Type.Enum(['IN_FORCE', 'ENDED']),
  standing: Nullable(
    Shape(
      { limit: MoneyText, reserved: MoneyText, used: MoneyText, available: MoneyText, version: Type.Integer() },
      { description: 'How the line stands now, after all its movements' },
    ),
  ),
  versions: Type.Array(
    Shape({
      id: IdText,
      priorLimit: MoneyText,
      limit: MoneyText,
      effectiveFrom: DateText,
      effectiveTo: Nullable(DateText),
      recordedAt: InstantText,
    }),
  ),
  movements: PageOf(LineMovementShape),
})

const Period = { effectiveFrom: DateText, effectiveTo: Type.Optional(Nullable(DateText)) }
export const NewLineBody = Shape({
  uscc: UsccText,
  product: ProductCode,
  limit: AmountText,
  revolving: Type.Optional(Type.Boolean({ description: 'As the product says, unless told' })),
  ...Period,
  documentNo: NameText,
})
export const LineChangeBody = Shape({ limit: AmountText, ...Period, documentNo: NameText })
export const LineDecisionBody = Shape({
  decision: Type.Enum(['APPROVE', 'REJECT']),
  opinion: OpinionText,
  version: VersionNumber,
})
export const ProposalState = Type.Enum(['PROPOSED', 'APPROVED', 'REJECTED'])
export const LineProposalShape = Shape({
  id: IdText,
  uscc: UsccText,
  enterpriseZh: Type.String(),
  enterpriseEn: Type.String(),
  product: Type.String(),
  supersedes: Nullable(IdText),
  limit: MoneyText,
  revolving: Type.Boolean(),
  effectiveFrom: DateText,
  effectiveTo: Nullable(DateText),
  documentNo: Type.String(),
  state: ProposalState,
  opinion: Nullable(Type.String()),
  creditLineId: Nullable(IdText),
  version: Type.Integer(),
  recordedAt: InstantText,
  decidedAt: Nullable(InstantText),
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
