import { computeImpact, IMPACT_JOB } from '../src/app/methods/compute-impact.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 影响报告: what a proposed method, grid or choice would do to the live book as of a day. */
export const methodImpactJob: Job<{ proposalId: string; asOf: CivilDate }> = {
  kind: IMPACT_JOB,
  run: ({ db, runId, progress }, { proposalId, asOf }) =>
    computeImpact(db, { proposalId, asOf: civilDate(asOf), jobRunId: runId }, progress),
}
