import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { bpText, rateText } from '../pricing/price-texts.js'
import { lineSums } from './store.js'

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
  effectiveTo: CivilDate | null
  revolving: boolean
  /** What its movements up to the day add up to; null for readers who see limits and no use. */
  reserved: string | null
  used: string | null
  available: string | null
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

/**
 * Versions of lines that hold on a day, as known at an instant, each with its price and what is used of it then; an ended line has
 * nothing available.
 */
const linesOn = (asOf: CivilDate, knownAt: string | null): SQL => sql`
  SELECT c.id, c.line_id AS "lineId", e.uscc, e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn", o.code AS lender,
         o.name_zh AS "lenderZh", o.name_en AS "lenderEn", c.product, c.prior_limit::text AS "priorLimit", c.limit_amount::text AS "limit",
         (c.limit_amount - c.prior_limit)::text AS increase, c.effective_from AS "effectiveFrom", c.effective_to AS "effectiveTo",
         c.revolving, u.reserved, u.used,
         (CASE WHEN s.line_id IS NULL THEN NULL WHEN c.effective_to < ${asOf} THEN 0
               ELSE c.limit_amount - u.reserved::numeric - u.used::numeric END)::numeric(20,2)::text AS available,
         d.grade, d.rate::text, d.reference_rate::text AS "referenceRate", d.discount_bp::text AS "discountBp",
         d.annual_saving::text AS "annualSaving", d.priced_on AS "pricedOn", d.id AS "rateDecisionId"
  FROM credit_line c JOIN enterprise e ON e.id = c.enterprise_id JOIN organisation o ON o.id = c.lender_id
  LEFT JOIN LATERAL (
    SELECT * FROM rate_decision r
    WHERE r.credit_line_id = c.id AND r.priced_on <= ${asOf} AND r.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
    ORDER BY r.priced_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1) d ON true
  LEFT JOIN credit_line_standing s ON s.line_id = c.line_id
  LEFT JOIN LATERAL (
    SELECT ${lineSums} FROM credit_line_movement m
    WHERE m.line_id = s.line_id AND m.moved_on <= ${asOf} AND m.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')) u
    ON s.line_id IS NOT NULL
  WHERE c.effective_from <= ${asOf} AND c.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
    AND NOT EXISTS (SELECT 1 FROM credit_line n WHERE n.supersedes = c.id AND n.effective_from <= ${asOf}
                      AND n.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity'))`

/** Credit lines in force on a day that the caller may see, each with the price it had then, as known at an instant. */
export async function listCreditLines(tx: Tx, filter: LineFilter): Promise<readonly PricedLine[]> {
  const { asOf, knownAt, uscc, product, grade, after, limit } = filter
  const rows = await tx.execute<PricedLine>(sql`
    ${linesOn(asOf, knownAt)} AND (c.effective_to IS NULL OR c.effective_to >= ${asOf})
      AND (${uscc}::text IS NULL OR e.uscc = ${uscc})
      AND (${product}::text IS NULL OR c.product = ${product})
      AND (${grade}::text IS NULL OR d.grade = ${grade})
      AND (${after?.id ?? null}::uuid IS NULL OR (e.uscc, c.id) > (${after?.uscc ?? null}::text, ${after?.id ?? null}::uuid))
    ORDER BY e.uscc, c.id LIMIT ${limit}`)
  return rows.map(withPriceTexts)
}

/** A line by any of its versions, as the version that holds on the day tells it; it may have ended. */
export async function creditLineOn(
  tx: Tx,
  id: string,
  { asOf, knownAt }: Pick<LineFilter, 'asOf' | 'knownAt'>,
): Promise<(PricedLine & { readonly lineId: string }) | undefined> {
  const [row] = await tx.execute<PricedLine & { readonly lineId: string }>(sql`
    ${linesOn(asOf, knownAt)} AND c.line_id = (SELECT k.line_id FROM credit_line k WHERE k.id = ${id})`)
  return row && withPriceTexts(row)
}

export interface LineVersionView extends Record<string, unknown> {
  id: string
  priorLimit: string
  limit: string
  effectiveFrom: string
  effectiveTo: string | null
  recordedAt: string
}

