import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface NewBalanceSheet {
  readonly enterpriseId: string
  readonly asOf: string
  readonly equity: string | null
  readonly debt: string | null
  readonly totalAssets: string | null
  readonly evic: string | null
  readonly source: string
  readonly reason: string | null
  readonly supersedes: string | null
  readonly recordedBy: string
  readonly recordedAt: string
}

/** @returns its id */
export async function insertBalanceSheet(tx: Tx, one: NewBalanceSheet): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO balance_sheet (enterprise_id, as_of, equity, debt, total_assets, evic, source, reason, supersedes, recorded_by, recorded_at)
    VALUES (${one.enterpriseId}, ${one.asOf}, ${one.equity}, ${one.debt}, ${one.totalAssets}, ${one.evic}, ${one.source}, ${one.reason},
            ${one.supersedes}, ${one.recordedBy}, ${one.recordedAt})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}
