import { eq, sql } from 'drizzle-orm'
import { pledge } from '../../db/tables/lending.js'
import type { Tx } from '../../db/transaction.js'

export type Pledge = typeof pledge.$inferSelect

/** @returns undefined when the certificate and right are pledged already, to whomever: the other row may be out of sight */
export async function insertPledge(tx: Tx, row: typeof pledge.$inferInsert): Promise<Pledge | undefined> {
  const [added] = await tx
    .insert(pledge)
    .values(row)
    .onConflictDoNothing({
      target: [pledge.certificateKind, pledge.certificateNo, pledge.rightType],
      where: sql.raw(`rank = ${row.rank ?? 1} AND state NOT IN ('RELEASED', 'LAPSED')`),
    })
    .returning()
  return added
}

export async function lockPledge(tx: Tx, id: string): Promise<Pledge | undefined> {
  const [found] = await tx.select().from(pledge).where(eq(pledge.id, id)).for('update')
  return found
}

export async function pledgeById(tx: Tx, id: string): Promise<Pledge | undefined> {
  const [found] = await tx.select().from(pledge).where(eq(pledge.id, id))
  return found
}

export async function movePledge(
  tx: Tx,
  before: Pledge,
  after: Partial<Omit<typeof pledge.$inferInsert, 'id' | 'version'>> & { readonly state: Pledge['state'] },
): Promise<Pledge> {
  const [moved] = await tx
    .update(pledge)
    .set({ ...after, version: before.version + 1 })
    .where(eq(pledge.id, before.id))
    .returning()
  return moved as Pledge
}
