import { and, eq, ne, sql } from 'drizzle-orm'
import { valuation } from '../../db/tables/lending.js'
import type { Tx } from '../../db/transaction.js'
import type { Valuation as ReportedValuation } from '../../domain/data-assets/valuation.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Money } from '../../kernel/money.js'

export type Valuation = typeof valuation.$inferSelect

/** The row as the domain knows it. */
export const asReported = (row: Valuation): ReportedValuation => row

/** One adoption at a time for a product and a lender, so that the one adopted before is always seen. */
export async function lockAdoption(tx: Tx, dataProductId: string, lenderId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`valuation ${dataProductId} ${lenderId}`}, 0))`)
}

export async function insertValuation(tx: Tx, row: typeof valuation.$inferInsert): Promise<Valuation> {
  const [added] = await tx.insert(valuation).values(row).returning()
  return added as Valuation
}

export async function lockValuation(tx: Tx, id: string): Promise<Valuation | undefined> {
  const [found] = await tx.select().from(valuation).where(eq(valuation.id, id)).for('update')
  return found
}

export async function valuationById(tx: Tx, id: string): Promise<Valuation | undefined> {
  const [found] = await tx.select().from(valuation).where(eq(valuation.id, id))
  return found
}

const adoptedBy = (dataProductId: string, lenderId: string) =>
  and(eq(valuation.dataProductId, dataProductId), eq(valuation.lenderId, lenderId), eq(valuation.state, 'ADOPTED'))

/** The value the lender has adopted for a product, if any. */
export async function adoptedValuation(
  tx: Tx,
  dataProductId: string,
  lenderId: string,
): Promise<Valuation | undefined> {
  const [found] = await tx.select().from(valuation).where(adoptedBy(dataProductId, lenderId))
  return found
}

/** The same, locked until the transaction ends. */
export async function lockAdopted(tx: Tx, dataProductId: string, lenderId: string): Promise<Valuation | undefined> {
  const [found] = await tx.select().from(valuation).where(adoptedBy(dataProductId, lenderId)).for('update')
  return found
}

/** A newly adopted value takes the place of the one adopted before. */
export async function supersedeOthers(tx: Tx, adopted: Valuation): Promise<readonly { readonly id: string }[]> {
  return tx
    .update(valuation)
    .set({ state: 'SUPERSEDED', version: sql`${valuation.version} + 1` })
    .where(
      and(
        eq(valuation.dataProductId, adopted.dataProductId),
        eq(valuation.lenderId, adopted.lenderId),
        eq(valuation.state, 'ADOPTED'),
        ne(valuation.id, adopted.id),
      ),
    )
    .returning({ id: valuation.id })
}

export async function decideValuation(
  tx: Tx,
  before: Valuation,
  decision: {
    readonly state: 'ADOPTED' | 'REJECTED'
    readonly adoptedValue: Money | null
    readonly decidedBy: string
    readonly decidedOn: CivilDate
  },
): Promise<Valuation> {
  const [decided] = await tx
    .update(valuation)
    .set({ ...decision, decidedAt: sql`now()`, version: before.version + 1 })
    .where(eq(valuation.id, before.id))
    .returning()
  return decided as Valuation
}
