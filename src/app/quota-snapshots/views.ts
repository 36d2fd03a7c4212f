import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { STANDING } from './store.js'

export interface QuotaDay extends Record<string, unknown> {
  quotaId: string
  lenderId: string
  facility: string
  day: string
  limit: string
  reserved: string
  drawn: string
}

/**
 * Quotas that the caller may see at the ends of days, as known at an instant: each from the nearest row kept before, and the movements which
 * that row did not count, of later days or recorded later. Without a row kept it is the movements alone, so the answer is the same.
 */
export async function quotasOnDays(
  tx: Tx,
  { days, knownAt }: { readonly days: readonly string[]; readonly knownAt: string },
): Promise<readonly QuotaDay[]> {
  return tx.execute<QuotaDay>(sql`
    SELECT q.id AS "quotaId", q.lender_id AS "lenderId", q.facility, d.day::text AS day,
           (coalesce(s.limit_amount, 0) + later.limit_amount + backdated.limit_amount)::numeric(20,2)::text AS "limit",
           (coalesce(s.reserved, 0) + later.reserved + backdated.reserved)::numeric(20,2)::text AS reserved,
           (coalesce(s.drawn, 0) + later.drawn + backdated.drawn)::numeric(20,2)::text AS drawn
    FROM reloan_quota q
    CROSS JOIN (SELECT value::date AS day FROM jsonb_array_elements_text(${JSON.stringify(days)}::jsonb)) d
    LEFT JOIN LATERAL (
      SELECT * FROM reloan_quota_snapshot k WHERE k.quota_id = q.id AND k.on_day <= d.day AND k.known_at <= ${knownAt}
      ORDER BY k.on_day DESC, k.known_at DESC LIMIT 1) s ON true
    CROSS JOIN LATERAL (
      SELECT ${STANDING} FROM reloan_quota_movement m
      WHERE m.quota_id = q.id AND m.moved_on > coalesce(s.on_day, '-infinity') AND m.moved_on <= d.day AND m.recorded_at <= ${knownAt}) later
    CROSS JOIN LATERAL (
      SELECT ${STANDING} FROM reloan_quota_movement m
      WHERE m.quota_id = q.id AND m.moved_on <= s.on_day AND m.recorded_at > s.known_at AND m.recorded_at <= ${knownAt}) backdated
    WHERE EXISTS (SELECT 1 FROM reloan_quota_movement m WHERE m.quota_id = q.id AND m.moved_on <= d.day AND m.recorded_at <= ${knownAt})
    ORDER BY q.recorded_at, q.id, d.day`)
}
