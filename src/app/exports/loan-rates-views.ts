import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { ownRows } from '../own-rows-views.js'
import type { ExportQuestion } from './dataset.js'

const asked = ({ reader, asOf, knownAt, filters: { cause, from } }: ExportQuestion): SQL => sql`
  ${ownRows('r', reader)} AND r.effective_on <= ${asOf} AND r.recorded_at <= ${knownAt}
  ${cause === undefined ? sql`` : sql`AND r.cause = ${cause}`} ${from === undefined ? sql`` : sql`AND r.effective_on >= ${from}`}`

export async function loanRatesSize(tx: Tx, question: ExportQuestion): Promise<number> {
  const rows = await tx.execute<{ size: number }>(
    sql`SELECT count(*)::int AS size FROM loan_rate r WHERE ${asked(question)}`,
  )
  return rows[0]?.size ?? 0
}

/** Rates that followed the one of the contract, loan by loan in the order in which they hold. */
export const loanRatesQuery = (question: ExportQuestion): SQL => sql`
  SELECT r.loan_id AS "loanId", r.id AS "decisionId", l.contract_no AS "contractNo", o.code AS lender, e.uscc,
         e.name_zh AS "enterpriseZh", r.effective_on AS "effectiveOn", r.cause, r.grade, r.rate::text,
         r.reference_rate::text AS "referenceRate", r.discount_bp::text AS "discountBp", v.reason, v.opinion,
         m.username AS "madeBy", d.username AS "decidedBy", r.document_hash AS "documentHash", r.recorded_at AS "recordedAt"
  FROM loan_rate r
  JOIN loan l ON l.id = r.loan_id
  JOIN organisation o ON o.id = r.lender_id
  LEFT JOIN enterprise e ON e.id = r.enterprise_id
  LEFT JOIN rate_override v ON v.id = r.override_id
  LEFT JOIN user_account m ON m.id = r.made_by
  LEFT JOIN user_account d ON d.id = r.decided_by
  WHERE ${asked(question)}
  ORDER BY r.loan_id, r.effective_on, r.recorded_at, r.id`
