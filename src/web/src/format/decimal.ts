/** Exact display of decimal text. Figures of the product are never turned into floating-point numbers to be shown. */

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/

interface Digits {
  readonly negative: boolean
  readonly whole: string
  readonly fraction: string
}

export const isDecimalText = (text: string): boolean => PLAIN.test(text)

function digitsOf(text: string): Digits {
  const match = PLAIN.exec(text)
  if (match === null) throw new Error(`"${text}" is not a decimal`)
  const [, sign = '', whole = '0', fraction = ''] = match
  return { negative: sign === '-', whole: whole.replace(/^0+(?=\d)/, ''), fraction }
}

const textOf = ({ negative, whole, fraction }: Digits): string => {
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`
  return negative && /[1-9]/.test(magnitude) ? `-${magnitude}` : magnitude
}

/** Moves the decimal point `places` to the left (negative: to the right) without losing a digit. */
export function shiftLeft(text: string, places: number): string {
  const { negative, whole, fraction } = digitsOf(text)
  const digits = whole + fraction
  const point = whole.length - places
  const padded = point < 1 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const cut = Math.max(point, 1)
  return textOf({ negative, whole: padded.slice(0, cut).replace(/^0+(?=\d)/, ''), fraction: padded.slice(cut) })
}

/** Drops trailing zeros of the fraction down to `least` places and fills up to them. */
export function trimFraction(text: string, least: number): string {
  const { negative, whole, fraction } = digitsOf(text)
  const trimmed = fraction.replace(/0+$/, '')
  return textOf({ negative, whole, fraction: trimmed.padEnd(least, '0') })
}

/** Rounds half up, away from zero at the tie, to exactly `places`. */
export function roundHalfUp(text: string, places: number): string {
  const { negative, whole, fraction } = digitsOf(text)
  if (fraction.length <= places) return textOf({ negative, whole, fraction: fraction.padEnd(places, '0') })
  const kept = BigInt(whole + fraction.slice(0, places)) + ((fraction[places] ?? '0') >= '5' ? 1n : 0n)
  const digits = kept.toString().padStart(places + 1, '0')
  const point = digits.length - places
  return textOf({ negative, whole: digits.slice(0, point), fraction: digits.slice(point) })
}

/** 1234567.80 → 1,234,567.80 */
export function groupThousands(text: string): string {
  const { negative, whole, fraction } = digitsOf(text)
  return textOf({ negative, whole: whole.replace(/\B(?=(\d{3})+$)/g, ','), fraction })
}

/** left − right, exactly. */
export function subtract(left: string, right: string): string {
  const a = digitsOf(left)
  const b = digitsOf(right)
  const places = Math.max(a.fraction.length, b.fraction.length)
  const scaled = (d: Digits) => (d.negative ? -1n : 1n) * BigInt(d.whole + d.fraction.padEnd(places, '0'))
  const difference = scaled(a) - scaled(b)
  const digits = (difference < 0n ? -difference : difference).toString().padStart(places + 1, '0')
  const point = digits.length - places
  return textOf({ negative: difference < 0n, whole: digits.slice(0, point), fraction: digits.slice(point) })
}

/** The exact sum of decimal texts. */
export const addUp = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => subtract(sum, amount.startsWith('-') ? amount.slice(1) : `-${amount}`), '0')

/** For drawing only: a bar's length or a point's place on a screen. */
export const drawn = (text: string): number => Number(text)
