import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** The lender's active quota of the facility in force on the day with the most left. */
export async function bestQuota(tx: Tx, lenderId: string, facility: string, on: string): Promise<string | undefined> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT id FROM reloan_quota
    WHERE lender_id = ${lenderId} AND facility = ${facility} AND state = 'ACTIVE' AND ${on}::date BETWEEN valid_from AND valid_to
    ORDER BY limit_amount - reserved - drawn DESC, id LIMIT 1`)
  return rows[0]?.id
}
