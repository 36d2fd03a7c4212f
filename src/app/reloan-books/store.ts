import { and, eq, sql } from 'drizzle-orm'
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
  return reloanById(tx, id)
}

export async function reloanById(tx: Tx, id: string): Promise<ReloanRow | undefined> {
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

/** The re-loan if it was drawn by a day and known at an instant. */
export async function reloanKnown(
  tx: Tx,
  id: string,
  { asOf, knownAt }: { readonly asOf: string; readonly knownAt: string },
): Promise<ReloanRow | undefined> {
  const rows = await tx
    .select()
    .from(reloan)
    .where(
      and(eq(reloan.id, id), sql`${reloan.drawnOn} <= ${asOf}`, sql`${reloan.recordedAt} <= ${knownAt}::timestamptz`),
    )
  return rows[0]
}
