import { Cron } from 'croner'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'

/** When a schedule is due: on certain days, at one time of the day, both as the clock on the wall says. */
export interface CronDays {
  /** `HH:MM:00` */
  readonly time: string
  /** The first day on which it is due after a day; undefined when none comes. */
  readonly after: (day: CivilDate) => CivilDate | undefined
}

/** Minute and hour are one number each: a run belongs to a business day, and a day has one. */
const ONCE_A_DAY = /^(\d{1,2}) (\d{1,2}) \S+ \S+ \S+$/

/**
 * Reads a cron expression of five fields (minute, hour, day of month, month, day of week; `L` is the last day of a month).
 * @returns undefined when it cannot be read, may be due more than once a day, or never is
 */
export function cronDays(expression: string): CronDays | undefined {
  const [, minute = '', hour = ''] = ONCE_A_DAY.exec(expression) ?? []
  if (minute === '') return undefined
  let cron: Cron
  try {
    // Days of a month and of a week meet as in every cron: either will do where both are given.
    cron = new Cron(expression, { timezone: 'UTC', paused: true })
  } catch {
    return undefined
  }
  // Days are asked in UTC, where each has 24 hours; the zone of the schedule is added with the time of the day.
  const after = (day: CivilDate): CivilDate | undefined => {
    const next = cron.nextRun(`${day}T23:59:59Z`)
    return next === null ? undefined : civilDate(next.toISOString().slice(0, 10))
  }
  if (after(civilDate('2024-01-01')) === undefined) return undefined
  return { time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:00`, after }
}
