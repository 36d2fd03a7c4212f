import { eq, sql } from 'drizzle-orm'
import { quoteOverride } from '../../db/tables/loan-rates.js'
import type { Tx } from '../../db/transaction.js'

export type QuoteOverride = typeof quoteOverride.$inferSelect

export async function insertQuoteOverride(tx: Tx, row: typeof quoteOverride.$inferInsert): Promise<void> {
  await tx.insert(quoteOverride).values(row)
}

export async function quoteOverrideOf(tx: Tx, quoteId: string): Promise<QuoteOverride | undefined> {
  const [found] = await tx.select().from(quoteOverride).where(eq(quoteOverride.quoteId, quoteId))
  return found
}

export async function lockQuoteOverride(tx: Tx, quoteId: string): Promise<QuoteOverride | undefined> {
  const [found] = await tx.select().from(quoteOverride).where(eq(quoteOverride.quoteId, quoteId)).for('update')
  return found
}

export async function decideQuoteOverrideRow(
  tx: Tx,
  { quoteId, version }: QuoteOverride,
  decision: { readonly state: 'APPROVED' | 'REJECTED'; readonly decidedBy: string; readonly opinion: string },
): Promise<void> {
  await tx
    .update(quoteOverride)
    .set({ ...decision, decidedAt: sql`recording_instant()`, version: version + 1 })
    .where(eq(quoteOverride.quoteId, quoteId))
}
