import { type TSchema, Type } from 'typebox'
import { ActivityIdText, FactorWithRowsShape, WithheldShape } from './carbon.js'
import { Figures, OptionalFigures } from './figures.js'
import { DateText, ExactText, IdText, InstantText, MonthText, Nullable, Shape, UsccText } from './primitives.js'

const Words = Type.Array(Type.String())

export const PeriodText = Type.Enum(['month', 'quarter', 'year', 'rolling12'], {
  description: '月 季 年 滚动十二个月',
  examples: ['year'],
})
export const VerificationLevelText = Type.Enum(['none', 'self-declared', 'bank-reviewed', 'limited', 'reasonable'], {
  description: '未核查 自行声明 银行复核 有限保证 合理保证',
})

const StatementTotals = Shape(Figures('scope1', 'scope2Location', 'scope2Market', 'total', 'biogenic', 'exported'), {
  description:
    'tCO2; total is scope 1 + scope 2 by location, net of the exported energy shown in exported; biomass is in no total',
})
const Part = (members: Record<string, TSchema>) =>
  Shape({ ...members, scope: Type.Integer(), ...Figures('tCO2', 'tCO2Market', 'biogenic', 'exported') })
const Span = { from: MonthText, to: MonthText }

const StatementShape = Shape({
  ...Span,
  complete: Type.Boolean({ description: 'every month has data and had ended' }),
  monthsWithData: Type.Integer(),
  totals: StatementTotals,
  byScope: Type.Array(Type.Object({ scope: Type.Integer(), ...Figures('tCO2') }, { additionalProperties: true })),
  byCarrier: Type.Array(Part({ carrier: Type.String() })),
  bySite: Type.Array(Part({ carrier: Type.String(), meter: Type.String() })),
  intensities: Type.Array(
    Shape({
      id: Type.String(),
      metric: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      ...OptionalFigures('value', 'k', 'quantile'),
      reason: Nullable(Type.String()),
      benchmark: Nullable(ExactText),
      benchmarkSector: Nullable(Type.String()),
      benchmarkRuleId: Nullable(Type.String()),
      entities: Nullable(Type.Integer()),
      quantileReason: Nullable(Type.String()),
    }),
  ),
  ...OptionalFigures('dataQuality'),
  uncertainty: Shape(
    {
      ...OptionalFigures('percent', 'tCO2'),
      confidence: Type.String(),
      reason: Nullable(Type.String()),
      carriers: Words,
      ruleIds: Words,
    },
    { description: '± at 95 %, carriers combined in quadrature (IPCC 2006, vol. 1 ch. 3, eq. 3.2)' },
  ),
  missing: Type.Array(
    Shape(
      { carrier: Type.String(), meter: Type.String(), missing: Type.Array(MonthText) },
      {
        description: 'meters with months missing since their first reading',
      },
    ),
  ),
  flags: Words,
})

const ChangeShape = Shape({
  ...Span,
  before: Shape(Span),
  ...Figures('firstStated', 'restated', 'after', 'difference'),
  causes: Shape(Figures('activity', 'factor', 'method'), {
    description: 'activity, real factor change, method or factor-set change; they add up to the difference exactly',
  }),
})

export const StatementsShape = Shape({
  uscc: UsccText,
  asOf: DateText,
  knownAt: InstantText,
  period: PeriodText,
  ...Span,
  factorSet: Type.String(),
  verification: Shape({
    level: VerificationLevelText,
    recordId: Nullable(IdText),
    verifierCode: Nullable(Type.String()),
    verifierName: Nullable(Type.String()),
    statementNo: Nullable(Type.String()),
    evidenceHash: Nullable(Type.String()),
    validFrom: Nullable(DateText),
    validTo: Nullable(DateText),
  }),
  items: Type.Array(StatementShape),
  rolling12: Type.Array(Shape({ ...Span, complete: Type.Boolean(), totals: StatementTotals })),
  history: Nullable(Type.Array(ChangeShape)),
  factors: Type.Array(FactorWithRowsShape),
  withheld: WithheldShape,
})

const PostedFactorShape = Shape({
  code: Type.String(),
  value: ExactText,
  vintage: Nullable(Type.Integer()),
})
export const PostingShape = Shape({
  id: Type.String(),
  month: MonthText,
  carrier: Type.String(),
  meter: Type.String(),
  adjusts: Nullable(Type.String({ description: 'the posting it goes on from; null for the first figure' })),
  cause: Nullable(Type.Enum(['FACTOR_VINTAGE', 'ACTIVITY_CORRECTION'])),
  activityId: ActivityIdText,
  measured: ExactText,
  per: Type.String(),
  fromFactor: Nullable(PostedFactorShape),
  factor: Shape({ ...PostedFactorShape.properties, ruleIds: Words, own: Type.Boolean() }),
  ...Figures('tCO2', 'difference'),
  asOf: DateText,
  knownAt: InstantText,
  recordedAt: InstantText,
})
