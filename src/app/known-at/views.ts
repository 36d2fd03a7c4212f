import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.js'

/**
 * The latest instant whose answer will never change, and whether the asked one lies beyond it. It must be chosen before the
 * transaction that answers takes its snapshot, so it is a statement of its own.
 */
export async function answerableInstant(
  db: Database,
  asked: string | null,
): Promise<{ readonly latest: string; readonly beyond: boolean }> {
  const rows = await db.orm.execute<{ latest: string; beyond: boolean }>(sql`
    SELECT latest, coalesce(${asked}::timestamptz > latest, false) AS beyond FROM answerable_instant() latest`)
  return rows[0] as { latest: string; beyond: boolean }
}
