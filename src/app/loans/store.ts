import { and, eq, sql } from 'drizzle-orm'
import { disbursement, loan, loanState } from '../../db/tables/lending.js'
import type { Tx } from '../../db/transaction.js'

export type Loan = typeof loan.$inferSelect
export type LoanStateRow = typeof loanState.$inferSelect
export type Disbursement = typeof disbursement.$inferSelect

/** @returns undefined when the lender has used the contract number before */
export async function insertLoan(tx: Tx, row: typeof loan.$inferInsert): Promise<Loan | undefined> {
  const [added] = await tx
    .insert(loan)
    .values(row)
    .onConflictDoNothing({ target: [loan.lenderId, loan.contractNo] })
    .returning()
  return added
}

export async function insertLoanState(tx: Tx, row: typeof loanState.$inferInsert): Promise<void> {
  await tx.insert(loanState).values(row)
}

/** Locks what changes about a loan until the transaction ends; other disbursements wait here. */
export async function lockLoan(tx: Tx, id: string): Promise<{ loan: Loan; state: LoanStateRow } | undefined> {
  const [state] = await tx.select().from(loanState).where(eq(loanState.loanId, id)).for('update')
  const [found] = await tx.select().from(loan).where(eq(loan.id, id))
  return state === undefined || found === undefined ? undefined : { loan: found, state }
}

/** Ends a contract of which nothing is paid out. */
export async function endContract(tx: Tx, { loanId, version }: LoanStateRow): Promise<void> {
  await tx
    .update(loanState)
    .set({ state: 'WITHDRAWN', nextEventOn: null, version: version + 1 })
    .where(eq(loanState.loanId, loanId))
}

/** @returns undefined when the lender has used the number of the loan note before */
export async function insertDisbursement(
  tx: Tx,
  row: typeof disbursement.$inferInsert,
): Promise<Disbursement | undefined> {
  const [added] = await tx
    .insert(disbursement)
    .values(row)
    .onConflictDoNothing({ target: [disbursement.lenderId, disbursement.noteNo] })
    .returning()
  return added
}

/** What was paid out of one loan and stands, the first paid out first. */
export async function disbursementsOf(tx: Tx, loanId: string): Promise<Disbursement[]> {
  return tx
    .select()
    .from(disbursement)
    .where(and(eq(disbursement.loanId, loanId), sql`${disbursement.id} IN (SELECT d.id FROM standing_disbursement d)`))
    .orderBy(disbursement.disbursedOn, disbursement.recordedAt, disbursement.id)
}

export async function loanById(tx: Tx, id: string): Promise<Loan | undefined> {
  return (await tx.select().from(loan).where(eq(loan.id, id)))[0]
}
