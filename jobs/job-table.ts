import { cityDashboardJob } from './city-dashboard.js'
import { collateralRevaluationJob } from './collateral-revaluation.js'
import { collateralWatchJob } from './collateral-watch.js'
import { endOfDayJob } from './end-of-day.js'
import { interestSavingReportJob } from './interest-saving-report.js'
import { interestSegmentsJob } from './interest-segments.js'
import { loanRateRecomputeJob } from './loan-rate-recompute.js'
import { methodImpactJob } from './method-impact.js'
import { postEmissionsJob } from './post-emissions.js'
import { processTimersJob } from './process-timers.js'
import { quotaSnapshotJob } from './quota-snapshot.js'
import { rateRecomputeJob } from './rate-recompute.js'
import { registerReconciliationJob } from './register-reconciliation.js'
import { reloanChecksJob } from './reloan-checks.js'
import { reloanSettlementJob } from './reloan-settlement.js'
import type { AnyJob, JobTable } from './run-job.js'

const JOBS: readonly AnyJob[] = [
  rateRecomputeJob,
  loanRateRecomputeJob,
  interestSavingReportJob,
  interestSegmentsJob,
  postEmissionsJob,
  methodImpactJob,
  endOfDayJob,
  collateralWatchJob,
  registerReconciliationJob,
  processTimersJob,
  reloanChecksJob,
  reloanSettlementJob,
  quotaSnapshotJob,
  collateralRevaluationJob,
  cityDashboardJob,
]

/** Every job by its kind. */
export const jobTable: JobTable = new Map(JOBS.map((job) => [job.kind, job]))
