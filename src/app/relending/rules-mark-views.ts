import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/**
 * Changes whenever a rule is added to one of the tables: rules are only ever added, so the last id and the count tell one state from every
 * other, also when a rule with an earlier id is committed later. The database is named, for a process may know several.
 */
export async function rulesMark(tx: Tx, tables: readonly string[]): Promise<string> {
  const rows = await tx.execute<{ mark: string }>(sql`
    SELECT concat_ws(' ', current_database(), pg_postmaster_start_time(), max(id), count(*)) AS mark
    FROM rule WHERE table_name IN (SELECT jsonb_array_elements_text(${JSON.stringify(tables)}::jsonb))`)
  return (rows[0] as { mark: string }).mark
}
