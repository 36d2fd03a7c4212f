import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { ClaimPeriod } from '../../domain/loans/subsidy.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { addMoney, type Money, money, NO_MONEY } from '../../kernel/money.js'

export interface PaidInterest {
  readonly on: CivilDate
  readonly interest: Money
}

/** What of a loan's journal pays interest: money that came in, and money that had been held for a due date. */
const PAYING = ['loan.payment', 'loan.held-applied']

/**
 * Interest in term paid on each day of a period as the book has it, less what was reversed. Penalty and compound interest are
 * receivable on accounts of their own and do not count. Days are those the entries are for, wherever they were booked.
 */
export async function paidInterestOf(tx: Tx, loanId: string, period: ClaimPeriod): Promise<readonly PaidInterest[]> {
  const rows = await tx.execute<{ on: string; interest: string }>(sql`
    SELECT e.for_on AS "on", sum(CASE l.side WHEN 'credit' THEN l.amount ELSE -l.amount END)::text AS interest
    FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
    WHERE e.subject_kind = 'loan' AND e.subject_id = ${loanId} AND a.code = '1132'
      AND e.event IN (SELECT jsonb_array_elements_text(${JSON.stringify(PAYING)}::jsonb))
      AND e.for_on BETWEEN ${period.from} AND ${period.to}
    GROUP BY e.for_on ORDER BY e.for_on`)
  return rows.map(({ on, interest }) => ({ on: civilDate(on), interest: money(interest) }))
}

export interface PrincipalOverNights {
  readonly from: CivilDate
  /** Not included. */
  readonly to: CivilDate
  readonly balance: Money
}

/** The principal of a loan by nights up to a day, as its book has it. */
export async function principalOf(tx: Tx, loanId: string, until: CivilDate): Promise<readonly PrincipalOverNights[]> {
  const rows = await tx.execute<{ on: string; change: string }>(sql`
    SELECT e.for_on AS "on", sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END)::text AS change
    FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
    WHERE e.subject_kind = 'loan' AND e.subject_id = ${loanId} AND a.code = '1303' AND e.for_on < ${until}
    GROUP BY e.for_on ORDER BY e.for_on`)
  let balance = NO_MONEY
  return rows.map(({ on, change }, index) => {
    balance = addMoney(balance, money(change))
    return {
      from: civilDate(on),
      to: index + 1 < rows.length ? civilDate(rows[index + 1]?.on ?? until) : until,
      balance,
    }
  })
}
