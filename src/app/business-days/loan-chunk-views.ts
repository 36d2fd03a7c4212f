import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { BusinessSpan } from '../../domain/loans/end-of-day.js'
import type { CivilDate } from '../../kernel/civil-date.js'

/** Which loans a step is about: a query of their ids. */
export type LoanSelection = SQL

/** Loans in the order of their ids: after one (null: from the first), up to and including another (null: to the last). */
export interface LoanRange {
  readonly after: string | null
  readonly to: string | null
}

export const ALL_LOANS: LoanRange = { after: null, to: null }

/** Loans whose book changes by itself on or before a day, and those that are a day longer overdue. */
export const loansDue = (organisationId: string, day: CivilDate): LoanSelection => sql`
  SELECT loan_id AS id FROM loan_state WHERE lender_id = ${organisationId} AND (next_event_on <= ${day} OR days_overdue > 0)`

/** Loans that are paid out and not at their end. */
export const loansInService = (organisationId: string): LoanSelection => sql`
  SELECT loan_id AS id FROM loan_state WHERE lender_id = ${organisationId} AND state IN ('DISBURSED', 'OVERDUE')`

/** Loans that are overdue or ever were, and not written off. */
export const loansToClassify = (organisationId: string): LoanSelection => sql`
  SELECT s.loan_id AS id FROM loan_state s
  WHERE s.lender_id = ${organisationId} AND s.state <> 'WRITTEN_OFF'
    AND (s.days_overdue > 0 OR s.class <> 'NORMAL'
         OR s.loan_id IN (SELECT c.loan_id FROM loan_classification c WHERE c.lender_id = ${organisationId}))`

/**
 * Loans in service whose rate may be tested on a day that belongs to a business day: resets fall on the first of January or on the day
 * of the month of the first disbursement, grades and ratchets are tested when an interest period begins. Rather a loan too many: the
 * contract decides.
 */
export const loansToReprice = (organisationId: string, { previousDay, day }: BusinessSpan): LoanSelection => sql`
  SELECT s.loan_id AS id
  FROM loan_state s JOIN loan l ON l.id = s.loan_id
  CROSS JOIN LATERAL (SELECT min(d.disbursed_on) AS on_date FROM standing_disbursement d WHERE d.loan_id = s.loan_id) start
  WHERE s.lender_id = ${organisationId} AND s.state IN ('DISBURSED', 'OVERDUE')
    AND (coalesce(l.terms ->> 'repricing', 'fixed') <> 'fixed' OR EXISTS (SELECT 1 FROM ratchet_target t WHERE t.loan_id = s.loan_id))
    AND EXISTS (
      SELECT 1 FROM generate_series(coalesce(${previousDay}::date + 1, ${day}::date), ${day}::date, interval '1 day') AS tested(at),
           LATERAL (SELECT tested.at::date AS on_date) test
      WHERE to_char(test.on_date, 'MM-DD') = '01-01'
         OR to_char(test.on_date, 'DD') = to_char(start.on_date, 'DD')
         OR (to_char(test.on_date + 1, 'DD') = '01' AND to_char(test.on_date, 'DD') < to_char(start.on_date, 'DD'))
         OR EXISTS (SELECT 1 FROM loan_event e
                    WHERE e.loan_id = s.loan_id AND e.kind IN ('plan', 'restructure')
                      AND (e.on_date = test.on_date OR e.body -> 'dueDates' ? test.on_date::text)))`

const [BEFORE_ALL, AFTER_ALL] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
/** Both ends are always there, so that the index is read from one to the other, whatever the plan. */
const within = ({ after, to }: LoanRange): SQL =>
  sql`q.id > ${after ?? BEFORE_ALL}::uuid AND q.id <= ${to ?? AFTER_ALL}::uuid`

/** The loans of a range, in the order of their ids. */
export async function loansIn(tx: Tx, selection: LoanSelection, range: LoanRange): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(
    sql`SELECT q.id FROM (${selection}) q WHERE ${within(range)} ORDER BY q.id`,
  )
  return rows.map(({ id }) => id)
}

/** Ranges of so many loans each that together leave none out after `after`: the last is open, for loans that join them meanwhile. */
export async function rangesOf(
  tx: Tx,
  selection: LoanSelection,
  { after, perRange }: { readonly after: string | null; readonly perRange: number },
): Promise<readonly LoanRange[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT n.id FROM (SELECT q.id, row_number() OVER (ORDER BY q.id) AS no, count(*) OVER () AS count
                      FROM (${selection}) q WHERE ${within({ after, to: null })}) n
    WHERE n.no % ${perRange}::int = 0 AND n.no < n.count ORDER BY n.id`)
  const ends = rows.map(({ id }) => id)
  return [...ends, null].map((to, index) => ({ after: index === 0 ? after : (ends[index - 1] as string), to }))
}
