import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Sealed } from '../sealing/vault.js'

export interface OpenFactor extends Sealed {
  readonly id: string
  readonly confirmed: boolean
}

/** The factor a person has or has begun; only in the program's scope. */
export async function openFactorOf(tx: Tx, userId: string): Promise<OpenFactor | undefined> {
  const rows = await tx.execute<OpenFactor & Record<string, unknown>>(sql`
    SELECT f.id, f.confirmed_at IS NOT NULL AS confirmed, s.key_id AS "keyId", s.nonce, s.ciphertext, s.tag
    FROM second_factor f JOIN second_factor_secret s ON s.second_factor_id = f.id
    WHERE f.user_id = ${userId} AND f.ended_at IS NULL`)
  return rows[0]
}

/** Seconds since 1970 by the database's clock, one for all servers. */
export async function unixSeconds(tx: Tx): Promise<number> {
  const rows = await tx.execute<{ seconds: number }>(
    sql`SELECT extract(epoch FROM clock_timestamp())::float8 AS seconds`,
  )
  return (rows[0] as { seconds: number }).seconds
}

/** Since when a person has a second factor, and how many recovery codes are left; null without one. */
export async function standingOf(tx: Tx, userId: string): Promise<{ since: string; recoveryCodesLeft: number } | null> {
  const rows = await tx.execute<{ since: string; recoveryCodesLeft: number }>(sql`
    SELECT f.confirmed_at AS since,
      (SELECT count(*)::int FROM recovery_code c WHERE c.second_factor_id = f.id AND c.used_at IS NULL) AS "recoveryCodesLeft"
    FROM second_factor f WHERE f.user_id = ${userId} AND f.ended_at IS NULL AND f.confirmed_at IS NOT NULL`)
  return rows[0] ?? null
}

/** Secrets that another key than the current one sealed, held until the transaction ends. */
export async function secretsUnderOtherKeys(
  tx: Tx,
  currentKeyId: string,
  limit: number,
): Promise<readonly (Sealed & { readonly id: string })[]> {
  return tx.execute<Sealed & { id: string } & Record<string, unknown>>(sql`
    SELECT second_factor_id AS id, key_id AS "keyId", nonce, ciphertext, tag FROM second_factor_secret
    WHERE key_id <> ${currentKeyId} ORDER BY second_factor_id LIMIT ${limit} FOR UPDATE`)
}
