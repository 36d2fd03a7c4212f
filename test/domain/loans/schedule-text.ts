import { loanSchedule } from '../../../src/domain/loans/schedule.js'
import type { Schedule, ScheduleRequest } from '../../../src/domain/loans/schedule-request.js'
import { type CivilDate, civilDate } from '../../../src/kernel/civil-date.js'
import { formatMoney, money } from '../../../src/kernel/money.js'
import { annualRatePercent } from '../../../src/kernel/rate.js'

/** The request that the tests vary: 100.00 at 7 % from 2024-01-01, six 30/360 months. */
export const HUNDRED: ScheduleRequest = {
  principal: money('100.00'),
  annualRate: annualRatePercent('7'),
  disbursedOn: civilDate('2024-01-01'),
  periods: 6,
  every: { months: 1 },
  method: 'equal-instalment',
  dayCount: '30/360',
}
/** 100,000.00 at 12 %, twelve 30/360 months. */
export const HUNDRED_THOUSAND: ScheduleRequest = {
  ...HUNDRED,
  principal: money('100000.00'),
  annualRate: annualRatePercent('12'),
  periods: 12,
}

const cells = (schedule: Schedule): string[][] => [
  ...schedule.rows.map((row) => [
    `${row.no}`,
    row.dueOn,
    `${row.days}`,
    formatMoney(row.principal),
    formatMoney(row.interest),
    formatMoney(row.due),
    formatMoney(row.balance),
  ]),
  [
    'Σ',
    schedule.instalment === null ? '-' : formatMoney(schedule.instalment),
    '',
    formatMoney(schedule.totals.principal),
    formatMoney(schedule.totals.interest),
    formatMoney(schedule.totals.due),
    '',
  ],
]

/** no, due on, days, principal, interest, due, balance; last the instalment and the totals. Or the refusal's code. */
export const scheduleText = (request: ScheduleRequest): string => {
  const schedule = loanSchedule(request)
  if (!schedule.ok) return schedule.refusal.code
  const rows = cells(schedule.value)
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) =>
    rows.reduce((width, row) => (row[column] && row[column].length > width ? row[column].length : width), 0),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
/** A golden text of the source, without its indentation. */
export const golden = (text: string): string => {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const indent = lines.map((line) => line.length - line.trimStart().length).sort((a, b) => a - b)[0] ?? 0
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n')
}
export const scheduleOf = (request: ScheduleRequest): Schedule => {
  const schedule = loanSchedule(request)
  if (!schedule.ok) throw new Error(`refused: ${JSON.stringify(schedule.refusal)}`)
  return schedule.value
}
export const column = (request: ScheduleRequest, member: 'principal' | 'interest' | 'due' | 'balance'): string =>
  scheduleOf(request)
    .rows.map((row) => formatMoney(row[member]))
    .join(' ')
export const dueDates = (request: ScheduleRequest): string =>
  scheduleOf(request)
    .rows.map((row) => row.dueOn)
    .join(' ')
export const on = (day: string): CivilDate => civilDate(day)
