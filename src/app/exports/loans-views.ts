import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { ownRows } from '../own-rows-views.js'
import type { ExportQuestion } from './dataset.js'

const asked = ({ reader, asOf, knownAt, filters: { state, enterprise, product } }: ExportQuestion): SQL => sql`
  ${ownRows('l', reader)} AND l.signed_on <= ${asOf} AND l.recorded_at <= ${knownAt}
  ${product === undefined ? sql`` : sql`AND l.product = ${product}`}
  ${state === undefined ? sql`` : sql`AND EXISTS (SELECT 1 FROM loan_state n WHERE n.loan_id = l.id AND n.state = ${state})`}
  ${enterprise === undefined ? sql`` : sql`AND l.enterprise_id = (SELECT b.id FROM enterprise b WHERE b.uscc = ${enterprise})`}`

export async function loansSize(tx: Tx, question: ExportQuestion): Promise<number> {
  const rows = await tx.execute<{ size: number }>(
    sql`SELECT count(*)::int AS size FROM loan l WHERE ${asked(question)}`,
  )
  return rows[0]?.size ?? 0
}

/** Loans by the day as known at the instant, first recorded first; their state as it is when they are read. */
export const loansQuery = (question: ExportQuestion): SQL => sql`
  SELECT l.id AS "loanId", l.contract_no AS "contractNo", o.code AS lender, o.name_zh AS "lenderZh", e.uscc, e.name_zh AS "enterpriseZh",
         e.name_en AS "enterpriseEn", e.sector_code AS sector, l.application_id AS "applicationId", l.quote_id AS "quoteId",
         l.pledge_id AS "pledgeId", l.credit_line_id AS "creditLineId", l.product, l.amount::text, l.rate::text,
         l.reference_rate::text AS "referenceRate", l.tenor_months::text AS "tenorMonths", l.method, l.day_count AS "dayCount", l.purpose,
         l.signed_on AS "signedOn", l.recorded_at AS "recordedAt", s.state, s.disbursed::text, s.balance::text,
         s.days_overdue::text AS "daysOverdue", s.class, CASE WHEN s.restructured THEN '是' ELSE '否' END AS restructured,
         s.next_event_on AS "nextEventOn"
  FROM loan l
  JOIN loan_state s ON s.loan_id = l.id
  JOIN organisation o ON o.id = l.lender_id
  LEFT JOIN enterprise e ON e.id = l.enterprise_id
  WHERE ${asked(question)}
  ORDER BY l.recorded_at, l.id`
