import { type TSchema, Type } from 'typebox'
import type { LoanEventInput } from '../../app/calculations/calculate-loan-schedule.js'
import type { Every } from '../../domain/loans/schedule-request.js'
import { AmountText, DateText, MoneyText, Nullable, RatePercentText, Shape } from './primitives.js'

/** A calculator is open to anybody: no list may keep the process busy. */
export const MOST_ITEMS = 1000

export const DayCountText = Type.String({
  minLength: 1,
  maxLength: 40,
  description:
    'actual/360 · actual/364 · actual/365 · actual/actual-isda · actual/actual-dec31 · 30/360 · 30/360-us · 30/360-bond · 30e/360 · 30e/360-isda; another name is refused with 422 UNKNOWN_DAY_COUNT',
  examples: ['30/360'],
})
export const RoundingText = Type.Enum(['half-even', 'half-up'], {
  description: 'of a tie: half-up (away from zero, the default) or half-even',
})
export const FlowShape = Shape({ on: DateText, amount: AmountText })

const EVENT_MEMBERS = {
  amount: AmountText,
  annualRatePercent: RatePercentText,
  to: DateText,
  effect: Type.Enum(['shorten', 'lower-instalment']),
}
const NEEDS: Record<LoanEventInput['type'], readonly (keyof typeof EVENT_MEMBERS)[]> = {
  repayment: ['amount'],
  prepayment: ['amount'],
  'rate-change': ['annualRatePercent'],
  pause: ['to'],
  payoff: [],
}
const MAY_HAVE: Partial<Record<LoanEventInput['type'], readonly (keyof typeof EVENT_MEMBERS)[]>> = {
  prepayment: ['effect'],
}
/** Each type needs its members and refuses those of the others, each told by its own pointer. */
const membersByType = Object.entries(NEEDS).map(([type, needed]) => {
  const known: readonly string[] = [...needed, ...(MAY_HAVE[type as LoanEventInput['type']] ?? [])]
  const foreign = Object.keys(EVENT_MEMBERS).filter((member) => !known.includes(member))
  return {
    if: { type: 'object', required: ['type'], properties: { type: { const: type } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { type: 'object', required: needed, properties: Object.fromEntries(foreign.map((name) => [name, false])) },
  }
})
const EventShape = Type.Unsafe<LoanEventInput>(
  Type.Object(
    {
      on: DateText,
      type: Type.Enum(Object.keys(NEEDS)),
      ...(Object.fromEntries(
        Object.entries(EVENT_MEMBERS).map(([name, schema]) => [name, Type.Optional(schema)]),
      ) as Record<string, TSchema>),
    },
    {
      additionalProperties: false,
      allOf: membersByType,
      description:
        'repayment {amount} · prepayment {amount, effect?} · rate-change {annualRatePercent} · pause {to} · payoff. Acts at the start of its day; on a due date, after that date’s instalment',
    },
  ),
)

const EveryShape = Type.Unsafe<Every>(
  Type.Object(
    {
      months: Type.Optional(Type.Integer()),
      weeks: Type.Optional(Type.Integer()),
      days: Type.Optional(Type.Integer()),
    },
    { additionalProperties: false, minProperties: 1, maxProperties: 1, description: 'one of months, weeks, days' },
  ),
)

export const LoanScheduleBody = Type.Object(
  {
    principal: AmountText,
    annualRatePercent: RatePercentText,
    disbursedOn: DateText,
    periods: Type.Integer({ description: 'at most 600, with allowLong 12,000' }),
    every: Type.Optional(EveryShape),
    dueDates: Type.Optional(
      Type.Array(DateText, { maxItems: 12_000, description: 'one for each period, rising, after disbursedOn' }),
    ),
    method: Type.Enum(['equal-instalment', 'equal-principal', 'interest-only', 'bullet'], {
      description: '等额本息 · 等额本金 · 按期付息到期还本 · 利随本清',
    }),
    interestType: Type.Optional(Type.Enum(['declining', 'flat'])),
    dayCount: DayCountText,
    monthEnd: Type.Optional(
      Type.Enum(['last-day', 'first-of-next'], { description: '31 January + 1 month: 29 February, or 1 March' }),
    ),
    rounding: Type.Optional(RoundingText),
    instalmentMultipleOf: Type.Optional(AmountText),
    smoothing: Type.Optional(Type.Boolean()),
    downPaymentPercent: Type.Optional(
      Type.String({ pattern: '^(0|[1-9]\\d{0,2})(\\.\\d{1,6})?$', description: 'below 100', examples: ['20'] }),
    ),
    gracePrincipalPeriods: Type.Optional(Type.Integer()),
    graceInterestPeriods: Type.Optional(Type.Integer()),
    disbursements: Type.Optional(
      Type.Array(FlowShape, { maxItems: MOST_ITEMS, description: 'on top of principal, each on its day' }),
    ),
    events: Type.Optional(Type.Array(EventShape, { maxItems: MOST_ITEMS })),
    allowLong: Type.Optional(Type.Boolean({ description: 'more than 600 periods' })),
    allowHighRate: Type.Optional(Type.Boolean({ description: '100 % a year and more' })),
  },
  {
    additionalProperties: false,
    anyOf: [{ required: ['every'] }, { required: ['dueDates'] }],
    examples: [
      {
        principal: '100000.00',
        annualRatePercent: '12',
        disbursedOn: '2024-01-01',
        periods: 3,
        every: { months: 1 },
        method: 'equal-instalment',
        dayCount: '30/360',
      },
      {
        principal: '100000.00',
        annualRatePercent: '12',
        disbursedOn: '2024-01-01',
        periods: 3,
        every: { months: 1 },
        method: 'equal-instalment',
        dayCount: '30/360',
        events: [{ on: '2024-02-16', type: 'payoff' }],
      },
    ],
  },
)

const row = (
  no: number,
  dueOn: string,
  days: number,
  principal: string,
  interest: string,
  due: string,
  balance: string,
) => ({ no, dueOn, days, principal, interest, due, balance })
const TotalsMembers = { principal: MoneyText, interest: MoneyText, due: MoneyText }
export const LoanScheduleAnswer = Type.Object(
  {
    rows: Type.Array(
      Shape({
        no: Type.Integer(),
        dueOn: DateText,
        days: Type.Integer({ description: 'calendar days since the row before' }),
        ...TotalsMembers,
        balance: MoneyText,
      }),
    ),
    totals: Shape(TotalsMembers),
    instalment: Nullable(MoneyText),
  },
  {
    additionalProperties: false,
    examples: [
      {
        rows: [
          row(1, '2024-02-01', 31, '33002.21', '1000.00', '34002.21', '66997.79'),
          row(2, '2024-03-01', 29, '33332.23', '669.98', '34002.21', '33665.56'),
          row(3, '2024-04-01', 31, '33665.56', '336.66', '34002.22', '0.00'),
        ],
        totals: { principal: '100000.00', interest: '2006.64', due: '102006.64' },
        instalment: '34002.21',
      },
      {
        rows: [
          row(1, '2024-02-01', 31, '33002.21', '1000.00', '34002.21', '66997.79'),
          row(2, '2024-02-16', 15, '66997.79', '346.54', '67344.33', '0.00'),
        ],
        totals: { principal: '100000.00', interest: '1346.54', due: '101346.54' },
        instalment: '34002.21',
      },
    ],
  },
)
