import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface LoanToDrawOn extends Record<string, unknown> {
  balance: string
  undisbursed: string
  lastOn: string | null
  /** What it stands for of re-loans, whatever the grant. */
  reloans: string
}

/** What a draw asks of its loan, read once the loan is held. */
export async function loanToDrawOn(tx: Tx, loanId: string): Promise<LoanToDrawOn | undefined> {
  const rows = await tx.execute<LoanToDrawOn>(sql`
    SELECT s.balance::text, greatest(s.contracted - s.disbursed, 0)::text AS undisbursed,
           (SELECT max(d.disbursed_on) FROM standing_disbursement d WHERE d.loan_id = s.loan_id) AS "lastOn",
           (SELECT coalesce(sum(b.amount), 0) FROM reloan_backing b WHERE b.loan_id = s.loan_id AND b.live)::numeric(20,2)::text AS reloans
    FROM loan_state s WHERE s.loan_id = ${loanId}`)
  return rows[0]
}
