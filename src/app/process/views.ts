import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Party } from '../../domain/process/machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'

/** Where a subject stands. */
export interface SubjectState extends Record<string, unknown> {
  readonly machine: string
  readonly state: string
  readonly round: number
  readonly version: number
  readonly deadlineOn: CivilDate | null
  readonly deadlineEvent: string | null
  readonly applicantId: string
}

export async function subjectState(tx: Tx, kind: string, id: string): Promise<SubjectState | undefined> {
  const rows = await tx.execute<SubjectState>(sql`
    SELECT machine, state, round, version, deadline_on AS "deadlineOn", deadline_event AS "deadlineEvent", applicant_id AS "applicantId"
    FROM process_subject WHERE subject_kind = ${kind} AND subject_id = ${id}`)
  return rows[0]
}

/** What an organisation is to a subject. */
export async function organisationIs(
  tx: Tx,
  kind: string,
  id: string,
  organisationId: string,
): Promise<readonly Party[]> {
  const rows = await tx.execute<{ party: Party }>(sql`
    SELECT party FROM process_party WHERE subject_kind = ${kind} AND subject_id = ${id} AND organisation_id = ${organisationId}
    ORDER BY party`)
  return rows.map(({ party }) => party)
}

/** The judgements of a round with who made them. */
export async function dutiesOf(
  tx: Tx,
  kind: string,
  id: string,
  round: number,
): Promise<readonly { readonly duty: string; readonly event: string; readonly by: string | null }[]> {
  return tx.execute<{ duty: string; event: string; by: string | null }>(sql`
    SELECT duty, event, user_id AS by FROM process_step
    WHERE subject_kind = ${kind} AND subject_id = ${id} AND round = ${round} AND duty IS NOT NULL ORDER BY no`)
}

export interface ProcessStepView extends Record<string, unknown> {
  no: number
  round: number
  event: string
  from: string | null
  to: string
  party: string
  organisation: string | null
  /** Null where the program took the step, and for a person of another organisation. */
  person: string | null
  on: string
  opinion: string | null
  evidenceHash: string | null
  deadlineOn: string | null
  ruleIds: readonly string[]
  detail: unknown
  recordedAt: string
}

const STEP: SQL = sql.raw(`
  s.no, s.round, s.event, s.from_state AS "from", s.to_state AS "to", s.party, o.code AS organisation, u.name_zh AS person,
  s.on_date AS "on", CASE WHEN w.takes_part THEN s.opinion END AS opinion, CASE WHEN w.takes_part THEN s.evidence_hash END AS "evidenceHash",
  s.deadline_on AS "deadlineOn", ARRAY(SELECT unnest(s.rule_ids)::text) AS "ruleIds",
  CASE WHEN w.takes_part THEN s.detail ELSE '{}' END AS detail, s.recorded_at AS "recordedAt"
  FROM process_step s LEFT JOIN organisation o ON o.id = s.organisation_id LEFT JOIN user_account u ON u.id = s.user_id
  CROSS JOIN LATERAL (
    SELECT current_scope() IN ('system', 'auditor') OR s.applicant_id = current_organisation()
           OR EXISTS (SELECT 1 FROM process_party p WHERE p.subject_kind = s.subject_kind AND p.subject_id = s.subject_id
                        AND p.organisation_id = current_organisation()) AS takes_part) w`)

/**
 * Every step of a subject that the caller sees, in order. What is open to all shows everybody which steps were taken; what was said and
 * shown in them is for the parties.
 */
export const processStepsOf = (tx: Tx, kind: string, id: string): Promise<readonly ProcessStepView[]> =>
  tx.execute<ProcessStepView>(sql`SELECT ${STEP} WHERE s.subject_kind = ${kind} AND s.subject_id = ${id} ORDER BY s.no`)

