import { revalueCollateral } from '../src/app/pledges/revalue-collateral.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 押品重估: what pledges in service are worth and may secure on a day; what is known already is not written again. */
export const collateralRevaluationJob: Job<{ asOf: CivilDate }> = {
  kind: 'collateral-revaluation',
  run: ({ db, runId, progress }, { asOf }) => revalueCollateral(db, { on: civilDate(asOf), jobRunId: runId }, progress),
}
