import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { VerificationLevel } from '../../domain/carbon/rating-method.js'
import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'
import { type StandingRow, standingVerifications } from '../verifications/views.js'
import { OWN_VALUES, type OwnValueColumns } from './own-values.js'

/** What held on a day, as known at an instant; null is now. */
export interface TwoTimes {
  readonly asOf: CivilDate
  readonly knownAt: string | null
}

export interface EnterpriseRow extends Record<string, unknown> {
  id: string
  uscc: string
  nameZh: string
  nameEn: string
  sectorCode: string
  regionCode: string
  employees: number
  verification: VerificationLevel
  dataQuality: number
  origin: string
}

export interface ActivityRow extends Record<string, unknown>, OwnValueColumns {
  id: string
  enterpriseId: string
  month: CivilMonth
  carrier: string
  meter: string
  quantity: string
  unit: string
  greenQuantity: string
  /** Of steam, in kJ/kg. */
  enthalpyKjPerKg: string | null
  source: string
  dataQuality: number
  evidence: string | null
  reason: string | null
  supersedes: string | null
  recordedAt: string
}

export interface OperatingRow extends Record<string, unknown> {
  enterpriseId: string
  periodStart: CivilMonth
  periodEnd: CivilMonth
  revenueWan: string | null
  profitWan: string | null
  taxWan: string | null
  employees: number | null
}

/** Everything known of one account. */
export interface AccountRows {
  readonly enterprise: EnterpriseRow
  readonly activities: readonly ActivityRow[]
  readonly operating: readonly OperatingRow[]
  /** Those that stand, in the order in which they came to stand. */
  readonly verifications: readonly StandingRow[]
}

export const ENTERPRISE = sql.raw(
  `e.id, e.uscc, e.name_zh AS "nameZh", e.name_en AS "nameEn", e.sector_code AS "sectorCode", e.region_code AS "regionCode",
   e.employees, e.verification, e.data_quality AS "dataQuality", e.origin`,
)
export const ACTIVITY = sql.raw(
  `a.id::text, a.enterprise_id AS "enterpriseId", a.month, a.carrier, a.meter, a.quantity::text, a.unit,
   a.green_quantity::text AS "greenQuantity", a.enthalpy_kj_per_kg::text AS "enthalpyKjPerKg", a.source, a.data_quality AS "dataQuality", a.evidence, a.reason,
   a.supersedes::text, a.recorded_at AS "recordedAt", ${OWN_VALUES}`,
)
const inIds = (ids: readonly string[]) => sql`(SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`
const knownBy = (knownAt: string | null) => sql`coalesce(${knownAt}::timestamptz, 'infinity')`

export async function enterpriseByUscc(tx: Tx, uscc: string): Promise<EnterpriseRow | undefined> {
  const rows = await tx.execute<EnterpriseRow>(sql`SELECT ${ENTERPRISE} FROM enterprise e WHERE e.uscc = ${uscc}`)
  return rows[0]
}

/** Enterprises in the order of their codes; all of them unless some are named. */
export async function enterprisesToRate(
  tx: Tx,
  usccs: readonly string[] | null,
): Promise<readonly { id: string; uscc: string }[]> {
  return tx.execute<{ id: string; uscc: string }>(sql`
    SELECT id, uscc FROM enterprise
    WHERE ${usccs === null} OR uscc IN (SELECT jsonb_array_elements_text(${JSON.stringify(usccs ?? [])}::jsonb))
    ORDER BY uscc`)
}

/** The next enterprises in the order of their codes, after one of them; all codes come after the empty text. */
export async function enterprisesAfter(
  tx: Tx,
  uscc: string,
  limit: number,
): Promise<readonly { id: string; uscc: string }[]> {
  return tx.execute<{ id: string; uscc: string }>(
    sql`SELECT id, uscc FROM enterprise WHERE uscc > ${uscc} ORDER BY uscc LIMIT ${limit}`,
  )
}

