import { eq, sql } from 'drizzle-orm'
import { reloanBranchQuota } from '../../db/tables/relending.js'
import type { Tx } from '../../db/transaction.js'
import { NO_MONEY } from '../../kernel/money.js'

export type BranchQuotaRow = typeof reloanBranchQuota.$inferSelect

export async function branchQuotaById(tx: Tx, id: string): Promise<BranchQuotaRow | undefined> {
  const rows = await tx.select().from(reloanBranchQuota).where(eq(reloanBranchQuota.id, id))
  return rows[0]
}

/** Held after what is given out of it: see `lockQuota`. */
export async function lockBranchQuota(tx: Tx, id: string): Promise<BranchQuotaRow | undefined> {
  const rows = await tx.select().from(reloanBranchQuota).where(eq(reloanBranchQuota.id, id)).for('no key update')
  return rows[0]
}

export async function insertBranchQuota(
  tx: Tx,
  quota: Pick<
    BranchQuotaRow,
    | 'facility'
    | 'centralBankId'
    | 'parentId'
    | 'level'
    | 'documentNo'
    | 'validFrom'
    | 'validTo'
    | 'limit'
    | 'proposedBy'
  >,
): Promise<BranchQuotaRow> {
  const rows = await tx
    .insert(reloanBranchQuota)
    .values({ ...quota, state: 'PROPOSED', allotted: NO_MONEY })
    .returning()
  return rows[0] as BranchQuotaRow
}

/** Writes what changed of a locked quota and counts its version. */
export async function updateBranchQuota(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<BranchQuotaRow, 'limit' | 'nextLimit' | 'nextDocumentNo' | 'state' | 'proposedBy' | 'decidedBy'>
  >,
): Promise<BranchQuotaRow> {
  const rows = await tx
    .update(reloanBranchQuota)
    .set({
      ...change,
      version: sql`${reloanBranchQuota.version} + 1`,
      ...(change.decidedBy == null ? {} : { decidedAt: sql`now()` }),
    })
    .where(eq(reloanBranchQuota.id, id))
    .returning()
  return rows[0] as BranchQuotaRow
}
