import { eq } from 'drizzle-orm'
import { quote } from '../../db/tables/lending.js'
import type { Tx } from '../../db/transaction.js'

export type Quote = typeof quote.$inferSelect

export async function insertQuote(tx: Tx, row: typeof quote.$inferInsert): Promise<Quote> {
  const [added] = await tx.insert(quote).values(row).returning()
  return added as Quote
}

export async function quoteById(tx: Tx, id: string): Promise<Quote | undefined> {
  const [found] = await tx.select().from(quote).where(eq(quote.id, id))
  return found
}
