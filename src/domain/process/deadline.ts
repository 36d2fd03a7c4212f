import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { addWorkingDays, type WorkingCalendar } from '../loans/working-calendar.js'
import type { Clock } from './machine.js'

const MONTHS_A_YEAR = 12

export interface ClockFacts {
  readonly on: CivilDate
  /** The last day of the clock that runs before the step; null for none. */
  readonly deadlineOn: CivilDate | null
  readonly calendar: WorkingCalendar
  /** How long, by parameter code, as in force on the day. */
  readonly periods: Readonly<Record<string, number>>
  /** Days that a clock may run up to, by name. */
  readonly dates: Readonly<Record<string, CivilDate>>
}

/** The last day of a clock, computed once and stored; the day of the step is not counted. Null for no clock. */
export function deadlineOf(clock: Clock | null, facts: ClockFacts): CivilDate | null {
  if (clock === null) return null
  if ('until' in clock) {
    const day = facts.dates[clock.until]
    if (day === undefined) throw new Error(`nothing names the day ${clock.until}`)
    return day
  }
  const period = facts.periods[clock.parameter]
  if (period === undefined) throw new Error(`nothing says how long ${clock.parameter} is`)
  const begin = clock.from === 'deadline' && facts.deadlineOn !== null ? facts.deadlineOn : facts.on
  if (clock.unit === 'working-days') return addWorkingDays(facts.calendar, begin, period)
  if (clock.unit === 'days') return addDays(begin, period)
  return addMonths(begin, clock.unit === 'years' ? period * MONTHS_A_YEAR : period)
}
