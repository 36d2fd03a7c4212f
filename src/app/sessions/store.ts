import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** Attempts under one name queue here until the transaction ends, so that none is let past the count by coming at the same moment. */
export async function lockUsername(tx: Tx, username: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in ${username}`}, 0))`)
}

/** Writes an attempt down as failed, before its password is looked at. @returns its id */
export async function recordAttempt(tx: Tx, username: string, address: string): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO sign_in_attempt (username, address, succeeded) VALUES (${username}, ${address}, false) RETURNING id`)
  return (rows[0] as { id: string }).id
}

export async function markSucceeded(tx: Tx, attemptId: string): Promise<void> {
  await tx.execute(sql`UPDATE sign_in_attempt SET succeeded = true WHERE id = ${attemptId}`)
}

/** Removes attempts that are older than a day, at most `most` of them; those another transaction removes are left to it. */
export async function pruneAttempts(tx: Tx, most: number): Promise<void> {
  await tx.execute(sql`
    DELETE FROM sign_in_attempt WHERE id IN (
      SELECT id FROM sign_in_attempt WHERE at < now() - interval '1 day' ORDER BY at LIMIT ${most} FOR UPDATE SKIP LOCKED)`)
}

/** @returns when the session expires */
export async function insertSession(
  tx: Tx,
  session: {
    tokenHash: string
    userId: string
    organisationId: string
    minutes: number
    awaits: string | null
    address: string
    agent: string | null
  },
): Promise<string> {
  const rows = await tx.execute<{ expiresAt: string }>(sql`
    INSERT INTO user_session (token_hash, user_id, organisation_id, expires_at, awaits, address, agent)
    VALUES (${session.tokenHash}, ${session.userId}, ${session.organisationId}, now() + make_interval(mins => ${session.minutes}),
            ${session.awaits}, ${session.address}, ${session.agent})
    RETURNING expires_at AS "expiresAt"`)
  return (rows[0] as { expiresAt: string }).expiresAt
}

export async function endSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.execute(sql`UPDATE user_session SET ended_at = now() WHERE token_hash = ${tokenHash} AND ended_at IS NULL`)
}

/** Ends sessions of a person: all, or the one of an id. @returns how many were open */
export async function endSessionsOf(tx: Tx, userId: string, id: string | null = null): Promise<number> {
  const ended = await tx.execute(sql`
    UPDATE user_session SET ended_at = now()
    WHERE user_id = ${userId} AND ended_at IS NULL AND expires_at > now() AND (${id}::uuid IS NULL OR id = ${id}::uuid) RETURNING 1`)
  return ended.length
}

/** A person's own password; the database ends every session of it. */
export async function storePassword(tx: Tx, userId: string, passwordHash: string, isFirst: boolean): Promise<void> {
  await tx.execute(sql`
    UPDATE user_account SET password_hash = ${passwordHash}, password_is_first = ${isFirst}, password_changed_at = now(), version = version + 1
    WHERE id = ${userId}`)
}

/** Forgets the failed attempts of the last minutes under a name. @returns how many there were */
export async function releaseAttempts(tx: Tx, username: string, minutes: number): Promise<number> {
  const released = await tx.execute(sql`
    UPDATE sign_in_attempt SET released_at = now()
    WHERE username = ${username} AND NOT succeeded AND released_at IS NULL AND at > now() - make_interval(mins => ${minutes}) RETURNING 1`)
  return released.length
}
