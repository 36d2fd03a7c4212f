import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { LtvClass } from '../../domain/collateral/loan-to-value.js'
import { ACTIVE } from '../../domain/collateral/pledge-machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface ValuedPledgeRow extends Record<string, unknown> {
  pledgeId: string
  lenderId: string
  enterpriseId: string
  priorLimit: string
  valuationId: string | null
  adoptedValue: string | null
  ltvClass: LtvClass | null
}

/**
 * Pledges in service after one, by id, that were contracted by a day, each with the value adopted last by then that is good on the day,
 * also where another has taken its place since.
 */
export async function valuedPledges(
  tx: Tx,
  { after, on, limit }: { readonly after: string | null; readonly on: CivilDate; readonly limit: number },
): Promise<readonly ValuedPledgeRow[]> {
  return tx.execute<ValuedPledgeRow>(sql`
    SELECT p.id AS "pledgeId", p.lender_id AS "lenderId", p.enterprise_id AS "enterpriseId", p.prior_limit::text AS "priorLimit",
           v.id AS "valuationId", v.adopted_value::text AS "adoptedValue", v.ltv_class AS "ltvClass"
    FROM pledge p
    LEFT JOIN LATERAL (
      SELECT w.* FROM valuation w
      WHERE w.data_product_id = p.data_product_id AND w.lender_id = p.lender_id AND w.adopted_value IS NOT NULL
        AND w.state IN ('ADOPTED', 'SUPERSEDED', 'EXPIRED') AND w.decided_on <= ${on}
      ORDER BY w.decided_on DESC, w.decided_at DESC LIMIT 1) v ON v.base_date <= ${on}::date AND v.valid_to >= ${on}::date
    WHERE p.state = ANY (${`{${ACTIVE.join()}}`}::text[]) AND p.contracted_on <= ${on}
      AND (${after}::uuid IS NULL OR p.id > ${after}::uuid)
    ORDER BY p.id LIMIT ${limit}`)
}

export interface RevaluationRow extends Record<string, unknown> {
  onDay: string
  valuationId: string | null
  adoptedValue: string | null
  priorLimit: string
  cap: string | null
  mostSecured: string
  recordedAt: string
}

/** What a pledge was worth, the newest day first. */
export async function revaluationsOf(tx: Tx, pledgeId: string): Promise<readonly RevaluationRow[]> {
  return tx.execute<RevaluationRow>(sql`
    SELECT r.on_day AS "onDay", r.valuation_id AS "valuationId", r.adopted_value::text AS "adoptedValue", r.prior_limit::text AS "priorLimit",
           trim_scale(r.cap)::text AS cap, r.most_secured::text AS "mostSecured", r.recorded_at AS "recordedAt"
    FROM pledge_revaluation r WHERE r.pledge_id = ${pledgeId} ORDER BY r.on_day DESC, r.no DESC LIMIT 200`)
}
