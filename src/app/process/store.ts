import { and, eq, sql } from 'drizzle-orm'
import { processSubject } from '../../db/tables/process.js'
import type { Tx } from '../../db/transaction.js'
import type { Party } from '../../domain/process/machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export type ProcessSubject = typeof processSubject.$inferSelect

export async function lockSubject(tx: Tx, kind: string, id: string): Promise<ProcessSubject | undefined> {
  const [found] = await tx
    .select()
    .from(processSubject)
    .where(and(eq(processSubject.subjectKind, kind), eq(processSubject.subjectId, id)))
    .for('update')
  return found
}

export async function insertSubject(
  tx: Tx,
  subject: {
    readonly subjectKind: string
    readonly subjectId: string
    readonly machine: string
    readonly state: string
    readonly applicantId: string
    readonly deadlineOn: CivilDate | null
    readonly deadlineEvent: string | null
    readonly openToAll: boolean
    readonly lastOn: CivilDate
  },
  parties: readonly { readonly party: Party; readonly organisationId: string }[],
): Promise<ProcessSubject> {
  const { subjectKind, subjectId } = subject
  const [added] = await tx.insert(processSubject).values(subject).returning()
  for (const { party, organisationId } of parties) await joinAs(tx, { subjectKind, subjectId, party, organisationId })
  return added as ProcessSubject
}

/** An organisation becomes a party of a subject; being it already changes nothing. */
export async function joinAs(
  tx: Tx,
  row: {
    readonly subjectKind: string
    readonly subjectId: string
    readonly party: Party
    readonly organisationId: string
  },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO process_party (subject_kind, subject_id, party, organisation_id)
    VALUES (${row.subjectKind}, ${row.subjectId}, ${row.party}, ${row.organisationId}) ON CONFLICT DO NOTHING`)
}

export interface NewProcessStep {
  readonly no: number
  readonly round: number
  readonly event: string
  readonly from: string | null
  readonly to: string
  readonly party: Party
  readonly userId: string | null
  readonly organisationId: string | null
  readonly on: CivilDate
  readonly opinion: string | null
  readonly evidenceHash: string | null
  readonly deadlineOn: CivilDate | null
  readonly deadlineEvent: string | null
  readonly ruleIds: readonly string[]
  readonly duty: string | null
  readonly judges: boolean
  readonly detail: Readonly<Record<string, unknown>>
}

export async function insertProcessStep(tx: Tx, subject: ProcessSubject, step: NewProcessStep): Promise<void> {
  await tx.execute(sql`
    INSERT INTO process_step (subject_kind, subject_id, machine, no, round, event, from_state, to_state, party, user_id, organisation_id,
      applicant_id, on_date, opinion, evidence_hash, deadline_on, deadline_event, rule_ids, duty, judges, detail)
    SELECT ${subject.subjectKind}, ${subject.subjectId}::uuid, ${subject.machine}, ${step.no}::int, ${step.round}::int, ${step.event},
      ${step.from}, ${step.to}, ${step.party}, ${step.userId}::uuid, ${step.organisationId}::uuid, ${subject.applicantId}::uuid,
      ${step.on}::date, ${step.opinion}, ${step.evidenceHash}, ${step.deadlineOn}::date, ${step.deadlineEvent},
      ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(step.ruleIds)}::jsonb)::bigint), ${step.duty}, ${step.judges}::boolean,
      ${JSON.stringify(step.detail)}::jsonb`)
}

export async function moveSubject(
  tx: Tx,
  { subjectKind, subjectId }: ProcessSubject,
  after: ProcessSubject,
): Promise<void> {
  const { state, round, version, deadlineOn, deadlineEvent, openToAll, lastOn } = after
  await tx
    .update(processSubject)
    .set({ state, round, version, deadlineOn, deadlineEvent, openToAll, lastOn })
    .where(and(eq(processSubject.subjectKind, subjectKind), eq(processSubject.subjectId, subjectId)))
}

/** Tells an organisation once; the same news a second time changes nothing. @returns whether it was new */
export async function insertNotice(
  tx: Tx,
  notice: {
    readonly organisationId: string
    readonly subjectKind: string
    readonly subjectId: string
    readonly kind: string
    readonly on: CivilDate
    readonly aboutOn: CivilDate
    readonly detail: Readonly<Record<string, unknown>>
  },
): Promise<boolean> {
  // Whom it is for may be out of the teller's sight, so nothing is asked back.
  const added = await tx.execute<{ told: boolean }>(sql`
    SELECT tell(${notice.organisationId}, ${notice.subjectKind}, ${notice.subjectId}, ${notice.kind}, ${notice.on}::date,
                ${notice.aboutOn}::date, ${JSON.stringify(notice.detail)}::jsonb) AS told`)
  return added[0]?.told === true
}
