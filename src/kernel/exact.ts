import { D, MalformedValue, readDecimal } from './decimal.js'

declare const brand: unique symbol

/** A dimensionless decimal (score, share, ratio, multiplier), 40 significant digits. Opaque: only the functions below read it. */
export interface Exact {
  readonly [brand]: 'Exact'
}

const wrap = (value: D): Exact => value as unknown as Exact
const unwrap = (value: Exact): D => value as unknown as D

/** @throws MalformedValue when the text is not a plain decimal */
export const exact = (text: string): Exact => wrap(readDecimal(text, 'a decimal number'))
/** A figure as `formatExact` told it, with all digits of a quotient: from documents of our own, never from outside. @throws MalformedValue */
export const exactAsTold = (text: string): Exact => {
  if (!/^-?(0|[1-9]\d{0,39})(\.\d{1,80})?$/.test(text)) throw new MalformedValue('a figure of a document', text)
  return wrap(new D(text))
}
/** A count as an exact number. */
export const exactOf = (count: number): Exact => {
  if (!Number.isSafeInteger(count)) throw new RangeError(`not a count: ${count}`)
  return wrap(new D(count))
}
export const ZERO: Exact = wrap(new D(0))
export const ONE: Exact = wrap(new D(1))

export const add = (a: Exact, b: Exact): Exact => wrap(unwrap(a).plus(unwrap(b)))
export const subtract = (a: Exact, b: Exact): Exact => wrap(unwrap(a).minus(unwrap(b)))
export const multiply = (a: Exact, b: Exact): Exact => wrap(unwrap(a).times(unwrap(b)))
/** 40 significant digits. @throws RangeError on a zero divisor: callers decide what a zero means before they divide. */
export const divide = (a: Exact, b: Exact): Exact => {
  if (unwrap(b).isZero()) throw new RangeError('division by zero')
  return wrap(unwrap(a).div(unwrap(b)))
}
export const sum = (values: Iterable<Exact>): Exact => {
  let total = new D(0)
  for (const value of values) total = total.plus(unwrap(value))
  return wrap(total)
}
export const negate = (a: Exact): Exact => wrap(unwrap(a).negated())
export const absolute = (a: Exact): Exact => wrap(unwrap(a).abs())
export const compare = (a: Exact, b: Exact): number => unwrap(a).comparedTo(unwrap(b))
export const isZero = (a: Exact): boolean => unwrap(a).isZero()
export const isNegative = (a: Exact): boolean => unwrap(a).isNegative() && !unwrap(a).isZero()
export const isPositive = (a: Exact): boolean => unwrap(a).isPositive() && !unwrap(a).isZero()
/** 40 significant digits. @throws RangeError for a negative number */
export const squareRoot = (a: Exact): Exact => {
  if (isNegative(a)) throw new RangeError('the square root of a negative number')
  return wrap(unwrap(a).sqrt())
}
export const roundHalfUp = (a: Exact, places: number): Exact => wrap(unwrap(a).toDecimalPlaces(places, D.ROUND_HALF_UP))
export const roundDown = (a: Exact, places: number): Exact => wrap(unwrap(a).toDecimalPlaces(places, D.ROUND_DOWN))
/** Plain text without trailing zeros, never an exponent. */
export const formatExact = (a: Exact): string => {
  const value = unwrap(a)
  return value.isZero() ? '0' : value.toFixed()
}
/** Plain text with exactly `places` decimals, half-up. */
export const formatFixed = (a: Exact, places: number): string => {
  const rounded = unwrap(a).toDecimalPlaces(places, D.ROUND_HALF_UP)
  return (rounded.isZero() ? new D(0) : rounded).toFixed(places)
}
