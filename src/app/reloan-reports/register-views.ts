import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { disbursementStands } from '../loans/standing-views.js'
import { pageAfter, positions, type ReportPage, type ReportTimes } from './position-views.js'

export interface RegisterRow extends Record<string, unknown> {
  reloanId: string
  loanId: string
  documentNo: string
  quotaLimit: string
  quotaRemaining: string
  appliedOn: string
  applicant: string | null
  lenderCode: string
  lenderZh: string
  lenderEn: string
  filingState: string
  reloanState: string
  filingId: string
  noteNo: string | null
  uscc: string
  customerZh: string
  customerEn: string
  sector: string
  size: string
  ownership: string
  employees: number
  totalAssets: string | null
  customerCredit: string | null
  contractNo: string
  loanAmount: string
  paidOut: string
  loanRate: string
  disbursedOn: string | null
  maturesOn: string | null
  purpose: string
  guarantee: string | null
  class: string
  daysOverdue: number
  backfilled: boolean
  mode: string
  facility: string
  facilityZh: string | null
  amount: string
  balance: string
  rate: string
  termMonths: number
  extensions: number
  drawnOn: string
  dueOn: string
  endedOn: string | null
  branchCode: string
  branchZh: string
  branchEn: string
}

/** Rows of the register, oldest first: re-loans drawn by the day, with what is known by the instant of all that stands around them. */
export async function registerRows(tx: Tx, times: ReportTimes, page: ReportPage): Promise<readonly RegisterRow[]> {
  const { asOf, knownAt } = times
  return tx.execute<RegisterRow>(sql`
    WITH page AS MATERIALIZED (SELECT p.* FROM ${positions(times)} WHERE ${pageAfter(page)})
    SELECT p.id AS "reloanId", p.loan_id AS "loanId", q.document_no AS "documentNo", u.granted::numeric(20,2)::text AS "quotaLimit",
           (u.granted - u.reserved - u.drawn)::numeric(20,2)::text AS "quotaRemaining", f.filed_on AS "appliedOn",
           maker.username AS applicant, o.code AS "lenderCode", o.name_zh AS "lenderZh", o.name_en AS "lenderEn",
           f.state AS "filingState", p.state AS "reloanState", p.filing_id AS "filingId", d.notes AS "noteNo", e.uscc,
           e.name_zh AS "customerZh", e.name_en AS "customerEn", e.sector_code AS sector, e.size_class AS size, e.ownership, e.employees,
           s.total_assets::text AS "totalAssets", c.lines::numeric(20,2)::text AS "customerCredit", n.contract_no AS "contractNo",
           n.amount::text AS "loanAmount", coalesce(d.paid, 0)::numeric(20,2)::text AS "paidOut", n.rate::text AS "loanRate",
           d.first_on AS "disbursedOn", d.due_on AS "maturesOn", n.purpose,
           nullif(concat_ws('+', CASE WHEN n.pledge_id IS NOT NULL THEN 'pledge' END,
                                 CASE WHEN EXISTS (SELECT 1 FROM loan_guarantee g WHERE g.loan_id = n.id AND g.recorded_at <= ${knownAt})
                                      THEN 'guarantee' END), '') AS guarantee,
           coalesce(k.class, 'NORMAL') AS class, coalesce(k.days_overdue, 0)::int AS "daysOverdue",
           EXISTS (SELECT 1 FROM reloan_note t WHERE t.filing_id = p.filing_id AND t.loan_id = p.loan_id AND t.filled_on <= ${asOf}
                     AND t.recorded_at <= ${knownAt}) AS backfilled,
           f.mode, p.facility, a.body ->> 'name_zh' AS "facilityZh", p.amount::text, p.balance::numeric(20,2)::text AS balance, p.rate::text,
           p.term_months AS "termMonths", p.extensions, p.drawn_on AS "drawnOn", p.due_on AS "dueOn", p.ended_on AS "endedOn",
           b.code AS "branchCode", b.name_zh AS "branchZh", b.name_en AS "branchEn"
    FROM page p
    JOIN reloan_filing f ON f.id = p.filing_id
    JOIN reloan_quota q ON q.id = p.quota_id
    JOIN organisation o ON o.id = p.lender_id
    JOIN organisation b ON b.id = p.central_bank_id
    JOIN loan n ON n.id = p.loan_id
    JOIN enterprise e ON e.id = n.enterprise_id
    LEFT JOIN user_account maker ON maker.id = f.filed_by
    LEFT JOIN LATERAL (
      SELECT coalesce(sum(CASE m.kind WHEN 'GRANTED' THEN m.amount WHEN 'REDUCED' THEN -m.amount END), 0) AS granted,
             coalesce(sum(CASE m.kind WHEN 'RESERVED' THEN m.amount WHEN 'RELEASED' THEN -m.amount WHEN 'DRAWN' THEN -m.amount END), 0) AS reserved,
             coalesce(sum(CASE m.kind WHEN 'DRAWN' THEN m.amount WHEN 'RETURNED' THEN -m.amount END), 0) AS drawn
      FROM reloan_quota_movement m WHERE m.quota_id = q.id AND m.moved_on <= ${asOf} AND m.recorded_at <= ${knownAt}) u ON true
    LEFT JOIN LATERAL (
      SELECT string_agg(x.note_no, ' ' ORDER BY x.disbursed_on, x.note_no) AS notes, sum(x.amount) AS paid, min(x.disbursed_on) AS first_on,
             max(x.due_on) AS due_on
      FROM disbursement x WHERE x.loan_id = n.id AND x.disbursed_on <= ${asOf} AND x.recorded_at <= ${knownAt} AND ${disbursementStands('x', knownAt)}) d ON true
    LEFT JOIN LATERAL (
      SELECT h.total_assets FROM balance_sheet h
      WHERE h.enterprise_id = e.id AND h.as_of <= ${asOf} AND h.recorded_at <= ${knownAt} AND h.total_assets IS NOT NULL
      ORDER BY h.as_of DESC, h.recorded_at DESC LIMIT 1) s ON true
    LEFT JOIN LATERAL (
      SELECT sum(l.limit_amount) AS lines FROM credit_line l
      WHERE l.enterprise_id = e.id AND l.lender_id = p.lender_id AND l.effective_from <= ${asOf}
        AND (l.effective_to IS NULL OR l.effective_to >= ${asOf}) AND l.recorded_at <= ${knownAt}
        AND NOT EXISTS (SELECT 1 FROM credit_line z WHERE z.supersedes = l.id AND z.effective_from <= ${asOf} AND z.recorded_at <= ${knownAt})) c
      ON true
    LEFT JOIN LATERAL (
      SELECT y.class, y.days_overdue FROM loan_classification y
      WHERE y.loan_id = n.id AND y.classified_on <= ${asOf} AND y.recorded_at <= ${knownAt}
      ORDER BY y.classified_on DESC, y.recorded_at DESC LIMIT 1) k ON true
    LEFT JOIN LATERAL (
      SELECT r.body FROM rule r WHERE r.table_name = 'reloan-facilities' AND r.key = p.facility AND r.valid_from <= p.drawn_on
        AND r.known_from <= ${knownAt} ORDER BY r.valid_from DESC, r.known_from DESC, r.id DESC LIMIT 1) a ON true
    ORDER BY p.drawn_on, p.id`)
}

/** How many rows an export has. */
export async function registerSize(tx: Tx, times: ReportTimes): Promise<number> {
  const rows = await tx.execute<{ rows: number }>(sql`SELECT count(*)::int AS rows FROM ${positions(times)}`)
  return rows[0]?.rows ?? 0
}
