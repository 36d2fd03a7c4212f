import { eq } from 'drizzle-orm'
import { annotationWaiver } from '../../db/tables/pledge-registers.js'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export type AnnotationWaiver = typeof annotationWaiver.$inferSelect

export async function waiverOf(tx: Tx, pledgeId: string): Promise<AnnotationWaiver | undefined> {
  const [found] = await tx.select().from(annotationWaiver).where(eq(annotationWaiver.pledgeId, pledgeId))
  return found
}

export async function insertWaiver(tx: Tx, row: typeof annotationWaiver.$inferInsert): Promise<void> {
  await tx.insert(annotationWaiver).values(row)
}

export async function signWaiver(tx: Tx, id: string, secondBy: string, secondOn: CivilDate): Promise<void> {
  await tx.update(annotationWaiver).set({ secondBy, secondOn }).where(eq(annotationWaiver.id, id))
}
