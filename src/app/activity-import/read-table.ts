import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { documentHash, type Json } from '../canonical-json.js'
import { LIMITS, type Member } from './columns.js'
import type { ImportTable, TableRefusal } from './import-table.js'
import { readCsv } from './read-csv.js'
import { readXlsx } from './read-xlsx.js'
import { tableOfSheet } from './sheet.js'

/** The import in a file. */
export function tableOfFile(
  format: 'csv' | 'xlsx',
  bytes: Uint8Array,
  fileName: string | null,
): Result<ImportTable, TableRefusal> {
  if (bytes.length > LIMITS.fileBytes)
    return refuse({ code: 'IMPORT_TOO_LARGE', what: 'bytes', most: LIMITS.fileBytes })
  const sheet = format === 'csv' ? readCsv(bytes) : readXlsx(bytes)
  if (!sheet.ok) return sheet
  const table = tableOfSheet(sheet.value)
  if (!table.ok) return table
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return ok({ format, fileName, sha256, ...table.value })
}

/** The import in rows sent as JSON; the first is row 1. */
export function tableOfRows(
  rows: readonly Readonly<Partial<Record<Member, string | number>>>[],
  fileName: string | null,
): Result<ImportTable, TableRefusal> {
  if (rows.length === 0) return refuse({ code: 'IMPORT_EMPTY' })
  if (rows.length > LIMITS.rows) return refuse({ code: 'IMPORT_TOO_LARGE', what: 'rows', most: LIMITS.rows })
  const sha256 = documentHash(rows as readonly Json[])
  const cellsOf = (row: (typeof rows)[number]) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([member, value]) => (value === '' ? [] : [[member, String(value)]])),
    )
  return ok({
    format: 'json',
    fileName,
    sha256,
    rows: rows.map((row, index) => ({ row: index + 1, cells: cellsOf(row) })),
    problems: [],
  })
}
