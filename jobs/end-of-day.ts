import { END_OF_DAY_JOB } from '../src/app/business-days/close-day.js'
import { endOfDaySteps } from '../src/app/business-days/end-of-day-steps.js'
import { runEndOfDay } from '../src/app/business-days/run-end-of-day.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 日终: closes a bank's business days up to and including `through`. */
export const endOfDayJob: Job<{ organisationId: string; through: CivilDate }> = {
  kind: END_OF_DAY_JOB,
  run: ({ db, runId, progress }, { organisationId, through }) =>
    runEndOfDay(db, endOfDaySteps, { organisationId, through: civilDate(through), runId }, progress),
}
