import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { PartTaken } from '../../domain/loans/parts-taken.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'

export interface StepView extends Record<string, unknown> {
  id: string
  no: number
  step: string
  from: string | null
  to: string
  on: string
  round: number
  loanId: string | null
  /** Null where the program itself took the step, and for a colleague of another organisation. */
  person: string | null
  opinion: string | null
  evidenceHash: string | null
  detail: unknown
  recordedAt: string
}

/**
 * The steps of an application that the reader may know of. What a bank makes of a case in its survey and review is its own: to the
 * enterprise the database gives these without opinion and evidence.
 */
export const stepsSeen = (applicationId: SQL): SQL =>
  sql`(SELECT t.* FROM loan_step t WHERE t.application_id = ${applicationId} UNION ALL SELECT k.* FROM kept_steps(${applicationId}) k)`

/** Steps of an application and its loan in their order. */
export async function stepsOf(
  tx: Tx,
  applicationId: string,
  { after = '0', limit = 500 }: { readonly after?: string; readonly limit?: number } = {},
): Promise<readonly StepView[]> {
  return tx.execute<StepView>(sql`
    SELECT s.id, s.no, s.step, s.from_state AS "from", s.to_state AS "to", s.taken_on AS "on", s.round, s.loan_id AS "loanId",
           u.name_zh AS person, s.opinion, s.evidence_hash AS "evidenceHash", s.detail, s.recorded_at AS "recordedAt"
    FROM ${stepsSeen(sql`${applicationId}::uuid`)} s LEFT JOIN user_account u ON u.id = s.taken_by
    WHERE s.no > ${after}::int ORDER BY s.no LIMIT ${limit}`)
}

/** Whether the caller sees the application. */
export async function applicationIsSeen(tx: Tx, id: string): Promise<boolean> {
  return (await tx.execute(sql`SELECT 1 FROM loan_application WHERE id = ${id}`)).length === 1
}

/** Who took which step of an application until now, and on which day the last one that is a judgement or a form was taken. */
export async function partsTaken(
  tx: Tx,
  applicationId: string,
): Promise<{ readonly parts: readonly PartTaken[]; readonly lastOn: CivilDate | null }> {
  const rows = await tx.execute<{ step: string; by: string | null; round: number; on: string }>(sql`
    SELECT s.step, s.taken_by AS by, s.round, s.taken_on AS "on"
    FROM ${stepsSeen(sql`${applicationId}::uuid`)} s WHERE s.step IN ('apply', 'survey', 'review', 'return', 'resubmit') ORDER BY s.no`)
  const last = rows.at(-1)
  return { parts: rows, lastOn: last === undefined ? null : civilDate(last.on) }
}
