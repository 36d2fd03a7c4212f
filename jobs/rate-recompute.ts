import { recomputeRates } from '../src/app/pricing/recompute-rates.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 利率重算: rates every enterprise and prices every line as of a day; what comes out as before is not written again. */
export const rateRecomputeJob: Job<{ asOf: CivilDate }> = {
  kind: 'rate-recompute',
  run: ({ db, runId, progress }, { asOf }) => recomputeRates(db, { asOf: civilDate(asOf), jobRunId: runId, progress }),
}
