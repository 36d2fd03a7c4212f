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
  s.on_date AS "on", s.opinion, s.evidence_hash AS "evidenceHash", s.deadline_on AS "deadlineOn",
  ARRAY(SELECT unnest(s.rule_ids)::text) AS "ruleIds", s.detail, s.recorded_at AS "recordedAt"
  FROM process_step s LEFT JOIN organisation o ON o.id = s.organisation_id LEFT JOIN user_account u ON u.id = s.user_id`)

/** Every step of a subject that the caller sees, in order. */
export const processStepsOf = (tx: Tx, kind: string, id: string): Promise<readonly ProcessStepView[]> =>
  tx.execute<ProcessStepView>(sql`SELECT ${STEP} WHERE s.subject_kind = ${kind} AND s.subject_id = ${id} ORDER BY s.no`)

/** Subjects whose clock has run out before the day, in one order, after the one named. */
export async function subjectsDue(
  tx: Tx,
  { on, after, limit }: { readonly on: CivilDate; readonly after: string | null; readonly limit: number },
): Promise<readonly { readonly subjectKind: string; readonly subjectId: string; readonly key: string }[]> {
  return tx.execute<{ subjectKind: string; subjectId: string; key: string }>(sql`
    SELECT subject_kind AS "subjectKind", subject_id AS "subjectId", key FROM (
      SELECT *, subject_kind || ' ' || subject_id AS key FROM process_subject
      WHERE deadline_on < ${on}::date AND deadline_event <> 'alert') due
    WHERE ${after}::text IS NULL OR key > ${after} ORDER BY key LIMIT ${limit}`)
}
