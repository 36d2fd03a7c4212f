import { Type } from 'typebox'
import { Figures, OptionalFigures } from './figures.js'
import { AttributionMethodShape } from './financed-emissions.js'
import {
  BpText,
  DateText,
  IdText,
  InstantText,
  MoneyText,
  MonthText,
  Nullable,
  PageOf,
  PageQuery,
  RatePercentText,
  Shape,
  TwoTimesQuery,
  UsccText,
} from './primitives.js'

const Count = Type.Integer({ minimum: 0 })
const Lineage = Nullable(
  Type.String({ description: 'where the rows behind it are listed; null for a reader of statistics only' }),
)
const Hidden = Type.Boolean({ description: '小单元隐藏: figures of too few enterprises are null' })
const Both = Shape({ zh: Type.String(), en: Type.String() })
const Definitions = Type.Record(Type.String(), Both)
const GradeText = Type.String({ pattern: '^[A-Z_]{1,40}$', description: 'NONE without a priced line in force' })
const Months = Type.Optional(
  Type.String({ pattern: '^([1-9]|[12]\\d|3[0-6])$', description: '1 to 36 months, 12 unless told', examples: ['12'] }),
)
const PercentText = Type.String({ pattern: '^-?\\d+\\.\\d{2}$', description: '%' })

export const DashboardQuery = Shape({
  ...TwoTimesQuery,
  months: Months,
  since: Type.Optional(DateText),
  fresh: Type.Optional(
    Type.Enum(['true'], { description: 'adds up anew what kept figures of an earlier instant would answer' }),
  ),
})
export const RelendingQuery = Shape({ ...TwoTimesQuery, months: Months })

const Limits = { priorLimit: MoneyText, limit: MoneyText, increase: MoneyText }
const MoverShape = {
  uscc: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  from: GradeText,
  to: GradeText,
  limit: MoneyText,
  savingBefore: MoneyText,
  savingAfter: MoneyText,
  savingChange: MoneyText,
  lineage: Lineage,
}
const Movers = Type.Array(Shape(MoverShape))

export const DashboardShape = Shape({
  asOf: DateText,
  knownAt: InstantText,
  since: DateText,
  months: Count,
  keptAt: Nullable(InstantText),
  statisticsOnly: Type.Boolean(),
  inForce: Shape({ institutions: Count, enterprises: Count, lines: Count, ...Limits, lineage: Lineage }),
  discounted: Shape({
    institutions: Count,
    enterprises: Count,
    lines: Count,
    ...Limits,
    averageDiscountBp: Nullable(BpText),
    simpleAverageDiscountBp: Nullable(BpText),
    annualSaving: MoneyText,
    lineage: Lineage,
  }),
  growth: Type.Array(
    Shape({
      day: DateText,
      hidden: Hidden,
      enterprises: Nullable(Count),
      lines: Nullable(Count),
      priorLimit: Nullable(MoneyText),
      limit: Nullable(MoneyText),
      increase: Nullable(MoneyText),
      lineage: Lineage,
    }),
  ),
  grades: Type.Array(
    Shape({
      grade: GradeText,
      nameZh: Type.String(),
      nameEn: Type.String(),
      hidden: Hidden,
      enterprises: Nullable(Count),
      lines: Nullable(Count),
      limit: Nullable(MoneyText),
      lineage: Lineage,
    }),
  ),
  migration: Type.Array(
    Shape({ from: GradeText, to: GradeText, hidden: Hidden, enterprises: Nullable(Count), lineage: Lineage }),
  ),
  discounts: Type.Array(
    Shape({
      band: Type.Integer(),
      over: Type.String({ description: 'BP; without it above nought, with it below' }),
      upTo: Type.String({ description: 'BP; with it above nought, without it below; both 0 is no discount' }),
      hidden: Hidden,
      enterprises: Nullable(Count),
      lines: Nullable(Count),
      limit: Nullable(MoneyText),
      lineage: Lineage,
    }),
  ),
  movers: Nullable(Shape({ gradeUp: Movers, gradeDown: Movers, savingUp: Movers, savingDown: Movers })),
  definitions: Definitions,
})

