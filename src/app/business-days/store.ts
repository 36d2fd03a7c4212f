import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { businessDay, endOfDayAcknowledgement, endOfDayChunk, endOfDayStep } from '../../db/tables/business-day.js'
import { ask, type Tx } from '../../db/transaction.js'
import type { EndOfDayStep } from '../../domain/loans/end-of-day.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { LoanRange } from './loan-chunk-views.js'

export type BusinessDayRow = typeof businessDay.$inferSelect
export type EndOfDayStepRow = typeof endOfDayStep.$inferSelect
export type EndOfDayChunkRow = typeof endOfDayChunk.$inferSelect
type StepKey = Pick<EndOfDayStepRow, 'organisationId' | 'day' | 'step'>

const ofDay = (organisationId: string, day: CivilDate) =>
  and(eq(businessDay.organisationId, organisationId), eq(businessDay.day, day))

/** The day that a bank has at work, held until the transaction ends. */
export async function lockDayAtWork(tx: Tx, organisationId: string): Promise<BusinessDayRow | undefined> {
  const atWork = () =>
    tx
      .select()
      .from(businessDay)
      .where(and(eq(businessDay.organisationId, organisationId), ne(businessDay.state, 'CLOSED')))
      .for('no key update')
  // A day that was closed while this waited is gone from the answer, and the next one was not there yet when it was asked.
  return (await atWork())[0] ?? (await atWork())[0]
}

export async function businessDayOf(
  tx: Tx,
  organisationId: string,
  day: CivilDate,
): Promise<BusinessDayRow | undefined> {
  return (await tx.select().from(businessDay).where(ofDay(organisationId, day)))[0]
}

export async function insertBusinessDay(
  tx: Tx,
  row: Pick<BusinessDayRow, 'organisationId' | 'day' | 'calendar' | 'previousDay' | 'openedBy'>,
): Promise<BusinessDayRow> {
  const rows = await tx.insert(businessDay).values(row).returning()
  return rows[0] as BusinessDayRow
}

/** From now on the day is closing, with the steps that lead to its end. */
export async function startClosing(
  tx: Tx,
  row: BusinessDayRow,
  closingBy: string,
  steps: readonly EndOfDayStep[],
): Promise<BusinessDayRow> {
  const { organisationId, day } = row
  const rows = await tx
    .update(businessDay)
    .set({ state: 'CLOSING', closingBy, closingAt: sql`now()`, version: row.version + 1 })
    .where(ofDay(organisationId, day))
    .returning()
  await tx.insert(endOfDayStep).values(steps.map(({ step }, index) => ({ organisationId, day, no: index + 1, step })))
  return rows[0] as BusinessDayRow
}

export async function closeBusinessDay(tx: Tx, row: BusinessDayRow): Promise<void> {
  await tx
    .update(businessDay)
    .set({ state: 'CLOSED', closedAt: sql`now()`, version: row.version + 1 })
    .where(ofDay(row.organisationId, row.day))
}

/** A step of an end of day, held until the transaction ends: whoever works on it too waits here and reads where it stands. */
export async function lockStep(
  tx: Tx,
  organisationId: string,
  day: CivilDate,
  step: string,
): Promise<EndOfDayStepRow | undefined> {
  const rows = await tx
    .select()
    .from(endOfDayStep)
    .where(and(eq(endOfDayStep.organisationId, organisationId), eq(endOfDayStep.day, day), eq(endOfDayStep.step, step)))
    .for('no key update')
  return rows[0]
}

/** Where a step stands after a piece of its work. */
export async function moveStep(
  tx: Tx,
  row: EndOfDayStepRow,
  to: Pick<EndOfDayStepRow, 'state'> & { readonly done: number; readonly refused: number },
): Promise<void> {
  await tx
    .update(endOfDayStep)
    .set({
      state: to.state,
      done: row.done + to.done,
      refused: row.refused + to.refused,
      startedAt: sql`coalesce(${endOfDayStep.startedAt}, now())`,
      finishedAt: to.state === 'DONE' ? sql`now()` : null,
    })
    .where(
      and(
        eq(endOfDayStep.organisationId, row.organisationId),
        eq(endOfDayStep.day, row.day),
        eq(endOfDayStep.no, row.no),
      ),
    )
}

