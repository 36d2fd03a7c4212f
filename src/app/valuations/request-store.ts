import { and, eq } from 'drizzle-orm'
import { listedValuer, valuationRequest } from '../../db/tables/pledge-registers.js'
import type { Tx } from '../../db/transaction.js'

export type ValuationRequest = typeof valuationRequest.$inferSelect
export type ListedValuer = typeof listedValuer.$inferSelect

export async function insertRequest(tx: Tx, row: typeof valuationRequest.$inferInsert): Promise<ValuationRequest> {
  const [added] = await tx.insert(valuationRequest).values(row).returning()
  return added as ValuationRequest
}

export async function lockRequest(tx: Tx, id: string): Promise<ValuationRequest | undefined> {
  const [found] = await tx.select().from(valuationRequest).where(eq(valuationRequest.id, id)).for('update')
  return found
}

export async function moveRequest(
  tx: Tx,
  before: ValuationRequest,
  after: { readonly state: ValuationRequest['state']; readonly listedValuerId?: string },
): Promise<ValuationRequest> {
  const [moved] = await tx
    .update(valuationRequest)
    .set({ ...after, version: before.version + 1 })
    .where(eq(valuationRequest.id, before.id))
    .returning()
  return moved as ValuationRequest
}

export async function insertValuer(tx: Tx, row: typeof listedValuer.$inferInsert): Promise<ListedValuer> {
  const [added] = await tx.insert(listedValuer).values(row).returning()
  return added as ListedValuer
}

export async function valuerById(tx: Tx, id: string, lenderId: string): Promise<ListedValuer | undefined> {
  const [found] = await tx
    .select()
    .from(listedValuer)
    .where(and(eq(listedValuer.id, id), eq(listedValuer.lenderId, lenderId)))
  return found
}
