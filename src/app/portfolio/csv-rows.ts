import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { type CivilDate, type CivilMonth, civilDate, civilMonth } from '../../kernel/civil-date.js'
import { MalformedValue } from '../../kernel/decimal.js'
import { type Exact, exact, isNegative } from '../../kernel/exact.js'
import { formatMoney, isNegativeMoney, money } from '../../kernel/money.js'
import { isUscc } from '../../kernel/uscc.js'

/** What is wrong with a portfolio, and where: line 1 is the header. */
export interface PortfolioProblem {
  readonly file: string
  readonly line: number
  readonly column: string | null
  readonly problem: string
}

/** The cells of one row. A reader that finds its cell wrong notes it and answers something harmless: the row is then dropped. */
export interface Cells {
  readonly raw: (column: string) => string
  readonly text: (column: string) => string
  readonly matching: (column: string, pattern: RegExp, expected: string) => string
  readonly oneOf: <const W extends string>(column: string, words: readonly W[]) => W
  readonly uscc: (column: string) => string
  readonly count: (column: string, least: number, most?: number) => string
  /** Not negative; null where it was wrong. */
  readonly decimal: (column: string) => Exact | null
  /** Null where the cell is empty. */
  readonly optionalDecimal: (column: string) => string | null
  readonly amount: (column: string) => string
  readonly month: (column: string) => CivilMonth
  readonly date: (column: string) => CivilDate
  readonly problem: (column: string, problem: string) => void
}

export interface Filed<T> {
  readonly line: number
  readonly row: T
}

/** Reads one file row by row; every problem is noted with its line and column, and only faultless rows are answered. */
export function readCsvRows<T>(
  directory: string,
  file: string,
  columns: readonly string[],
  read: (cells: Cells, line: number) => T,
  problems: PortfolioProblem[],
): readonly Filed<T>[] {
  const note = (line: number, column: string | null, problem: string) => problems.push({ file, line, column, problem })
  if (!existsSync(join(directory, file))) {
    note(1, null, 'the file is missing')
    return []
  }
  const [header, ...records] = parseRecords(join(directory, file), (line, problem) => note(line, null, problem))
  if (!header || header.record.join() !== columns.join()) {
    note(1, null, `the header is not ${columns.join()}`)
    return []
  }
  return records.flatMap(({ record, info: { lines: line } }) => {
    const before = problems.length
    if (record.length !== columns.length) {
      note(line, null, `${record.length} cells, expected ${columns.length}`)
      return []
    }
    const cells = Object.fromEntries(columns.map((column, index) => [column, record[index] ?? '']))
    const row = read(
      cellsOf(cells, (column, problem) => note(line, column, problem)),
      line,
    )
    return problems.length === before ? [{ line, row }] : []
  })
}

interface Record_ {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

function parseRecords(path: string, note: (line: number, problem: string) => void): readonly Record_[] {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const
    return parse(readFileSync(path, 'utf8'), options) as unknown as readonly Record_[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as CsvError & { readonly lines?: number }
    note(lines ?? 1, error.message)
    return []
  }
}

const COUNT = /^(0|[1-9]\d{0,8})$/

function cellsOf(cells: Readonly<Record<string, string>>, problem: (column: string, problem: string) => void): Cells {
  const raw = (column: string) => cells[column] ?? ''
  const expected = (column: string, what: string) =>
    problem(column, `expected ${what}, got ${JSON.stringify(raw(column))}`)
  const check = (column: string, good: boolean, what: string): string => {
    if (!good) expected(column, what)
    return raw(column)
  }
  const as = <T>(column: string, read: (text: string) => T, fallback: T): T => {
    try {
      return read(raw(column))
    } catch (error) {
      if (!(error instanceof MalformedValue)) throw error
      expected(column, error.expected)
      return fallback
    }
  }
  return {
    raw,
    problem,
    text: (column) => check(column, raw(column).trim() !== '' && raw(column).length <= 200, 'a text'),
    matching: (column, pattern, what) => check(column, pattern.test(raw(column)), what),
    oneOf: (column, words) => {
      const word = words.find((candidate) => candidate === raw(column))
      if (word === undefined) expected(column, words.join(' | '))
      return word ?? (words[0] as (typeof words)[number])
    },
    uscc: (column) => check(column, isUscc(raw(column)), 'a unified social credit code with its right check character'),
    count: (column, least, most = 999_999_999) => {
      const text = raw(column)
      const fits = COUNT.test(text) && atLeast(text, least) && atMost(text, most)
      return check(column, fits, `a whole number from ${least} to ${most}`)
    },
    decimal: (column) => {
      const value = as<Exact | null>(column, exact, null)
      if (value === null || !isNegative(value)) return value
      expected(column, 'a quantity that is not negative')
      return null
    },
    optionalDecimal: (column) => {
      if (raw(column) === '') return null
      as<Exact | null>(column, exact, null)
      return raw(column)
    },
    amount: (column) => {
      const value = as(column, money, money('0'))
      if (isNegativeMoney(value)) expected(column, 'an amount that is not negative')
      return formatMoney(value)
    },
    month: (column) => as(column, civilMonth, civilMonth('2000-01')),
    date: (column) => as(column, civilDate, civilDate('2000-01-01')),
  }
}

/** Counts compare as text of equal length. */
const padded = (text: string) => text.padStart(9, '0')
const atLeast = (text: string, least: number) => padded(text) >= padded(String(least))
const atMost = (text: string, most: number) => padded(text) <= padded(String(most))
