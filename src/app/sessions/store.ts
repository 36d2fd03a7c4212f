import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export async function recordAttempt(tx: Tx, username: string, address: string, succeeded: boolean): Promise<void> {
  await tx.execute(
    sql`INSERT INTO sign_in_attempt (username, address, succeeded) VALUES (${username}, ${address}, ${succeeded})`,
  )
}

/** @returns when the session expires */
export async function openSession(
  tx: Tx,
  session: { tokenHash: string; userId: string; organisationId: string; hours: number },
): Promise<string> {
  const rows = await tx.execute<{ expiresAt: string }>(sql`
    INSERT INTO user_session (token_hash, user_id, organisation_id, expires_at)
    VALUES (${session.tokenHash}, ${session.userId}, ${session.organisationId}, now() + make_interval(hours => ${session.hours}))
    RETURNING expires_at AS "expiresAt"`)
  return (rows[0] as { expiresAt: string }).expiresAt
}

export async function endSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.execute(sql`UPDATE user_session SET ended_at = now() WHERE token_hash = ${tokenHash} AND ended_at IS NULL`)
}
