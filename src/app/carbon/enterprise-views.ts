import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ENTERPRISE, type EnterpriseRow } from './account-views.js'

export interface ListedEnterprise extends EnterpriseRow {
  /**
   * From the rating for the enterprise itself and its supervisors. A bank or branch reads here the grade that priced a line it may
   * see: a rating is looked into one by one, and each look is logged.
   */
  grade: string | null
  score: string | null
  ratedAsOf: CivilDate | null
}

export interface EnterpriseFilter {
  readonly asOf: CivilDate
  readonly knownAt: string | null
  readonly uscc: string | null
  /** Part of a name or of the code. */
  readonly q: string | null
  readonly grade: string | null
  /** GB/T 4754, from two digits. */
  readonly sector: string | null
  readonly after: string | null
  readonly limit: number
}

/** Enterprises that the caller may see, by code, with the grade in force on a day as known at an instant. */
export async function listEnterprises(tx: Tx, filter: EnterpriseFilter): Promise<readonly ListedEnterprise[]> {
  const { asOf, knownAt, uscc, q, grade, sector, after, limit } = filter
  return tx.execute<ListedEnterprise>(sql`
    SELECT * FROM (
      SELECT ${ENTERPRISE}, coalesce(r.grade, d.grade) AS grade, r.score::text AS score, coalesce(r.as_of, d.priced_on) AS "ratedAsOf"
      FROM enterprise e
      LEFT JOIN LATERAL (
        SELECT grade, score, as_of FROM rating
        WHERE current_scope() NOT IN ('lender', 'central-bank')
          AND enterprise_id = e.id AND as_of <= ${asOf} AND recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
        ORDER BY as_of DESC, known_at DESC, recorded_at DESC LIMIT 1) r ON true
      LEFT JOIN LATERAL (
        SELECT grade, priced_on FROM rate_decision
        WHERE enterprise_id = e.id AND priced_on <= ${asOf} AND recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
        ORDER BY priced_on DESC, recorded_at DESC LIMIT 1) d ON true
      WHERE (${uscc}::text IS NULL OR e.uscc = ${uscc})
        AND (${after}::text IS NULL OR e.uscc > ${after})
        AND (${sector}::text IS NULL OR starts_with(e.sector_code, ${sector}))
        AND (${q}::text IS NULL OR strpos(lower(e.name_zh || ' ' || e.name_en || ' ' || e.uscc), lower(${q})) > 0)) listed
    WHERE ${grade}::text IS NULL OR grade = ${grade}
    ORDER BY uscc LIMIT ${limit}`)
}
