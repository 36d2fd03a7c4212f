import { and, eq, sql } from 'drizzle-orm'
import { guaranteeCall, guaranteePayment, loanGuarantee } from '../../db/tables/guarantee.js'
import type { Tx } from '../../db/transaction.js'

export type Guarantee = typeof loanGuarantee.$inferSelect
export type GuaranteeCall = typeof guaranteeCall.$inferSelect
export type GuaranteePayment = typeof guaranteePayment.$inferSelect

export async function insertGuarantee(tx: Tx, row: typeof loanGuarantee.$inferInsert): Promise<Guarantee> {
  const [added] = await tx.insert(loanGuarantee).values(row).returning()
  return added as Guarantee
}

export async function guaranteeById(tx: Tx, id: string): Promise<Guarantee | undefined> {
  const [found] = await tx.select().from(loanGuarantee).where(eq(loanGuarantee.id, id))
  return found
}

export async function guaranteeOfLoan(tx: Tx, loanId: string): Promise<Guarantee | undefined> {
  const [found] = await tx.select().from(loanGuarantee).where(eq(loanGuarantee.loanId, loanId))
  return found
}

export async function insertCall(tx: Tx, row: typeof guaranteeCall.$inferInsert): Promise<GuaranteeCall> {
  const [added] = await tx.insert(guaranteeCall).values(row).returning()
  return added as GuaranteeCall
}

/** A payment that was not taken back. */
const STANDS = sql`NOT EXISTS (SELECT 1 FROM guarantee_payment_reversal r WHERE r.loan_event_id = ${guaranteePayment.loanEventId})`

/** The calls on a guarantee in order, each with its payment if there is one. */
export async function callsOf(
  tx: Tx,
  guaranteeId: string,
): Promise<readonly { readonly call: GuaranteeCall; readonly payment: GuaranteePayment | null }[]> {
  return tx
    .select({ call: guaranteeCall, payment: guaranteePayment })
    .from(guaranteeCall)
    .leftJoin(guaranteePayment, and(eq(guaranteePayment.callId, guaranteeCall.id), STANDS))
    .where(eq(guaranteeCall.guaranteeId, guaranteeId))
    .orderBy(guaranteeCall.no)
}

export async function callByNo(tx: Tx, guaranteeId: string, no: number): Promise<GuaranteeCall | undefined> {
  const [found] = await tx
    .select()
    .from(guaranteeCall)
    .where(and(eq(guaranteeCall.guaranteeId, guaranteeId), eq(guaranteeCall.no, no)))
  return found
}

/** Whether a call has its payment; its loan is locked by whoever asks. */
export async function isPaid(tx: Tx, callId: string): Promise<boolean> {
  const found = await tx
    .select({ callId: guaranteePayment.callId })
    .from(guaranteePayment)
    .where(and(eq(guaranteePayment.callId, callId), STANDS))
  return found.length > 0
}

export async function insertPayment(tx: Tx, row: typeof guaranteePayment.$inferInsert): Promise<GuaranteePayment> {
  const [added] = await tx.insert(guaranteePayment).values(row).returning()
  return added as GuaranteePayment
}
