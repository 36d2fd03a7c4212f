/** One line of the table. */
export interface BenchRow {
  readonly work: string
  readonly measured: string
  /** What it is held against, with its own figure. */
  readonly against: string
  /** Null where the work is held against a fixed bound. */
  readonly ratio: string | null
  readonly mustReach: string
  readonly reached: boolean
}

/** A row whose measured figure divided by another's must not be above a bound. */
export const atMost = (
  work: string,
  measured: readonly [told: string, value: number],
  against: readonly [told: string, value: number],
  bound: number,
): BenchRow => {
  const ratio = measured[1] / against[1]
  return {
    work,
    measured: measured[0],
    against: against[0],
    ratio: ratio.toFixed(3),
    mustReach: `≤ ${bound}×`,
    reached: ratio <= bound,
  }
}

/** The table as Markdown, so that it can be pasted where people read it. */
export function tableOf(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ work, measured, against, ratio, mustReach, reached }) => [
    work,
    measured,
    against,
    ratio ?? '—',
    mustReach,
    reached ? 'reached' : 'MISSED',
  ])
  const head = ['work', 'measured', 'against', 'ratio', 'must reach', 'verdict']
  const widths = head.map((name, column) =>
    Math.max(...[name, ...cells.map((row) => row[column] as string)].map(({ length }) => length)),
  )
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] as number)).join(' | ')} |`
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.map(line)].join('\n')
}

export const seconds = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} s`
export const grouped = (count: number): string => Math.round(count).toLocaleString('en')
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
/** The value below which a share of the others lies, nearest rank. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] as number
}
