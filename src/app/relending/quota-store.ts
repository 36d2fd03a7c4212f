import { eq, inArray, sql } from 'drizzle-orm'
import { reloanFiling, reloanQuota, reloanQuotaChange, reloanQuotaMovement } from '../../db/tables/relending.js'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money, NO_MONEY } from '../../kernel/money.js'

export type QuotaRow = typeof reloanQuota.$inferSelect
export type QuotaChangeRow = typeof reloanQuotaChange.$inferSelect
export type MovementKind = typeof reloanQuotaMovement.$inferSelect.kind

/**
 * The quota, held until the transaction ends: whoever reserves or draws comes one after the other. Last of the locks, so that it is held
 * only while a transaction commits: loans of the filing, states of the loans, filing, quota, and the branch's quotas above it.
 */
export async function lockQuota(tx: Tx, id: string): Promise<QuotaRow | undefined> {
  const rows = await tx.select().from(reloanQuota).where(eq(reloanQuota.id, id)).for('no key update')
  return rows[0]
}

export async function quotaById(tx: Tx, id: string): Promise<QuotaRow | undefined> {
  const rows = await tx.select().from(reloanQuota).where(eq(reloanQuota.id, id))
  return rows[0]
}

/** The quota a filing was filed under, which never changes. */
export async function quotaOfFiling(tx: Tx, filingId: string): Promise<QuotaRow | undefined> {
  const filed = tx.select({ id: reloanFiling.quotaId }).from(reloanFiling).where(eq(reloanFiling.id, filingId))
  const rows = await tx.select().from(reloanQuota).where(inArray(reloanQuota.id, filed))
  return rows[0]
}

export async function insertQuota(
  tx: Tx,
  quota: Pick<
    QuotaRow,
    | 'facility'
    | 'centralBankId'
    | 'lenderId'
    | 'parentId'
    | 'revolves'
    | 'documentNo'
    | 'validFrom'
    | 'validTo'
    | 'limit'
    | 'proposedBy'
  >,
): Promise<QuotaRow> {
  const rows = await tx
    .insert(reloanQuota)
    .values({ ...quota, state: 'PROPOSED', reserved: NO_MONEY, drawn: NO_MONEY })
    .returning()
  return rows[0] as QuotaRow
}

/** Writes what changed of a locked quota and counts its version. */
export async function updateQuota(
  tx: Tx,
  id: string,
  change: Partial<Pick<QuotaRow, 'limit' | 'reserved' | 'drawn' | 'state' | 'decidedBy'>>,
): Promise<QuotaRow> {
  const rows = await tx
    .update(reloanQuota)
    .set({
      ...change,
      version: sql`${reloanQuota.version} + 1`,
      ...(change.decidedBy === undefined ? {} : { decidedAt: sql`now()` }),
    })
    .where(eq(reloanQuota.id, id))
    .returning()
  return rows[0] as QuotaRow
}

/** Tests now what would else be tested at the commit, while others wait for the quota. */
export async function testConstraintsNow(tx: Tx): Promise<void> {
  await tx.execute(sql`SET CONSTRAINTS ALL IMMEDIATE`)
}

/** Moves what was set aside to what is drawn and adds the movement, in one statement. False when the quota has not so much set aside. */
export async function drawFromQuota(
  tx: Tx,
  draw: {
    readonly quotaId: string
    readonly amount: Money
    readonly on: CivilDate
    readonly reloanId: string
    readonly drawnBy: string
  },
): Promise<boolean> {
  const rows = await tx.execute<{ version: number | null }>(sql`
    SELECT draw_from_quota(${draw.quotaId}, ${formatMoney(draw.amount)}, ${draw.on}, ${draw.reloanId}, ${draw.drawnBy}) AS version`)
  return rows[0]?.version != null
}

/** Adds a movement: what the quota was on any day is the sum of its movements up to then. */
export async function addMovement(
  tx: Tx,
  quota: QuotaRow,
  movement: {
    readonly kind: MovementKind
    readonly amount: Money
    readonly movedOn: CivilDate
    readonly subjectId: string
    readonly recordedBy: string
  },
): Promise<void> {
  const { id: quotaId, centralBankId, lenderId } = quota
  await tx.insert(reloanQuotaMovement).values({ quotaId, centralBankId, lenderId, ...movement })
}

export async function insertQuotaChange(
  tx: Tx,
  quota: QuotaRow,
  change: Pick<QuotaChangeRow, 'limit' | 'documentNo' | 'effectiveOn' | 'proposedBy'>,
): Promise<QuotaChangeRow> {
  const { id: quotaId, centralBankId, lenderId } = quota
  const rows = await tx
    .insert(reloanQuotaChange)
    .values({ quotaId, centralBankId, lenderId, state: 'PROPOSED', ...change })
    .returning()
  return rows[0] as QuotaChangeRow
}

export async function lockQuotaChange(tx: Tx, id: string): Promise<QuotaChangeRow | undefined> {
  const rows = await tx.select().from(reloanQuotaChange).where(eq(reloanQuotaChange.id, id)).for('no key update')
  return rows[0]
}

export async function decideQuotaChange(
  tx: Tx,
  id: string,
  decision: { readonly state: 'APPROVED' | 'REJECTED'; readonly decidedBy: string },
): Promise<QuotaChangeRow> {
  const rows = await tx
    .update(reloanQuotaChange)
    .set({ ...decision, version: sql`${reloanQuotaChange.version} + 1`, decidedAt: sql`now()` })
    .where(eq(reloanQuotaChange.id, id))
    .returning()
  return rows[0] as QuotaChangeRow
}

/** An organisation of a kind by its code; every organisation that is no enterprise is public. */
export async function lenderByCode(tx: Tx, code: string): Promise<{ id: string } | undefined> {
  const rows = await tx.execute<{ id: string }>(
    sql`SELECT id FROM organisation WHERE code = ${code} AND kind IN ('lender', 'guarantor')`,
  )
  return rows[0]
}
