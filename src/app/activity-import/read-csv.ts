import { CsvError, parse } from 'csv-parse/sync'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { LIMITS } from './columns.js'
import type { TableRefusal } from './import-table.js'
import type { SheetRow } from './sheet.js'

/** Rows the notes of a template may add to the data. */
const NOTES = 200

/** The rows of a CSV file in UTF-8, RFC 4180, with or without a byte-order mark. */
export function readCsv(bytes: Uint8Array): Result<readonly SheetRow[], TableRefusal> {
  const unreadable = (reason: string) => refuse({ code: 'IMPORT_FILE_UNREADABLE', format: 'csv', reason })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return unreadable('NOT_UTF8')
  }
  try {
    const most = LIMITS.rows + NOTES
    const records: string[][] = parse(text, {
      relax_column_count: true,
      to: most + 1,
      max_record_size: LIMITS.columns * LIMITS.cellCharacters,
    })
    if (records.length > most) return refuse({ code: 'IMPORT_TOO_LARGE', what: 'rows', most: LIMITS.rows })
    return ok(records.map(sheetRow))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return unreadable(error.code)
  }
}

const sheetRow = (record: readonly string[], index: number): SheetRow => ({
  row: index + 1,
  cells: new Map(record.map((text, column) => [column, { text }] as const)),
})
