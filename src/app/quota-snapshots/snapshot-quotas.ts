import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { SYSTEM } from '../actor.js'
import { answerableInstant } from '../known-at/views.js'
import { insertQuotaSnapshots } from './store.js'

export interface SnapshotOutcome {
  readonly onDay: string
  readonly knownAt: string
  readonly quotas: number
  /** Rows added; what says the same as the last row of the day is not written again. */
  readonly kept: number
}

/** 额度快照: every quota as it stood at the end of a day, as known now. Quotas are few, so it is one statement. */
export async function snapshotQuotas(
  db: Database,
  { onDay, jobRunId }: { readonly onDay: CivilDate; readonly jobRunId: string | null },
): Promise<SnapshotOutcome> {
  // An instant that no writer at work will still record under, so that the row is true of it for ever.
  const { latest: knownAt } = await answerableInstant(db, null)
  const done = await withTransaction(db, SYSTEM, (tx) => insertQuotaSnapshots(tx, { onDay, knownAt, jobRunId }))
  return { onDay, knownAt, ...done }
}