/** Who holds a live pledge of a right, whichever bank it is: for telling them, never for showing them. */
export const pledgeesOf = (
  tx: Tx,
  kind: string,
  id: string,
): Promise<readonly { readonly lenderId: string; readonly pledgeId: string }[]> =>
  tx.execute<{ lenderId: string; pledgeId: string }>(sql`
    SELECT lender_id AS "lenderId", pledge_id AS "pledgeId" FROM live_pledges(${kind}, ${id}::uuid) ORDER BY 1, 2`)

/** Whether nobody holds a pledge of a right, or everybody who does consents to the event. */
export async function pledgeesConsent(tx: Tx, kind: string, id: string, event: string): Promise<boolean> {
  const rows = await tx.execute<{ consent: boolean }>(
    sql`SELECT pledgees_consent(${kind}, ${id}::uuid, ${event}) AS consent`,
  )
  return rows[0]?.consent === true
}

/** How often an event was taken, and with which evidence the last time; of the current round only, if asked. */
export async function lastOfEvent(
  tx: Tx,
  kind: string,
  id: string,
  event: string,
): Promise<{ readonly evidenceHash: string | null } | undefined> {
  const rows = await tx.execute<{ evidenceHash: string | null }>(sql`
    SELECT evidence_hash AS "evidenceHash" FROM process_step
    WHERE subject_kind = ${kind} AND subject_id = ${id} AND event = ${event} ORDER BY no DESC LIMIT 1`)
  return rows[0]
}

/** How the rights behind a registration stand. */
export interface RightsStanding extends Record<string, unknown> {
  readonly authorised: boolean
  readonly authorisationEndsOn: CivilDate
  readonly withinFields: boolean
  readonly registered: boolean
  readonly operates: boolean
  readonly registrationEndsOn: CivilDate | null
  readonly coded: boolean
  readonly disputed: boolean
}

export async function rightsStanding(tx: Tx, registrationId: string): Promise<RightsStanding | undefined> {
  const rows = await tx.execute<RightsStanding>(sql`
    SELECT authorised, authorisation_ends_on AS "authorisationEndsOn", within_fields AS "withinFields", registered, operates,
           registration_ends_on AS "registrationEndsOn", coded, disputed
    FROM rights_standing(${registrationId}::uuid)`)
  return rows[0]
}

export async function organisationByCode(
  tx: Tx,
  code: string,
): Promise<{ readonly id: string; readonly kind: string } | undefined> {
  const rows = await tx.execute<{ id: string; kind: string }>(
    sql`SELECT id, kind FROM organisation WHERE code = ${code}`,
  )
  return rows[0]
}

/** The enterprise of a unified social credit code, whether or not the caller may see more of it. */
export async function enterpriseIdOf(tx: Tx, uscc: string): Promise<string | undefined> {
  const rows = await tx.execute<{ id: string | null }>(sql`SELECT enterprise_of(${uscc}) AS id`)
  return rows[0]?.id ?? undefined
}

export interface NoticeView extends Record<string, unknown> {
  id: string
  subjectKind: string
  subjectId: string
  kind: string
  on: string
  aboutOn: string
  detail: unknown
  recordedAt: string
}

/** What the caller's organisation was told, newest first. */
export const noticesOf = (
  tx: Tx,
  organisationId: string,
  filter: { readonly before: { readonly recordedAt: string; readonly id: string } | null; readonly limit: number },
): Promise<readonly NoticeView[]> =>
  tx.execute<NoticeView>(sql`
    SELECT n.id, n.subject_kind AS "subjectKind", n.subject_id AS "subjectId", n.kind, n.on_date AS "on", n.about_on AS "aboutOn",
           n.detail, n.recorded_at AS "recordedAt"
    FROM notice n
    WHERE n.organisation_id = ${organisationId}
      AND (${filter.before?.id ?? null}::uuid IS NULL
           OR (n.recorded_at, n.id) < (${filter.before?.recordedAt ?? null}::timestamptz, ${filter.before?.id ?? null}::uuid))
    ORDER BY n.recorded_at DESC, n.id DESC LIMIT ${filter.limit}`)
