import type { PlacedProblem } from '../domain/carbon/rating-method.js'
import { ZERO } from '../kernel/exact.js'
import { annualRatePercent, NO_BP } from '../kernel/rate.js'
import { type Columns, columnsOf, MalformedRule } from './columns.js'
import type { RuleBody, RuleTable } from './rule-table.js'

/**
 * Reads one body as its table says and tells every malformed place at once, where the table's own reader stops at the first.
 * The value is null when there is one.
 */
export function readCollecting<T>(
  table: RuleTable<T>,
  body: RuleBody,
  at = '',
): { readonly value: T | null; readonly problems: readonly PlacedProblem[] } {
  const problems: PlacedProblem[] = []
  const report = ({ column, expected, text }: MalformedRule) => {
    const pointer = `${at}/${column.replace(/\[(\d+)\]/g, '/$1').replaceAll('.', '/')}`
    problems.push({ pointer, problem: `expected ${expected}, got ${JSON.stringify(text) ?? 'nothing'}` })
  }
  const columns = collecting(columnsOf(table.name, at, body), report)
  try {
    const value = table.read(columns)
    return problems.length === 0 ? { value, problems } : { value: null, problems }
  } catch (error) {
    if (!(error instanceof MalformedRule)) throw error
    report(error)
    return { value: null, problems }
  }
}

/** Columns that report what is malformed and go on with a blank, which nobody gets to see. */
function collecting(columns: Columns, report: (fault: MalformedRule) => void): Columns {
  const or = <A extends readonly unknown[], T>(
    read: (...asked: A) => T,
    blank: T,
    each: (value: T) => T = (v) => v,
  ) => {
    return (...asked: A): T => {
      try {
        return each(read(...asked))
      } catch (error) {
        if (!(error instanceof MalformedRule)) throw error
        report(error)
        return blank
      }
    }
  }
  const inner = (one: Columns) => collecting(one, report)
  return {
    text: or(columns.text, '0.0.0'),
    optional: or(columns.optional, null),
    oneOf: (column, words) => or(() => columns.oneOf(column, words), words[0] as (typeof words)[number])(),
    exact: or(columns.exact, ZERO),
    optionalExact: or(columns.optionalExact, null),
    rate: or(columns.rate, annualRatePercent('0')),
    bp: or(columns.bp, NO_BP),
    optionalBp: or(columns.optionalBp, null),
    count: or(columns.count, 0),
    list: or(columns.list, [], (rows) => rows.map(inner)),
    texts: or(columns.texts, []),
    pairs: or(columns.pairs, []),
    members: or(columns.members, [], (rows) => rows.map(([name, one]) => [name, inner(one)] as const)),
    has: columns.has,
    fail: columns.fail,
  }
}
