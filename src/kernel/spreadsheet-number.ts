import { D, MalformedValue } from './decimal.js'

const STORED = /^-?\d{1,330}(\.\d{1,400})?([eE][+-]?\d{1,3})?$/
/** What a spreadsheet shows and what a person can type; every decimal of so many digits survives in its binary double. */
const DIGITS = 15

/**
 * The plain decimal that a number stored in a spreadsheet file stands for. Up to 15 significant digits it stands for itself. Files
 * also hold the 17 digits of the double that was stored (70.727999999999994 where 70.728 was typed): that stands for the one decimal
 * of 15 digits with the same double, and for none where there is no such decimal.
 * @throws MalformedValue where the decimal would be a guess
 */
export function spreadsheetDecimal(text: string): string {
  if (!STORED.test(text)) throw new MalformedValue('a number as a spreadsheet stores it', text)
  const stored = new D(text)
  if (stored.precision() <= DIGITS) return stored.isZero() ? '0' : stored.toFixed()
  const typed = stored.toSignificantDigits(DIGITS)
  if (typed.toNumber() !== Number(text))
    throw new MalformedValue(`a number of at most ${DIGITS} significant digits`, text)
  return typed.toFixed()
}
