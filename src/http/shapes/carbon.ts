import { Type } from 'typebox'
import { Figures, OptionalFigures } from './figures.js'
import { DateText, ExactText, IdText, InstantText, MonthText, Nullable, Shape, UsccText } from './primitives.js'

const Words = Type.Array(Type.String())

export const GRADES = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED', 'NOT_RATED'] as const
export const GradeText = Type.Enum([...GRADES], { description: '深绿 浅绿 黄 红 不评级', examples: ['DEEP_GREEN'] })
export const PRODUCT_CODES = ['YUN_TAN_DAI', 'YUN_TAN_DAN', 'YUN_TAN_TIE', 'DATA_PLEDGE'] as const
export const ProductText = Type.Enum([...PRODUCT_CODES], {
  description: '云碳贷 云碳担 云碳贴 数据资产质押贷',
  examples: ['YUN_TAN_DAI'],
})
export const ActivityIdText = Type.String({ pattern: '^[1-9]\\d{0,17}$', examples: ['1'] })

export const FactorShape = Shape({
  code: Type.String(),
  value: ExactText,
  unit: Type.String(),
  set: Type.String(),
  vintage: Nullable(Type.Integer({ description: 'data year' })),
  fallback: Type.Boolean({ description: 'FACTOR_VINTAGE_FALLBACK: not the data year of the activity' }),
  flags: Words,
  publishedOn: Nullable(DateText),
  ruleId: Nullable(Type.String({ description: 'the rule row, where the factor is one row' })),
  ruleIds: Words,
  own: Type.Array(Type.String(), { description: "members that are the firm's own measurements" }),
  source: Type.String(),
  status: Type.String(),
})
const FactorRowShape = Shape({
  ruleId: Type.String(),
  code: Type.String(),
  set: Type.String(),
  unit: Type.String(),
  value: Type.String(),
  validFrom: DateText,
  validTo: Nullable(DateText),
  publishedOn: Nullable(DateText),
  region: Type.String(),
  source: Type.String(),
  status: Type.String(),
})
export const FactorWithRowsShape = Shape({ ...FactorShape.properties, rows: Type.Array(FactorRowShape) })

export const TotalsShape = Shape(Figures('scope1', 'scope2Location', 'scope2Market', 'total'), {
  description: 'tCO2; total is scope 1 + scope 2 by location',
})

const PeriodShape = Shape({
  from: MonthText,
  to: MonthText,
  complete: Type.Boolean(),
  revenue: Nullable(ExactText),
  profit: Nullable(ExactText),
  tax: Nullable(ExactText),
  employees: Nullable(Type.Integer()),
})

export const EmissionRowShape = {
  carrier: Type.String(),
  scope: Type.Integer(),
  quantity: ExactText,
  unit: Type.String(),
  greenQuantity: ExactText,
  factor: FactorShape,
  marketFactor: Nullable(FactorShape),
  ...Figures('tCO2', 'tCO2Market'),
}

export const WithheldShape = Type.Array(Type.String(), {
  description: 'Field groups that no consent opens to the caller',
})

export const CarbonAccountShape = Shape({
  uscc: UsccText,
  asOf: DateText,
  knownAt: InstantText,
  factorSet: Type.String(),
  periods: Shape({ current: PeriodShape, prior: Nullable(PeriodShape) }),
  months: Type.Array(
    Shape({
      month: MonthText,
      rows: Type.Array(
        Shape({
          activityId: ActivityIdText,
          supersedes: Nullable(ActivityIdText),
          recordedAt: InstantText,
          meter: Type.String(),
          ...EmissionRowShape,
          dataQuality: Type.Integer(),
          source: Type.String(),
          links: Shape({ activity: Type.String({ description: 'the meter reading' }) }),
        }),
      ),
      totals: TotalsShape,
    }),
  ),
  totals: Shape({
    current: TotalsShape,
    prior: Nullable(TotalsShape),
    byScope: Type.Array(Shape({ scope: Type.Integer(), ...Figures('tCO2') })),
    byCarrier: Type.Array(Shape({ carrier: Type.String(), ...Figures('tCO2') })),
  }),
  intensities: Type.Array(
    Shape({
      id: Type.String(),
      metric: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      ...OptionalFigures('value', 'k'),
      reason: Nullable(Type.String()),
      benchmark: Nullable(ExactText),
      benchmarkSector: Nullable(Type.String()),
      benchmarkRuleId: Nullable(Type.String()),
      entities: Nullable(Type.Integer()),
    }),
  ),
  ...OptionalFigures('greenShare', 'trend'),
  historyMonths: Type.Integer(),
  flags: Words,
  factors: Type.Array(FactorWithRowsShape),
  withheld: WithheldShape,
})

