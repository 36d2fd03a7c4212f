import { sql } from 'drizzle-orm'
import { sendAhead, type Tx } from '../../db/transaction.js'
import type { Actor } from '../actor.js'

export interface RecordedAnswer {
  readonly key: string
  readonly operation: string
  readonly bodyHash: string
  readonly status: number
  readonly answer: string
}

/** Waits for a command under the same key that is still running, then reads its answer. */
export async function earlierAnswer(tx: Tx, userId: string, key: string): Promise<RecordedAnswer | undefined> {
  const held = sendAhead(tx, sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${userId} ${key}`}, 0))`)
  const rows = tx.execute<RecordedAnswer & Record<string, unknown>>(sql`
    SELECT key, operation, body_hash AS "bodyHash", status, answer
    FROM idempotency_answer WHERE user_id = ${userId} AND key = ${key}`)
  return (await Promise.all([held, rows]))[1][0]
}

export async function recordAnswer(tx: Tx, actor: Actor, answer: RecordedAnswer): Promise<void> {
  await tx.execute(sql`
    INSERT INTO idempotency_answer (user_id, organisation_id, key, operation, body_hash, status, answer)
    VALUES (${actor.userId}, ${actor.organisationId}, ${answer.key}, ${answer.operation}, ${answer.bodyHash}, ${answer.status}, ${answer.answer})`)
}
