import { eq, sql } from 'drizzle-orm'
import { collateralAlert } from '../../db/tables/pledge-registers.js'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export type CollateralAlert = typeof collateralAlert.$inferSelect

export async function lockAlert(tx: Tx, id: string): Promise<CollateralAlert | undefined> {
  const [found] = await tx.select().from(collateralAlert).where(eq(collateralAlert.id, id)).for('update')
  return found
}

export async function moveAlert(tx: Tx, before: CollateralAlert, state: CollateralAlert['state']): Promise<void> {
  await tx
    .update(collateralAlert)
    .set({ state, version: before.version + 1 })
    .where(eq(collateralAlert.id, before.id))
}

export interface NewAlert {
  readonly pledgeId: string
  readonly kind: string
  readonly subject: string
  readonly level: string
  readonly facts: Readonly<Record<string, string>>
  readonly dueOn: CivilDate
}

const SUBJECT = 'collateral_alert'
const MACHINE = 'collateral-alert'

/** Raises what is not open yet, in one statement for all of them, each with its subject, party and first step in the engine. @returns how many */
export async function raiseAlerts(
  tx: Tx,
  alerts: readonly NewAlert[],
  on: CivilDate,
  ruleIds: readonly string[],
): Promise<number> {
  if (alerts.length === 0) return 0
  const raised = await tx.execute<{ id: string; lenderId: string; dueOn: string; facts: unknown; kind: string }>(sql`
    INSERT INTO collateral_alert (lender_id, enterprise_id, pledge_id, kind, subject, level, facts, raised_on, due_on, rule_ids)
    SELECT p.lender_id, p.enterprise_id, p.id, f.kind, f.subject, f.level, f.facts, ${on}::date, greatest(f."dueOn", ${on}::date),
           ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(ruleIds)}::jsonb)::bigint)
    FROM jsonb_to_recordset(${JSON.stringify(alerts)}::jsonb)
           AS f ("pledgeId" uuid, kind text, subject text, level text, facts jsonb, "dueOn" date)
    JOIN pledge p ON p.id = f."pledgeId"
    ON CONFLICT (pledge_id, kind, subject, loan_id) WHERE state IN ('OPEN', 'ANSWERED') DO NOTHING
    RETURNING id, lender_id AS "lenderId", due_on AS "dueOn", facts, kind`)
  if (raised.length === 0) return 0
  const rows = JSON.stringify(raised)
  const given = sql`jsonb_to_recordset(${rows}::jsonb) AS f (id uuid, "lenderId" uuid, "dueOn" date, facts jsonb, kind text)`
  await tx.execute(sql`
    INSERT INTO process_subject (subject_kind, subject_id, machine, state, applicant_id, deadline_on, deadline_event, last_on)
    SELECT ${SUBJECT}, f.id, ${MACHINE}, 'OPEN', f."lenderId", f."dueOn", 'alert', ${on}::date FROM ${given}`)
  await tx.execute(sql`
    INSERT INTO process_party (subject_kind, subject_id, party, organisation_id)
    SELECT ${SUBJECT}, f.id, 'lender', f."lenderId" FROM ${given}`)
  await tx.execute(sql`
    INSERT INTO process_step (subject_kind, subject_id, machine, no, round, event, to_state, party, applicant_id, on_date, deadline_on,
      deadline_event, rule_ids, judges, detail)
    SELECT ${SUBJECT}, f.id, ${MACHINE}, 1, 1, 'raise', 'OPEN', 'timer', f."lenderId", ${on}::date, f."dueOn", 'alert',
      ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(ruleIds)}::jsonb)::bigint), false, f.facts FROM ${given}`)
  return raised.length
}

/** Cures alerts that were open before the day and are not found any more, of the kinds and pledges that were looked at. @returns how many */
export async function cureAlerts(
  tx: Tx,
  looked: {
    readonly pledgeIds: readonly string[]
    readonly kinds: readonly string[]
    readonly found: readonly NewAlert[]
  },
  on: CivilDate,
): Promise<number> {
  const cured = await tx.execute<{ id: string; from: string; applicantId: string; version: number }>(sql`
    SELECT a.id, a.state AS "from", a.lender_id AS "applicantId", s.version
    FROM collateral_alert a JOIN process_subject s ON s.subject_kind = ${SUBJECT} AND s.subject_id = a.id
    WHERE a.state IN ('OPEN', 'ANSWERED') AND s.last_on <= ${on}::date
      AND a.pledge_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(looked.pledgeIds)}::jsonb)::uuid)
      AND a.kind IN (SELECT jsonb_array_elements_text(${JSON.stringify(looked.kinds)}::jsonb))
      AND NOT EXISTS (
        SELECT 1 FROM jsonb_to_recordset(${JSON.stringify(looked.found)}::jsonb) AS f ("pledgeId" uuid, kind text, subject text)
        WHERE f."pledgeId" = a.pledge_id AND f.kind = a.kind AND f.subject = a.subject)
    ORDER BY a.id FOR UPDATE OF a, s`)
  if (cured.length === 0) return 0
  const rows = JSON.stringify(cured)
  const given = sql`jsonb_to_recordset(${rows}::jsonb) AS f (id uuid, "from" text, "applicantId" uuid, version integer)`
  await tx.execute(sql`
    INSERT INTO process_step (subject_kind, subject_id, machine, no, round, event, from_state, to_state, party, applicant_id, on_date, judges)
    SELECT ${SUBJECT}, f.id, ${MACHINE}, f.version + 1, 1, 'cure', f."from", 'CURED', 'timer', f."applicantId", ${on}::date, false FROM ${given}`)
  await tx.execute(sql`
    UPDATE process_subject s SET state = 'CURED', version = f.version + 1, deadline_on = NULL, deadline_event = NULL, last_on = ${on}::date
    FROM ${given} WHERE s.subject_kind = ${SUBJECT} AND s.subject_id = f.id`)
  await tx.execute(sql`
    UPDATE collateral_alert a SET state = 'CURED', version = a.version + 1 FROM ${given} WHERE a.id = f.id`)
  return cured.length
}
