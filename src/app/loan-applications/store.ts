import { eq, sql } from 'drizzle-orm'
import { loanApplication, loanApproval } from '../../db/tables/lending.js'
import type { Tx } from '../../db/transaction.js'
import type { LoanState } from '../../domain/loans/life-cycle.js'

export type Application = typeof loanApplication.$inferSelect
export type Approval = typeof loanApproval.$inferSelect

export async function insertApplication(tx: Tx, row: typeof loanApplication.$inferInsert): Promise<Application> {
  const [added] = await tx.insert(loanApplication).values(row).returning()
  return added as Application
}

/** Locks the application until the transaction ends. Locks are taken in the order application, loan, pledge, valuation, credit line, ledger. */
export async function lockApplication(tx: Tx, id: string): Promise<Application | undefined> {
  const [found] = await tx.select().from(loanApplication).where(eq(loanApplication.id, id)).for('update')
  return found
}

/** What was applied for. */
export type Form = Pick<Application, 'amount' | 'tenorMonths' | 'purpose' | 'pledgeId'>

/**
 * @param amended the form of the next round
 * @returns the new version
 */
export async function moveApplication(tx: Tx, id: string, state: LoanState, amended?: Form): Promise<number> {
  const [moved] = await tx
    .update(loanApplication)
    .set({
      // States of a loan are none of an application: the database refuses them.
      state: state as Application['state'],
      version: sql`${loanApplication.version} + 1`,
      ...(amended && { ...amended, round: sql`${loanApplication.round} + 1` }),
    })
    .where(eq(loanApplication.id, id))
    .returning({ version: loanApplication.version })
  return (moved as { version: number }).version
}

/** An application is decided once, so a second row is a defect that the database refuses. */
export async function insertApproval(tx: Tx, row: typeof loanApproval.$inferInsert): Promise<Approval> {
  const [added] = await tx.insert(loanApproval).values(row).returning()
  return added as Approval
}

export async function approvalOf(tx: Tx, applicationId: string): Promise<Approval | undefined> {
  const [found] = await tx.select().from(loanApproval).where(eq(loanApproval.applicationId, applicationId))
  return found
}
