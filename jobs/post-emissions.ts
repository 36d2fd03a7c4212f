import { postEmissions } from '../src/app/carbon/adjustments.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 排放过账: posts first figures and, for later vintages and corrections, adjustments as of a day. */
export const postEmissionsJob: Job<{ asOf: CivilDate }> = {
  kind: 'post-emissions',
  run: ({ db, runId, progress }, { asOf }) => postEmissions(db, { asOf: civilDate(asOf), jobRunId: runId, progress }),
}
