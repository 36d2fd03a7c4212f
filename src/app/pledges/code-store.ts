import { asc, eq, ne } from 'drizzle-orm'
import { pledgeModificationCode } from '../../db/tables/pledge-registers.js'
import type { Tx } from '../../db/transaction.js'
import type { Sealed } from '../sealing/vault.js'

export async function insertCode(
  tx: Tx,
  row: Sealed & Omit<typeof pledgeModificationCode.$inferInsert, keyof Sealed>,
): Promise<void> {
  await tx.insert(pledgeModificationCode).values(row)
}

export async function sealedCodeOf(tx: Tx, pledgeId: string): Promise<Sealed | undefined> {
  const [found] = await tx.select().from(pledgeModificationCode).where(eq(pledgeModificationCode.pledgeId, pledgeId))
  return found
}

/** Codes that another key than the current one sealed, held until the transaction ends. */
export async function codesUnderOtherKeys(
  tx: Tx,
  currentKeyId: string,
  limit: number,
): Promise<readonly (Sealed & { readonly pledgeId: string })[]> {
  return tx
    .select()
    .from(pledgeModificationCode)
    .where(ne(pledgeModificationCode.keyId, currentKeyId))
    .orderBy(asc(pledgeModificationCode.pledgeId))
    .limit(limit)
    .for('update')
}

export async function reseal(tx: Tx, pledgeId: string, sealed: Sealed): Promise<void> {
  await tx.update(pledgeModificationCode).set(sealed).where(eq(pledgeModificationCode.pledgeId, pledgeId))
}
