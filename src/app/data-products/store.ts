import { eq } from 'drizzle-orm'
import { dataProduct } from '../../db/tables/lending.js'
import type { Tx } from '../../db/transaction.js'

export type DataProductRow = typeof dataProduct.$inferSelect

/** @returns undefined when the certificate and right are registered here already, by whomever */
export async function insertDataProduct(
  tx: Tx,
  row: typeof dataProduct.$inferInsert,
): Promise<DataProductRow | undefined> {
  const [added] = await tx
    .insert(dataProduct)
    .values(row)
    .onConflictDoNothing({ target: [dataProduct.certificateKind, dataProduct.certificateNo, dataProduct.rightType] })
    .returning()
  return added
}

export async function dataProductById(tx: Tx, id: string): Promise<DataProductRow | undefined> {
  const [found] = await tx.select().from(dataProduct).where(eq(dataProduct.id, id))
  return found
}
