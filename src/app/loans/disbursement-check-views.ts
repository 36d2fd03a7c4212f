import { eq, sql } from 'drizzle-orm'
import { loan, loanState } from '../../db/tables/lending.js'
import type { Tx } from '../../db/transaction.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import type { Loan, LoanStateRow } from './store.js'

/** A loan as it stands, not held. */
export async function loanAsItStands(tx: Tx, id: string): Promise<{ loan: Loan; state: LoanStateRow } | undefined> {
  const [found] = await tx
    .select()
    .from(loan)
    .innerJoin(loanState, eq(loanState.loanId, loan.id))
    .where(eq(loan.id, id))
  return found && { loan: found.loan, state: found.loan_state }
}

/** The borrower's code, whether its consent to the lender is in force now, and through which day the lender's book is closed. */
export async function borrowerAndBook(
  tx: Tx,
  { enterpriseId, lenderId }: Pick<Loan, 'enterpriseId' | 'lenderId'>,
): Promise<{ readonly uscc: string; readonly consented: boolean; readonly closedThrough: CivilDate | null }> {
  const rows = await tx.execute<{ uscc: string | null; consented: boolean; closedThrough: string | null }>(sql`
    SELECT (SELECT e.uscc FROM enterprise e WHERE e.id = ${enterpriseId}) AS uscc,
           consent_in_force(${enterpriseId}, ${lenderId}) AS consented,
           (SELECT max(c.closed_through) FROM accounting_period_close c WHERE c.organisation_id = ${lenderId}) AS "closedThrough"`)
  const { uscc, consented, closedThrough } = rows[0] as NonNullable<(typeof rows)[0]>
  return {
    uscc: uscc ?? enterpriseId,
    consented,
    closedThrough: closedThrough === null ? null : civilDate(closedThrough),
  }
}
