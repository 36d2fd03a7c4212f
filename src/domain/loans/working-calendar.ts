import { addDays, type CivilDate, dateOf, dateParts, isoWeekday } from '../../kernel/civil-date.js'
import type { HolidayRule } from './contract-terms.js'

/** The days on which the week alone does not decide, as the State Council announced them a year at a time. */
export interface WorkingCalendar {
  readonly holidays: ReadonlySet<CivilDate>
  /** 调休: Saturdays and Sundays that are worked. */
  readonly makeUpDays: ReadonlySet<CivilDate>
}

const SATURDAY = 6
/** The longest run of days off so far is nine; a calendar without a working day in so many days is a defect. */
const LONGEST_RUN = 60

/** A year without an announced calendar falls back to Monday to Friday; `isPublishedYear` tells. */
export const isWorkingDay = (calendar: WorkingCalendar, day: CivilDate): boolean => {
  if (calendar.makeUpDays.has(day)) return true
  return !calendar.holidays.has(day) && isoWeekday(day) < SATURDAY
}

const workingDayFrom = (calendar: WorkingCalendar, day: CivilDate, step: 1 | -1): CivilDate => {
  let found = day
  for (let tried = 0; tried < LONGEST_RUN; tried += 1, found = addDays(found, step))
    if (isWorkingDay(calendar, found)) return found
  throw new Error(`no working day within ${LONGEST_RUN} days of ${day}`)
}

/** The day itself if it is worked, else the next one that is. */
export const nextWorkingDay = (calendar: WorkingCalendar, day: CivilDate): CivilDate => workingDayFrom(calendar, day, 1)
/** The day itself if it is worked, else the last one before it that was. */
export const previousWorkingDay = (calendar: WorkingCalendar, day: CivilDate): CivilDate =>
  workingDayFrom(calendar, day, -1)

/** So many working days later (earlier when negative), the day itself not counted; none is the next working day. */
export const addWorkingDays = (calendar: WorkingCalendar, day: CivilDate, count: number): CivilDate => {
  if (count === 0) return nextWorkingDay(calendar, day)
  const step = count > 0 ? 1 : -1
  let found = day
  for (let counted = 0; counted !== count; counted += step) found = workingDayFrom(calendar, addDays(found, step), step)
  return found
}

/** A due date moved as its contract says. */
export const movedByHolidays = (calendar: WorkingCalendar, rule: HolidayRule, day: CivilDate): CivilDate => {
  if (rule === 'none') return day
  if (rule === 'preceding') return previousWorkingDay(calendar, day)
  const next = nextWorkingDay(calendar, day)
  return rule === 'modified-following' && next.slice(0, 7) !== day.slice(0, 7)
    ? previousWorkingDay(calendar, day)
    : next
}

/** A year is announced whole, and no year is without a holiday on the first of January. */
export const isPublishedYear = (calendar: WorkingCalendar, year: number): boolean =>
  calendar.holidays.has(dateOf(year, 1, 1))

/** The last day of the last year announced without a gap before it; null when none is. From the day after on, only the week decides. */
export const calendarPublishedThrough = (calendar: WorkingCalendar): CivilDate | null => {
  const first = [...calendar.holidays].filter((day) => day.endsWith('-01-01')).toSorted()[0]
  if (first === undefined) return null
  let { year } = dateParts(first)
  while (isPublishedYear(calendar, year + 1)) year += 1
  return dateOf(year, 12, 31)
}
