import { type CivilDate, dayNumber } from '../../kernel/civil-date.js'

/**
 * What stands in a column: its format in a workbook. `wan` is an amount in 万元 (yuan / 10,000, six places: exact to the fen), `bp` basis
 * points, `rate` percent a year, `prose` text that breaks into lines, `path` text that is cut at the edge of its cell, `figure` any other number, `instant` an ISO 8601 instant.
 */
export type CellKind =
  | 'text'
  | 'prose'
  | 'path'
  | 'money'
  | 'wan'
  | 'rate'
  | 'bp'
  | 'count'
  | 'figure'
  | 'date'
  | 'instant'

export interface Cell {
  readonly kind: CellKind
  /** Empty: an empty cell. */
  readonly text: string
  /** Printed bold: totals and titles. */
  readonly strong?: boolean
}

/** Text takes the kind of its column; nothing is an empty cell. */
export type Row = readonly (string | null | Cell)[]

/** Rows as they come, some at a time. */
export type Batches = AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>

/** Significant digits that a spreadsheet keeps of a number: a number of more stays the text that it is. */
export const KEPT_DIGITS = 15
/** Characters that a cell of a workbook holds. */
export const KEPT_CHARACTERS = 32_767

/** The digits that count: zeros before the first and, after the point, behind the last do not. */
const significant = (text: string): number => {
  const digits = text.includes('.') ? text.replace(/0+$/, '') : text
  return digits.replace(/\D/g, '').replace(/^0+/, '').length
}

const NUMBER = /^-?\d+(\.\d+)?$/
const EPOCH = 25_569
const SECONDS_OF_A_DAY = 86_400
/** 北京时间: what the reader's clock showed. */
const BEIJING_SECONDS = 8 * 3600

/** The number that a workbook stores for a cell, digit by digit as it was given; null where the cell stays text. */
export function storedNumber(kind: CellKind, text: string): string | null {
  if (kind === 'text' || kind === 'prose' || kind === 'path') return null
  if (kind === 'date') return `${dayNumber(text as CivilDate) + EPOCH}`
  if (kind === 'instant') {
    const milliseconds = Date.parse(text)
    const seconds = (milliseconds - (((milliseconds % 1000) + 1000) % 1000)) / 1000
    return `${EPOCH + (seconds + BEIJING_SECONDS) / SECONDS_OF_A_DAY}`
  }
  return NUMBER.test(text) && significant(text) <= KEPT_DIGITS ? text : null
}
