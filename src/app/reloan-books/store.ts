import { eq, sql } from 'drizzle-orm'
import { reloan } from '../../db/tables/relending.js'
import { reloanInterestFact } from '../../db/tables/reloan-books.js'
import type { Tx } from '../../db/transaction.js'

export type ReloanRow = typeof reloan.$inferSelect

/**
 * The re-loan, held until the transaction ends: whoever books on it comes one after the other. To be called after the locks on quota,
 * filing and loans, and before the books'.
 */
export async function holdReloan(tx: Tx, id: string): Promise<ReloanRow | undefined> {
  await tx.execute(sql`SELECT hold_reloan(${id})`)
  const rows = await tx.select().from(reloan).where(eq(reloan.id, id))
  return rows[0]
}

export type InterestFactRow = typeof reloanInterestFact.$inferSelect

export async function insertInterestFact(
  tx: Tx,
  fact: typeof reloanInterestFact.$inferInsert,
): Promise<InterestFactRow> {
  const rows = await tx.insert(reloanInterestFact).values(fact).returning()
  return rows[0] as InterestFactRow
}
