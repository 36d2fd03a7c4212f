import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { bpText, rateText } from '../pricing/price-texts.js'

export interface PricedLine extends Record<string, unknown> {
  id: string
  uscc: string
  enterpriseZh: string
  enterpriseEn: string
  lender: string
  lenderZh: string
  lenderEn: string
  product: string
  priorLimit: string
  limit: string
  increase: string
  effectiveFrom: CivilDate
  grade: string | null
  rate: string | null
  referenceRate: string | null
  discountBp: string | null
  annualSaving: string | null
  pricedOn: CivilDate | null
  rateDecisionId: string | null
}

export interface LineFilter {
  readonly asOf: CivilDate
  readonly knownAt: string | null
  readonly uscc: string | null
  readonly product: string | null
  readonly grade: string | null
  readonly after: { readonly uscc: string; readonly id: string } | null
  readonly limit: number
}

/** Credit lines in force on a day that the caller may see, each with the price it had then, as known at an instant. */
export async function listCreditLines(tx: Tx, filter: LineFilter): Promise<readonly PricedLine[]> {
  const { asOf, knownAt, uscc, product, grade, after, limit } = filter
  const rows = await tx.execute<PricedLine>(sql`
    SELECT c.id, e.uscc, e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn", o.code AS lender, o.name_zh AS "lenderZh",
           o.name_en AS "lenderEn", c.product, c.prior_limit::text AS "priorLimit", c.limit_amount::text AS "limit",
           (c.limit_amount - c.prior_limit)::text AS increase, c.effective_from AS "effectiveFrom", d.grade, d.rate::text,
           d.reference_rate::text AS "referenceRate", d.discount_bp::text AS "discountBp", d.annual_saving::text AS "annualSaving",
           d.priced_on AS "pricedOn", d.id AS "rateDecisionId"
    FROM credit_line c JOIN enterprise e ON e.id = c.enterprise_id JOIN organisation o ON o.id = c.lender_id
    LEFT JOIN LATERAL (
      SELECT * FROM rate_decision r
      WHERE r.credit_line_id = c.id AND r.priced_on <= ${asOf} AND r.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
      ORDER BY r.priced_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1) d ON true
    WHERE c.effective_from <= ${asOf} AND (c.effective_to IS NULL OR c.effective_to >= ${asOf})
      AND c.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
      AND NOT EXISTS (SELECT 1 FROM credit_line s WHERE s.supersedes = c.id AND s.effective_from <= ${asOf}
                        AND s.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity'))
      AND (${uscc}::text IS NULL OR e.uscc = ${uscc})
      AND (${product}::text IS NULL OR c.product = ${product})
      AND (${grade}::text IS NULL OR d.grade = ${grade})
      AND (${after?.id ?? null}::uuid IS NULL OR (e.uscc, c.id) > (${after?.uscc ?? null}::text, ${after?.id ?? null}::uuid))
    ORDER BY e.uscc, c.id LIMIT ${limit}`)
  return rows.map(withPriceTexts)
}

const withPriceTexts = <T extends Pick<PricedLine, 'rate' | 'referenceRate' | 'discountBp'>>(row: T): T => ({
  ...row,
  rate: rateText(row.rate),
  referenceRate: rateText(row.referenceRate),
  discountBp: bpText(row.discountBp),
})

export interface RateDecisionRow extends Record<string, unknown> {
  id: string
  creditLineId: string
  uscc: string
  lender: string
  lenderZh: string
  lenderEn: string
  product: string
  limit: string
  pricedOn: CivilDate
  grade: string
  rate: string
  referenceRate: string
  discountBp: string
  annualSaving: string
  explanation: { readonly steps: readonly unknown[]; readonly route: string; readonly tenorMonths: number }
  documentHash: string
  ratingId: string | null
  ratedAsOf: CivilDate | null
  recordedAt: string
}

export async function rateDecisionById(tx: Tx, id: string): Promise<RateDecisionRow | undefined> {
  const rows = await tx.execute<RateDecisionRow>(sql`
    SELECT d.id, d.credit_line_id AS "creditLineId", e.uscc, o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn",
           c.product, c.limit_amount::text AS "limit", d.priced_on AS "pricedOn", d.grade, d.rate::text,
           d.reference_rate::text AS "referenceRate", d.discount_bp::text AS "discountBp", d.annual_saving::text AS "annualSaving",
           d.explanation, d.document_hash AS "documentHash", d.rating_id AS "ratingId",
           (d.explanation #>> '{rating,asOf}')::date AS "ratedAsOf", d.recorded_at AS "recordedAt"
    FROM rate_decision d JOIN enterprise e ON e.id = d.enterprise_id JOIN organisation o ON o.id = d.lender_id
    JOIN credit_line c ON c.id = d.credit_line_id
    WHERE d.id = ${id}`)
  return rows[0] && withPriceTexts(rows[0])
}
