import { type TSchema, Type } from 'typebox'
import { GradeText, ProductText, RatingMembers } from './carbon.js'
import { Figures } from './figures.js'
import {
  BpText,
  DateText,
  DecimalText,
  ExactText,
  IdText,
  InstantText,
  MoneyText,
  NameText,
  Nullable,
  OpinionText,
  RatePercentText,
  Shape,
  UsccText,
  VersionNumber,
} from './primitives.js'

export const KindText = Type.Enum(['rating-method', 'pricing-grid', 'rating-choice'], {
  description: '评级方法 定价表 城市采用的方法与因子集',
  examples: ['rating-method'],
})
const StatusText = Type.Enum(['confirmed', 'secondary', 'recalled', 'derived', 'assumption', 'given'], {
  description: 'how well the rule is known',
})
export const ProposalStateText = Type.Enum(['PROPOSED', 'APPROVED', 'REJECTED'])
const DocumentShape = Type.Object(
  {},
  {
    additionalProperties: true,
    description:
      'A rating method as its rule file has it (weights, anchors and cut-offs as decimal text); a pricing grid {grid, version, supersedes?, rows: [{product, grade, discount_bp, limit_multiplier?, guarantee_fee_bp?, route?}]}; a choice {code: rating.method | rating.factor_set, value}. `supersedes` names the newest published version.',
  },
)
const ContentMembers = {
  document: DocumentShape,
  validFrom: DateText,
  validTo: Type.Optional(DateText),
  source: NameText,
  status: StatusText,
}
export const MethodProposalBody = Type.Object(
  { kind: KindText, ...ContentMembers },
  {
    additionalProperties: false,
    examples: [
      {
        kind: 'rating-choice',
        document: { code: 'rating.method', value: 'zq-4d' },
        validFrom: '2027-01-01',
        source: '肇碳〔2026〕12号',
        status: 'assumption',
      },
    ],
  },
)
export const MethodRevisionBody = Shape({ kind: KindText, version: VersionNumber, ...ContentMembers })
export const MethodDecisionBody = Shape({
  decision: Type.Enum(['APPROVE', 'REJECT']),
  version: VersionNumber,
  opinion: OpinionText,
})

const ImpactSumMembers = {
  lines: Type.Integer(),
  amount: MoneyText,
  discountBpBefore: Type.String(),
  discountBpAfter: Type.String(),
  discountBpChange: Type.String(),
  annualSavingBefore: MoneyText,
  annualSavingAfter: MoneyText,
  annualSavingChange: Type.String({ description: '元 a year; negative costs the enterprises' }),
}
const RatedBy = Shape({ method: Type.String(), version: Type.String(), factorSet: Type.String() })
const NotCompared = Shape({
  count: Type.Integer(),
  first: Type.Array(Shape({ uscc: UsccText, code: Type.String() })),
})
const MovedShape = Shape({
  uscc: UsccText,
  nameZh: Type.String(),
  nameEn: Type.String(),
  from: GradeText,
  to: GradeText,
  amount: MoneyText,
  annualSavingChange: Type.String(),
})
export const ImpactReportShape = Shape({
  asOf: DateText,
  takesEffect: Type.Boolean({
    description: 'false: the city does not rate by this method, or no product names this grid',
  }),
  before: RatedBy,
  after: RatedBy,
  enterprises: Type.Integer(),
  changed: Type.Integer(),
  migration: Type.Array(
    Shape({ from: GradeText, to: GradeText, enterprises: Type.Integer(), lines: Type.Integer(), amount: MoneyText }),
  ),
  book: Shape(ImpactSumMembers),
  byProduct: Type.Array(Shape({ product: ProductText, ...ImpactSumMembers })),
  byInstitution: Type.Array(Shape({ institution: Type.String(), ...ImpactSumMembers })),
  losers: Type.Array(MovedShape),
  gainers: Type.Array(MovedShape),
  notRated: NotCompared,
  notPriced: NotCompared,
})
const ImpactMembers = {
  id: IdText,
  asOf: DateText,
  knownAt: InstantText,
  current: Type.Boolean({ description: 'false: the proposal has been revised since' }),
  documentHash: Type.String(),
  jobRunId: Nullable(IdText),
  recordedAt: InstantText,
}

const proposal = <T extends TSchema>(impact: T) =>
  Shape({
    id: IdText,
    kind: KindText,
    key: Type.String(),
    document: DocumentShape,
    validFrom: DateText,
    validTo: Nullable(DateText),
    source: Type.String(),
    status: Type.String(),
    contentHash: Type.String(),
    state: ProposalStateText,
    opinion: Nullable(Type.String()),
    enteredBy: IdText,
    decidedBy: Nullable(IdText),
    ruleIds: Type.Array(Type.String(), { description: 'the rows it was published as' }),
    version: VersionNumber,
    recordedAt: InstantText,
    decidedAt: Nullable(InstantText),
    impact: Nullable(impact),
  })
export const MethodProposalShape = proposal(Shape(ImpactMembers))
export const MethodProposalDetailShape = proposal(Shape({ ...ImpactMembers, report: ImpactReportShape }))

