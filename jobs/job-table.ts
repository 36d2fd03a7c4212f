import { collateralWatchJob } from './collateral-watch.js'
import { endOfDayJob } from './end-of-day.js'
import { interestSavingReportJob } from './interest-saving-report.js'
import type { Job } from './job.js'
import { methodImpactJob } from './method-impact.js'
import { postEmissionsJob } from './post-emissions.js'
import { processTimersJob } from './process-timers.js'
import { rateRecomputeJob } from './rate-recompute.js'
import { registerReconciliationJob } from './register-reconciliation.js'
import { reloanChecksJob } from './reloan-checks.js'
import { reloanSettlementJob } from './reloan-settlement.js'
import type { JobTable } from './run-job.js'

const JOBS: readonly Job<never>[] = [
  rateRecomputeJob as Job<never>,
  interestSavingReportJob as Job<never>,
  postEmissionsJob as Job<never>,
  methodImpactJob as Job<never>,
  endOfDayJob as Job<never>,
  collateralWatchJob as Job<never>,
  registerReconciliationJob as Job<never>,
  processTimersJob as Job<never>,
  reloanChecksJob as Job<never>,
  reloanSettlementJob as Job<never>,
]

/** Every job by its kind. */
export const jobTable: JobTable = new Map(JOBS.map((job) => [job.kind, job]))
