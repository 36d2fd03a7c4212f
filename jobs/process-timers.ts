import { runTimers } from '../src/app/process-timers/run-timers.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 流程期限: steps whose clock has run out before the day, halts, and notices of what comes near its end. */
export const processTimersJob: Job<{ asOf: CivilDate }> = {
  kind: 'process-timers',
  run: ({ db }, { asOf }) => runTimers(db, civilDate(asOf)),
}