const Use = {
  quotas: Count,
  limit: MoneyText,
  reserved: MoneyText,
  drawn: MoneyText,
  available: MoneyText,
  drawnPercent: Nullable(PercentText),
}
const Rungs = Type.Array(
  Shape({
    rung: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    reloans: Count,
    balance: MoneyText,
    weightedRate: Nullable(RatePercentText),
  }),
)
export const RelendingDashboardShape = Shape({
  asOf: DateText,
  knownAt: InstantText,
  months: Type.Array(Shape({ day: DateText, ...Use, lineage: Type.String() })),
  byLender: Type.Array(
    Shape({ lender: Type.String(), nameZh: Nullable(Type.String()), nameEn: Nullable(Type.String()), ...Use }),
  ),
  byFacility: Type.Array(Shape({ facility: Type.String(), months: Type.Array(Shape({ day: DateText, ...Use })) })),
  ladder: Shape({
    rungs: Rungs,
    byFacility: Type.Array(Shape({ facility: Type.String(), rungs: Rungs })),
    lineage: Type.String(),
  }),
  definitions: Definitions,
})

const Sum = {
  loans: Count,
  borrowers: Count,
  amount: MoneyText,
  ...Figures('total'),
  ...OptionalFigures('dataQuality'),
}
const Year = Shape({
  asOf: DateText,
  period: Shape({ from: MonthText, to: MonthText }),
  ...Sum,
  coveragePercent: Nullable(PercentText),
  withoutFigures: Shape({
    loans: Count,
    amount: MoneyText,
    reasons: Type.Array(Shape({ reason: Type.String(), loans: Count })),
  }),
  lineage: Type.String(),
})
const Reduction = { ...OptionalFigures('reduction'), reductionPercent: Nullable(PercentText) }
export const FinancedDashboardShape = Shape({
  asOf: DateText,
  knownAt: InstantText,
  method: AttributionMethodShape,
  population: Nullable(Both),
  now: Year,
  before: Nullable(Year),
  ...Reduction,
  same: Nullable(Shape({ borrowers: Count, now: Shape(Sum), before: Shape(Sum), ...Reduction })),
  definitions: Definitions,
})

export const DashboardLinesQuery = Shape({
  ...TwoTimesQuery,
  ...PageQuery,
  band: Type.Optional(Type.String({ pattern: '^(0|-?[1-9]\\d{0,3})$', description: 'a discount band by its number' })),
  uscc: Type.Optional(UsccText),
})
const Page = { asOf: DateText, knownAt: InstantText }
export const DashboardLinesShape = Type.Object(
  {
    ...Page,
    ...PageOf(
      Shape({
        creditLineId: IdText,
        uscc: Type.String(),
        enterpriseZh: Type.String(),
        enterpriseEn: Type.String(),
        lender: Type.String(),
        lenderZh: Type.String(),
        lenderEn: Type.String(),
        product: Type.String(),
        priorLimit: MoneyText,
        limit: MoneyText,
        grade: Nullable(GradeText),
        rate: Nullable(RatePercentText),
        referenceRate: Nullable(RatePercentText),
        discountBp: Nullable(BpText),
        annualSaving: Nullable(MoneyText),
        pricedOn: Nullable(DateText),
        links: Shape({
          creditLine: Type.String(),
          rateDecision: Nullable(Type.String()),
          rating: Nullable(Type.String()),
          carbonAccount: Type.String(),
        }),
      }),
    ).properties,
  },
  { additionalProperties: false },
)
export const GradeMovesQuery = Shape({
  ...TwoTimesQuery,
  ...PageQuery,
  since: DateText,
  from: Type.Optional(GradeText),
  to: Type.Optional(GradeText),
})
export const GradeMovesShape = Type.Object(
  { ...Page, since: DateText, ...PageOf(Shape(MoverShape)).properties },
  { additionalProperties: false },
)