/** How many enterprises there are; of those named unless null. */
export async function countEnterprises(tx: Tx, usccs: readonly string[] | null): Promise<number> {
  const rows = await tx.execute<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM enterprise
    WHERE ${usccs === null} OR uscc IN (SELECT jsonb_array_elements_text(${JSON.stringify(usccs ?? [])}::jsonb))`)
  return rows[0]?.count ?? 0
}

/** The accounts of some enterprises as the caller may see them: readings and figures that no later one known by then replaces.
 * A replacement is the same enterprise's, so it is looked for among what is read anyway and never in the whole table. */
export async function accountRows(
  tx: Tx,
  ids: readonly string[],
  knownAt: string | null,
): Promise<ReadonlyMap<string, AccountRows>> {
  const enterprises = await tx.execute<EnterpriseRow>(
    sql`SELECT ${ENTERPRISE} FROM enterprise e WHERE e.id IN ${inIds(ids)} ORDER BY e.uscc`,
  )
  const activities = await tx.execute<ActivityRow>(sql`
    WITH known AS MATERIALIZED (
      SELECT * FROM activity WHERE enterprise_id IN ${inIds(ids)} AND recorded_at <= ${knownBy(knownAt)})
    SELECT ${ACTIVITY} FROM known a
    WHERE NOT EXISTS (SELECT 1 FROM known s WHERE s.supersedes = a.id)
    ORDER BY a.month, a.carrier, a.meter`)
  const operating = await tx.execute<OperatingRow>(sql`
    WITH known AS MATERIALIZED (
      SELECT * FROM operating_figure WHERE enterprise_id IN ${inIds(ids)} AND recorded_at <= ${knownBy(knownAt)})
    SELECT f.enterprise_id AS "enterpriseId", f.period_start AS "periodStart", f.period_end AS "periodEnd",
           f.revenue_wan::text AS "revenueWan", f.profit_wan::text AS "profitWan", f.tax_wan::text AS "taxWan", f.employees
    FROM known f WHERE NOT EXISTS (SELECT 1 FROM known s WHERE s.supersedes = f.id)
    ORDER BY f.period_start, f.period_end`)
  const accounts = new Map(
    enterprises.map((enterprise) => [
      enterprise.id,
      {
        enterprise,
        activities: [] as ActivityRow[],
        operating: [] as OperatingRow[],
        verifications: [] as StandingRow[],
      },
    ]),
  )
  for (const row of activities) accounts.get(row.enterpriseId)?.activities.push(row)
  for (const row of operating) accounts.get(row.enterpriseId)?.operating.push(row)
  for (const row of await standingVerifications(tx, ids, knownAt))
    accounts.get(row.enterpriseId)?.verifications.push(row)
  return accounts
}

/** Whether the caller may look into the account: its own, by consent, by a filing, or by office. */
export async function accountIsOpen(tx: Tx, enterpriseId: string): Promise<boolean> {
  const rows = await tx.execute<{ open: boolean }>(sql`
    SELECT CASE current_scope()
      WHEN 'lender' THEN consent_in_force(${enterpriseId}, current_organisation())
      WHEN 'central-bank' THEN filing_in_force(${enterpriseId}, current_organisation())
      WHEN 'enterprise' THEN current_organisation() = ${enterpriseId}::uuid
      ELSE current_scope() IN ('system', 'steward', 'auditor') END AS open`)
  return rows[0]?.open === true
}

/** The instant of this transaction, for whoever asks "as known now" and wants to ask the same again. */
export async function instantOf(tx: Tx): Promise<string> {
  const rows = await tx.execute<{ at: string }>(sql`SELECT now() AS at`)
  return (rows[0] as { at: string }).at
}

export async function activityById(
  tx: Tx,
  id: string,
): Promise<(ActivityRow & { uscc: string; supersededBy: string | null }) | undefined> {
  const rows = await tx.execute<ActivityRow & { uscc: string; supersededBy: string | null }>(sql`
    SELECT ${ACTIVITY}, e.uscc, s.id::text AS "supersededBy"
    FROM activity a JOIN enterprise e ON e.id = a.enterprise_id LEFT JOIN activity s ON s.supersedes = a.id
    WHERE a.id = ${id}::bigint`)
  return rows[0]
}

/** All versions of a reading, the first first. */
export async function activityVersions(tx: Tx, id: string): Promise<readonly ActivityRow[]> {
  return tx.execute<ActivityRow>(sql`
    WITH RECURSIVE earlier AS (
      SELECT id, supersedes FROM activity WHERE id = ${id}::bigint
      UNION ALL SELECT a.id, a.supersedes FROM activity a JOIN earlier l ON a.id = l.supersedes),
    versions AS (
      SELECT id FROM earlier WHERE supersedes IS NULL
      UNION ALL SELECT a.id FROM activity a JOIN versions v ON a.supersedes = v.id)
    SELECT ${ACTIVITY} FROM activity a JOIN versions v ON v.id = a.id ORDER BY a.id`)
}

/** The reading that counts now for one meter and month. */
export async function currentReading(
  tx: Tx,
  place: { readonly enterpriseId: string; readonly month: string; readonly carrier: string; readonly meter: string },
): Promise<ActivityRow | undefined> {
  const rows = await tx.execute<ActivityRow>(sql`
    SELECT ${ACTIVITY} FROM activity a
    WHERE a.enterprise_id = ${place.enterpriseId} AND a.month = ${place.month} AND a.carrier = ${place.carrier}
      AND a.meter = ${place.meter} AND NOT EXISTS (SELECT 1 FROM activity s WHERE s.supersedes = a.id)`)
  return rows[0]
}
