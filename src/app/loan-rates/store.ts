import { and, asc, desc, eq, getTableColumns, ne, sql } from 'drizzle-orm'
import { loanRate, ratchetFact, ratchetTarget, rateOverride, repricingPlan } from '../../db/tables/loan-rates.js'
import type { Tx } from '../../db/transaction.js'

export type LoanRate = typeof loanRate.$inferSelect
export type RateOverride = typeof rateOverride.$inferSelect
export type NewRatchetTarget = typeof ratchetTarget.$inferInsert
export type NewRatchetFact = typeof ratchetFact.$inferInsert

export async function insertLoanRate(tx: Tx, row: typeof loanRate.$inferInsert): Promise<LoanRate> {
  const [added] = await tx.insert(loanRate).values(row).returning()
  return added as LoanRate
}

/** With its document where a run has worded it. */
const EXPLAINED = {
  ...getTableColumns(loanRate),
  explanation: sql<unknown>`loan_rate_explanation(loan_rate)`.as('explanation'),
}

/** The last decision of a loan that the contract led to, not a person. */
export async function lastContractRate(tx: Tx, loanId: string): Promise<LoanRate | undefined> {
  const [found] = await tx
    .select(EXPLAINED)
    .from(loanRate)
    .where(and(eq(loanRate.loanId, loanId), ne(loanRate.cause, 'override')))
    .orderBy(desc(loanRate.effectiveOn), desc(loanRate.recordedAt))
    .limit(1)
  return found
}

/** The row that holds on a day as the books stand. */
export async function loanRateOn(tx: Tx, loanId: string, on: string): Promise<LoanRate | undefined> {
  const [found] = await tx
    .select()
    .from(loanRate)
    .where(and(eq(loanRate.loanId, loanId), sql`${loanRate.effectiveOn} <= ${on}::date`))
    .orderBy(desc(loanRate.effectiveOn), desc(loanRate.recordedAt))
    .limit(1)
  return found
}

export async function insertOverride(tx: Tx, row: typeof rateOverride.$inferInsert): Promise<RateOverride> {
  const [added] = await tx.insert(rateOverride).values(row).returning()
  return added as RateOverride
}

export async function overrideById(tx: Tx, id: string): Promise<RateOverride | undefined> {
  const [found] = await tx.select().from(rateOverride).where(eq(rateOverride.id, id))
  return found
}

export async function lockOverride(tx: Tx, id: string): Promise<RateOverride | undefined> {
  const [found] = await tx.select().from(rateOverride).where(eq(rateOverride.id, id)).for('update')
  return found
}

export async function decideOverrideRow(
  tx: Tx,
  { id, version }: RateOverride,
  decision: { readonly state: 'APPROVED' | 'REJECTED'; readonly decidedBy: string; readonly opinion: string },
): Promise<void> {
  await tx
    .update(rateOverride)
    .set({ ...decision, decidedAt: sql`recording_instant()`, version: version + 1 })
    .where(eq(rateOverride.id, id))
}

export async function insertRatchetTarget(tx: Tx, row: NewRatchetTarget): Promise<string> {
  const [added] = await tx.insert(ratchetTarget).values(row).returning({ id: ratchetTarget.id })
  return (added as { id: string }).id
}

export async function insertRatchetFact(tx: Tx, row: NewRatchetFact): Promise<string> {
  const [added] = await tx.insert(ratchetFact).values(row).returning({ id: ratchetFact.id })
  return (added as { id: string }).id
}

const known = (column: typeof ratchetTarget.recordedAt | typeof ratchetFact.recordedAt, knownAt: string | null) =>
  sql`${column} <= coalesce(${knownAt}::timestamptz, 'infinity')`

/** In the order in which they became known; as known at an instant (null: now). */
export async function targetsOf(tx: Tx, loanId: string, knownAt: string | null) {
  return tx
    .select()
    .from(ratchetTarget)
    .where(and(eq(ratchetTarget.loanId, loanId), known(ratchetTarget.recordedAt, knownAt)))
    .orderBy(asc(ratchetTarget.recordedAt), asc(ratchetTarget.id))
}

export async function ratchetFactsOf(tx: Tx, loanId: string, knownAt: string | null) {
  return tx
    .select()
    .from(ratchetFact)
    .where(and(eq(ratchetFact.loanId, loanId), known(ratchetFact.recordedAt, knownAt)))
    .orderBy(asc(ratchetFact.recordedAt), asc(ratchetFact.id))
}

/** Keeps the plan of a loan in the place of an earlier one. */
export async function putRepricingPlan(tx: Tx, row: typeof repricingPlan.$inferInsert): Promise<void> {
  const { loanId: _, ...kept } = row
  await tx
    .insert(repricingPlan)
    .values(row)
    .onConflictDoUpdate({ target: repricingPlan.loanId, set: { ...kept, recordedAt: sql`recording_instant()` } })
}
