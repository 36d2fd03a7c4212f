import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** What movements `m` make of a quota: the sums of its limit, of what is set aside and of what is drawn. */
export const STANDING: SQL = sql.raw(`
  coalesce(sum(CASE m.kind WHEN 'GRANTED' THEN m.amount WHEN 'REDUCED' THEN -m.amount ELSE 0 END), 0) AS limit_amount,
  coalesce(sum(CASE m.kind WHEN 'RESERVED' THEN m.amount WHEN 'RELEASED' THEN -m.amount WHEN 'DRAWN' THEN -m.amount ELSE 0 END), 0) AS reserved,
  coalesce(sum(CASE m.kind WHEN 'DRAWN' THEN m.amount WHEN 'RETURNED' THEN -m.amount ELSE 0 END), 0) AS drawn`)

/**
 * Keeps every quota with a movement by the day as it stood at its end, from its movements alone; a quota whose last row of that day says
 * the same is left. Nothing is kept beside a row that already knows more.
 */
export async function insertQuotaSnapshots(
  tx: Tx,
  { onDay, knownAt, jobRunId }: { readonly onDay: string; readonly knownAt: string; readonly jobRunId: string | null },
): Promise<{ readonly quotas: number; readonly kept: number }> {
  const rows = await tx.execute<{ quotas: number; kept: number }>(sql`
    WITH stood AS (
      SELECT m.quota_id, m.central_bank_id, m.lender_id, ${STANDING}
      FROM reloan_quota_movement m WHERE m.moved_on <= ${onDay} AND m.recorded_at <= ${knownAt}
      GROUP BY m.quota_id, m.central_bank_id, m.lender_id),
    added AS (
      INSERT INTO reloan_quota_snapshot (quota_id, central_bank_id, lender_id, on_day, no, limit_amount, reserved, drawn, known_at, job_run_id)
      SELECT s.quota_id, s.central_bank_id, s.lender_id, ${onDay}, coalesce(l.no, 0) + 1, s.limit_amount, s.reserved, s.drawn, ${knownAt}, ${jobRunId}
      FROM stood s LEFT JOIN LATERAL (
        SELECT * FROM reloan_quota_snapshot k WHERE k.quota_id = s.quota_id AND k.on_day = ${onDay} ORDER BY k.no DESC LIMIT 1) l ON true
      WHERE l.no IS NULL
         OR (l.known_at < ${knownAt} AND (l.limit_amount, l.reserved, l.drawn) IS DISTINCT FROM (s.limit_amount, s.reserved, s.drawn))
      ON CONFLICT ON CONSTRAINT reloan_quota_snapshot_once DO NOTHING
      RETURNING 1)
    SELECT (SELECT count(*) FROM stood)::int AS quotas, (SELECT count(*) FROM added)::int AS kept`)
  return rows[0] as { quotas: number; kept: number }
}