/** The members that a rating has wherever it is told. */
export const RatingMembers = {
  grade: GradeText,
  gradeByScore: Nullable(Type.String()),
  keptByHysteresis: Type.Boolean(),
  score: Nullable(ExactText),
  scoreRounded: Nullable(Type.String({ description: 'four places, half-up' })),
  components: Type.Array(
    Type.Object(
      {
        id: Type.String(),
        group: Type.String(),
        ...OptionalFigures('metric'),
        benchmark: Type.Optional(ExactText),
        k: Type.Optional(ExactText),
        kRounded: Type.Optional(Type.String()),
        ...Figures('score', 'points'),
        weight: ExactText,
        reason: Type.Optional(Type.String()),
      },
      { additionalProperties: false },
    ),
  ),
  caps: Type.Array(Shape({ reason: Type.String(), maxGrade: Type.String() })),
  toNextGrade: Nullable(
    Shape({
      grade: Type.String(),
      minScore: ExactText,
      ...Figures('points'),
      blockedBy: Words,
      changes: Type.Array(
        Shape({
          id: Type.String(),
          ...Figures('score', 'at'),
          metric: Type.Optional(ExactText),
          metricRounded: Type.Optional(Type.String()),
        }),
      ),
    }),
  ),
  vetoes: Words,
}

export const RatingShape = Shape({
  uscc: UsccText,
  asOf: DateText,
  ratedAsOf: DateText,
  knownAt: InstantText,
  ...RatingMembers,
  inputs: Type.Object({}, { additionalProperties: true, description: 'What the account said, unrounded' }),
  methodBefore: Type.Optional(
    Type.String({ description: 'id@version of the earlier rating, where another method gave it' }),
  ),
  vetoRecords: Type.Optional(
    Type.Array(
      Shape({
        id: IdText,
        reason: Type.String(),
        validFrom: DateText,
        validTo: Nullable(DateText),
        source: Type.String(),
      }),
    ),
  ),
  method: Shape({
    id: Type.String(),
    version: Type.String(),
    ruleId: Type.String(),
    hash: Type.String(),
    status: Type.String(),
    source: Type.String(),
    validityDays: Type.Integer(),
    staleAfterDays: Type.Integer(),
  }),
  factorSet: Type.String(),
  factors: Type.Array(FactorWithRowsShape),
  benchmarks: Type.Array(
    Shape({
      ruleId: Type.String(),
      sector: Type.String(),
      metric: Type.String(),
      period: Shape({ from: MonthText, to: MonthText }),
      mean: ExactText,
      entities: Type.Integer(),
      source: Type.String(),
      status: Type.String(),
    }),
  ),
  hashes: Shape({
    inputs: Type.String(),
    factors: Type.String(),
    benchmark: Type.String(),
    method: Type.String(),
    document: Type.String(),
  }),
  validUntil: DateText,
  expired: Type.Boolean(),
  stale: Type.Boolean(),
  ratingId: IdText,
  recordedAt: InstantText,
  withheld: WithheldShape,
})

export const ActivityShape = Shape({
  id: ActivityIdText,
  month: MonthText,
  carrier: Type.String(),
  meter: Type.String(),
  quantity: ExactText,
  unit: Type.String(),
  greenQuantity: ExactText,
  enthalpyKjPerKg: Nullable(ExactText),
  direction: Type.Enum(['use', 'export'], { description: '自用 外供(扣除)' }),
  biogenic: Type.Boolean(),
  ncv: Nullable(ExactText),
  cc: Nullable(ExactText),
  of: Nullable(ExactText),
  factor: Nullable(Shape({ value: ExactText, unit: Type.String(), source: Type.String() })),
  source: Type.String(),
  dataQuality: Type.Integer(),
  evidence: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  supersedes: Nullable(ActivityIdText),
  recordedAt: InstantText,
})
