import { parse } from 'csv-parse/sync'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { FILE_KINDS, type FileRow, type IncomingKind } from './register-files.js'

export type FileRefusal =
  | { readonly code: 'REGISTER_FILE_UNREADABLE'; readonly format: string }
  | { readonly code: 'REGISTER_FILE_COLUMNS'; readonly missing: readonly string[]; readonly unknown: readonly string[] }
  | { readonly code: 'REGISTER_FILE_EMPTY'; readonly kind: string }
  | { readonly code: 'REGISTER_FILE_TOO_LONG'; readonly rows: number; readonly most: number }

export const MOST_ROWS = 5_000

/** The rows of a file, each with exactly the columns of its kind; what is not text becomes text. */
export function readRegisterFile(
  kind: IncomingKind,
  format: 'csv' | 'json',
  content: string,
): Result<readonly FileRow[], FileRefusal> {
  const rows = format === 'csv' ? csvRows(content) : jsonRows(content)
  if (rows === null) return refuse({ code: 'REGISTER_FILE_UNREADABLE', format })
  if (rows.length === 0) return refuse({ code: 'REGISTER_FILE_EMPTY', kind })
  if (rows.length > MOST_ROWS) return refuse({ code: 'REGISTER_FILE_TOO_LONG', rows: rows.length, most: MOST_ROWS })
  const { required, optional } = FILE_KINDS[kind]
  const known: readonly string[] = [...required, ...optional]
  const missing = required.filter((column) => rows.some((row) => row[column] === undefined))
  const unknown = [...new Set(rows.flatMap((row) => Object.keys(row).filter((column) => !known.includes(column))))]
  // A file without its heading has a first row for one, and that may hold a modification code: it is not told.
  if (missing.length > 0) return refuse({ code: 'REGISTER_FILE_COLUMNS', missing, unknown: [] })
  return unknown.length > 0 ? refuse({ code: 'REGISTER_FILE_COLUMNS', missing, unknown }) : ok(rows)
}

function csvRows(content: string): readonly FileRow[] | null {
  try {
    return parse(content, { columns: true, bom: true, trim: true, skip_empty_lines: true }) as FileRow[]
  } catch {
    return null
  }
}

function jsonRows(content: string): readonly FileRow[] | null {
  try {
    const rows: unknown = JSON.parse(content)
    if (!Array.isArray(rows)) return null
    const read = rows.map(textRow)
    return read.every((row) => row !== null) ? (read as FileRow[]) : null
  } catch {
    return null
  }
}

function textRow(row: unknown): FileRow | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return null
  const entries = Object.entries(row)
  if (entries.some(([, value]) => value !== null && !['string', 'boolean'].includes(typeof value))) return null
  return Object.fromEntries(entries.map(([column, value]) => [column, value === null ? '' : String(value)]))
}
