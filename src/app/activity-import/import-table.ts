import { COLUMNS, type ImportFormat, type Member } from './columns.js'

/** One fault of an import that keeps all of it out; `row` counts as the sender's program does, `column` is the sender's own name. */
export interface RowProblem {
  readonly row: number
  readonly column: string
  readonly code: RowProblemCode
  readonly facts: Readonly<Record<string, string>>
}

export type RowProblemCode =
  | 'COLUMN_UNKNOWN'
  | 'COLUMN_MISSING'
  | 'COLUMN_TWICE'
  | 'CELL_BESIDE_COLUMNS'
  | 'CELL_MISSING'
  | 'CELL_TOO_LONG'
  | 'CELL_FORMULA'
  | 'CELL_NOT_TEXT'
  | 'NUMBER_NOT_EXACT'
  | 'NOT_A_PLAIN_DECIMAL'
  | 'MONTH_MALFORMED'
  | 'METER_MALFORMED'
  | 'SOURCE_UNKNOWN'
  | 'DATA_QUALITY_MALFORMED'
  | 'EVIDENCE_MISSING'
  | 'REASON_MISSING'
  | 'DUPLICATE_ROW'
  | 'OVERLAPPING_METER'
  | 'READING_EXISTS'
  | 'SUPERSEDES_MALFORMED'
  | 'SUPERSEDES_UNKNOWN'
  | 'ALREADY_SUPERSEDED'
  | 'NOT_THE_SAME_METER'
  | 'UNKNOWN_CARRIER'
  | 'UNIT_MISMATCH'
  | 'NEGATIVE_QUANTITY'
  | 'MONTH_AFTER_AS_OF'
  | 'GREEN_NOT_ELECTRICITY'
  | 'GREEN_ABOVE_QUANTITY'
  | 'ENTHALPY_MISSING'
  | 'ENTHALPY_OUT_OF_RANGE'
  | 'OWN_VALUE_NOT_APPLICABLE'
  | 'FACTOR_NOT_FOUND'

/** The cells of one row by member; an empty cell is not there. */
export interface TableRow {
  readonly row: number
  readonly cells: Readonly<Partial<Record<Member, string>>>
}

/** An import as it was sent, before anything of it is understood. */
export interface ImportTable {
  readonly format: ImportFormat
  readonly fileName: string | null
  /** Of the file, or of the rows as canonical JSON. */
  readonly sha256: string
  readonly rows: readonly TableRow[]
  readonly problems: readonly RowProblem[]
}

/** A file that is no table at all. */
export type TableRefusal =
  | { readonly code: 'IMPORT_FILE_UNREADABLE'; readonly format: string; readonly reason: string }
  | { readonly code: 'IMPORT_TOO_LARGE'; readonly what: string; readonly most: number }
  | { readonly code: 'IMPORT_EMPTY' }

/** What the sender calls a member. */
export const columnName = (format: ImportFormat, member: Member): string =>
  format === 'json' ? member : (COLUMNS.find((column) => column.member === member)?.header ?? member)
