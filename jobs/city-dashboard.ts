import { keepFigures } from '../src/app/dashboard/keep-figures.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 看板取数: the figures of large books as of a day, kept for the screen. */
export const cityDashboardJob: Job<{ asOf: CivilDate }> = {
  kind: 'city-dashboard',
  run: ({ db, runId, progress }, { asOf }) => keepFigures(db, { asOf: civilDate(asOf), jobRunId: runId }, progress),
}
