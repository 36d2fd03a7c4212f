import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface PricedLineRow extends Record<string, unknown> {
  creditLineId: string
  rateDecisionId: string
  ratingId: string | null
  uscc: string
  enterpriseZh: string
  enterpriseEn: string
  lender: string
  lenderZh: string
  lenderEn: string
  product: string
  sector: string
  region: string
  grade: string
  priorLimit: string
  limit: string
  rate: string
  referenceRate: string
  discountBp: string
  annualSaving: string
  pricedOn: string
}

/** The lines in force on a day with the price they had then, as known at the instant. */
export const pricedLines = (asOf: string, knownAt: string): SQL => sql`
  SELECT c.id AS "creditLineId", d.id AS "rateDecisionId", d.rating_id AS "ratingId",
         e.uscc, e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn", e.sector_code AS sector, e.region_code AS region,
         o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn", c.product, d.grade,
         c.prior_limit::text AS "priorLimit", c.limit_amount::text AS "limit",
         d.rate::text AS rate, d.reference_rate::text AS "referenceRate", d.discount_bp::text AS "discountBp",
         d.annual_saving::text AS "annualSaving", d.priced_on AS "pricedOn"
  FROM credit_line c
  JOIN enterprise e ON e.id = c.enterprise_id
  JOIN organisation o ON o.id = c.lender_id
  JOIN LATERAL (
    SELECT * FROM rate_decision r
    WHERE r.credit_line_id = c.id AND r.priced_on <= ${asOf} AND r.recorded_at <= ${knownAt}
    ORDER BY r.priced_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1) d ON true
  WHERE c.effective_from <= ${asOf} AND (c.effective_to IS NULL OR c.effective_to >= ${asOf}) AND c.recorded_at <= ${knownAt}
    AND NOT EXISTS (SELECT 1 FROM credit_line s WHERE s.supersedes = c.id AND s.recorded_at <= ${knownAt} AND s.effective_from <= ${asOf})`

export async function pricedLinesOn(tx: Tx, asOf: string, knownAt: string): Promise<readonly PricedLineRow[]> {
  return tx.execute<PricedLineRow>(pricedLines(asOf, knownAt))
}

export interface LineFilter {
  readonly institution: string | null
  readonly grade: string | null
  readonly sector: string | null
  readonly product: string | null
  /** Largest saving first; a cell of the report counts only lines with a discount. */
  readonly after: { readonly saving: string; readonly id: string } | null
  readonly limit: number
}

/** The lines behind one cell of the report. */
export async function linesBehind(
  tx: Tx,
  asOf: string,
  knownAt: string,
  filter: LineFilter,
): Promise<readonly PricedLineRow[]> {
  return tx.execute<PricedLineRow>(sql`
    SELECT * FROM (${pricedLines(asOf, knownAt)}) line
    WHERE "discountBp"::numeric > 0
      AND (${filter.institution}::text IS NULL OR lender = ${filter.institution})
      AND (${filter.grade}::text IS NULL OR grade = ${filter.grade})
      AND (${filter.sector}::text IS NULL OR sector = ${filter.sector})
      AND (${filter.product}::text IS NULL OR product = ${filter.product})
      AND (${filter.after?.id ?? null}::uuid IS NULL
           OR ("annualSaving"::numeric, "creditLineId") < (${filter.after?.saving ?? null}::numeric, ${filter.after?.id ?? null}::uuid))
    ORDER BY "annualSaving"::numeric DESC, "creditLineId" DESC LIMIT ${filter.limit}`)
}

/** The instant a question without `knownAt` is answered at. */
export async function instantNow(tx: Tx): Promise<string> {
  const rows = await tx.execute<{ now: string }>(sql`SELECT now() AS now`)
  return (rows[0] as { now: string }).now
}

export interface IssuedReport {
  readonly id: string
  readonly documentHash: string
  readonly recordedAt: string
}

export async function lastIssue(tx: Tx, kind: string, asOf: string): Promise<IssuedReport | undefined> {
  const rows = await tx.execute<IssuedReport & Record<string, unknown>>(sql`
    SELECT id, document_hash AS "documentHash", recorded_at AS "recordedAt"
    FROM issued_report WHERE kind = ${kind} AND as_of = ${asOf} ORDER BY recorded_at DESC LIMIT 1`)
  return rows[0]
}

/** Whether the caller may see no line behind a figure: then small cells are hidden from it, and lines open only to be added up. */
export async function seesStatisticsOnly(tx: Tx): Promise<boolean> {
  const rows = await tx.execute<{ only: boolean }>(sql`
    SELECT current_scope() NOT IN ('system', 'central-bank', 'steward', 'auditor', 'lender', 'enterprise') AS only`)
  return rows[0]?.only !== false
}

/** Reads lines for a sum that does not show them: row-level security opens them to the administrator until `read` is done. */
export async function forStatistics<T>(tx: Tx, read: () => Promise<T>): Promise<T> {
  await tx.execute(sql`SELECT set_config('tandai.statistics', 'on', true)`)
  const rows = await read()
  await tx.execute(sql`SELECT set_config('tandai.statistics', '', true)`)
  return rows
}
