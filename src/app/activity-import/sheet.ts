import { ok, type Result, refuse } from '../../kernel/result.js'
import { COLUMNS, type Column, LIMITS, type Member } from './columns.js'
import type { RowProblem, RowProblemCode, TableRefusal, TableRow } from './import-table.js'

/** A cell as its file holds it; `fault` where its text cannot be taken. */
export interface SheetCell {
  readonly text: string
  readonly fault?: Extract<RowProblemCode, 'CELL_FORMULA' | 'CELL_NOT_TEXT' | 'NUMBER_NOT_EXACT'>
}
export interface SheetRow {
  /** As the spreadsheet counts: the first row of the file is 1. */
  readonly row: number
  /** By column from 0. */
  readonly cells: ReadonlyMap<number, SheetCell>
}

/** Reads a sheet by its header row; rows that begin with # are notes, as the template has them, and empty rows are passed over. */
export function tableOfSheet(
  sheet: Iterable<SheetRow>,
): Result<{ readonly rows: readonly TableRow[]; readonly problems: readonly RowProblem[] }, TableRefusal> {
  const rows: TableRow[] = []
  const problems: RowProblem[] = []
  let header: ReadonlyMap<number, Column> | undefined
  let headerIsWhole = false
  for (const one of sheet) {
    if (isNote(one)) continue
    if (!header) {
      header = readHeader(one, problems)
      if (problems.some(({ code }) => code === 'COLUMN_MISSING')) return ok({ rows, problems })
      headerIsWhole = problems.length === 0
      continue
    }
    if (rows.length === LIMITS.rows) return refuse({ code: 'IMPORT_TOO_LARGE', what: 'rows', most: LIMITS.rows })
    rows.push({ row: one.row, cells: readCells(one, header, problems, headerIsWhole) })
  }
  return rows.length === 0 && problems.length === 0 ? refuse({ code: 'IMPORT_EMPTY' }) : ok({ rows, problems })
}

const textOf = (cell: SheetCell | undefined): string => cell?.text.trim() ?? ''

function isNote({ cells }: SheetRow): boolean {
  const filled = [...cells.values()].filter((cell) => textOf(cell) !== '' || cell.fault)
  return filled.length === 0 || textOf(cells.get(0)).startsWith('#')
}

const columnOf = (name: string): Column | undefined =>
  COLUMNS.find(({ header, member, zh }) => name === header || name === member || name === zh)

function readHeader({ row, cells }: SheetRow, problems: RowProblem[]): ReadonlyMap<number, Column> {
  const header = new Map<number, Column>()
  for (const [index, cell] of cells) {
    const name = textOf(cell)
    if (name === '') continue
    const column = columnOf(name)
    const note = (code: RowProblemCode) => problems.push({ row, column: name.slice(0, 80), code, facts: {} })
    if (!column) note('COLUMN_UNKNOWN')
    else if ([...header.values()].includes(column)) note('COLUMN_TWICE')
    else header.set(index, column)
  }
  const named = [...header.values()]
  for (const column of COLUMNS)
    if (column.required && !named.includes(column))
      problems.push({ row, column: column.header, code: 'COLUMN_MISSING', facts: {} })
  return header
}

function readCells(
  { row, cells }: SheetRow,
  header: ReadonlyMap<number, Column>,
  problems: RowProblem[],
  headerIsWhole: boolean,
): TableRow['cells'] {
  const read: Partial<Record<Member, string>> = {}
  for (const [index, cell] of cells) {
    const text = textOf(cell)
    if (text === '' && !cell.fault) continue
    const column = header.get(index)
    if (!column) {
      // A column with an unknown name has been told once, at its header.
      if (headerIsWhole) problems.push({ row, column: `#${index + 1}`, code: 'CELL_BESIDE_COLUMNS', facts: {} })
      continue
    }
    if (cell.fault) problems.push({ row, column: column.header, code: cell.fault, facts: { text: text.slice(0, 80) } })
    // A cell already told is kept, so that it is not called missing as well.
    read[column.member] = text
  }
  return read
}
