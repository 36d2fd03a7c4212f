import { Type } from 'typebox'
import { EmissionRowShape, GradeText, RatingMembers, TotalsShape } from './carbon.js'
import { PricingStepShape } from './credit-lines.js'
import { Figures, OptionalFigures } from './figures.js'
import {
  AmountText,
  BpText,
  DateText,
  DecimalText,
  MoneyText,
  MonthText,
  RatePercentText,
  Shape,
} from './primitives.js'

const Word = Type.String({ minLength: 1, maxLength: 60 })
/** Yuan that may be owed more than owned. */
const SignedAmountText = Type.String({ pattern: '^-?(0|[1-9]\\d{0,17})(\\.\\d{1,2})?$', examples: ['12000000.00'] })

export const EmissionsBody = Type.Object(
  {
    asOf: DateText,
    region: Type.String({ pattern: '^[1-9]\\d{5}$', description: 'GB/T 2260, six digits', examples: ['440000'] }),
    factorSet: Type.String({ minLength: 1, maxLength: 60, examples: ['NDRC'] }),
    activities: Type.Array(
      Shape({
        carrier: Word,
        quantity: DecimalText,
        unit: Word,
        month: MonthText,
        greenQuantity: Type.Optional(DecimalText),
        ncv: Type.Optional(DecimalText),
        cc: Type.Optional(DecimalText),
        of: Type.Optional(DecimalText),
        factor: Type.Optional(Shape({ value: DecimalText, unit: Word })),
        enthalpyKjPerKg: Type.Optional(DecimalText),
      }),
      { maxItems: 10_000 },
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        asOf: '2024-06-30',
        region: '440000',
        factorSet: 'NDRC',
        activities: [
          { carrier: 'electricity', quantity: '864912', unit: 'kWh', month: '2024-05', greenQuantity: '100000' },
          { carrier: 'natural_gas', quantity: '70.728', unit: '10^4Nm3', month: '2024-05' },
        ],
      },
    ],
  },
)
export const EmissionsAnswer = Shape({
  rows: Type.Array(Shape({ month: MonthText, ...EmissionRowShape })),
  totals: TotalsShape,
  flags: Type.Array(Type.String()),
})

export const RatingBody = Type.Object(
  {
    method: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9-]{1,60}(@\\d{1,9}\\.\\d{1,9}\\.\\d{1,9})?$',
        description: 'id, or id@version; zq-carbon-rating unless told',
        examples: ['zq-carbon-rating'],
      }),
    ),
    emissions12m: DecimalText,
    emissionsPrior12m: Type.Optional(DecimalText),
    revenue: Type.Optional(DecimalText),
    revenuePrior: Type.Optional(DecimalText),
    profit: Type.Optional(DecimalText),
    tax: Type.Optional(DecimalText),
    employees: Type.Optional(Type.Integer()),
    benchmarks: Type.Object(
      {
        I_REV: Type.Optional(DecimalText),
        I_PROFIT: Type.Optional(DecimalText),
        I_TAX: Type.Optional(DecimalText),
        I_EMP: Type.Optional(DecimalText),
      },
      { additionalProperties: false },
    ),
    trend: Type.Optional(DecimalText),
    greenShare: Type.Optional(DecimalText),
    dataQuality: Type.Integer(),
    verification: Type.Enum(['none', 'self-declared', 'bank-reviewed', 'limited', 'reasonable']),
    historyMonths: Type.Integer(),
    benchmarkEntities: Type.Integer(),
    previousGrade: Type.Optional(Word),
    vetoes: Type.Optional(Type.Array(Word, { maxItems: 20 })),
    notApplicable: Type.Optional(Type.Array(Word, { maxItems: 20, uniqueItems: true })),
  },
  {
    additionalProperties: false,
    examples: [
      {
        method: 'zq-carbon-rating',
        emissions12m: '600',
        trend: '-0.1',
        revenue: '1000',
        profit: '100',
        tax: '50',
        employees: 100,
        benchmarks: { I_REV: '1', I_PROFIT: '10', I_TAX: '20', I_EMP: '10' },
        greenShare: '1',
        dataQuality: 1,
        verification: 'limited',
        historyMonths: 24,
        benchmarkEntities: 12,
      },
    ],
  },
)
export const RatingAnswer = Shape({
  ...RatingMembers,
  method: Shape({
    id: Type.String(),
    version: Type.String(),
    ruleId: Type.String(),
    status: Type.String(),
    source: Type.String(),
  }),
})

export const FinancedBody = Type.Object(
  {
    method: Type.Enum(['pcaf-business-loans', 'cn-average-balance']),
    loans: Type.Array(
      Shape({
        outstanding: SignedAmountText,
        equity: Type.Optional(SignedAmountText),
        debt: Type.Optional(SignedAmountText),
        totalAssets: Type.Optional(SignedAmountText),
        evic: Type.Optional(SignedAmountText),
        emissions: Shape({ scope1: DecimalText, scope2: DecimalText, scope3: Type.Optional(DecimalText) }),
        dataQuality: Type.Integer(),
      }),
      { maxItems: 10_000 },
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        method: 'pcaf-business-loans',
        loans: [
          {
            outstanding: '3000000.00',
            equity: '8000000.00',
            debt: '4000000.00',
            emissions: { scope1: '120.5', scope2: '380' },
            dataQuality: 2,
          },
        ],
      },
    ],
  },
)
export const FinancedAnswer = Shape({
  method: Type.String(),
  loans: Type.Array(
    Shape({ ...Figures('attributionFactor'), emissions: Shape(Figures('scope1', 'scope2', 'scope3')) }),
  ),
  totals: Shape(Figures('scope1', 'scope2', 'scope3', 'total'), { description: 'total is scopes 1 and 2' }),
  ...OptionalFigures('dataQuality'),
})

export const QuoteBody = Type.Object(
  {
    product: Type.String({ minLength: 1, maxLength: 60, examples: ['YUN_TAN_DAI'] }),
    tenorMonths: Type.Integer(),
    amount: AmountText,
    grade: Type.Union([Word, Type.Null()], { description: 'null or NOT_RATED: no carbon discount' }),
    on: DateText,
    policy: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'another pricing grid' })),
  },
  {
    additionalProperties: false,
    examples: [
      { product: 'YUN_TAN_DAI', tenorMonths: 12, amount: '3000000.00', grade: 'DEEP_GREEN', on: '2024-06-20' },
    ],
  },
)
export const QuoteAnswer = Shape({
  product: Type.String(),
  tenorMonths: Type.Integer(),
  amount: MoneyText,
  grade: Type.Union([GradeText, Type.String()]),
  on: DateText,
  rate: RatePercentText,
  referenceRate: RatePercentText,
  discountBp: BpText,
  annualSaving: MoneyText,
  route: Type.String(),
  steps: Type.Array(PricingStepShape),
  rules: Type.Array(
    Shape({ step: Type.Integer(), ruleId: Type.String(), source: Type.String(), status: Type.String() }),
  ),
})
