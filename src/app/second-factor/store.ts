import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Sealed } from '../sealing/vault.js'

interface Owner {
  readonly userId: string
  readonly organisationId: string
}

/** One enrolment of a person at a time. */
export async function lockFactorsOf(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`second factor ${userId}`}, 0))`)
}

/** Drops what its owner began and never confirmed. */
export async function dropUnconfirmed(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`
    UPDATE second_factor SET ended_at = now(), end_reason = 'begun anew'
    WHERE user_id = ${userId} AND ended_at IS NULL AND confirmed_at IS NULL`)
}

/** @returns the id of the factor, which seals its secret */
export async function insertFactor(tx: Tx, { userId, organisationId }: Owner): Promise<string> {
  const rows = await tx.execute<{ id: string }>(
    sql`INSERT INTO second_factor (user_id, organisation_id) VALUES (${userId}, ${organisationId}) RETURNING id`,
  )
  return (rows[0] as { id: string }).id
}

export async function insertSecret(tx: Tx, id: string, organisationId: string, sealed: Sealed): Promise<void> {
  await tx.execute(sql`
    INSERT INTO second_factor_secret (second_factor_id, organisation_id, key_id, nonce, ciphertext, tag)
    VALUES (${id}, ${organisationId}, ${sealed.keyId}, ${sealed.nonce}, ${sealed.ciphertext}, ${sealed.tag})`)
}

export async function confirmFactor(
  tx: Tx,
  id: string,
  organisationId: string,
  codeHashes: readonly string[],
): Promise<void> {
  await tx.execute(sql`UPDATE second_factor SET confirmed_at = now() WHERE id = ${id}`)
  await tx.execute(sql`
    INSERT INTO recovery_code (second_factor_id, organisation_id, code_hash)
    SELECT ${id}, ${organisationId}, hash FROM jsonb_array_elements_text(${JSON.stringify(codeHashes)}::jsonb) AS hash`)
}

/** Violates `second_factor_code_once` where a code of this step was accepted before. */
export async function insertUse(tx: Tx, id: string, organisationId: string, step: number): Promise<void> {
  await tx.execute(
    sql`INSERT INTO second_factor_use (second_factor_id, organisation_id, step) VALUES (${id}, ${organisationId}, ${step})`,
  )
}

/** @returns whether it was there and not used before */
export async function useRecoveryCode(tx: Tx, id: string, codeHash: string): Promise<boolean> {
  const used = await tx.execute(sql`
    UPDATE recovery_code SET used_at = now()
    WHERE second_factor_id = ${id} AND code_hash = ${codeHash} AND used_at IS NULL RETURNING 1`)
  return used.length > 0
}

/** By a security officer in whose reach it is. @returns whether there was one */
export async function endFactorOf(tx: Tx, userId: string, by: string, reason: string): Promise<boolean> {
  const ended = await tx.execute(sql`
    UPDATE second_factor SET ended_at = now(), ended_by = ${by}, end_reason = ${reason}
    WHERE user_id = ${userId} AND ended_at IS NULL RETURNING 1`)
  return ended.length > 0
}

export async function reseal(tx: Tx, id: string, sealed: Sealed): Promise<void> {
  await tx.execute(sql`
    UPDATE second_factor_secret SET key_id = ${sealed.keyId}, nonce = ${sealed.nonce}, ciphertext = ${sealed.ciphertext}, tag = ${sealed.tag}
    WHERE second_factor_id = ${id}`)
}
