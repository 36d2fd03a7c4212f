import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { ProjectField } from '../../domain/relending/reloan-figures.js'
import { disbursementStands } from '../loans/standing-views.js'
import { positions, type ReportTimes } from './position-views.js'

export interface OutstandingReloan extends Record<string, unknown> {
  id: string
  lender: string
  facility: string
  loanId: string
  amount: string
  balance: string
  rate: string
  drawnOn: string
  dueOn: string
  loanRate: string
  loanAmount: string
}

/** Re-loans drawn by the day, with the loan behind each; those wholly returned among them. */
export async function drawnReloans(tx: Tx, times: ReportTimes): Promise<readonly OutstandingReloan[]> {
  return tx.execute<OutstandingReloan>(sql`
    SELECT p.id, o.code AS lender, p.facility, p.loan_id AS "loanId", p.amount::text, p.balance::numeric(20,2)::text AS balance,
           p.rate::text, p.drawn_on AS "drawnOn", p.due_on AS "dueOn", n.rate::text AS "loanRate", n.amount::text AS "loanAmount"
    FROM ${positions(times)} JOIN organisation o ON o.id = p.lender_id JOIN loan n ON n.id = p.loan_id
    ORDER BY p.drawn_on, p.id`)
}

export interface LoanWithout extends Record<string, unknown> {
  amount: string
  rate: string
}

/** The bank's own loans paid out by the day that no re-loan was drawn on and that stood in for none; a branch sees none of these. */
export async function loansWithoutReloan(
  tx: Tx,
  lenderId: string,
  { asOf, knownAt }: ReportTimes,
): Promise<readonly LoanWithout[]> {
  return tx.execute<LoanWithout>(sql`
    SELECT n.amount::text, n.rate::text FROM loan n
    WHERE n.lender_id = ${lenderId} AND n.recorded_at <= ${knownAt}
      AND EXISTS (SELECT 1 FROM disbursement d WHERE d.loan_id = n.id AND d.disbursed_on <= ${asOf} AND d.recorded_at <= ${knownAt}
                  AND ${disbursementStands('d', knownAt)})
      AND NOT EXISTS (SELECT 1 FROM reloan r WHERE r.loan_id = n.id AND r.drawn_on <= ${asOf} AND r.recorded_at <= ${knownAt})
      AND NOT EXISTS (SELECT 1 FROM reloan_backing b JOIN reloan_event v ON v.proposal_id = b.proposal_id
                      WHERE b.loan_id = n.id AND v.kind = 'substituted' AND v.on_date <= ${asOf} AND v.recorded_at <= ${knownAt})`)
}

export interface ProjectOfLoan extends Record<string, unknown> {
  loanId: string
  name: string
  field: ProjectField
  investment: string
  annualReductionT: string
  verifiedBy: string | null
  document: string
}

/** The project behind each re-lent loan as last recorded by the instant. */
export async function projectsOfReloans(tx: Tx, knownAt: string): Promise<readonly ProjectOfLoan[]> {
  return tx.execute<ProjectOfLoan>(sql`
    SELECT DISTINCT ON (j.loan_id) j.loan_id AS "loanId", j.name, j.field, j.investment::text, trim_scale(j.annual_reduction_t)::text
             AS "annualReductionT", j.verified_by AS "verifiedBy", j.document
    FROM reloan_project j
    WHERE j.recorded_at <= ${knownAt} AND EXISTS (SELECT 1 FROM reloan r WHERE r.loan_id = j.loan_id)
    ORDER BY j.loan_id, j.recorded_at DESC, j.id DESC`)
}

export interface UtilisationDay extends Record<string, unknown> {
  quotaId: string
  lender: string
  facility: string
  documentNo: string
  day: string
  limit: string
  reserved: string
  drawn: string
  peak: string
  exceeded: boolean
}

/** Every quota that was active by the instant on every day of a period, as its movements known then make it. */
export async function quotaDays(
  tx: Tx,
  { from, asOf, knownAt, quotaId }: ReportTimes & { readonly from: string; readonly quotaId: string | null },
): Promise<readonly UtilisationDay[]> {
  return tx.execute<UtilisationDay>(sql`
    SELECT q.id AS "quotaId", o.code AS lender, q.facility, q.document_no AS "documentNo", u.day,
           u.limit_amount::numeric(20,2)::text AS "limit", u.reserved::numeric(20,2)::text AS reserved,
           u.drawn::numeric(20,2)::text AS drawn, u.peak::numeric(20,2)::text AS peak, u.exceeded
    FROM reloan_quota q JOIN organisation o ON o.id = q.lender_id
    CROSS JOIN LATERAL quota_utilisation(q.id, ${from}::date, ${asOf}::date, ${knownAt}::timestamptz) u
    WHERE EXISTS (SELECT 1 FROM reloan_quota_movement m WHERE m.quota_id = q.id AND m.kind = 'GRANTED' AND m.recorded_at <= ${knownAt})
      AND (${quotaId}::uuid IS NULL OR q.id = ${quotaId}::uuid)
    ORDER BY q.recorded_at, q.id, u.day`)
}
