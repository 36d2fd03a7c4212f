import { MalformedValue } from '../kernel/decimal.js'
import { type Exact, exact } from '../kernel/exact.js'
import { type AnnualRate, annualRatePercent, type Bp, bp } from '../kernel/rate.js'
import type { RuleBody, RuleValue } from './rule-table.js'

/** A rule that is not what its table promises; says where. */
export class MalformedRule extends RangeError {
  constructor(
    readonly table: string,
    readonly row: string,
    readonly column: string,
    readonly expected: string,
    readonly text: unknown,
  ) {
    super(`${table} ${row}, ${column}: expected ${expected}, got ${JSON.stringify(text)}`)
    this.name = 'MalformedRule'
  }

  /** Gives a malformed value its place; anything else is a defect and passes through. */
  static from(error: unknown, table: string, row: string, column: string): unknown {
    return error instanceof MalformedValue ? new MalformedRule(table, row, column, error.expected, error.text) : error
  }
}

/** The columns of one row, read by name and type. An optional empty cell is null. */
export interface Columns {
  readonly text: (column: string) => string
  readonly optional: (column: string) => string | null
  readonly oneOf: <const W extends string>(column: string, words: readonly W[]) => W
  readonly exact: (column: string) => Exact
  readonly optionalExact: (column: string) => Exact | null
  readonly rate: (column: string) => AnnualRate
  readonly bp: (column: string) => Bp
  readonly optionalBp: (column: string) => Bp | null
  readonly count: (column: string) => number
  readonly list: (column: string) => readonly Columns[]
  readonly texts: (column: string) => readonly string[]
  readonly pairs: (column: string) => readonly (readonly [Exact, Exact])[]
  readonly members: (column: string) => readonly (readonly [string, Columns])[]
  readonly has: (column: string) => boolean
  readonly fail: (column: string, expected: string) => never
}

/** Columns of a body. Every reader throws MalformedRule naming table, row and column. */
export function columnsOf(table: string, row: string, body: RuleBody, path = ''): Columns {
  const fail = (column: string, expected: string): never => {
    throw new MalformedRule(table, row, path + column, expected, body[column])
  }
  const cell = (column: string): string => {
    const value = body[column]
    return typeof value === 'string' ? value : fail(column, 'a text')
  }
  const text = (column: string) => (cell(column) === '' ? fail(column, 'a text') : cell(column))
  const optional = (column: string) => (cell(column) === '' ? null : cell(column))
  const as = <T>(read: (value: string) => T, column: string, value: string): T => {
    try {
      return read(value)
    } catch (error) {
      throw MalformedRule.from(error, table, row, path + column)
    }
  }
  const array = (column: string): readonly RuleValue[] => {
    const value = body[column]
    return Array.isArray(value) ? value : fail(column, 'a list')
  }
  const nested = (column: string, value: RuleValue | undefined, at: string): Columns =>
    isBody(value) ? columnsOf(table, row, value, `${path}${column}${at}.`) : fail(column, 'a list of members')

  return {
    text,
    optional,
    fail,
    oneOf: (column, words) => words.find((word) => word === cell(column)) ?? fail(column, words.join(' | ')),
    exact: (column) => as(exact, column, text(column)),
    optionalExact: (column) => (optional(column) === null ? null : as(exact, column, cell(column))),
    rate: (column) => as(annualRatePercent, column, text(column)),
    bp: (column) => as(bp, column, text(column)),
    optionalBp: (column) => (optional(column) === null ? null : as(bp, column, cell(column))),
    count: (column) => (/^(0|[1-9]\d{0,8})$/.test(cell(column)) ? Number(cell(column)) : fail(column, 'a count')),
    list: (column) => array(column).map((value, index) => nested(column, value, `[${index}]`)),
    texts: (column) =>
      array(column).map((value) => (typeof value === 'string' ? value : fail(column, 'a list of texts'))),
    pairs: (column) =>
      array(column).map((pair) => {
        const [first, second] = Array.isArray(pair) ? pair : []
        if (typeof first !== 'string' || typeof second !== 'string') return fail(column, 'pairs of decimals')
        return [as(exact, column, first), as(exact, column, second)] as const
      }),
    members: (column) => {
      const value = body[column]
      if (!isBody(value)) return fail(column, 'named members')
      return Object.keys(value).map((name) => [name, columnsOf(table, row, value, `${path}${column}.`)] as const)
    },
    has: (column) => body[column] !== undefined,
  }
}

const isBody = (value: RuleValue | undefined): value is RuleBody =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
