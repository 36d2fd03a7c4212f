import { Type } from 'typebox'
import { AmountText, DateText, InstantText, MoneyText, Nullable, Shape } from './primitives.js'

const KINDS = ['loan', 'guaranteed-loan', 'pledge-loan', 'bill-discount'] as const
const Kind = Type.Enum([...KINDS], { description: '贷款 · 担保贷款 · 质押贷款 · 票据贴现' })
const Method = Type.Enum(['equal-instalment', 'equal-principal', 'interest-only', 'bullet', 'custom'])
const Holidays = Type.Enum(['none', 'following', 'modified-following', 'preceding'], {
  description: '到期日遇节假日:不调整 · 顺延 · 顺延但不跨月 · 提前',
})
const Repricing = Type.Enum(['fixed', 'january', 'anniversary', 'quarterly', 'rating-change'], {
  description: '固定 · 每年一月一日 · 对年 · 按季 · 评级变动后下一结息期',
})
const Bucket = Type.Enum(['fee', 'penalty', 'compound', 'interest', 'principal'])
const UpliftText = Type.String({
  pattern: '^\\d(\\.\\d{1,6})?$',
  description: 'Share of the contract rate: 0.5 is half as much again',
})
const Periods = Type.Integer({ minimum: 0, maximum: 600 })

export const ContractChoicesShape = Shape(
  {
    instalments: Type.Optional(
      Type.String({
        maxLength: 80,
        description: 'One of the words under `instalments` of the product',
        examples: ['from-start:1', 'settlement-day:3|6|9|12:20:inside'],
      }),
    ),
    customRows: Type.Optional(
      Type.Array(Shape({ dueOn: DateText, principal: AmountText }), {
        minItems: 1,
        maxItems: 600,
        description: 'With the method custom: the principal of each agreed day; interest is computed',
      }),
    ),
    holidays: Type.Optional(Holidays),
    gracePrincipalPeriods: Type.Optional(Periods),
    graceInterestPeriods: Type.Optional(Periods),
    repricing: Type.Optional(Repricing),
    overdueUplift: Type.Optional(UpliftText),
    misuseUplift: Type.Optional(UpliftText),
    compoundCharged: Type.Optional(Type.Boolean()),
  },
  { description: 'What the contract chooses among the terms of its product; the rest is as the product has it' },
)

const InstalmentDays = Type.Union([
  Shape({ kind: Type.Literal('from-start'), months: Type.Integer() }),
  Shape({
    kind: Type.Literal('settlement-day'),
    months: Type.Array(Type.Integer()),
    day: Type.Integer(),
    includesDay: Type.Boolean({ description: 'The night of the day belongs to the period that ends' }),
  }),
])

export const ContractTermsShape = Shape(
  {
    product: Type.String(),
    kind: Kind,
    method: Method,
    dayCount: Type.String(),
    rounding: Type.Enum(['half-up', 'half-even']),
    instalments: InstalmentDays,
    holidays: Holidays,
    monthEnd: Type.Enum(['last-day', 'first-of-next']),
    gracePrincipalPeriods: Type.Integer(),
    graceInterestPeriods: Type.Integer(),
    repricing: Repricing,
    penalty: Shape({ overdueUplift: UpliftText, misuseUplift: UpliftText, graceDays: Type.Integer() }),
    compound: Shape({
      charged: Type.Boolean(),
      base: Type.Array(Type.Enum(['interest', 'compound'])),
      afterMaturity: Type.Enum(['penalty', 'contract']),
    }),
    waterfall: Shape({
      normal: Type.Array(Bucket),
      bad: Type.Array(Bucket),
      badFromDaysOverdue: Type.Integer(),
      across: Type.Enum(['by-kind', 'by-instalment']),
    }),
    customRows: Type.Optional(Type.Array(Shape({ dueOn: DateText, principal: MoneyText }))),
    prepaymentEffects: Type.Optional(Type.Array(Type.Enum(['shorten', 'lower-instalment']))),
    rules: Type.Array(
      Shape({ term: Type.String(), ruleId: Type.String(), source: Type.String(), status: Type.String() }),
    ),
  },
  { description: 'Frozen when the contract was signed' },
)

export const ProductShape = Shape({
  code: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  kind: Nullable(Kind),
  offered: Type.Boolean({ description: 'False where a term that a contract needs is missing or unknown' }),
  unknownTerm: Nullable(Type.String({ description: 'The first such term' })),
  terms: Type.Array(
    Shape({
      term: Type.String(),
      value: Nullable(Type.String({ description: 'null: not known' })),
      unit: Nullable(Type.String()),
      validFrom: DateText,
      validTo: Nullable(DateText),
      publishedOn: Nullable(DateText),
      source: Type.String(),
      status: Type.String(),
      ruleId: Type.String(),
    }),
  ),
})
const TwoTimes = { asOf: DateText, knownAt: InstantText }
export const ProductListShape = Shape({ ...TwoTimes, items: Type.Array(ProductShape) })
export const OneProductShape = Shape({ ...TwoTimes, product: ProductShape })

export const WorkingYearShape = Shape({
  year: Type.Integer(),
  knownAt: InstantText,
  published: Type.Boolean({ description: 'False: no calendar of the year is known, and only the week decides' }),
  publishedThrough: Nullable(DateText),
  workingDays: Type.Integer({ description: 'How many days of the year are worked' }),
  days: Type.Array(
    Shape({
      day: DateText,
      kind: Type.Enum(['holiday', 'make-up']),
      name: Type.String(),
      source: Type.String(),
      status: Type.String(),
    }),
  ),
})
