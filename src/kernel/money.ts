import type { Decimal } from 'decimal.js'
import { D, MalformedValue, readDecimal } from './decimal.js'
import { type Exact, exact, formatExact } from './exact.js'

type Rounding = Decimal.Rounding

declare const brand: unique symbol

/** Chinese yuan to the fen. Opaque: no operator and no method works on it, so a rate can never be added to it. */
export interface Money {
  readonly [brand]: 'Money'
}

const wrap = (value: D): Money => value as unknown as Money
const unwrap = (value: Money): D => value as unknown as D
const MAX = new D('999999999999999999.99')

/** Yuan with at most two decimals, at most 18 digits before the point. @throws MalformedValue ('1.005', '1e3', 'NaN' …) */
export const money = (text: string): Money => {
  const value = readDecimal(text, 'an amount in yuan with at most two decimals', 2)
  if (value.abs().greaterThan(MAX)) throw new MalformedValue('an amount of at most 18 digits', text)
  return wrap(value)
}
export const NO_MONEY: Money = wrap(new D(0))

export const addMoney = (a: Money, b: Money): Money => wrap(unwrap(a).plus(unwrap(b)))
export const subtractMoney = (a: Money, b: Money): Money => wrap(unwrap(a).minus(unwrap(b)))
export const sumMoney = (amounts: Iterable<Money>): Money => {
  let total = new D(0)
  for (const amount of amounts) total = total.plus(unwrap(amount))
  return wrap(total)
}
export const negateMoney = (a: Money): Money => wrap(unwrap(a).negated())
export const compareMoney = (a: Money, b: Money): number => unwrap(a).comparedTo(unwrap(b))
export const minMoney = (a: Money, b: Money): Money => (compareMoney(a, b) <= 0 ? a : b)
export const maxMoney = (a: Money, b: Money): Money => (compareMoney(a, b) >= 0 ? a : b)
export const isZeroMoney = (a: Money): boolean => unwrap(a).isZero()
export const isNegativeMoney = (a: Money): boolean => unwrap(a).isNegative() && !unwrap(a).isZero()
export const isPositiveMoney = (a: Money): boolean => unwrap(a).isPositive() && !unwrap(a).isZero()

const toFen = (value: D, rounding: Rounding): Money => wrap(value.toDecimalPlaces(2, rounding))
/** amount × factor, rounded once to the fen, ties away from zero. */
export const timesHalfUp = (amount: Money, factor: Exact): Money =>
  toFen(unwrap(amount).times(formatExact(factor)), D.ROUND_HALF_UP)
/** amount × factor, rounded once to the fen, towards zero: for what may not be exceeded (a cap, a limit). */
export const timesDown = (amount: Money, factor: Exact): Money =>
  toFen(unwrap(amount).times(formatExact(factor)), D.ROUND_DOWN)
/** The exact amount rounded once to the fen, ties away from zero. */
export const moneyHalfUp = (amount: Exact): Money => toFen(new D(formatExact(amount)), D.ROUND_HALF_UP)
/** The exact amount rounded once to the fen, ties to the even fen. */
export const moneyHalfEven = (amount: Exact): Money => toFen(new D(formatExact(amount)), D.ROUND_HALF_EVEN)
/** The amount as an exact number of yuan, for formulas that round at their end. */
export const yuan = (amount: Money): Exact => exact(unwrap(amount).toFixed())

/** The only way out: two decimals, no thousands. */
export const formatMoney = (amount: Money): string =>
  unwrap(amount)
    .toFixed(2)
    .replace(/^-0\.00$/, '0.00')
