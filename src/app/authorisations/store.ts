import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

/** 运营授权; half-open: on `endsOn` it no longer holds. */
export interface NewGrant {
  readonly operatorId: string
  readonly grantNo: string
  readonly fields: readonly string[]
  readonly validFrom: CivilDate
  readonly endsOn: CivilDate
  readonly documentHash: string
}

const textArray = (texts: readonly string[]) =>
  sql`ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`

export async function insertGrant(
  tx: Tx,
  grant: NewGrant & { readonly bureauId: string; readonly recordedBy: string },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO operator_grant (bureau_id, operator_id, grant_no, fields, valid_from, ends_on, document_hash, recorded_by)
    VALUES (${grant.bureauId}, ${grant.operatorId}, ${grant.grantNo}, ${textArray(grant.fields)}, ${grant.validFrom}, ${grant.endsOn},
            ${grant.documentHash}, ${grant.recordedBy}) RETURNING id`)
  return (rows[0] as { id: string }).id
}

/** What an enterprise applies for: one scenario, its fields, its term (half-open). */
export interface NewAuthorisation {
  readonly scenario: string
  readonly purpose: string
  readonly fields: readonly string[]
  readonly validFrom: CivilDate
  readonly endsOn: CivilDate
  readonly arbitrationClause: boolean
}

/** The next version of the scenario's authorisation for its developer. */
export async function insertAuthorisation(
  tx: Tx,
  row: NewAuthorisation & {
    readonly grantId: string
    readonly bureauId: string
    readonly operatorId: string
    readonly sourceId: string
    readonly developerId: string
    readonly recordedBy: string
  },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO scenario_authorisation (grant_id, bureau_id, operator_id, source_id, developer_id, scenario, version, purpose, fields,
      valid_from, ends_on, arbitration_clause, recorded_by)
    SELECT ${row.grantId}::uuid, ${row.bureauId}::uuid, ${row.operatorId}::uuid, ${row.sourceId}::uuid, ${row.developerId}::uuid,
      ${row.scenario}, coalesce(max(a.version), 0) + 1, ${row.purpose}, ${textArray(row.fields)}, ${row.validFrom}::date,
      ${row.endsOn}::date, ${row.arbitrationClause}::boolean, ${row.recordedBy}::uuid
    FROM scenario_authorisation a WHERE a.scenario = ${row.scenario} AND a.developer_id = ${row.developerId}
    RETURNING id`)
  return (rows[0] as { id: string }).id
}

export async function insertControl(
  tx: Tx,
  row: {
    readonly controllerId: string
    readonly firmId: string
    readonly basis: string
    readonly recordedBy: string
  },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO organisation_control (controller_id, firm_id, basis, recorded_by)
    VALUES (${row.controllerId}, ${row.firmId}, ${row.basis}, ${row.recordedBy}) ON CONFLICT DO NOTHING`)
}

export async function insertPledgeeConsent(
  tx: Tx,
  row: {
    readonly subjectKind: string
    readonly subjectId: string
    readonly event: string
    readonly pledgeId: string
    readonly lenderId: string
    readonly givenOn: CivilDate
    readonly evidenceHash: string
    readonly recordedBy: string
  },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO pledgee_consent (subject_kind, subject_id, event, pledge_id, lender_id, given_on, evidence_hash, recorded_by)
    VALUES (${row.subjectKind}, ${row.subjectId}, ${row.event}, ${row.pledgeId}, ${row.lenderId}, ${row.givenOn}, ${row.evidenceHash},
            ${row.recordedBy}) RETURNING id`)
  return (rows[0] as { id: string }).id
}
