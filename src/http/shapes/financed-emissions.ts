import { Type } from 'typebox'
import type { AttributionMethod } from '../../domain/carbon/financed-emissions.js'
import { FactorShape } from './carbon.js'
import { OrganisationShape } from './credit-lines.js'
import { Figures, OptionalFigures } from './figures.js'
import {
  AmountText,
  DateText,
  ExactText,
  IdText,
  InstantText,
  MoneyText,
  MonthText,
  NameText,
  Nullable,
  Shape,
  UsccText,
} from './primitives.js'

const SignedAmountText = Type.String({
  pattern: '^-?(0|[1-9]\\d{0,17})(\\.\\d{1,2})?$',
  description: '元; equity may be negative',
  examples: ['12000000.00'],
})

export const BalanceSheetBody = Shape({
  asOf: DateText,
  equity: Type.Optional(SignedAmountText),
  debt: Type.Optional(AmountText),
  totalAssets: Type.Optional(AmountText),
  evic: Type.Optional(AmountText),
  source: NameText,
  supersedes: Type.Optional(IdText),
  reason: Type.Optional(NameText),
})

const BalanceSheetMembers = {
  id: IdText,
  asOf: DateText,
  equity: Nullable(MoneyText),
  debt: Nullable(MoneyText),
  totalAssets: Nullable(MoneyText),
  evic: Nullable(MoneyText),
  source: Type.String(),
  reason: Nullable(Type.String()),
  supersedes: Nullable(IdText),
  recordedAt: InstantText,
}
export const BalanceSheetShape = Shape({
  ...BalanceSheetMembers,
  uscc: UsccText,
  supersededBy: Nullable(IdText),
})

export const AttributionMethodText = Type.Enum(
  ['pcaf-business-loans', 'cn-average-balance'] satisfies AttributionMethod[],
  { description: '归因方法; pcaf-business-loans unless told', examples: ['pcaf-business-loans'] },
)

export const AttributionMethodShape = Shape({
  id: AttributionMethodText,
  version: Type.String(),
  ruleId: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  numerator: Type.String({ description: 'outstanding, or average-balance over the year' }),
  denominators: Type.Array(Type.String(), { description: 'the first that is known is taken' }),
  weighting: Type.String({ description: 'what weighs the data quality: outstanding or emissions' }),
  validFrom: DateText,
  source: Type.String(),
  status: Type.String(),
})

const Both = { zh: Type.String(), en: Type.String() }
const Apart = Shape({ value: Type.Null(), ...Both })
export const ApartShape = Shape({ scope3: Apart, removals: Apart, credits: Apart })

/** tCO2; unsplit is scopes 1 and 2 of estimates that do not tell them apart, total all of scopes 1 and 2; biogenic stands apart. */
const TONNES = ['scope1', 'scope2', 'unsplit', 'total', 'biogenic'] as const

const Cell = { loans: Type.Integer(), amount: MoneyText }
const Sum = { ...Cell, borrowers: Type.Integer(), ...Figures(...TONNES), ...OptionalFigures('dataQuality') }
const Row = Shape({ key: Type.String(), nameZh: Nullable(Type.String()), nameEn: Nullable(Type.String()), ...Sum })

export const FinancedReportShape = Shape({
  asOf: DateText,
  knownAt: InstantText,
  method: AttributionMethodShape,
  period: Shape({ from: MonthText, to: MonthText }),
  population: Nullable(Shape(Both)),
  totals: Shape(Sum),
  apart: ApartShape,
  byInstitution: Type.Array(Row),
  bySector: Type.Array(Row),
  byDataQuality: Type.Array(Row),
  coverage: Shape({
    withFigures: Shape(Cell),
    withoutFigures: Shape(Cell),
    amountPercent: Nullable(ExactText),
    reasons: Type.Array(Shape({ reason: Type.String(), ...Cell })),
  }),
  nothingAttributed: Type.Array(Shape({ reason: Type.String(), ...Cell })),
  lines: Type.String({ description: 'where the loans are listed one by one' }),
  definitions: Type.Record(Type.String(), Shape(Both)),
})

const LineMembers = {
  loanId: IdText,
  contractNo: Type.String(),
  product: Type.String(),
  lender: OrganisationShape,
  enterprise: Shape({ uscc: UsccText, nameZh: Type.String(), nameEn: Type.String(), sectorCode: Type.String() }),
  amount: MoneyText,
  attribution: Nullable(
    Shape({ numerator: ExactText, basis: Type.String(), denominator: ExactText, ...Figures('factor') }),
  ),
  emissions: Nullable(Shape(Figures(...TONNES))),
  dataQuality: Nullable(Shape({ score: Type.Integer(), ...Both })),
  flags: Type.Array(Type.String()),
  reason: Nullable(
    Type.Object(
      { code: Type.String(), ...Both },
      { additionalProperties: true, description: 'why there are no figures, with its facts' },
    ),
  ),
}
export const FinancedLinesShape = Shape({
  asOf: DateText,
  knownAt: InstantText,
  items: Type.Array(Shape(LineMembers)),
  nextCursor: Nullable(Type.String()),
})

const BorrowerEmissionsShape = Shape({
  basis: Type.Enum(['ENERGY_ACTIVITY', 'REVENUE_SECTOR_FACTOR']),
  period: Shape({ from: MonthText, to: MonthText }),
  ...OptionalFigures('scope1', 'scope2', 'biogenic'),
  ...Figures('total'),
  factors: Type.Array(Shape({ ...FactorShape.properties, value: ExactText })),
  estimate: Nullable(
    Shape({
      revenueWan: ExactText,
      sectorFactor: ExactText,
      unit: Type.String(),
      sector: Type.String(),
      benchmarkRuleId: Type.String(),
      entities: Type.Integer(),
    }),
  ),
})

export const FinancedLoanShape = Shape({
  asOf: DateText,
  knownAt: InstantText,
  method: AttributionMethodShape,
  ...LineMembers,
  inputs: Shape({
    disbursements: Type.Array(Shape({ id: IdText, noteNo: Type.String(), on: DateText, amount: MoneyText })),
    repayments: Type.Array(Shape({ on: DateText, amount: MoneyText }), { description: 'principal only, by day' }),
    borrower: Nullable(
      Shape({
        verification: Type.String(),
        balanceSheet: Nullable(Shape(BalanceSheetMembers)),
        emissions: Nullable(BorrowerEmissionsShape),
      }),
    ),
  }),
  steps: Type.Array(
    Shape({
      step: Type.String(),
      formula: Type.String(),
      terms: Type.Record(Type.String(), Nullable(Type.String())),
      value: Type.String(),
      unit: Type.String(),
      from: Nullable(Type.String()),
    }),
  ),
  apart: ApartShape,
  links: Shape({ loan: Type.String(), carbonAccount: Type.String(), balanceSheets: Type.String() }),
})
