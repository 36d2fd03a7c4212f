import { readDecimal } from './decimal.js'
import { type Exact, exact, formatExact } from './exact.js'
import { formatMoney, type Money, money } from './money.js'

declare const brand: unique symbol

/** An exact ratio of whole numbers, denominator > 0. Interest stays one until the single division and rounding at its end. */
export interface Fraction {
  readonly [brand]: 'Fraction'
  readonly numerator: bigint
  readonly denominator: bigint
}
/** How a tie is broken: `half-up` away from zero, `half-even` to the even neighbour. */
export type Rounding = 'half-up' | 'half-even'

const absolute = (value: bigint): bigint => (value < 0n ? -value : value)
const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [absolute(a), absolute(b)]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
const raw = (numerator: bigint, denominator: bigint): Fraction => ({ numerator, denominator }) as Fraction

/** numerator/denominator in lowest terms. @throws RangeError on a zero denominator */
export const fraction = (numerator: bigint, denominator: bigint): Fraction => {
  if (denominator === 0n) throw new RangeError('division by zero')
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n)
  return raw(numerator / divisor, denominator / divisor)
}
export const NO_FRACTION: Fraction = raw(0n, 1n)
export const WHOLE: Fraction = raw(1n, 1n)

/** '0.0345' is exactly 345/10000. @throws MalformedValue when the text is not a plain decimal */
export const fractionOfDecimal = (text: string): Fraction => {
  const plain = readDecimal(text, 'a decimal number').toFixed()
  const point = plain.indexOf('.')
  if (point < 0) return raw(BigInt(plain), 1n)
  return fraction(BigInt(plain.replace('.', '')), 10n ** BigInt(plain.length - point - 1))
}
export const fractionOfExact = (value: Exact): Fraction => fractionOfDecimal(formatExact(value))
export const fractionOfCount = (count: number): Fraction => raw(BigInt(count), 1n)
/** The amount in yuan. */
export const fractionOfMoney = (amount: Money): Fraction => fraction(fenOf(amount), 100n)

/** Equal denominators are kept without reducing, so that sums over many days of one basis stay cheap. */
export const addFractions = (a: Fraction, b: Fraction): Fraction =>
  a.denominator === b.denominator
    ? raw(a.numerator + b.numerator, a.denominator)
    : fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
export const negateFraction = (a: Fraction): Fraction => raw(-a.numerator, a.denominator)
export const subtractFractions = (a: Fraction, b: Fraction): Fraction => addFractions(a, negateFraction(b))
export const multiplyFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.numerator, a.denominator * b.denominator)
/** @throws RangeError on a zero divisor */
export const divideFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator, a.denominator * b.numerator)
export const sumFractions = (all: Iterable<Fraction>): Fraction => {
  let total = NO_FRACTION
  for (const one of all) total = addFractions(total, one)
  return total
}
export const compareFractions = (a: Fraction, b: Fraction): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
export const isZeroFraction = (a: Fraction): boolean => a.numerator === 0n
export const isNegativeFraction = (a: Fraction): boolean => a.numerator < 0n

/** numerator ÷ denominator to a whole number, the tie seen exactly. @throws RangeError on a zero denominator */
export const divideRounded = (numerator: bigint, denominator: bigint, rounding: Rounding): bigint => {
  const size = absolute(denominator)
  const quotient = absolute(numerator) / size
  const twice = (absolute(numerator) % size) * 2n
  const up = twice > size || (twice === size && (rounding === 'half-up' || quotient % 2n === 1n))
  const rounded = up ? quotient + 1n : quotient
  return numerator < 0n !== denominator < 0n ? -rounded : rounded
}

/** Whole fen of the amount, and back. */
export const fenOf = (amount: Money): bigint => BigInt(formatMoney(amount).replace('.', ''))
export const moneyOfFen = (fen: bigint): Money => money(decimalOfScaled(fen, 2))
/** Yuan → fen, rounded once. */
export const fenFromFraction = (yuan: Fraction, rounding: Rounding): bigint =>
  divideRounded(yuan.numerator * 100n, yuan.denominator, rounding)
/** Yuan rounded once to the fen. @throws MalformedValue beyond the range of Money */
export const moneyFromFraction = (yuan: Fraction, rounding: Rounding): Money =>
  moneyOfFen(fenFromFraction(yuan, rounding))

const decimalOfScaled = (scaled: bigint, places: number): string => {
  const digits = absolute(scaled)
    .toString()
    .padStart(places + 1, '0')
  const sign = scaled < 0n ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
/** Plain text with exactly `places` decimals. */
export const fractionFixed = (a: Fraction, places: number, rounding: Rounding = 'half-up'): string =>
  decimalOfScaled(divideRounded(a.numerator * 10n ** BigInt(places), a.denominator, rounding), places)
/** Plain text with at most `places` decimals, no trailing zeros. */
export const fractionText = (a: Fraction, places: number): string => {
  const fixed = fractionFixed(a, places)
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed
}
/** At most 30 decimals, half-up: for formulas that go on in decimals. */
export const exactOfFraction = (a: Fraction): Exact => exact(fractionText(a, 30))
