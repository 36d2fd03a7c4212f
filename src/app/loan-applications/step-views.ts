import { sql } from 'drizzle-orm'
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
 * Steps of an application and its loan in their order. What a bank makes of a case in its survey and review is its own: the
 * enterprise is told that the steps were taken.
 */
export async function stepsOf(
  tx: Tx,
  applicationId: string,
  { after = '0', limit = 500 }: { readonly after?: string; readonly limit?: number } = {},
): Promise<readonly StepView[]> {
  return tx.execute<StepView>(sql`
    SELECT s.id, s.no, s.step, s.from_state AS "from", s.to_state AS "to", s.taken_on AS "on", s.round, s.loan_id AS "loanId",
           u.name_zh AS person, CASE WHEN kept.own THEN NULL ELSE s.opinion END AS opinion,
           CASE WHEN kept.own THEN NULL ELSE s.evidence_hash END AS "evidenceHash", s.detail, s.recorded_at AS "recordedAt"
    FROM loan_step s LEFT JOIN user_account u ON u.id = s.taken_by,
         LATERAL (SELECT current_scope() = 'enterprise' AND s.step IN ('survey', 'review') AS own) kept
    WHERE s.application_id = ${applicationId} AND s.no > ${after}::int ORDER BY s.no LIMIT ${limit}`)
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
    SELECT s.step, s.taken_by AS by, s.round, s.taken_on AS "on" FROM loan_step s
    WHERE s.application_id = ${applicationId} AND s.step IN ('apply', 'survey', 'review', 'return', 'resubmit') ORDER BY s.no`)
  const last = rows.at(-1)
  return { parts: rows, lastOn: last === undefined ? null : civilDate(last.on) }
}
