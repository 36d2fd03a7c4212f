import { type AccountedFigure, type ExplainedChange, explainChange } from '../../domain/carbon/change-causes.js'
import { postedFigure } from '../../domain/carbon/posting.js'
import type { StatedRow } from '../../domain/carbon/statement.js'
import { isWithin, type MonthSpan, yearBefore } from '../../domain/carbon/statement-period.js'
import { addMonthsToMonth } from '../../kernel/civil-date.js'
import { figureOf, type PostingRow } from './adjustments-views.js'

export interface PeriodChange extends MonthSpan {
  readonly before: MonthSpan
  readonly change: ExplainedChange
}

/**
 * 同口径历史: each period against the same months a year before, from the first posted figures to today's, with its causes. A period
 * without any reading a year before has nothing to be compared with.
 */
export function historyOf(
  rows: readonly StatedRow[],
  firstPosted: readonly PostingRow[],
  periods: readonly MonthSpan[],
): readonly PeriodChange[] {
  const figures = new Map(rows.map((row) => [cell(row), accounted(row)]))
  const first = new Map(firstPosted.map((row) => [cell(row), figureOf(row)]))
  return periods.flatMap((span) => {
    const before = yearBefore(span)
    const earlier = rows.filter((row) => isWithin(row.month, before))
    if (earlier.length === 0) return []
    const compared = new Set([
      ...rows.filter((row) => isWithin(row.month, span)).map(cell),
      ...earlier.map((row) => cell({ ...row, month: addMonthsToMonth(row.month, 12) })),
    ])
    const lastYear = new Map(
      earlier.map((row) => [cell({ ...row, month: addMonthsToMonth(row.month, 12) }), cell(row)]),
    )
    const change = explainChange(
      [...compared].map((key) => {
        const earlierKey = lastYear.get(key)
        return {
          first: (earlierKey && first.get(earlierKey)) || null,
          before: (earlierKey && figures.get(earlierKey)) || null,
          after: figures.get(key) ?? null,
        }
      }),
    )
    return [{ ...span, before, change }]
  })
}

const cell = ({ month, carrier, meter }: { month: string; carrier: string; meter: string }) =>
  `${month} ${carrier} ${meter}`

const accounted = (row: StatedRow): AccountedFigure => ({
  ...postedFigure(row, { id: row.activityId, meter: row.meter }),
  factorSet: row.factor.set,
  fallback: row.factor.fallback,
  ownMembers: row.factor.own,
})
