import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Actor } from '../actor.js'
import { type Before, recordedBefore } from '../data-products/views.js'
import { ownRows } from '../own-rows-views.js'
import { bpText, rateText } from '../pricing/price-texts.js'

export interface LoanRateView extends Record<string, unknown> {
  /** null: the contract itself. */
  id: string | null
  effectiveOn: string
  cause: 'signing' | 'repricing' | 'rating' | 'ratchet' | 'override'
  rate: string
  referenceRate: string
  discountBp: string
  grade: string
  ratingId: string | null
  explanation: unknown
  documentHash: string
  overrideId: string | null
  reason: string | null
  opinion: string | null
  madeBy: string | null
  decidedBy: string | null
  recordedAt: string
}

/** Every rate of a loan from its signing to a day, as known at an instant, in the order in which they hold; at most 500. */
export async function loanRateViews(
  tx: Tx,
  loanId: string,
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<readonly LoanRateView[]> {
  const rows = await tx.execute<LoanRateView>(sql`
    SELECT * FROM (
      SELECT NULL::uuid AS id, l.signed_on AS "effectiveOn", 'signing' AS cause, l.rate::text, l.reference_rate::text AS "referenceRate",
             ((l.reference_rate - l.rate) * 100)::numeric(8,4)::text AS "discountBp", q.grade, q.rating_id AS "ratingId", q.explanation,
             q.document_hash AS "documentHash", NULL::uuid AS "overrideId", NULL AS reason, NULL AS opinion, l.signed_by AS "madeBy",
             NULL::uuid AS "decidedBy", l.recorded_at AS "recordedAt"
      FROM loan l JOIN quote q ON q.id = l.quote_id WHERE l.id = ${loanId}
      UNION ALL
      SELECT r.id, r.effective_on, r.cause, r.rate::text, r.reference_rate::text, r.discount_bp::text, r.grade, r.rating_id,
             loan_rate_explanation(r), r.document_hash, r.override_id, o.reason, o.opinion, r.made_by, r.decided_by, r.recorded_at
      FROM loan_rate r LEFT JOIN rate_override o ON o.id = r.override_id WHERE r.loan_id = ${loanId}) rates
    WHERE "effectiveOn" <= ${asOf} AND "recordedAt" <= coalesce(${knownAt}::timestamptz, 'infinity')
    ORDER BY "effectiveOn", "recordedAt", id LIMIT 500`)
  return rows.map((row) => ({
    ...row,
    rate: rateText(row.rate),
    referenceRate: rateText(row.referenceRate),
    discountBp: bpText(row.discountBp),
  }))
}

export interface RateOverrideView extends Record<string, unknown> {
  id: string
  loanId: string
  on: string
  rate: string
  reason: string
  state: 'PROPOSED' | 'APPROVED' | 'REJECTED'
  madeBy: string
  decidedBy: string | null
  opinion: string | null
  version: number
  recordedAt: string
  decidedAt: string | null
}

const OVERRIDE = sql.raw(`
  SELECT v.id, v.loan_id AS "loanId", v.on_date AS on, v.rate::text, v.reason, v.state, v.made_by AS "madeBy", v.decided_by AS "decidedBy",
         v.opinion, v.version, v.recorded_at AS "recordedAt", v.decided_at AS "decidedAt"
  FROM rate_override v`)

export async function rateOverrideView(tx: Tx, id: string): Promise<RateOverrideView | undefined> {
  const [row] = await tx.execute<RateOverrideView>(sql`${OVERRIDE} WHERE v.id = ${id}`)
  return row && { ...row, rate: rateText(row.rate) }
}

/** The last proposed first. */
export async function rateOverrideViews(
  tx: Tx,
  filter: {
    readonly reader: Actor
    readonly loanId: string | null
    readonly state: string | null
    readonly before: Before | null
    readonly limit: number
  },
): Promise<readonly RateOverrideView[]> {
  const { reader, loanId, state, before, limit } = filter
  const rows = await tx.execute<RateOverrideView>(sql`${OVERRIDE}
    WHERE ${ownRows('v', reader)} AND ${loanId === null ? sql`true` : sql`v.loan_id = ${loanId}`}
      AND ${state === null ? sql`true` : sql`v.state = ${state}`} AND ${recordedBefore('v', before)}
    ORDER BY v.recorded_at DESC, v.id DESC LIMIT ${limit}`)
  return rows.map((row) => ({ ...row, rate: rateText(row.rate) }))
}

export interface RatingToUse extends Record<string, unknown> {
  id: string
  grade: string
  asOf: CivilDate
  validityDays: number
  documentHash: string
}

/**
 * The ratings of a borrower to a day, one for each day they are of, as known at an instant; none where the lender holds no consent in
 * force to them, whoever asks.
 */
export async function ratingsToUse(
  tx: Tx,
  of: { readonly enterpriseId: string; readonly lenderId: string },
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<readonly RatingToUse[]> {
  return tx.execute<RatingToUse>(sql`
    SELECT DISTINCT ON (r.as_of) r.id, r.grade, r.as_of AS "asOf", (r.document #>> '{method,validityDays}')::int AS "validityDays",
           r.document_hash AS "documentHash"
    FROM rating r
    WHERE r.enterprise_id = ${of.enterpriseId} AND r.as_of <= ${asOf} AND r.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
      AND consent_in_force(${of.enterpriseId}, ${of.lenderId}, 'rating')
    ORDER BY r.as_of, r.known_at DESC, r.recorded_at DESC`)
}
