import { type CivilDate, daysBetween } from '../../kernel/civil-date.js'
import {
  compareFractions,
  type Fraction,
  fenOf,
  fraction,
  fractionFixed,
  isNegativeFraction,
} from '../../kernel/fraction.js'
import type { Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { positiveRoots, SCALE, signChanges, type Term } from './power-sum.js'
import type { CalculationRefusal } from './refusal.js'

/** Money at a date; its sign is its direction. */
export interface Flow {
  readonly on: CivilDate
  readonly amount: Money
}
export interface XirrAnswer {
  /** Decimal fraction a year, 16 places. */
  readonly rate: string
  readonly ratePercent: string
}

const PLACES = 16n
/** Each change of sign may add a root to be told apart, and asks for every flow again: half a second at this limit. */
const MOST_FLOWS_TIMES_CHANGES = 20_000

const termsFrom = (flows: readonly Flow[], first: CivilDate): Term[] => {
  const byDay = new Map<number, bigint>()
  for (const { on, amount } of flows) {
    const day = daysBetween(first, on)
    byDay.set(day, (byDay.get(day) ?? 0n) + fenOf(amount))
  }
  const terms = [...byDay].map(([exponent, coefficient]) => ({ coefficient, exponent }))
  const paid = terms.filter(({ coefficient }) => coefficient !== 0n).sort((a, b) => a.exponent - b.exponent)
  const earliest = paid[0]?.exponent ?? 0
  return paid.map(({ coefficient, exponent }) => ({ coefficient, exponent: exponent - earliest }))
}

/** v is one day's discount factor: 1 + rate = v^−365, rounded to 16 places. */
const annualRateOf = (v: bigint): Fraction => {
  const unit = 10n ** PLACES
  const over = (1n << (SCALE * 365n)) * unit * 2n
  const under = v ** 365n
  return fraction((over / under + 1n) / 2n - unit, unit)
}

/** The smallest that is not negative, else the one nearest 0. */
const preferred = (rates: readonly Fraction[]): Fraction | undefined => {
  const rising = [...rates].sort(compareFractions)
  return rising.find((rate) => !isNegativeFraction(rate)) ?? rising.at(-1)
}

/** The rate at which Σ amount ÷ (1 + rate)^(days/365) is 0, days from the first flow. Refuses NO_RATE. */
export const internalRate = (flows: readonly Flow[]): Result<Fraction, CalculationRefusal> => {
  const first = flows[0]
  if (!first) return refuse({ code: 'NOTHING_TO_CALCULATE', member: 'flows' })
  const early = flows.find(({ on }) => on < first.on)
  if (early) return refuse({ code: 'FLOW_BEFORE_FIRST', on: early.on, first: first.on })
  const terms = termsFrom(flows, first.on)
  const changes = signChanges(terms)
  if (changes === 0) return refuse({ code: 'NO_RATE', reason: 'all flows point one way' })
  if (changes > 1 && changes * terms.length > MOST_FLOWS_TIMES_CHANGES)
    return refuse({
      code: 'NO_RATE',
      reason: `${terms.length} flows change direction ${changes} times, too often to tell their rates apart`,
    })
  const rate = preferred(positiveRoots(terms).map(annualRateOf))
  return rate ? ok(rate) : refuse({ code: 'NO_RATE', reason: 'no rate brings the present value to 0' })
}

/** Internal rate of dated flows on actual/365, the first being the earliest. */
export const xirr = (flows: readonly Flow[]): Result<XirrAnswer, CalculationRefusal> => {
  const rate = internalRate(flows)
  if (!rate.ok) return rate
  return ok({
    rate: fractionFixed(rate.value, 16),
    ratePercent: fractionFixed(fraction(rate.value.numerator * 100n, rate.value.denominator), 14),
  })
}