const ofStep = ({ organisationId, day, step }: StepKey) =>
  and(eq(endOfDayChunk.organisationId, organisationId), eq(endOfDayChunk.day, day), eq(endOfDayChunk.step, step))

/** Whether the ranges of a step are handed out already. */
export async function isPlanned(tx: Tx, step: StepKey): Promise<boolean> {
  return (await tx.select({ no: endOfDayChunk.no }).from(endOfDayChunk).where(ofStep(step)).limit(1)).length === 1
}

export async function insertChunks(
  tx: Tx,
  { organisationId, day, step }: StepKey,
  ranges: readonly LoanRange[],
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO end_of_day_chunk (organisation_id, day, step, no, after_loan, to_loan)
    SELECT ${organisationId}, ${day}, ${step}, r.no, (r.range ->> 'after')::uuid, (r.range ->> 'to')::uuid
    FROM jsonb_array_elements(${JSON.stringify(ranges)}::jsonb) WITH ORDINALITY AS r (range, no)`)
}

/**
 * Takes the next range of a step that is not done, and holds it until the transaction ends.
 * @param others what to do about ranges that others hold: pass them by, or wait for each, to take it where it was left undone
 */
export async function takeChunk(
  tx: Tx,
  step: StepKey,
  others: 'pass-by' | 'wait-for',
): Promise<EndOfDayChunkRow | undefined> {
  const [taken] = await tx
    .select()
    .from(endOfDayChunk)
    .where(and(ofStep(step), isNull(endOfDayChunk.finishedAt)))
    .orderBy(endOfDayChunk.no)
    .limit(1)
    .for('update', others === 'pass-by' ? { skipLocked: true } : undefined)
  return taken
}

export async function finishChunk(
  tx: Tx,
  chunk: EndOfDayChunkRow,
  { done, refused }: { readonly done: number; readonly refused: number },
): Promise<void> {
  await tx
    .update(endOfDayChunk)
    .set({ done, refused, finishedAt: sql`now()` })
    .where(and(ofStep(chunk), eq(endOfDayChunk.no, chunk.no)))
}

/** Lets the database test now what it would test when the transaction ends. */
export async function checkDeferredRules(tx: Tx): Promise<void> {
  await Promise.all([ask(tx, 'SET CONSTRAINTS ALL IMMEDIATE', []), ask(tx, 'SET CONSTRAINTS ALL DEFERRED', [])])
}

/** What a step could not do to a loan, or found. */
export interface Finding {
  readonly loanId: string | null
  readonly code: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** Writes findings down; one that the step has told before is not told again. */
export async function insertFindings(
  tx: Tx,
  { organisationId, day, step }: StepKey,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0) return
  await tx.execute(sql`
    INSERT INTO end_of_day_finding (organisation_id, day, step, loan_id, code, detail)
    SELECT ${organisationId}, ${day}, ${step}, f."loanId", f.code, f.detail
    FROM jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) AS f("loanId" uuid, code text, detail jsonb)
    ON CONFLICT (organisation_id, day, step, loan_id, code, md5(detail::text)) DO NOTHING`)
}

/** @returns how many of these findings of a step nobody has acknowledged yet */
export async function countUnacknowledged(
  tx: Tx,
  { organisationId, day, step }: StepKey,
  findings: readonly Finding[],
): Promise<number> {
  const rows = await tx.execute<{ count: number }>(sql`
    SELECT count(*)::int AS count
    FROM jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) AS f("loanId" uuid, code text, detail jsonb)
    WHERE NOT EXISTS (
      SELECT 1 FROM end_of_day_finding e JOIN end_of_day_acknowledgement a ON a.finding_id = e.id
      WHERE e.organisation_id = ${organisationId} AND e.day = ${day} AND e.step = ${step}
        AND e.loan_id IS NOT DISTINCT FROM f."loanId" AND e.code = f.code AND e.detail = f.detail)`)
  return rows[0]?.count ?? 0
}

export async function insertAcknowledgement(tx: Tx, row: typeof endOfDayAcknowledgement.$inferInsert): Promise<void> {
  await tx.insert(endOfDayAcknowledgement).values(row)
}
