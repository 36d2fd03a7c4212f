import { Type } from 'typebox'
import { DayCountText, FlowShape, MOST_ITEMS, RoundingText } from './loan-schedule.js'
import { AmountText, DateText, MoneyText, RatePercentText, Shape } from './primitives.js'

const Days = Type.Integer({ description: 'as the day count counts them' })
const Decimal = (description: string) => Type.String({ pattern: '^-?\\d+(\\.\\d+)?$', description })

export const DayCountBody = Type.Object(
  { from: DateText, to: DateText, convention: DayCountText, terminationDate: Type.Optional(DateText) },
  {
    additionalProperties: false,
    examples: [{ from: '2023-01-01', to: '2023-02-01', convention: 'actual/365' }],
  },
)
export const DayCountAnswer = Type.Object(
  {
    days: Days,
    fraction: Shape({
      ratio: Type.String({ pattern: '^\\d+/\\d+$', examples: ['31/365'] }),
      decimal: Type.String({ pattern: '^\\d+\\.\\d{20}$', examples: ['0.08493150684931506849'] }),
    }),
  },
  {
    additionalProperties: false,
    examples: [{ days: 31, fraction: { ratio: '31/365', decimal: '0.08493150684931506849' } }],
  },
)

export const InterestBody = Type.Object(
  {
    segments: Type.Array(
      Shape({ from: DateText, to: DateText, balance: AmountText, annualRatePercent: RatePercentText }),
      { maxItems: MOST_ITEMS, description: 'the night of from included, that of to not' },
    ),
    dayCount: DayCountText,
    rounding: Type.Optional(RoundingText),
  },
  {
    additionalProperties: false,
    examples: [
      {
        segments: [
          { from: '2024-03-21', to: '2024-05-10', balance: '3000000.00', annualRatePercent: '3.45' },
          { from: '2024-05-10', to: '2024-06-21', balance: '2000000.00', annualRatePercent: '3.45' },
        ],
        dayCount: 'actual/360',
      },
    ],
  },
)
export const InterestAnswer = Type.Object(
  {
    interest: MoneyText,
    unrounded: Decimal('元, at most 20 decimals'),
    bySegment: Type.Array(
      Shape({ from: DateText, to: DateText, days: Days, interest: Decimal('元 unrounded, at most 20 decimals') }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        interest: '22425.00',
        unrounded: '22425',
        bySegment: [
          { from: '2024-03-21', to: '2024-05-10', days: 50, interest: '14375' },
          { from: '2024-05-10', to: '2024-06-21', days: 42, interest: '8050' },
        ],
      },
    ],
  },
)

export const DiscountBody = Type.Object(
  {
    face: AmountText,
    from: DateText,
    to: DateText,
    annualRatePercent: RatePercentText,
    dayCount: Type.Optional(DayCountText),
    rounding: Type.Optional(RoundingText),
  },
  {
    additionalProperties: false,
    examples: [{ face: '1000000.00', from: '2024-01-15', to: '2024-07-15', annualRatePercent: '2.4' }],
  },
)
export const DiscountAnswer = Type.Object(
  { days: Days, interest: MoneyText, proceeds: MoneyText },
  { additionalProperties: false, examples: [{ days: 182, interest: '12133.33', proceeds: '987866.67' }] },
)

const SignedAmountText = Type.String({
  pattern: '^-?(0|[1-9]\\d{0,17})(\\.\\d{1,2})?$',
  description: '元; the sign is the direction of the flow',
  examples: ['-10000.00'],
})
export const XirrBody = Type.Object(
  {
    flows: Type.Array(Shape({ on: DateText, amount: SignedAmountText }), {
      maxItems: MOST_ITEMS,
      description: 'the first is the earliest',
    }),
  },
  {
    additionalProperties: false,
    examples: [
      {
        flows: [
          { on: '2023-01-01', amount: '-10000.00' },
          { on: '2024-01-01', amount: '11000.00' },
        ],
      },
    ],
  },
)
export const XirrAnswer = Type.Object(
  {
    rate: Decimal('a fraction a year on actual/365, 16 places'),
    ratePercent: Decimal('the same in percent'),
  },
  { additionalProperties: false, examples: [{ rate: '0.1000000000000000', ratePercent: '10.00000000000000' }] },
)

export const AnnualisedRateBody = Type.Object(
  {
    principal: AmountText,
    disbursedOn: DateText,
    flows: Type.Array(FlowShape, { maxItems: MOST_ITEMS, description: 'what the borrower pays back' }),
    fees: Type.Optional(
      Type.Array(FlowShape, { maxItems: MOST_ITEMS, description: 'fees tied to the loan: they count as cost' }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        principal: '10000.00',
        disbursedOn: '2023-01-01',
        flows: [{ on: '2024-01-01', amount: '10450.00' }],
        fees: [{ on: '2023-01-01', amount: '500.00' }],
      },
    ],
  },
)
export const AnnualisedRateAnswer = Type.Object(
  {
    irrPercent: Decimal('复利: the internal rate of all flows and fees, %'),
    simplePercent: Decimal('单利: interest on principal only, %'),
    methodNotes: Type.Array(Type.String()),
  },
  {
    additionalProperties: false,
    examples: [
      {
        irrPercent: '10.000000000000',
        simplePercent: '10.000000000000',
        methodNotes: [
          '中国人民银行公告〔2021〕3号 (PBoC notice 2021 No. 3): all loan costs, interest and directly related fees, over the principal actually used, as a rate a year.',
          'irrPercent 复利(内部收益率): the internal rate of all flows, compounded yearly, days over 365.',
          'simplePercent 单利: interest on the principal left after each payment, never on interest, days over 365; payments settle interest first.',
        ],
      },
    ],
  },
)
