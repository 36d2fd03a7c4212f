import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface NewPosting {
  readonly enterpriseId: string
  readonly month: string
  readonly carrier: string
  readonly meter: string
  readonly adjusts: string | null
  readonly cause: string | null
  readonly activityId: string
  readonly measured: string
  readonly per: string
  readonly factorCode: string
  readonly factorValue: string
  readonly factorVintage: number | null
  readonly factorRuleIds: readonly string[]
  readonly factorOwn: boolean
  readonly tCO2: string
  readonly difference: string
}

export interface PostingRecord {
  readonly asOf: CivilDate
  readonly jobRunId: string | null
  readonly recordedAt: string
}

/** Appends postings in one statement. @returns the id of each by its cell */
export async function insertPostings(
  tx: Tx,
  record: PostingRecord,
  postings: readonly NewPosting[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.execute<{ id: string; cell: string }>(sql`
    INSERT INTO emission_posting (enterprise_id, month, carrier, meter, adjusts, cause, activity_id, measured, per, factor_code, factor_value,
      factor_vintage, factor_rule_ids, factor_own, tco2, difference, as_of, known_at, job_run_id, recorded_at)
    SELECT p."enterpriseId", p.month, p.carrier, p.meter, p.adjusts, p.cause, p."activityId", p.measured, p.per, p."factorCode", p."factorValue",
      p."factorVintage", p."factorRuleIds", p."factorOwn", p."tCO2", p.difference, ${record.asOf}::date, ${record.recordedAt}::timestamptz,
      ${record.jobRunId}::uuid, ${record.recordedAt}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(postings)}::jsonb) AS p("enterpriseId" uuid, month text, carrier text, meter text, adjusts bigint,
      cause text, "activityId" bigint, measured numeric, per text, "factorCode" text, "factorValue" numeric, "factorVintage" integer,
      "factorRuleIds" bigint[], "factorOwn" boolean, "tCO2" numeric, difference numeric)
    ORDER BY p."enterpriseId", p.month, p.carrier, p.meter
    RETURNING id::text, enterprise_id || ' ' || month || ' ' || carrier || ' ' || meter AS cell`)
  return new Map(rows.map(({ id, cell }) => [cell, id]))
}
/** Names a meter's month as `insertPostings` does. */
export const cellOf = (one: {
  readonly enterpriseId: string
  readonly month: string
  readonly carrier: string
  readonly meter: string
}): string => `${one.enterpriseId} ${one.month} ${one.carrier} ${one.meter}`
