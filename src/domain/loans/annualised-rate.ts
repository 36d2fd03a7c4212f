import { type CivilDate, daysBetween } from '../../kernel/civil-date.js'
import { fenOf, fraction, fractionFixed } from '../../kernel/fraction.js'
import { formatMoney, isNegativeMoney, isPositiveMoney, type Money, negateMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { CalculationRefusal } from './refusal.js'
import { type Flow, internalRate } from './xirr.js'

export interface AnnualisedRateRequest {
  readonly principal: Money
  readonly disbursedOn: CivilDate
  /** What the borrower pays, positive. */
  readonly flows: readonly Flow[]
  /** Fees directly tied to the loan, positive; they count as cost. */
  readonly fees?: readonly Flow[] | undefined
}
export interface AnnualisedRateAnswer {
  readonly irrPercent: string
  readonly simplePercent: string
  readonly methodNotes: readonly string[]
}

/** 中国人民银行公告〔2021〕3号, 2021-03-31, in force at once. */
const METHOD_NOTES = [
  '中国人民银行公告〔2021〕3号 (PBoC notice 2021 No. 3): all loan costs, interest and directly related fees, over the principal actually used, as a rate a year.',
  'irrPercent 复利(内部收益率): the internal rate of all flows, compounded yearly, days over 365.',
  'simplePercent 单利: interest on the principal left after each payment, never on interest, days over 365; payments settle interest first.',
]

const SCALE = 192n
const DAYS = 365n
const PLACES = 12

interface Payment {
  readonly days: number
  readonly amount: bigint
}

/** What is still owed after the last payment at a simple rate (scaled), fen scaled: rises with the rate. */
const leftAtSimpleRate = (principal: bigint, payments: readonly Payment[], rate: bigint): bigint => {
  let owed = principal << SCALE
  let interest = 0n
  for (const { days, amount } of payments) {
    interest += (owed * rate * BigInt(days)) / (DAYS << SCALE)
    const paid = amount << SCALE
    const toInterest = interest > 0n ? (paid < interest ? paid : interest) : interest
    interest -= toInterest
    owed -= paid - toInterest
  }
  return owed + interest
}

/** The simple rate that leaves nothing owed, scaled; bisection between bounds that enclose it. */
const simpleRate = (principal: bigint, payments: readonly Payment[]): bigint | undefined => {
  const left = (rate: bigint) => leftAtSimpleRate(principal, payments, rate)
  const one = 1n << SCALE
  let [low, high] = [0n, one]
  if (left(low) > 0n) [low, high] = [-one, 0n]
  for (let widening = 0; left(high) < 0n && widening < 64; widening += 1) high *= 2n
  for (let widening = 0; left(low) > 0n && widening < 64; widening += 1) low *= 2n
  if (left(high) < 0n || left(low) > 0n) return undefined
  while (high - low > 1n << 64n) {
    const middle = (low + high) >> 1n
    if (left(middle) > 0n) high = middle
    else low = middle
  }
  return (low + high) >> 1n
}

/** 贷款年化利率: the compound and the simple rate of a loan with its fees as cost, 12 places. */
export const annualisedRate = (request: AnnualisedRateRequest): Result<AnnualisedRateAnswer, CalculationRefusal> => {
  const { principal, disbursedOn, flows, fees = [] } = request
  if (!isPositiveMoney(principal))
    return refuse({ code: 'NOT_POSITIVE', member: 'principal', value: formatMoney(principal) })
  if (flows.length === 0) return refuse({ code: 'NOTHING_TO_CALCULATE', member: 'flows' })
  const costs = [...flows, ...fees].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  for (const { on, amount } of costs) {
    if (on < disbursedOn) return refuse({ code: 'FLOW_BEFORE_FIRST', on, first: disbursedOn })
    if (isNegativeMoney(amount)) return refuse({ code: 'NEGATIVE_VALUE', member: 'amount', value: formatMoney(amount) })
  }
  const compound = internalRate([
    { on: disbursedOn, amount: principal },
    ...costs.map(({ on, amount }) => ({ on, amount: negateMoney(amount) })),
  ])
  if (!compound.ok) return compound

  let since = disbursedOn
  const payments = costs.map(({ on, amount }) => {
    const days = daysBetween(since, on)
    since = on
    return { days, amount: fenOf(amount) }
  })
  const simple = simpleRate(fenOf(principal), payments)
  if (simple === undefined) return refuse({ code: 'NO_RATE', reason: 'no simple rate brings what is owed to 0' })
  return ok({
    irrPercent: fractionFixed(fraction(compound.value.numerator * 100n, compound.value.denominator), PLACES),
    simplePercent: fractionFixed(fraction(simple * 100n, 1n << SCALE), PLACES),
    methodNotes: METHOD_NOTES,
  })
}
