import type { Batches, Row } from './cell.js'

/** What a spreadsheet would take for the beginning of a formula, in half and in full width. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const NUMBER = /^-?\d+(\.\d+)?$/
const NEEDS_QUOTES = /[",\r\n]/

/** A field as RFC 4180 writes it. A text that a spreadsheet would take for a formula is kept from it by an apostrophe. */
export function csvField(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvLine = (cells: Row): string =>
  `${cells.map((cell) => csvField(cell === null ? '' : typeof cell === 'string' ? cell : cell.text)).join(',')}\r\n`

/** A table as CSV, a batch at a time: UTF-8 with a byte-order mark, RFC 4180. Figures stay the text that they are. */
export async function* csvBytes(heading: readonly string[], batches: Batches): AsyncGenerator<Buffer> {
  yield Buffer.from(`\ufeff${csvLine(heading)}`)
  for await (const rows of batches) if (rows.length > 0) yield Buffer.from(rows.map(csvLine).join(''))
}
