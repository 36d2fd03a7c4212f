import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { endOf, interestWithin, type SavingPeriod } from './realised-saving-views.js'

export interface SavingChangeRow extends Record<string, unknown> {
  lender: string
  cause: string
  loans: number
  enterprises: number
  executed: string
  reference: string
}

/** What became known between two instants about a period, by lender and by what was done to the loans. */
export async function savingChanges(
  tx: Tx,
  period: SavingPeriod,
  knownBefore: string,
): Promise<readonly SavingChangeRow[]> {
  const [first, end] = [sql`${period.from}::date`, sql`${endOf(period)}::date`]
  return tx.execute<SavingChangeRow>(sql`
    SELECT o.code AS lender, c.cause, count(DISTINCT c.loan_id)::int AS loans, count(DISTINCT c.enterprise_id)::int AS enterprises,
           sum(c.executed)::numeric(30,2)::text AS executed, sum(c.reference)::numeric(30,2)::text AS reference
    FROM (
      SELECT s.lender_id, s.enterprise_id, s.loan_id,
             CASE WHEN s.cause = 'disbursement' AND NOT EXISTS (
                    SELECT 1 FROM interest_segment b WHERE b.loan_id = s.loan_id AND b.recorded_at <= ${knownBefore}::timestamptz)
                  THEN 'loan-recorded-later' ELSE s.cause END AS cause,
             sum(s.sign * ${interestWithin('executed', first, end)}) AS executed,
             sum(s.sign * ${interestWithin('reference', first, end)}) AS reference
      FROM interest_segment s
      WHERE s.from_on < ${end} AND s.to_on > ${first} AND s.recorded_at > ${knownBefore}::timestamptz
        AND s.recorded_at <= ${period.knownAt}::timestamptz
      GROUP BY 1, 2, 3, 4) c
    JOIN organisation o ON o.id = c.lender_id
    WHERE c.executed <> 0 OR c.reference <> 0
    GROUP BY 1, 2 ORDER BY 1, 2`)
}
