import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

/** A credit line that a price can be set for. */
export interface LineToPrice extends Record<string, unknown> {
  id: string
  enterpriseId: string
  lenderId: string
  uscc: string
  lender: string
  product: string
  priorLimit: string
  limit: string
}

/** The lines in force on a day as known at an instant, in the order of enterprise, lender and product; those of some enterprises, or all. */
export async function linesToPrice(
  tx: Tx,
  on: CivilDate,
  knownAt: string | null,
  enterpriseIds: readonly string[] | null,
): Promise<readonly LineToPrice[]> {
  return tx.execute<LineToPrice>(sql`
    SELECT c.id, c.enterprise_id AS "enterpriseId", c.lender_id AS "lenderId", e.uscc, o.code AS lender, c.product,
           c.prior_limit::text AS "priorLimit", c.limit_amount::text AS "limit"
    FROM credit_line c JOIN enterprise e ON e.id = c.enterprise_id JOIN organisation o ON o.id = c.lender_id
    WHERE c.effective_from <= ${on} AND (c.effective_to IS NULL OR c.effective_to >= ${on})
      AND c.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
      AND (${enterpriseIds === null} OR c.enterprise_id IN
           (SELECT jsonb_array_elements_text(${JSON.stringify(enterpriseIds ?? [])}::jsonb)::uuid))
      AND NOT EXISTS (SELECT 1 FROM credit_line s WHERE s.supersedes = c.id AND s.effective_from <= ${on}
                        AND s.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity'))
    ORDER BY e.uscc, o.code, c.product, c.id`)
}

export interface StandingDecision extends Record<string, unknown> {
  id: string
  creditLineId: string
  grade: string
  rate: string
  discountBp: string
  documentHash: string
}

/** The decision of exactly this day that stands for each line. */
export async function decisionsOn(
  tx: Tx,
  on: CivilDate,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, StandingDecision>> {
  const rows = await tx.execute<StandingDecision>(sql`
    SELECT DISTINCT ON (d.credit_line_id) d.id, d.credit_line_id AS "creditLineId", d.grade, d.rate::text,
           d.discount_bp::text AS "discountBp", d.document_hash AS "documentHash"
    FROM rate_decision d
    WHERE d.priced_on = ${on} AND d.credit_line_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(lineIds)}::jsonb)::uuid)
    ORDER BY d.credit_line_id, d.recorded_at DESC`)
  return new Map(rows.map((row) => [row.creditLineId, row]))
}

/** Enterprises with a line that has never been priced on a day. */
export async function unpricedOn(tx: Tx, on: CivilDate): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT DISTINCT c.enterprise_id AS id FROM credit_line c
    WHERE NOT EXISTS (SELECT 1 FROM rate_decision d WHERE d.credit_line_id = c.id AND d.priced_on = ${on})`)
  return rows.map(({ id }) => id)
}
