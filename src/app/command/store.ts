import { ask, askLast, type Tx } from '../../db/transaction.js'
import type { Actor } from '../actor.js'

export interface RecordedAnswer {
  readonly key: string
  readonly operation: string
  readonly bodyHash: string
  readonly status: number
  readonly answer: string
}

const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))'
const EARLIER = `
  SELECT key, operation, body_hash AS "bodyHash", status, answer FROM idempotency_answer WHERE user_id = $1 AND key = $2`
const RECORD = `
  INSERT INTO idempotency_answer (user_id, organisation_id, key, operation, body_hash, status, answer)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`

/** Waits for a command under the same key that is still running, then reads its answer. */
export async function earlierAnswer(tx: Tx, userId: string, key: string): Promise<RecordedAnswer | undefined> {
  const held = ask(tx, LOCK, [`${userId} ${key}`])
  const rows = ask<RecordedAnswer>(tx, EARLIER, [userId, key])
  return (await Promise.all([held, rows]))[1][0]
}

/** Goes out with the end of the transaction, after all that the command has done. */
export function recordAnswer(tx: Tx, actor: Actor, { key, operation, bodyHash, status, answer }: RecordedAnswer): void {
  askLast(tx, RECORD, [actor.userId, actor.organisationId, key, operation, bodyHash, status, answer])
}
