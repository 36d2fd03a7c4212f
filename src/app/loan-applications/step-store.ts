import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { stepsSeen } from './step-views.js'

export interface NewStep {
  readonly applicationId: string
  readonly loanId: string | null
  readonly lenderId: string
  readonly enterpriseId: string
  readonly step: string
  readonly from: string | null
  readonly to: string
  readonly on: string
  readonly takenBy: string | null
  readonly opinion: string | null
  readonly evidenceHash: string | null
  readonly detail: unknown
}

/** The next step of each application, one of an application at most; two at once would be given the same number, so the second is refused by the database. */
export async function insertSteps(tx: Tx, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return
  const added = await tx.execute<{ applicationId: string }>(sql`
    INSERT INTO loan_step (lender_id, enterprise_id, application_id, loan_id, no, step, from_state, to_state, taken_on, round, taken_by,
      opinion, evidence_hash, detail)
    SELECT a.lender_id, a.enterprise_id, a.id, t."loanId", (SELECT coalesce(max(s.no), 0) + 1 FROM ${stepsSeen(sql`a.id`)} s),
           t.step, t."from", t."to", t."on", a.round, t."takenBy", t.opinion, t."evidenceHash", t.detail
    FROM jsonb_to_recordset(${JSON.stringify(steps)}::jsonb)
           AS t ("applicationId" uuid, "loanId" uuid, "lenderId" uuid, "enterpriseId" uuid, step text, "from" text, "to" text, "on" date,
                 "takenBy" uuid, opinion text, "evidenceHash" text, detail jsonb)
    JOIN loan_application a ON a.id = t."applicationId" AND a.lender_id = t."lenderId" AND a.enterprise_id = t."enterpriseId"
    RETURNING application_id AS "applicationId"`)
  if (added.length === steps.length) return
  const found = new Set(added.map(({ applicationId }) => applicationId))
  const missing = steps.filter(({ applicationId }) => !found.has(applicationId))
  throw new Error(
    missing
      .map(({ applicationId, step }) => `there is no application ${applicationId} to take the step ${step} of`)
      .join('; '),
  )
}
