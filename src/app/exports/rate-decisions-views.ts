import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { ownRows } from '../own-rows-views.js'
import type { ExportQuestion } from './dataset.js'

const asked = ({ reader, asOf, knownAt, filters: { grade, from } }: ExportQuestion): SQL => sql`
  ${ownRows('d', reader)} AND d.priced_on <= ${asOf} AND d.recorded_at <= ${knownAt}
  ${grade === undefined ? sql`` : sql`AND d.grade = ${grade}`} ${from === undefined ? sql`` : sql`AND d.priced_on >= ${from}`}`

export async function rateDecisionsSize(tx: Tx, question: ExportQuestion): Promise<number> {
  const rows = await tx.execute<{ size: number }>(
    sql`SELECT count(*)::int AS size FROM rate_decision d WHERE ${asked(question)}`,
  )
  return rows[0]?.size ?? 0
}

/** Prices of credit lines, bank by bank and line by line in the order of their days. */
export const rateDecisionsQuery = (question: ExportQuestion): SQL => sql`
  SELECT d.id AS "decisionId", o.code AS lender, e.uscc, e.name_zh AS "enterpriseZh", e.sector_code AS sector, c.product,
         c.limit_amount::text AS "limit", d.priced_on AS "pricedOn", d.grade, d.rate::text, d.reference_rate::text AS "referenceRate",
         d.discount_bp::text AS "discountBp", d.annual_saving::text AS "annualSaving", d.document_hash AS "documentHash",
         d.recorded_at AS "recordedAt"
  FROM rate_decision d
  JOIN credit_line c ON c.id = d.credit_line_id
  JOIN organisation o ON o.id = d.lender_id
  LEFT JOIN enterprise e ON e.id = d.enterprise_id
  WHERE ${asked(question)}
  ORDER BY o.code, d.credit_line_id, d.priced_on, d.recorded_at, d.id`
