import { type SQL, sql } from 'drizzle-orm'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface ReportTimes {
  readonly asOf: CivilDate
  readonly knownAt: string
}

export interface ReportPage {
  readonly after: { readonly drawnOn: string; readonly id: string } | null
  readonly limit: number
}

/**
 * Re-loans drawn by a day as their facts known at an instant make them, as a table `p`: principal outstanding, due date, rate in force,
 * extensions, the day the last of it was returned. Row-level security decides whose they are.
 */
export const positions = ({ asOf, knownAt }: ReportTimes): SQL => sql`(
  SELECT r.id, r.lender_id, r.central_bank_id, r.loan_id, r.filing_id, r.quota_id, r.facility, r.amount, r.term_months, r.drawn_on,
         r.amount - coalesce(m.repaid, 0) AS balance, coalesce(x.due_on, r.due_on) AS due_on, coalesce(i.rate, r.rate) AS rate,
         coalesce(x.extensions, 0)::int AS extensions, CASE WHEN m.repaid >= r.amount THEN m.last_on END AS ended_on,
         CASE WHEN m.repaid >= r.amount THEN CASE WHEN m.last_kind = 'clawed-back' THEN 'CLAWED_BACK' ELSE 'REPAID' END
              WHEN coalesce(x.due_on, r.due_on) < ${asOf}::date THEN 'OVERDUE' ELSE 'LIVE' END AS state
  FROM reloan r
  LEFT JOIN LATERAL (
    SELECT sum(v.amount) AS repaid, max(v.on_date) AS last_on, (array_agg(v.kind ORDER BY v.no DESC))[1] AS last_kind
    FROM reloan_event v
    WHERE v.reloan_id = r.id AND v.kind IN ('returned', 'clawed-back') AND v.on_date <= ${asOf} AND v.recorded_at <= ${knownAt}) m ON true
  LEFT JOIN LATERAL (
    SELECT (v.body ->> 'dueOn')::date AS due_on, count(*) OVER () AS extensions FROM reloan_event v
    WHERE v.reloan_id = r.id AND v.kind = 'extended' AND v.on_date <= ${asOf} AND v.recorded_at <= ${knownAt}
    ORDER BY v.no DESC LIMIT 1) x ON true
  LEFT JOIN LATERAL (
    SELECT (v.body ->> 'ratePercent')::numeric AS rate FROM reloan_event v
    WHERE v.reloan_id = r.id AND v.kind = 'extended' AND coalesce((v.body ->> 'from')::date, v.on_date) <= ${asOf}
      AND v.recorded_at <= ${knownAt}
    ORDER BY v.no DESC LIMIT 1) i ON true
  WHERE r.drawn_on <= ${asOf} AND r.recorded_at <= ${knownAt}) p`

/** The condition and the order of a page of them, oldest first. */
export const pageAfter = ({ after, limit }: ReportPage): SQL => sql`
  (${after?.id ?? null}::uuid IS NULL OR (p.drawn_on, p.id) > (${after?.drawnOn ?? null}::date, ${after?.id ?? null}::uuid))
  ORDER BY p.drawn_on, p.id LIMIT ${limit}`
