import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { jobRunById } from './store.js'

/** Whether somebody has paused a run: a job that can begin anew gives way. */
export const isPaused = (db: Database, runId: string): Promise<boolean> =>
  withTransaction(db, SYSTEM, async (tx) => (await jobRunById(tx, runId))?.state === 'paused', { readOnly: true })
