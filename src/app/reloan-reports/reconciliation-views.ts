import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { pageAfter, positions, type ReportPage, type ReportTimes } from './position-views.js'

/** What a re-loan moved on a pair of accounts, debits less credits, in each book. */
export interface PairSums {
  readonly lenderAccount: string
  readonly branchAccount: string
  /** Booked by the day. */
  readonly lender: string
  readonly branch: string
  /** For the day, whenever booked: an entry for a day in a closed period is booked on the first open one. */
  readonly lenderFor: string
  readonly branchFor: string
}

export interface BooksOfReloan extends Record<string, unknown> {
  id: string
  contractNo: string
  lender: string
  centralBank: string
  facility: string
  drawnOn: string
  amount: string
  balance: string
  pairs: PairSums[]
}

/** Re-loans with what both books hold of them, oldest first. */
export async function booksOfReloans(tx: Tx, times: ReportTimes, page: ReportPage): Promise<readonly BooksOfReloan[]> {
  const { asOf, knownAt } = times
  return tx.execute<BooksOfReloan>(sql`
    WITH page AS MATERIALIZED (SELECT p.* FROM ${positions(times)} WHERE ${pageAfter(page)}),
    moved AS (
      SELECT p.id, coalesce(m.lender_code, a.code) AS pair, e.organisation_id = p.lender_id AS of_lender, e.booked_on <= ${asOf}::date AS booked,
             e.for_on <= ${asOf}::date AS for_day, CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END AS net
      FROM page p
      JOIN journal_entry e ON e.subject_kind = 'reloan' AND e.subject_id = p.id AND e.recorded_at <= ${knownAt}
      JOIN journal_line l ON l.entry_id = e.id
      JOIN ledger_account a ON a.id = l.account_id
      LEFT JOIN reloan_mirror_account m ON m.branch_code = a.code AND e.organisation_id = p.central_bank_id)
    SELECT p.id, n.contract_no AS "contractNo", o.code AS lender, b.code AS "centralBank", p.facility, p.drawn_on AS "drawnOn",
           p.amount::text, p.balance::numeric(20,2)::text AS balance,
           (SELECT jsonb_agg(jsonb_build_object(
                     'lenderAccount', k.lender_code, 'branchAccount', k.branch_code, 'lender', s.lender::text, 'branch', s.branch::text,
                     'lenderFor', s.lender_for::text, 'branchFor', s.branch_for::text) ORDER BY k.lender_code)
            FROM reloan_mirror_account k CROSS JOIN LATERAL (
              SELECT coalesce(sum(v.net) FILTER (WHERE v.booked AND v.of_lender), 0)::numeric(20,2) AS lender,
                     coalesce(sum(v.net) FILTER (WHERE v.booked AND NOT v.of_lender), 0)::numeric(20,2) AS branch,
                     coalesce(sum(v.net) FILTER (WHERE v.for_day AND v.of_lender), 0)::numeric(20,2) AS lender_for,
                     coalesce(sum(v.net) FILTER (WHERE v.for_day AND NOT v.of_lender), 0)::numeric(20,2) AS branch_for
              FROM moved v WHERE v.id = p.id AND v.pair = k.lender_code) s) AS pairs
    FROM page p
    JOIN loan n ON n.id = p.loan_id JOIN organisation o ON o.id = p.lender_id JOIN organisation b ON b.id = p.central_bank_id
    ORDER BY p.drawn_on, p.id`)
}
