import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { BookFigures } from './book-views.js'

export interface KeptQuestion {
  readonly asOf: string
  readonly months: number
  readonly since: string
  /** Null is the last that was kept. */
  readonly knownAt: string | null
}

export interface KeptFigures {
  readonly knownAt: string
  readonly figures: BookFigures
}

/** Whose figures the caller asks for: a lender's its own, of everybody else the city's. */
const WHOSE = sql.raw(
  `k.lender_id IS NOT DISTINCT FROM (CASE WHEN current_scope() = 'lender' THEN current_organisation() END)`,
)

/** Whether anything that the figures count was recorded after one instant and up to another; row-level security decides what counts. */
const recordedBetween = (from: SQL, to: SQL): SQL => sql`(
  EXISTS (SELECT 1 FROM credit_line c WHERE c.recorded_at > ${from} AND c.recorded_at <= ${to})
  OR EXISTS (SELECT 1 FROM rate_decision r WHERE r.recorded_at > ${from} AND r.recorded_at <= ${to}))`

/**
 * Figures kept for a day that answer at an instant: the last ones of that instant or an earlier one, unless something they count was
 * recorded since. Asked without an instant, the last ones kept.
 */
export async function keptFigures(tx: Tx, question: KeptQuestion): Promise<KeptFigures | undefined> {
  const { asOf, months, since, knownAt } = question
  const rows = await tx.execute<KeptFigures & Record<string, unknown>>(sql`
    WITH kept AS (
      SELECT k.known_at, k.figures FROM dashboard_figures k
      WHERE ${WHOSE} AND k.as_of = ${asOf} AND k.months = ${months} AND k.since = ${since}
        AND (${knownAt}::timestamptz IS NULL OR k.known_at <= ${knownAt}::timestamptz)
      ORDER BY k.known_at DESC LIMIT 1)
    SELECT k.known_at AS "knownAt", k.figures FROM kept k
    WHERE ${knownAt}::timestamptz IS NULL OR NOT ${recordedBetween(sql`k.known_at`, sql`${knownAt}::timestamptz`)}`)
  return rows[0]
}

/** Lenders with at least so many versions of lines, and the city (null) where all lenders together have them. */
export async function largeBooks(tx: Tx, least: number): Promise<readonly { readonly lenderId: string | null }[]> {
  return tx.execute<{ lenderId: string | null }>(sql`
    SELECT lender_id AS "lenderId" FROM credit_line GROUP BY GROUPING SETS ((lender_id), ()) HAVING count(*) >= ${least}
    ORDER BY lender_id NULLS FIRST`)
}
