import { D, MalformedValue, readDecimal } from './decimal.js'
import { type Exact, exact } from './exact.js'

declare const brand: unique symbol

/** An annual interest rate. It becomes a factor only through a named day count. Stored and spoken in percent, six decimals at most. */
export interface AnnualRate {
  readonly [brand]: 'AnnualRate'
}
/** Basis points: hundredths of a percent, four decimals at most. A difference of rates, never a rate. */
export interface Bp {
  readonly [brand]: 'Bp'
}

const rateOf = (percent: D): AnnualRate => percent as unknown as AnnualRate
const percentOf = (rate: AnnualRate): D => rate as unknown as D
const bpOf = (value: D): Bp => value as unknown as Bp
const bpDecimal = (value: Bp): D => value as unknown as D

/** '3.45' is 3.45 % a year. @throws MalformedValue */
export const annualRatePercent = (text: string): AnnualRate => {
  const value = readDecimal(text, 'an annual rate in percent with at most six decimals', 6)
  if (value.abs().greaterThanOrEqualTo(1000)) throw new MalformedValue('an annual rate below 1000 percent', text)
  return rateOf(value)
}
/** @throws MalformedValue */
export const bp = (text: string): Bp => bpOf(readDecimal(text, 'basis points with at most four decimals', 4))

export const NO_BP: Bp = bpOf(new D(0))
export const addBp = (a: Bp, b: Bp): Bp => bpOf(bpDecimal(a).plus(bpDecimal(b)))
export const negateBp = (a: Bp): Bp => bpOf(bpDecimal(a).negated())
export const compareBp = (a: Bp, b: Bp): number => bpDecimal(a).comparedTo(bpDecimal(b))
export const ratePlusBp = (rate: AnnualRate, change: Bp): AnnualRate =>
  rateOf(percentOf(rate).plus(bpDecimal(change).div(100)))
export const rateMinusBp = (rate: AnnualRate, change: Bp): AnnualRate => ratePlusBp(rate, negateBp(change))
/** from − to in basis points: the discount when `from` is the reference rate. */
export const bpBetween = (from: AnnualRate, to: AnnualRate): Bp => bpOf(percentOf(from).minus(percentOf(to)).times(100))
export const compareRate = (a: AnnualRate, b: AnnualRate): number => percentOf(a).comparedTo(percentOf(b))
export const maxRate = (a: AnnualRate, b: AnnualRate): AnnualRate => (compareRate(a, b) >= 0 ? a : b)
export const isNegativeRate = (rate: AnnualRate): boolean => percentOf(rate).isNegative() && !percentOf(rate).isZero()

/** The rate as an exact fraction a year: 3.45 % → 0.0345. For formulas that name a day count. */
export const rateFraction = (rate: AnnualRate): Exact => exact(percentOf(rate).div(100).toFixed())
/** Basis points as an exact fraction: 34 → 0.0034. */
export const bpFraction = (value: Bp): Exact => exact(bpDecimal(value).div(10_000).toFixed())
export const bpExact = (value: Bp): Exact => exact(bpDecimal(value).toFixed())

/** Percent with at least two decimals: '3.45', '3.05', '3.1525'. */
export const formatRatePercent = (rate: AnnualRate): string => {
  const value = percentOf(rate)
  return value.toFixed(Math.max(value.decimalPlaces(), 2))
}
/** Basis points with exactly two decimals unless more are significant: '34.00'. */
export const formatBp = (value: Bp): string => {
  const number = bpDecimal(value)
  return (number.isZero() ? new D(0) : number).toFixed(Math.max(number.decimalPlaces(), 2))
}
