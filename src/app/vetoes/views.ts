import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { TwoTimes } from '../carbon/account-views.js'

/** A confirmed ground on which an enterprise is not rated on a day. */
export interface StandingVeto {
  readonly id: string
  readonly reason: string
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly source: string
}

/** The vetoes of some enterprises that stand on a day as known at an instant: confirmed, in their period, not superseded. */
export async function standingVetoes(
  tx: Tx,
  ids: readonly string[],
  { asOf, knownAt }: TwoTimes,
): Promise<ReadonlyMap<string, readonly StandingVeto[]>> {
  const rows = await tx.execute<StandingVeto & { enterpriseId: string } & Record<string, unknown>>(sql`
    WITH known AS (
      SELECT v.* FROM enterprise_veto v JOIN enterprise_veto_decision d ON d.veto_id = v.id AND d.outcome = 'CONFIRMED'
      WHERE v.enterprise_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
        AND d.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity'))
    SELECT k.id, k.enterprise_id AS "enterpriseId", k.reason, k.valid_from AS "validFrom", k.valid_to AS "validTo", k.source
    FROM known k
    WHERE k.valid_from <= ${asOf} AND (k.valid_to IS NULL OR k.valid_to >= ${asOf})
      AND NOT EXISTS (SELECT 1 FROM known s WHERE s.supersedes = k.id)
    ORDER BY k.reason, k.valid_from, k.id`)
  const standing = new Map<string, StandingVeto[]>()
  for (const { enterpriseId, ...veto } of rows)
    standing.set(enterpriseId, [...(standing.get(enterpriseId) ?? []), veto])
  return standing
}

export interface VetoRow extends Record<string, unknown> {
  id: string
  uscc: string
  reason: string
  validFrom: CivilDate
  validTo: CivilDate | null
  source: string
  supersedes: string | null
  enteredBy: string
  recordedAt: string
  state: 'ENTERED' | 'CONFIRMED' | 'REJECTED'
  opinion: string | null
  decidedBy: string | null
  decidedAt: string | null
}

const VETO = sql`
  SELECT v.id, e.uscc, v.reason, v.valid_from AS "validFrom", v.valid_to AS "validTo", v.source, v.supersedes, v.entered_by AS "enteredBy",
         v.recorded_at AS "recordedAt", coalesce(d.outcome, 'ENTERED') AS state, d.opinion, d.decided_by AS "decidedBy",
         d.recorded_at AS "decidedAt"
  FROM enterprise_veto v JOIN enterprise e ON e.id = v.enterprise_id LEFT JOIN enterprise_veto_decision d ON d.veto_id = v.id`

export async function vetoView(tx: Tx, id: string): Promise<VetoRow | undefined> {
  const rows = await tx.execute<VetoRow>(sql`${VETO} WHERE v.id = ${id}`)
  return rows[0]
}

/** Every veto of an enterprise that the caller may see, whatever its state, newest first. */
export async function vetoesOf(
  tx: Tx,
  uscc: string,
  page: { readonly before: { readonly recordedAt: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly VetoRow[]> {
  return tx.execute<VetoRow>(sql`
    ${VETO} WHERE e.uscc = ${uscc}
      AND (${page.before?.id ?? null}::uuid IS NULL
        OR (v.recorded_at, v.id) < (${page.before?.recordedAt ?? null}::timestamptz, ${page.before?.id ?? null}::uuid))
    ORDER BY v.recorded_at DESC, v.id DESC LIMIT ${page.limit}`)
}
