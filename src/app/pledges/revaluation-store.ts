import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface Revaluation {
  readonly pledgeId: string
  readonly lenderId: string
  readonly enterpriseId: string
  readonly priorLimit: string
  readonly mostSecured: string
  /** Null where no adopted value is in force. */
  readonly value: {
    readonly valuationId: string
    readonly adoptedValue: string
    readonly cap: string
    readonly capRuleId: string
  } | null
}

/**
 * Adds what pledges are worth on a day: a row where there is none of an earlier day or this one, or the last of them says otherwise.
 * @returns how many were added
 */
export async function insertRevaluations(
  tx: Tx,
  rows: readonly Revaluation[],
  { on, jobRunId }: { readonly on: string; readonly jobRunId: string | null },
): Promise<number> {
  if (rows.length === 0) return 0
  const flat = rows.map(({ value, ...row }) => ({ ...row, ...value }))
  const added = await tx.execute<{ added: number }>(sql`
    WITH found AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) AS f ("pledgeId" uuid, "lenderId" uuid, "enterpriseId" uuid,
        "priorLimit" numeric, "mostSecured" numeric, "valuationId" uuid, "adoptedValue" numeric, cap numeric, "capRuleId" bigint)),
    added AS (
      INSERT INTO pledge_revaluation (pledge_id, lender_id, enterprise_id, on_day, no, valuation_id, adopted_value, prior_limit, cap,
                                      cap_rule_id, most_secured, job_run_id)
      SELECT f."pledgeId", f."lenderId", f."enterpriseId", ${on}, CASE WHEN l.on_day = ${on}::date THEN l.no ELSE 0 END + 1, f."valuationId",
             f."adoptedValue", f."priorLimit", f.cap, f."capRuleId", f."mostSecured", ${jobRunId}
      FROM found f LEFT JOIN LATERAL (
        SELECT * FROM pledge_revaluation r WHERE r.pledge_id = f."pledgeId" AND r.on_day <= ${on} ORDER BY r.on_day DESC, r.no DESC LIMIT 1) l ON true
      WHERE l.id IS NULL OR (l.valuation_id, l.adopted_value, l.prior_limit, l.cap, l.cap_rule_id, l.most_secured)
        IS DISTINCT FROM (f."valuationId", f."adoptedValue", f."priorLimit", f.cap, f."capRuleId", f."mostSecured")
      ON CONFLICT ON CONSTRAINT pledge_revaluation_once DO NOTHING
      RETURNING 1)
    SELECT count(*)::int AS added FROM added`)
  return added[0]?.added ?? 0
}
