import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** One thing that happened to a data product, or to what was built on it. */
export interface TraceRow extends Record<string, unknown> {
  /** Of the row it was read from. */
  id: string
  on: string
  recordedAt: string
  /** Among what one command recorded. */
  place: number
  /** 'scenario_authorisation', 'listing', 'valuation', 'pledge', 'loan', 'reloan', 'account_view' … */
  subjectKind: string
  subjectId: string
  event: string
  from: string | null
  to: string | null
  organisation: string | null
  /** Null where the program acted, and for a person of another organisation. */
  person: string | null
  amount: string | null
  opinion: string | null
  evidenceHash: string | null
}

export interface TraceQuestion {
  readonly productId: string
  readonly knownAt: string
  readonly after: {
    readonly on: string
    readonly recordedAt: string
    readonly place: string
    readonly id: string
  } | null
  readonly limit: number
}

/**
 * 全流程追溯: every authorisation, review, listing, order, valuation, pledge, loan, re-loan and look-up of a product in the order of
 * their days. Each caller gets the rows it may see: what a bank was not granted is not among them.
 */
export async function traceOf(
  tx: Tx,
  { productId, knownAt, after, limit }: TraceQuestion,
): Promise<readonly TraceRow[]> {
  return tx.execute<TraceRow>(sql`
    WITH product AS (SELECT * FROM data_product WHERE id = ${productId}),
    pledged AS (SELECT p.* FROM pledge p JOIN product d ON d.id = p.data_product_id),
    lent AS (
      SELECT a.id AS application_id, l.id AS loan_id
      FROM loan_application a JOIN pledged p ON p.id = a.pledge_id LEFT JOIN loan l ON l.application_id = a.id),
    subject AS (
      SELECT 'scenario_authorisation' AS kind, authorisation_id AS id FROM product
      UNION ALL SELECT 'data_registration', registration_id FROM product
      UNION ALL SELECT 'resource_registration', r.resource_registration_id FROM product d JOIN data_registration r ON r.id = d.registration_id
      UNION ALL SELECT 'listing', listing_id FROM product
      UNION ALL SELECT 'data_order', o.id FROM product d JOIN data_order o ON o.listing_id = d.listing_id
      UNION ALL SELECT 'dispute', s.id FROM product d JOIN dispute s ON s.registration_id = d.registration_id
      UNION ALL SELECT 'valuation', v.id FROM product d JOIN valuation v ON v.data_product_id = d.id
      UNION ALL SELECT 'pledge', id FROM pledged
      UNION ALL SELECT 'collateral_alert', c.id FROM pledged p JOIN collateral_alert c ON c.pledge_id = p.id),
    trace AS (
      SELECT d.id, 0 AS place, (d.recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS on_date, d.recorded_at, 'data_product' AS kind, d.id AS subject,
             'enter' AS event, NULL AS was, NULL AS became, d.enterprise_id AS organisation, d.recorded_by AS person,
             NULL::numeric AS amount, d.basis AS opinion, NULL AS evidence
      FROM product d
      UNION ALL
      SELECT s.id, s.no, s.on_date, s.recorded_at, s.subject_kind, s.subject_id, s.event, s.from_state, s.to_state, s.organisation_id, s.user_id,
             NULL, s.opinion, s.evidence_hash
      FROM subject t JOIN process_step s ON s.subject_kind = t.kind AND s.subject_id = t.id
      UNION ALL
      SELECT v.id, 0, v.base_date, v.recorded_at, 'valuation', v.id, 'report', NULL, 'REPORTED', v.lender_id, v.recorded_by, v.report_value,
             v.valuer || ' ' || v.report_no, NULL
      FROM product d JOIN valuation v ON v.data_product_id = d.id
      UNION ALL
      SELECT s.id, s.no, s.taken_on, s.recorded_at, CASE WHEN s.loan_id IS NULL THEN 'loan_application' ELSE 'loan' END,
             coalesce(s.loan_id, s.application_id), s.step, s.from_state, s.to_state, s.lender_id, s.taken_by, NULL, s.opinion, s.evidence_hash
      FROM lent t JOIN loan_step s ON s.application_id = t.application_id
      UNION ALL
      SELECT b.id, 1000000, b.disbursed_on, b.recorded_at, 'loan', b.loan_id, 'pay-out', NULL, NULL, b.lender_id, b.disbursed_by, b.amount, b.note_no, NULL
      FROM lent t JOIN disbursement b ON b.loan_id = t.loan_id
      UNION ALL
      SELECT f.id, 0, f.filed_on, f.recorded_at, 'reloan_filing', f.id, 'file', NULL, 'FILED', f.lender_id, f.filed_by, r.requested, f.facility, NULL
      FROM lent t JOIN reloan_filing_loan r ON r.loan_id = t.loan_id JOIN reloan_filing f ON f.id = r.filing_id
      UNION ALL
      -- A review has no day of its own: it stands with its filing.
      SELECT q.filing_id, q.review, f.filed_on, q.recorded_at, 'reloan_filing', q.filing_id, 'review', NULL, q.verdict, q.central_bank_id,
             q.given_by, NULL, q.opinion, NULL
      FROM lent t JOIN reloan_row_opinion q ON q.loan_id = t.loan_id JOIN reloan_filing f ON f.id = q.filing_id
      UNION ALL
      SELECT r.filing_id, 100, m.moved_on, m.recorded_at, 'reloan_filing', r.filing_id, 'grant', NULL, 'GRANTED', m.central_bank_id,
             m.recorded_by, m.amount, NULL, NULL
      FROM lent t JOIN reloan_filing_loan r ON r.loan_id = t.loan_id
      JOIN reloan_quota_movement m ON m.subject_id = r.filing_id AND m.kind = 'RESERVED'
      UNION ALL
      SELECT r.id, 0, r.drawn_on, r.recorded_at, 'reloan', r.id, 'draw', NULL, 'DRAWN', r.central_bank_id, r.drawn_by, r.amount, r.facility, NULL
      FROM lent t JOIN reloan r ON r.loan_id = t.loan_id
      UNION ALL
      SELECT e.id, e.no, e.on_date, e.recorded_at, 'reloan', e.reloan_id, e.kind, NULL, NULL, e.central_bank_id, e.recorded_by, e.amount, NULL, NULL
      FROM lent t JOIN reloan r ON r.loan_id = t.loan_id JOIN reloan_event e ON e.reloan_id = r.id
      UNION ALL
      SELECT w.id, 0, (w.at AT TIME ZONE 'Asia/Shanghai')::date, w.at, 'account_view', w.id, w.purpose, NULL, NULL, w.organisation_id, w.user_id,
             NULL, w.what, w.result_hash
      FROM product d JOIN account_view w ON w.enterprise_id = d.enterprise_id)
    SELECT t.id, t.place, t.on_date AS "on", t.recorded_at AS "recordedAt", t.kind AS "subjectKind", t.subject AS "subjectId", t.event, t.was AS "from",
           t.became AS "to", o.code AS organisation, u.name_zh AS person, t.amount::numeric(20,2)::text AS amount, t.opinion,
           t.evidence AS "evidenceHash"
    FROM trace t LEFT JOIN organisation o ON o.id = t.organisation LEFT JOIN user_account u ON u.id = t.person
    WHERE t.recorded_at <= ${knownAt}::timestamptz
      AND (${after?.id ?? null}::uuid IS NULL
           OR (t.on_date, t.recorded_at, t.place, t.id)
              > (${after?.on ?? null}::date, ${after?.recordedAt ?? null}::timestamptz, ${after?.place ?? null}::integer, ${after?.id ?? null}::uuid))
    ORDER BY t.on_date, t.recorded_at, t.place, t.id LIMIT ${limit}`)
}
