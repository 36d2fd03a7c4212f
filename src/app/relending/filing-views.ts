import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface FilingView extends Record<string, unknown> {
  id: string
  quotaId: string
  facility: string
  lender: string
  lenderZh: string
  lenderEn: string
  filedOn: string
  mode: 'LEND_FIRST' | 'BORROW_FIRST'
  backfillDays: number | null
  reviews: number
  state: 'FILED' | 'FIRST_REVIEWED' | 'REVIEWED' | 'GRANTED' | 'RETURNED'
  requested: string
  granted: string | null
  drawn: string
  grantedOn: string | null
  filedBy: string
  firstReviewedBy: string | null
  reviewedBy: string | null
  grantedBy: string | null
  firstReviewOpinion: string | null
  reviewOpinion: string | null
  grantOpinion: string | null
  version: number
  recordedAt: string
}

export interface FilingLoanView extends Record<string, unknown> {
  loanId: string
  contractNo: string
  uscc: string
  enterpriseZh: string
  enterpriseEn: string
  requested: string
  drawn: string
  live: boolean
  balance: string
  evidenceHash: string | null
  /** Where a note is awaited 后补借据: its last day, and the note once it is filled in. */
  noteDueOn: string | null
  noteNo: string | null
  noteFilledOn: string | null
  noteLate: boolean | null
  /** What each reviewer said, first review first. */
  opinions: readonly unknown[]
  eligibility: unknown
}

/** A row that left the batch, as the branch still sees it. */
export interface ReturnedRowView extends Record<string, unknown> {
  loanId: string
  requested: string
  review: number | null
  opinion: string | null
}

const FILING = sql`
  SELECT f.id, f.quota_id AS "quotaId", f.facility, l.code AS lender, l.name_zh AS "lenderZh", l.name_en AS "lenderEn",
         f.filed_on AS "filedOn", f.mode, f.backfill_days AS "backfillDays", f.reviews, f.state, f.requested::text, f.granted::text, f.drawn::text, f.granted_on AS "grantedOn",
         f.filed_by AS "filedBy", f.first_reviewed_by AS "firstReviewedBy", f.reviewed_by AS "reviewedBy", f.granted_by AS "grantedBy",
         f.first_review_opinion AS "firstReviewOpinion", f.review_opinion AS "reviewOpinion", f.grant_opinion AS "grantOpinion", f.version, f.recorded_at AS "recordedAt"
  FROM reloan_filing f JOIN organisation l ON l.id = f.lender_id`

const before = (page: Page, row: string): SQL => {
  const at = sql.raw(`(${row}.recorded_at, ${row}.id)`)
  return sql`(${page.before?.id ?? null}::uuid IS NULL
    OR ${at} < (${page.before?.recordedAt ?? null}::timestamptz, ${page.before?.id ?? null}::uuid))`
}

export interface Page {
  readonly before: { readonly recordedAt: string; readonly id: string } | null
  readonly limit: number
}

/** Newest first. */
export async function filings(tx: Tx, state: string | null, page: Page): Promise<readonly FilingView[]> {
  return tx.execute<FilingView>(sql`
    ${FILING} WHERE (${state}::text IS NULL OR f.state = ${state}) AND ${before(page, 'f')}
    ORDER BY f.recorded_at DESC, f.id DESC LIMIT ${page.limit}`)
}

export async function filingView(tx: Tx, id: string): Promise<FilingView | undefined> {
  const rows = await tx.execute<FilingView>(sql`${FILING} WHERE f.id = ${id}`)
  return rows[0]
}

/** Rows filed, and rows still in the batch with what is asked for them. */
export interface RowCounts extends Record<string, unknown> {
  rows: number
  liveRows: number
  liveRequested: string
}
export async function rowCounts(tx: Tx, filingId: string): Promise<RowCounts> {
  const rows = await tx.execute<RowCounts>(sql`
    SELECT count(*)::int AS rows, count(*) FILTER (WHERE r.live)::int AS "liveRows",
           coalesce(sum(r.requested) FILTER (WHERE r.live), 0)::numeric(20,2)::text AS "liveRequested"
    FROM reloan_filing_loan r WHERE r.filing_id = ${filingId}`)
  return rows[0] as RowCounts
}

