import type { Tx } from '../../db/transaction.js'
import {
  calendarPublishedThrough,
  isPublishedYear,
  isWorkingDay,
  type WorkingCalendar,
} from '../../domain/loans/working-calendar.js'
import { addDays, type CivilDate, dateOf } from '../../kernel/civil-date.js'
import { workingDaysTable } from '../../rules/working-days.js'
import { ruleHistory } from '../rules/views.js'

export interface WorkingYear {
  readonly year: number
  readonly published: boolean
  readonly publishedThrough: CivilDate | null
  readonly workingDays: number
  readonly days: readonly {
    readonly day: string
    readonly kind: 'holiday' | 'make-up'
    readonly name: string
    readonly source: string
    readonly status: string
  }[]
}

/** The days of a year on which the week alone does not decide, as known at an instant, and how many days are worked. */
export async function workingYear(tx: Tx, year: number, knownAt: string | null): Promise<WorkingYear> {
  const rows = await ruleHistory(tx, workingDaysTable, knownAt)
  const ofKind = (kind: string) =>
    new Set(rows.filter(({ value }) => value.kind === kind).map(({ value }) => value.day as CivilDate))
  const calendar: WorkingCalendar = { holidays: ofKind('holiday'), makeUpDays: ofKind('make-up') }
  let workingDays = 0
  for (let day = dateOf(year, 1, 1); day <= dateOf(year, 12, 31); day = addDays(day, 1))
    if (isWorkingDay(calendar, day)) workingDays += 1
  return {
    year,
    published: isPublishedYear(calendar, year),
    publishedThrough: calendarPublishedThrough(calendar),
    workingDays,
    days: rows
      .filter(({ value }) => value.day.startsWith(`${year}-`))
      .map(({ value, source, status }) => ({ ...value, source, status })),
  }
}
