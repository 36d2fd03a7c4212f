import { snapshotQuotas } from '../src/app/quota-snapshots/snapshot-quotas.js'
import { type CivilDate, civilDate } from '../src/kernel/civil-date.js'
import type { Job } from './job.js'

/** 额度快照: every quota as it stood at the end of a day; what is known already is not written again. */
export const quotaSnapshotJob: Job<{ asOf: CivilDate }> = {
  kind: 'quota-snapshot',
  run: ({ db, runId }, { asOf }) => snapshotQuotas(db, { onDay: civilDate(asOf), jobRunId: runId }),
}
