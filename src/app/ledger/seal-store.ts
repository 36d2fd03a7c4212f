import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { BlockRange } from '../../domain/ledger/balance-blocks.js'
import { blockSums } from './balance-views.js'

export interface Seal {
  readonly seq: string
  readonly entry_id: string
  readonly recorded_at: string
  readonly prev_hash: string
  readonly hash: string
}

/** True for one sealer at a time, until its transaction ends. */
export async function takeSealerLock(tx: Tx): Promise<boolean> {
  const rows = await tx.execute<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(hashtextextended('tandai journal seal', 0)) AS taken`,
  )
  return rows[0]?.taken === true
}

export async function insertSeals(tx: Tx, organisationId: string, seals: readonly Seal[]): Promise<void> {
  await tx.execute(sql`
    INSERT INTO journal_seal (organisation_id, seq, entry_id, recorded_at, prev_hash, hash)
    SELECT ${organisationId}, seq, entry_id, recorded_at, prev_hash, hash
    FROM jsonb_to_recordset(${JSON.stringify(seals)}::jsonb)
           AS s (seq bigint, entry_id uuid, recorded_at timestamptz, prev_hash text, hash text)`)
}

/** Sums up full blocks of one level; those of the level below are there. */
export async function insertBlocks(tx: Tx, organisationId: string, range: BlockRange): Promise<void> {
  await tx.execute(sql`
    INSERT INTO ledger_balance_block (organisation_id, level, no, account_id, booked_on, debit, credit)
    SELECT ${organisationId}, ${range.level}, no, account_id, booked_on, debit, credit FROM (${blockSums(organisationId, range)}) summed`)
}
