import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { disbursementStands } from '../loans/standing-views.js'

export interface DisbursedRow {
  readonly id: string
  readonly noteNo: string
  readonly on: CivilDate
  readonly amount: string
}

/** A signed loan with what was paid out by the day, as known at the instant. */
export interface BookedLoanRow extends Record<string, unknown> {
  id: string
  contractNo: string
  product: string
  lender: string
  lenderZh: string
  lenderEn: string
  lenderKind: string
  uscc: string
  enterpriseZh: string
  enterpriseEn: string
  sector: string
  /** The first paid out first. */
  disbursed: readonly DisbursedRow[]
  /** Whether anything was paid on it by then. */
  paid: boolean
}

export interface LoanQuestion {
  readonly asOf: CivilDate
  readonly knownAt: string
  /** One loan only. */
  readonly loanId?: string
  readonly after?: { readonly lender: string; readonly contractNo: string; readonly id: string } | null
  readonly limit?: number
}

/** Loans that the caller may see, by lender and contract. Guarantees are loans of a guarantor. */
export async function bookedLoans(tx: Tx, question: LoanQuestion): Promise<readonly BookedLoanRow[]> {
  const { asOf, knownAt, loanId = null, after = null, limit = null } = question
  return tx.execute<BookedLoanRow>(sql`
    SELECT l.id, l.contract_no AS "contractNo", l.product, o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn",
           o.kind AS "lenderKind", e.uscc, e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn", e.sector_code AS sector,
           coalesce(d.rows, '[]'::jsonb) AS disbursed,
           EXISTS (SELECT 1 FROM loan_event v WHERE v.loan_id = l.id AND v.kind = 'payment' AND v.on_date <= ${asOf}
                     AND v.recorded_at <= ${knownAt}) AS paid
    FROM loan l JOIN organisation o ON o.id = l.lender_id JOIN enterprise e ON e.id = l.enterprise_id
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('id', p.id, 'noteNo', p.note_no, 'on', p.disbursed_on, 'amount', p.amount::text)
                       ORDER BY p.disbursed_on, p.recorded_at, p.id) AS rows
      FROM disbursement p WHERE p.loan_id = l.id AND p.disbursed_on <= ${asOf} AND p.recorded_at <= ${knownAt} AND ${disbursementStands('p', knownAt)}) d ON true
    WHERE l.signed_on <= ${asOf} AND l.recorded_at <= ${knownAt}
      AND (${loanId}::uuid IS NULL OR l.id = ${loanId}::uuid)
      AND (${after?.id ?? null}::uuid IS NULL
           OR (o.code, l.contract_no, l.id) > (${after?.lender ?? null}, ${after?.contractNo ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY o.code, l.contract_no, l.id LIMIT ${limit}`)
}
