import { loanRateRecompute } from '../../jobs/loan-rate-recompute.js'
import type { JobTable } from '../../jobs/run-job.js'

const job = loanRateRecompute(Number.parseInt(process.env.FAULT_LOANS_PER_CHUNK ?? '100', 10))

/** The recompute of rates in chunks small enough to be killed in. */
export const jobTable: JobTable = new Map([[job.kind, job]])
