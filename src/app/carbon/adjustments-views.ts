import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { PostedFigure, PostingCause } from '../../domain/carbon/posting.js'
import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import type { TwoTimes } from './account-views.js'

export interface PostingRow extends Record<string, unknown> {
  id: string
  enterpriseId: string
  month: CivilMonth
  carrier: string
  meter: string
  adjusts: string | null
  cause: PostingCause | null
  activityId: string
  measured: string
  per: string
  factorCode: string
  factorValue: string
  factorVintage: number | null
  factorRuleIds: readonly string[]
  factorOwn: boolean
  tCO2: string
  difference: string
  asOf: CivilDate
  knownAt: string
  recordedAt: string
}
/** With the factor that was posted before. */
export interface ListedPosting extends PostingRow {
  fromFactorCode: string | null
  fromFactorValue: string | null
  fromFactorVintage: number | null
}

const POSTING = sql.raw(
  `p.id::text, p.enterprise_id AS "enterpriseId", p.month, p.carrier, p.meter, p.adjusts::text, p.cause, p.activity_id::text AS "activityId",
   p.measured::text, p.per, p.factor_code AS "factorCode", p.factor_value::text AS "factorValue", p.factor_vintage AS "factorVintage",
   to_jsonb(p.factor_rule_ids::text[]) AS "factorRuleIds", p.factor_own AS "factorOwn", p.tco2::text AS "tCO2", p.difference::text,
   p.as_of AS "asOf", p.known_at AS "knownAt", p.recorded_at AS "recordedAt"`,
)
const inIds = (ids: readonly string[]) => sql`(SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`

/** Of each meter and month of some enterprises the posting that was made last. */
export async function lastPostings(tx: Tx, enterpriseIds: readonly string[]): Promise<readonly PostingRow[]> {
  return tx.execute<PostingRow>(sql`
    SELECT DISTINCT ON (p.enterprise_id, p.month, p.carrier, p.meter) ${POSTING} FROM emission_posting p
    WHERE p.enterprise_id IN ${inIds(enterpriseIds)}
    ORDER BY p.enterprise_id, p.month, p.carrier, p.meter, p.id DESC`)
}

/** The first postings of an enterprise, as known at the instant. */
export async function firstPostings(
  tx: Tx,
  enterpriseId: string,
  { asOf, knownAt }: TwoTimes,
): Promise<readonly PostingRow[]> {
  return tx.execute<PostingRow>(sql`
    SELECT ${POSTING} FROM emission_posting p
    WHERE p.enterprise_id = ${enterpriseId} AND p.adjusts IS NULL AND p.as_of <= ${asOf}
      AND p.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')`)
}

/** Postings of an enterprise in the order in which they were made. */
export async function listPostings(
  tx: Tx,
  enterpriseId: string,
  filter: TwoTimes & {
    readonly month: CivilMonth | null
    readonly carrier: string | null
    readonly after: string | null
    readonly limit: number
  },
): Promise<readonly ListedPosting[]> {
  const { asOf, knownAt, month, carrier, after, limit } = filter
  return tx.execute<ListedPosting>(sql`
    SELECT ${POSTING}, b.factor_code AS "fromFactorCode", b.factor_value::text AS "fromFactorValue", b.factor_vintage AS "fromFactorVintage"
    FROM emission_posting p LEFT JOIN emission_posting b ON b.id = p.adjusts
    WHERE p.enterprise_id = ${enterpriseId} AND p.as_of <= ${asOf}
      AND p.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
      AND (${month}::text IS NULL OR p.month = ${month}) AND (${carrier}::text IS NULL OR p.carrier = ${carrier})
      AND (${after}::bigint IS NULL OR p.id > ${after}::bigint)
    ORDER BY p.id LIMIT ${limit}`)
}

/** As the domain reads it. */
export const figureOf = (row: PostingRow): PostedFigure => ({
  month: row.month,
  carrier: row.carrier,
  meter: row.meter,
  activityId: row.activityId,
  measured: exact(row.measured),
  per: row.per,
  factor: {
    code: row.factorCode,
    value: exact(row.factorValue),
    vintage: row.factorVintage,
    ruleIds: row.factorRuleIds,
    own: row.factorOwn,
  },
  tCO2: exact(row.tCO2),
})
