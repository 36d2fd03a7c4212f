import {
  addMonthsToMonth,
  type CivilDate,
  type CivilMonth,
  isLastDayOfMonth,
  monthOf,
  monthsFrom,
} from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

export const STATEMENT_PERIODS = ['month', 'quarter', 'year', 'rolling12'] as const
/** 月、季、年、滚动十二个月: what a statement speaks of. */
export type StatementPeriod = (typeof STATEMENT_PERIODS)[number]

/** Whole months, both included. */
export interface MonthSpan {
  readonly start: CivilMonth
  readonly end: CivilMonth
}

export type StatementPeriodRefusal =
  | { readonly code: 'STATEMENT_PERIOD_INVERTED'; readonly from: CivilMonth; readonly to: CivilMonth }
  | {
      readonly code: 'STATEMENT_PERIOD_TOO_LONG'
      readonly from: CivilMonth
      readonly to: CivilMonth
      readonly most: number
    }

/** Ten years of months in one statement. */
const MOST_MONTHS = 120
const MONTHS: Readonly<Record<StatementPeriod, number>> = { month: 1, quarter: 3, year: 12, rolling12: 12 }
const MONTH_NUMBERS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']

/**
 * The periods of one length that touch `from` to `to`, oldest first: calendar quarters and years whole, rolling periods one for
 * each month they end in.
 */
export function statementPeriods(
  period: StatementPeriod,
  from: CivilMonth,
  to: CivilMonth,
): Result<readonly MonthSpan[], StatementPeriodRefusal> {
  if (to < from) return refuse({ code: 'STATEMENT_PERIOD_INVERTED', from, to })
  const months = monthsFrom(from, to)
  if (months.length > MOST_MONTHS) return refuse({ code: 'STATEMENT_PERIOD_TOO_LONG', from, to, most: MOST_MONTHS })
  if (period === 'rolling12') return ok(months.map((end) => ({ start: addMonthsToMonth(end, -11), end })))
  const length = MONTHS[period]
  const starts = new Set(
    months.map((month) => addMonthsToMonth(month, -(MONTH_NUMBERS.indexOf(month.slice(5)) % length))),
  )
  return ok([...starts].map((start) => ({ start, end: addMonthsToMonth(start, length - 1) })))
}

export const isWithin = (month: CivilMonth, { start, end }: MonthSpan): boolean => month >= start && month <= end

/** The newest month that has ended on a day. */
export const lastEndedMonth = (on: CivilDate): CivilMonth =>
  isLastDayOfMonth(on) ? monthOf(on) : addMonthsToMonth(monthOf(on), -1)

/** The same months a year earlier. */
export const yearBefore = ({ start, end }: MonthSpan): MonthSpan => ({
  start: addMonthsToMonth(start, -12),
  end: addMonthsToMonth(end, -12),
})