/** The versions of a line known at an instant, the first one first. */
export async function lineVersions(
  tx: Tx,
  lineId: string,
  knownAt: string | null,
): Promise<readonly LineVersionView[]> {
  return tx.execute<LineVersionView>(sql`
    SELECT c.id, c.prior_limit::text AS "priorLimit", c.limit_amount::text AS "limit", c.effective_from AS "effectiveFrom",
           c.effective_to AS "effectiveTo", c.recorded_at AS "recordedAt"
    FROM credit_line c WHERE c.line_id = ${lineId} AND c.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
    ORDER BY c.effective_from, c.recorded_at, c.id`)
}

export interface StandingView extends Record<string, unknown> {
  limit: string
  reserved: string
  used: string
  available: string
  version: number
}

/** How a line stands now, after all its movements; undefined for readers who see limits and no use. */
export async function standingView(tx: Tx, lineId: string): Promise<StandingView | undefined> {
  const [row] = await tx.execute<StandingView>(sql`
    SELECT s.limit_amount::text AS "limit", s.reserved::text, s.used::text, (s.limit_amount - s.reserved - s.used)::text AS available,
           s.version
    FROM credit_line_standing s WHERE s.line_id = ${lineId}`)
  return row
}

export interface LineMovementView extends Record<string, unknown> {
  id: string
  kind: string
  amount: string
  loanId: string | null
  contractNo: string | null
  movedOn: string
  limitAfter: string
  reservedAfter: string
  usedAfter: string
  recordedAt: string
}

/** Movements up to the day, as known at an instant, the last recorded first. */
export async function lineMovements(
  tx: Tx,
  lineId: string,
  filter: Pick<LineFilter, 'asOf' | 'knownAt'> & { readonly before: string | null; readonly limit: number },
): Promise<readonly LineMovementView[]> {
  const { asOf, knownAt, before, limit } = filter
  return tx.execute<LineMovementView>(sql`
    SELECT m.id::text, m.kind, m.amount::text, m.loan_id AS "loanId", l.contract_no AS "contractNo", m.moved_on AS "movedOn",
           m.limit_after::text AS "limitAfter", m.reserved_after::text AS "reservedAfter", m.used_after::text AS "usedAfter",
           m.recorded_at AS "recordedAt"
    FROM credit_line_movement m LEFT JOIN loan l ON l.id = m.loan_id
    WHERE m.line_id = ${lineId} AND m.moved_on <= ${asOf} AND m.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
      AND (${before}::bigint IS NULL OR m.id < ${before}::bigint)
    ORDER BY m.id DESC LIMIT ${limit}`)
}

export interface LineProposalView extends Record<string, unknown> {
  id: string
  uscc: string
  enterpriseZh: string
  enterpriseEn: string
  product: string
  supersedes: string | null
  limit: string
  revolving: boolean
  effectiveFrom: string
  effectiveTo: string | null
  documentNo: string
  state: string
  opinion: string | null
  creditLineId: string | null
  version: number
  recordedAt: string
  decidedAt: string | null
}

const PROPOSAL = sql.raw(`
  SELECT p.id, e.uscc, e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn", p.product, p.supersedes, p.limit_amount::text AS "limit",
         p.revolving, p.effective_from AS "effectiveFrom", p.effective_to AS "effectiveTo", p.document_no AS "documentNo", p.state, p.opinion,
         p.credit_line_id AS "creditLineId", p.version, p.recorded_at AS "recordedAt", p.decided_at AS "decidedAt"
  FROM credit_line_proposal p JOIN enterprise e ON e.id = p.enterprise_id`)

export async function lineProposalView(tx: Tx, id: string): Promise<LineProposalView | undefined> {
  return (await tx.execute<LineProposalView>(sql`${PROPOSAL} WHERE p.id = ${id}`))[0]
}

/** Newest first. */
export async function lineProposalViews(
  tx: Tx,
  filter: {
    readonly state: string | null
    readonly before: { readonly recordedAt: string; readonly id: string } | null
    readonly limit: number
  },
): Promise<readonly LineProposalView[]> {
  const { state, before, limit } = filter
  return tx.execute<LineProposalView>(sql`
    ${PROPOSAL} WHERE (${state}::text IS NULL OR p.state = ${state})
      AND (${before?.id ?? null}::uuid IS NULL
           OR (p.recorded_at, p.id) < (${before?.recordedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    ORDER BY p.recorded_at DESC, p.id DESC LIMIT ${limit}`)
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