export const PublishedRowShape = Shape({
  ruleId: Type.String(),
  kind: KindText,
  key: Type.String(),
  validFrom: DateText,
  validTo: Nullable(DateText),
  publishedOn: Nullable(DateText),
  source: Type.String(),
  status: Type.String(),
  document: Type.Object({}, { additionalProperties: true }),
  contentHash: Type.String(),
  proposalId: Nullable(IdText),
  knownFrom: InstantText,
})

export const VetoReasonText = Type.Enum(['DATA_FRAUD', 'MAJOR_ENV_PENALTY_24M', 'SERIOUS_DISHONESTY'], {
  description: '数据造假 二十四个月内重大环保处罚 严重失信',
})
export const VetoBody = Shape({
  reason: VetoReasonText,
  validFrom: DateText,
  validTo: Type.Optional(DateText),
  source: NameText,
  supersedes: Type.Optional(IdText),
})
export const VetoDecisionBody = Shape({ decision: Type.Enum(['CONFIRM', 'REJECT']), opinion: OpinionText })
export const VetoShape = Shape({
  id: IdText,
  uscc: UsccText,
  reason: VetoReasonText,
  validFrom: DateText,
  validTo: Nullable(DateText),
  source: Type.String(),
  supersedes: Nullable(IdText),
  enteredBy: IdText,
  recordedAt: InstantText,
  state: Type.Enum(['ENTERED', 'CONFIRMED', 'REJECTED']),
  opinion: Nullable(Type.String()),
  decidedBy: Nullable(IdText),
  decidedAt: Nullable(InstantText),
})

const StudyMembers = {
  uscc: UsccText,
  asOf: DateText,
  knownAt: InstantText,
  ratedAsOf: DateText,
  method: Shape({ id: Type.String(), version: Type.String(), ruleId: Type.String() }),
}
export const WhatIfShape = Shape({
  ...StudyMembers,
  grade: GradeText,
  score: Nullable(ExactText),
  scoreRounded: Nullable(Type.String()),
  target: Type.String(),
  minScore: ExactText,
  ...Figures('points'),
  blockedBy: Type.Array(Type.String(), { description: 'caps that would still forbid the grade' }),
  alone: Type.Array(
    Shape({
      id: Type.String(),
      ...Figures('score', 'at'),
      metric: Type.Optional(ExactText),
      metricRounded: Type.Optional(Type.String()),
    }),
    { description: 'components that could do it alone' },
  ),
  combined: Nullable(
    Shape(
      {
        emissionsCutPercent: Type.String({
          description: 'four places; a ten-thousandth less does not reach the grade',
        }),
        ...Figures('emissions12m', 'score'),
        grade: GradeText,
      },
      { description: 'the smallest cut of all emissions that reaches the score; null when no cut does' },
    ),
  ),
})

const PercentText = Type.String({
  pattern: '^-?(0|[1-9]\\d{0,5})(\\.\\d{1,6})?$',
  description: '%, −10 is a tenth less',
  examples: ['-10'],
})
export const SimulationBody = Type.Object(
  {
    method: Type.Optional(Type.String({ minLength: 1, maxLength: 60, examples: ['zq-4d'] })),
    emissionsChangePercent: Type.Optional(PercentText),
    revenueChangePercent: Type.Optional(PercentText),
    profitChangePercent: Type.Optional(PercentText),
    taxChangePercent: Type.Optional(PercentText),
    employees: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
    greenShare: Type.Optional(DecimalText),
    dataQuality: Type.Optional(Type.Integer()),
    verification: Type.Optional(Type.Enum(['none', 'self-declared', 'bank-reviewed', 'limited', 'reasonable'])),
    historyMonths: Type.Optional(Type.Integer({ minimum: 0, maximum: 1200 })),
  },
  {
    additionalProperties: false,
    examples: [{ emissionsChangePercent: '-10', greenShare: '0.3', verification: 'limited' }],
  },
)
const PriceShape = Nullable(
  Shape({ grade: GradeText, rate: RatePercentText, discountBp: BpText, annualSaving: MoneyText }),
)
export const SimulationShape = Shape({
  ...StudyMembers,
  rated: Shape({ grade: GradeText, score: Nullable(ExactText), scoreRounded: Nullable(Type.String()) }),
  simulated: Shape(RatingMembers),
  lines: Type.Array(
    Shape({
      creditLineId: IdText,
      lender: Type.String(),
      product: ProductText,
      limit: Type.String(),
      before: PriceShape,
      after: PriceShape,
      annualSavingChange: Nullable(Type.String()),
      reason: Nullable(Type.String({ description: 'why there is no price' })),
    }),
  ),
})
export const RecomputationShape = Shape({
  uscc: UsccText,
  ratingId: IdText,
  asOf: DateText,
  knownAt: InstantText,
  recordedAt: InstantText,
  hash: Type.String(),
  recomputedHash: Nullable(Type.String()),
  same: Type.Boolean(),
  reason: Nullable(Type.String({ description: 'why it could not be made again' })),
})
