import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { TwoTimes } from './account-views.js'
import type { RatingDocument } from './rating-document.js'

export interface RatingRow extends Record<string, unknown> {
  id: string
  enterpriseId: string
  asOf: CivilDate
  knownAt: string
  grade: string
  score: string | null
  document: RatingDocument
  documentHash: string
  recordedAt: string
}

const inIds = (ids: readonly string[]) => sql`(SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`
/** One row `i` for each: a batch looks into the index once for each enterprise, however large the table and whatever its statistics. */
const eachOf = (ids: readonly string[]) =>
  sql`(SELECT DISTINCT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid AS id) i`
const RATING = sql.raw(
  `r.id, r.enterprise_id AS "enterpriseId", r.as_of AS "asOf", r.known_at AS "knownAt", r.grade, r.score::text, r.document,
   r.document_hash AS "documentHash", r.recorded_at AS "recordedAt"`,
)

/** Of each enterprise the rating in force: the newest day not after `asOf`, as last known at the instant. */
export async function ratingsInForce(
  tx: Tx,
  ids: readonly string[],
  { asOf, knownAt }: TwoTimes,
): Promise<ReadonlyMap<string, RatingRow>> {
  const rows = await tx.execute<RatingRow>(sql`
    SELECT DISTINCT ON (r.enterprise_id) ${RATING} FROM rating r
    WHERE r.enterprise_id IN ${inIds(ids)} AND r.as_of <= ${asOf}
      AND r.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
    ORDER BY r.enterprise_id, r.as_of DESC, r.known_at DESC, r.recorded_at DESC`)
  return new Map(rows.map((row) => [row.enterpriseId, row]))
}

export async function ratingInForce(tx: Tx, id: string, times: TwoTimes): Promise<RatingRow | undefined> {
  return (await ratingsInForce(tx, [id], times)).get(id)
}

export async function ratingById(tx: Tx, id: string): Promise<RatingRow | undefined> {
  const rows = await tx.execute<RatingRow>(sql`SELECT ${RATING} FROM rating r WHERE r.id = ${id}`)
  return rows[0]
}

/** The last grade of an earlier day, from which a grade is held or lost, and the method (`id@version`) that gave it. */
export async function previousRatings(
  tx: Tx,
  ids: readonly string[],
  { asOf, knownAt }: TwoTimes,
): Promise<ReadonlyMap<string, { readonly grade: string; readonly method: string }>> {
  const rows = await tx.execute<{ enterpriseId: string; grade: string; method: string }>(sql`
    SELECT i.id AS "enterpriseId", r.grade, (r.document #>> '{method,id}') || '@' || (r.document #>> '{method,version}') AS method
    FROM ${eachOf(ids)} CROSS JOIN LATERAL (
      SELECT r.grade, r.document FROM rating r
      WHERE r.enterprise_id = i.id AND r.as_of < ${asOf} AND r.grade <> 'NOT_RATED'
        AND r.known_at <= coalesce(${knownAt}::timestamptz, 'infinity')
      ORDER BY r.as_of DESC, r.known_at DESC, r.recorded_at DESC LIMIT 1) r`)
  return new Map(rows.map(({ enterpriseId, ...previous }) => [enterpriseId, previous]))
}

/** The rating of exactly this day as it stands at the instant. */
export async function ratingsOn(
  tx: Tx,
  ids: readonly string[],
  { asOf, knownAt }: TwoTimes,
): Promise<ReadonlyMap<string, { readonly grade: string; readonly documentHash: string }>> {
  const rows = await tx.execute<{ enterpriseId: string; grade: string; documentHash: string }>(sql`
    SELECT i.id AS "enterpriseId", r.grade, r."documentHash"
    FROM ${eachOf(ids)} CROSS JOIN LATERAL (
      SELECT r.grade, r.document_hash AS "documentHash" FROM rating r
      WHERE r.enterprise_id = i.id AND r.as_of = ${asOf} AND r.known_at <= coalesce(${knownAt}::timestamptz, 'infinity')
      ORDER BY r.known_at DESC, r.recorded_at DESC LIMIT 1) r`)
  return new Map(rows.map(({ enterpriseId, ...rating }) => [enterpriseId, rating]))
}

/** The newest day on which an enterprise has been rated. */
export async function latestRatingDay(tx: Tx, enterpriseId: string): Promise<CivilDate | undefined> {
  const rows = await tx.execute<{ asOf: CivilDate | null }>(
    sql`SELECT max(as_of) AS "asOf" FROM rating WHERE enterprise_id = ${enterpriseId}`,
  )
  return rows[0]?.asOf ?? undefined
}

/** Enterprises that have never been rated as of a day, by code. */
export async function unratedOn(tx: Tx, asOf: CivilDate): Promise<readonly string[]> {
  const rows = await tx.execute<{ uscc: string }>(sql`
    SELECT e.uscc FROM enterprise e
    WHERE NOT EXISTS (SELECT 1 FROM rating r WHERE r.enterprise_id = e.id AND r.as_of = ${asOf}) ORDER BY e.uscc`)
  return rows.map(({ uscc }) => uscc)
}

/** Content hashes of the rules of some tables, by id. */
export async function ruleHashes(tx: Tx, tables: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.execute<{ id: string; hash: string }>(sql`
    SELECT id::text, content_hash AS hash FROM rule
    WHERE table_name IN (SELECT jsonb_array_elements_text(${JSON.stringify(tables)}::jsonb))`)
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}
