import { sql } from 'drizzle-orm'
import type { BusinessSpan } from '../../domain/loans/end-of-day.js'
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

/**
 * Loans in service whose rate may be tested on a day that belongs to a business day: resets fall on the first of January or on the day
 * of the month of the first disbursement, grades and ratchets are tested when an interest period begins. Rather a loan too many: the
 * contract decides.
 */
export const loansToReprice =
  (organisationId: string, { previousDay, day }: BusinessSpan): LoansAfter =>
  async (tx, cursor, limit) => {
    const rows = await tx.execute<{ id: string }>(sql`
      SELECT s.loan_id AS id
      FROM loan_state s JOIN loan l ON l.id = s.loan_id
      CROSS JOIN LATERAL (SELECT min(d.disbursed_on) AS on_date FROM standing_disbursement d WHERE d.loan_id = s.loan_id) start
      WHERE s.lender_id = ${organisationId} AND s.state IN ('DISBURSED', 'OVERDUE') AND (${cursor}::uuid IS NULL OR s.loan_id > ${cursor}::uuid)
        AND (coalesce(l.terms ->> 'repricing', 'fixed') <> 'fixed' OR EXISTS (SELECT 1 FROM ratchet_target t WHERE t.loan_id = s.loan_id))
        AND EXISTS (
          SELECT 1 FROM generate_series(coalesce(${previousDay}::date + 1, ${day}::date), ${day}::date, interval '1 day') AS tested(at),
               LATERAL (SELECT tested.at::date AS on_date) test
          WHERE to_char(test.on_date, 'MM-DD') = '01-01'
             OR to_char(test.on_date, 'DD') = to_char(start.on_date, 'DD')
             OR (to_char(test.on_date + 1, 'DD') = '01' AND to_char(test.on_date, 'DD') < to_char(start.on_date, 'DD'))
             OR EXISTS (SELECT 1 FROM loan_event e
                        WHERE e.loan_id = s.loan_id AND e.kind IN ('plan', 'restructure')
                          AND (e.on_date = test.on_date OR e.body -> 'dueDates' ? test.on_date::text)))
      ORDER BY s.loan_id LIMIT ${limit}`)
    return rows.map(({ id }) => id)
  }
