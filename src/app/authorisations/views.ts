import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Before, recordedBefore } from '../data-products/views.js'

export interface GrantView extends Record<string, unknown> {
  id: string
  bureau: string
  operator: string
  bureauId: string
  operatorId: string
  grantNo: string
  fields: readonly string[]
  validFrom: CivilDate
  endsOn: CivilDate
  documentHash: string
  recordedAt: string
}

const GRANT = sql.raw(`
  g.id, b.code AS bureau, o.code AS operator, g.bureau_id AS "bureauId", g.operator_id AS "operatorId", g.grant_no AS "grantNo", g.fields,
  g.valid_from AS "validFrom", g.ends_on AS "endsOn", g.document_hash AS "documentHash", g.recorded_at AS "recordedAt"
  FROM operator_grant g JOIN organisation b ON b.id = g.bureau_id JOIN organisation o ON o.id = g.operator_id`)

export async function grantView(tx: Tx, id: string): Promise<GrantView | undefined> {
  return (await tx.execute<GrantView>(sql`SELECT ${GRANT} WHERE g.id = ${id}`))[0]
}

export const grantViews = (
  tx: Tx,
  filter: { readonly before: Before | null; readonly limit: number },
): Promise<readonly GrantView[]> =>
  tx.execute<GrantView>(sql`
    SELECT ${GRANT} WHERE ${recordedBefore('g', filter.before)} ORDER BY g.recorded_at DESC, g.id DESC LIMIT ${filter.limit}`)

export interface AuthorisationView extends Record<string, unknown> {
  id: string
  grantId: string
  bureau: string
  operator: string
  source: string
  /** Null for a developer whose name is out of the reader's sight. */
  developer: string | null
  developerId: string
  operatorId: string
  scenario: string
  version: number
  purpose: string
  fields: readonly string[]
  validFrom: CivilDate
  endsOn: CivilDate
  arbitrationClause: boolean
  state: string
  recordedAt: string
}

const AUTHORISATION = sql.raw(`
  a.id, a.grant_id AS "grantId", b.code AS bureau, o.code AS operator, s.code AS source, d.code AS developer,
  a.developer_id AS "developerId", a.operator_id AS "operatorId", a.scenario, a.version, a.purpose, a.fields, a.valid_from AS "validFrom",
  a.ends_on AS "endsOn", a.arbitration_clause AS "arbitrationClause", a.state, a.recorded_at AS "recordedAt"
  FROM scenario_authorisation a JOIN organisation b ON b.id = a.bureau_id JOIN organisation o ON o.id = a.operator_id
  JOIN organisation s ON s.id = a.source_id LEFT JOIN organisation d ON d.id = a.developer_id`)

export async function authorisationView(tx: Tx, id: string): Promise<AuthorisationView | undefined> {
  return (await tx.execute<AuthorisationView>(sql`SELECT ${AUTHORISATION} WHERE a.id = ${id}`))[0]
}

export const authorisationViews = (
  tx: Tx,
  filter: { readonly state: string | null; readonly before: Before | null; readonly limit: number },
): Promise<readonly AuthorisationView[]> =>
  tx.execute<AuthorisationView>(sql`
    SELECT ${AUTHORISATION} WHERE (${filter.state}::text IS NULL OR a.state = ${filter.state}) AND ${recordedBefore('a', filter.before)}
    ORDER BY a.recorded_at DESC, a.id DESC LIMIT ${filter.limit}`)

/** A public-data resource of these fields that is coded and runs on the day. */
export async function hasCodedResource(
  tx: Tx,
  {
    operatorId,
    fields,
    on,
  }: { readonly operatorId: string; readonly fields: readonly string[]; readonly on: CivilDate },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    SELECT 1 FROM resource_registration r
    WHERE r.operator_id = ${operatorId} AND r.state IN ('CODED', 'CHANGED', 'CORRECTED') AND r.ends_on > ${on}
      AND ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(fields)}::jsonb)) <@ r.fields LIMIT 1`)
  return rows.length === 1
}

/** The state of the version after a given one of the same scenario and developer. */
export async function nextVersionState(
  tx: Tx,
  row: Pick<AuthorisationView, 'scenario' | 'developerId' | 'version'>,
): Promise<string | undefined> {
  const rows = await tx.execute<{ state: string }>(sql`
    SELECT state FROM scenario_authorisation
    WHERE scenario = ${row.scenario} AND developer_id = ${row.developerId} AND version = ${row.version + 1}`)
  return rows[0]?.state
}
