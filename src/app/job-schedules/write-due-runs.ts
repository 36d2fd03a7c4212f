import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { addDays, monthOf } from '../../kernel/civil-date.js'
import { SYSTEM } from '../actor.js'
import { cronDays } from './cron-days.js'
import { holdIdleSchedule, idleSchedules, insertDueRun } from './store.js'

/**
 * Writes the runs that are due: of each active schedule the business day that follows its last one, once that has ended and the hour has
 * come. What was missed while no process ran therefore follows day by day, in order, and a clock that jumps makes neither a gap nor a
 * second run of a day: the next day follows from the last run, never from the clock.
 * @param now stands for the database's clock
 * @returns the runs that were written, to be handed over
 */
export async function writeDueRuns(db: Database, now: string | null = null): Promise<readonly string[]> {
  const idle = await withTransaction(db, SYSTEM, idleSchedules, { readOnly: true })
  const written: string[] = []
  for (const id of idle) {
    const run = await withTransaction(db, SYSTEM, (tx) => writeDueRun(tx, id, now))
    if (run !== undefined) written.push(run)
  }
  return written
}

async function writeDueRun(tx: Tx, id: string, now: string | null): Promise<string | undefined> {
  const schedule = await holdIdleSchedule(tx, id)
  if (schedule === undefined) return undefined
  const days = cronDays(schedule.cron)
  if (days === undefined) throw new Error(`the cron ${schedule.cron} of schedule ${id} cannot be read`)
  const { daysBack, dayMember, lastDay } = schedule
  const dueOn = days.after(addDays(lastDay, daysBack))
  if (dueOn === undefined) return undefined
  const businessDay = addDays(dueOn, -daysBack)
  const day = dayMember === 'month' ? monthOf(businessDay) : businessDay
  const payload = { ...schedule.payload, [dayMember]: day }
  return insertDueRun(tx, schedule, { businessDay, dueOn, time: days.time, payload, now })
}
