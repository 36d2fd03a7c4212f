import { watchCollateral } from '../src/app/pledges/watch-collateral.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 押品监测: alerts of every bank as of a day; what is found again is not raised again. */
export const collateralWatchJob: Job<{ asOf: CivilDate }> = {
  kind: 'collateral-watch',
  run: ({ db, progress }, { asOf }) => watchCollateral(db, { on: civilDate(asOf) }, progress),
}
