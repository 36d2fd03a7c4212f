import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Actor } from '../actor.js'
import { type Before, recordedBefore } from '../data-products/views.js'
import { ownRows } from '../own-rows-views.js'

export interface LoanView extends Record<string, unknown> {
  id: string
  contractNo: string
  lender: string
  uscc: string | null
  enterpriseZh: string | null
  enterpriseEn: string | null
  applicationId: string
  quoteId: string
  pledgeId: string | null
  creditLineId: string | null
  product: string
  amount: string
  rate: string
  referenceRate: string
  tenorMonths: number
  method: string
  dayCount: string
  /** Frozen when it was signed; null for an older contract. */
  terms: unknown
  purpose: string
  signedOn: string
  state: string
  disbursed: string
  balance: string
  daysOverdue: number
  /** 五级分类 */
  class: string
  restructured: boolean
  /** The day on which its book next changes by itself; null when nothing more falls due. */
  nextEventOn: string | null
  version: number
  recordedAt: string
}

const LOAN = sql.raw(`
  l.id, l.contract_no AS "contractNo", o.code AS lender, e.uscc, e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn",
  l.application_id AS "applicationId", l.quote_id AS "quoteId", l.pledge_id AS "pledgeId",
  l.credit_line_id AS "creditLineId", l.product, l.amount::text,
  l.rate::text, l.reference_rate::text AS "referenceRate", l.tenor_months AS "tenorMonths", l.method, l.day_count AS "dayCount",
  l.terms, l.purpose, l.signed_on AS "signedOn", s.state, s.disbursed::text, s.balance::text,
  s.days_overdue AS "daysOverdue", s.class, s.restructured, s.next_event_on AS "nextEventOn", s.version, l.recorded_at AS "recordedAt"
`)
const BESIDE = sql.raw(`
  JOIN loan_state s ON s.loan_id = l.id JOIN organisation o ON o.id = l.lender_id LEFT JOIN enterprise e ON e.id = l.enterprise_id`)

export async function loanView(tx: Tx, id: string): Promise<LoanView | undefined> {
  return (await tx.execute<LoanView>(sql`SELECT ${LOAN} FROM loan l ${BESIDE} WHERE l.id = ${id}`))[0]
}

export async function loanViews(
  tx: Tx,
  filter: {
    readonly reader: Actor
    readonly state: string | null
    readonly enterprise: string | null
    readonly before: Before | null
    readonly limit: number
  },
): Promise<readonly LoanView[]> {
  const { reader, state, enterprise, before, limit } = filter
  const of = (alias: 'l' | 's') =>
    enterprise === null
      ? ownRows(alias, reader)
      : sql`${ownRows(alias, reader)}
          AND ${sql.raw(alias)}.enterprise_id = (SELECT e.id FROM enterprise e WHERE e.uscc = ${enterprise})`
  // The page is cut first, by index alone: what stands beside a loan is looked up for the page and no more.
  const page =
    state === null
      ? sql`SELECT l.id AS loan_id FROM loan l WHERE ${of('l')} AND ${recordedBefore('l', before)}
            ORDER BY l.recorded_at DESC, l.id DESC LIMIT ${limit}`
      : sql`SELECT s.loan_id FROM loan_state s
            WHERE ${of('s')} AND s.state = ${state} AND ${recordedBefore('s', before, 'loan_id')}
            ORDER BY s.recorded_at DESC, s.loan_id DESC LIMIT ${limit}`
  return tx.execute<LoanView>(sql`
    SELECT ${LOAN} FROM (${page}) page JOIN loan l ON l.id = page.loan_id ${BESIDE} ORDER BY l.recorded_at DESC, l.id DESC`)
}

export interface DisbursementView extends Record<string, unknown> {
  id: string
  noteNo: string
  amount: string
  disbursedOn: string
  dueOn: string
  payee: string
  useEvidence: string
  queryCertificateNo: string | null
  queryCertificateOn: string | null
  entryId: string
  recordedAt: string
}

/** Of one loan, the first paid out first. */
export async function disbursementViews(tx: Tx, loanId: string): Promise<readonly DisbursementView[]> {
  return tx.execute<DisbursementView>(sql`
    SELECT d.id, d.note_no AS "noteNo", d.amount::text, d.disbursed_on AS "disbursedOn", d.due_on AS "dueOn", d.payee,
           d.use_evidence AS "useEvidence", d.query_certificate_no AS "queryCertificateNo",
           d.query_certificate_on AS "queryCertificateOn", d.entry_id AS "entryId", d.recorded_at AS "recordedAt"
    FROM standing_disbursement d WHERE d.loan_id = ${loanId} ORDER BY d.disbursed_on, d.recorded_at, d.id`)
}

export interface ReloanOfLoan extends Record<string, unknown> {
  id: string
  filingId: string
  facility: string
  amount: string
  drawnOn: string
  dueOn: string
}

/** The re-loans drawn against one loan. */
export async function reloansOf(tx: Tx, loanId: string): Promise<readonly ReloanOfLoan[]> {
  return tx.execute<ReloanOfLoan>(sql`
    SELECT r.id, r.filing_id AS "filingId", r.facility, r.amount::text, r.drawn_on AS "drawnOn", r.due_on AS "dueOn"
    FROM reloan r WHERE r.loan_id = ${loanId} ORDER BY r.drawn_on, r.id`)
}
