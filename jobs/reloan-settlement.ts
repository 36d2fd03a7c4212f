import { RELOAN_SETTLEMENT_JOB, settleReloans } from '../src/app/reloan-books/settle-reloans.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 再贷款结息: brings the interest of re-loans to the end of a day on both books. */
export const reloanSettlementJob: Job<{ asOf: CivilDate }> = {
  kind: RELOAN_SETTLEMENT_JOB,
  run: ({ db, runId, progress }, { asOf }) => settleReloans(db, { asOf: civilDate(asOf), jobRunId: runId, progress }),
}