/** Rows in the order of their loans; those whose loans the asker may not see any more are missing. */
export async function filingLoans(
  tx: Tx,
  filingId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<readonly FilingLoanView[]> {
  return tx.execute<FilingLoanView>(sql`
    SELECT f.loan_id AS "loanId", l.contract_no AS "contractNo", e.uscc, e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn",
           f.requested::text, f.drawn::text, f.live, s.balance::text AS balance, f.evidence_hash AS "evidenceHash",
           f.note_due_on AS "noteDueOn", n.note_no AS "noteNo", n.filled_on AS "noteFilledOn", n.late AS "noteLate",
           coalesce((SELECT jsonb_agg(jsonb_build_object('review', o.review, 'verdict', o.verdict, 'opinion', o.opinion, 'givenBy', o.given_by)
                                      ORDER BY o.review)
                     FROM reloan_row_opinion o WHERE o.filing_id = f.filing_id AND o.loan_id = f.loan_id), '[]'::jsonb) AS opinions,
           f.eligibility
    FROM reloan_filing_loan f
    JOIN loan l ON l.id = f.loan_id JOIN loan_state s ON s.loan_id = f.loan_id JOIN enterprise e ON e.id = f.enterprise_id
    LEFT JOIN reloan_note n ON n.filing_id = f.filing_id AND n.loan_id = f.loan_id
    WHERE f.filing_id = ${filingId} AND (${page.after}::uuid IS NULL OR f.loan_id > ${page.after}::uuid)
    ORDER BY f.loan_id LIMIT ${page.limit}`)
}

/** Rows that were returned, with the opinion that returned them; a thousand at most. */
export async function returnedRows(tx: Tx, filingId: string): Promise<readonly ReturnedRowView[]> {
  return tx.execute<ReturnedRowView>(sql`
    SELECT f.loan_id AS "loanId", f.requested::text, o.review, o.opinion
    FROM reloan_filing_loan f
    LEFT JOIN reloan_row_opinion o ON o.filing_id = f.filing_id AND o.loan_id = f.loan_id AND o.verdict = 'RETURN'
    WHERE f.filing_id = ${filingId} AND NOT f.live ORDER BY f.loan_id LIMIT 1000`)
}

export interface ReloanView extends Record<string, unknown> {
  id: string
  filingId: string
  quotaId: string
  facility: string
  lender: string
  lenderZh: string
  lenderEn: string
  loanId: string
  contractNo: string
  amount: string
  rate: string
  termMonths: number
  drawnOn: string
  dueOn: string
  explanation: unknown
  recordedAt: string
}

const RELOAN = sql`
  SELECT r.id, r.filing_id AS "filingId", r.quota_id AS "quotaId", r.facility, o.code AS lender, o.name_zh AS "lenderZh",
         o.name_en AS "lenderEn", r.loan_id AS "loanId", l.contract_no AS "contractNo", r.amount::text, r.rate::text,
         r.term_months AS "termMonths", r.drawn_on AS "drawnOn", r.due_on AS "dueOn", r.explanation, r.recorded_at AS "recordedAt"
  FROM reloan r JOIN organisation o ON o.id = r.lender_id JOIN loan l ON l.id = r.loan_id`

/** Newest first; those of one loan or one filing where asked. */
export async function reloans(
  tx: Tx,
  filter: { readonly loanId: string | null; readonly filingId: string | null },
  page: Page,
): Promise<readonly ReloanView[]> {
  return tx.execute<ReloanView>(sql`
    ${RELOAN}
    WHERE (${filter.loanId}::uuid IS NULL OR r.loan_id = ${filter.loanId}::uuid)
      AND (${filter.filingId}::uuid IS NULL OR r.filing_id = ${filter.filingId}::uuid) AND ${before(page, 'r')}
    ORDER BY r.recorded_at DESC, r.id DESC LIMIT ${page.limit}`)
}

export async function reloanView(tx: Tx, id: string): Promise<ReloanView | undefined> {
  const rows = await tx.execute<ReloanView>(sql`${RELOAN} WHERE r.id = ${id}`)
  return rows[0]
}
