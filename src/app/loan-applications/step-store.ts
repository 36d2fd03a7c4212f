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

/** The next step of the application; two at once would be given the same number, so the second is refused by the database. */
export async function insertStep(tx: Tx, step: NewStep): Promise<void> {
  const added = await tx.execute(sql`
    INSERT INTO loan_step (lender_id, enterprise_id, application_id, loan_id, no, step, from_state, to_state, taken_on, round, taken_by,
      opinion, evidence_hash, detail)
    SELECT a.lender_id, a.enterprise_id, a.id, ${step.loanId}::uuid,
           (SELECT coalesce(max(s.no), 0) + 1 FROM ${stepsSeen(sql`a.id`)} s),
           ${step.step}, ${step.from}, ${step.to}, ${step.on}::date, a.round, ${step.takenBy}::uuid, ${step.opinion}, ${step.evidenceHash},
           ${JSON.stringify(step.detail)}::jsonb
    FROM loan_application a
    WHERE a.id = ${step.applicationId} AND a.lender_id = ${step.lenderId} AND a.enterprise_id = ${step.enterpriseId}
    RETURNING no`)
  if (added.length !== 1)
    throw new Error(`there is no application ${step.applicationId} to take the step ${step.step} of`)
}
