import { Decimal } from 'decimal.js'

/**
 * The only decimal.js constructor of the product: 40 significant digits, half-up, never exponent notation.
 * Only kernel files may import it; everybody else uses the named types.
 */
export const D: typeof Decimal = Decimal.clone({
  precision: 40,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  defaults: true,
})

export type D = Decimal

/** Thrown when a text is not what its type promises; the edges turn it into a 400, anywhere else it is a defect. */
export class MalformedValue extends RangeError {
  constructor(
    readonly expected: string,
    readonly text: unknown,
  ) {
    super(`expected ${expected}, got ${JSON.stringify(text)}`)
    this.name = 'MalformedValue'
  }
}

const PLAIN_DECIMAL = /^-?(0|[1-9]\d{0,29})(\.\d{1,30})?$/

/**
 * Reads a plain decimal: no exponent, no sign but minus, no blanks, no `NaN`, no leading zeros.
 * @throws MalformedValue
 */
export function readDecimal(text: unknown, expected: string, maxPlaces = 30): D {
  if (typeof text !== 'string' || !PLAIN_DECIMAL.test(text)) throw new MalformedValue(expected, text)
  const value = new D(text)
  if (value.decimalPlaces() > maxPlaces) throw new MalformedValue(expected, text)
  return value.isZero() ? new D(0) : value
}
