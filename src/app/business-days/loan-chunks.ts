import { sql } from 'drizzle-orm'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { LoansAfter } from './end-of-day-step.js'

/** Loans whose book changes by itself on or before a day, and those that are a day longer overdue. */
export const loansDue =
  (organisationId: string, day: CivilDate): LoansAfter =>
  async (tx, cursor, limit) => {
    const rows = await tx.execute<{ id: string }>(sql`
      SELECT loan_id AS id FROM loan_state
      WHERE lender_id = ${organisationId} AND (next_event_on <= ${day} OR days_overdue > 0) AND (${cursor}::uuid IS NULL OR loan_id > ${cursor}::uuid)
      ORDER BY loan_id LIMIT ${limit}`)
    return rows.map(({ id }) => id)
  }

/** Loans that are paid out and not at their end. */
export const loansInService =
  (organisationId: string): LoansAfter =>
  async (tx, cursor, limit) => {
    const rows = await tx.execute<{ id: string }>(sql`
      SELECT loan_id AS id FROM loan_state
      WHERE lender_id = ${organisationId} AND state IN ('DISBURSED', 'OVERDUE') AND (${cursor}::uuid IS NULL OR loan_id > ${cursor}::uuid)
      ORDER BY loan_id LIMIT ${limit}`)
    return rows.map(({ id }) => id)
  }
