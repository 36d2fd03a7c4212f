import { eq, sql } from 'drizzle-orm'
import { collateralChange } from '../../db/tables/pledge-registers.js'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Money, money } from '../../kernel/money.js'

export type CollateralChange = typeof collateralChange.$inferSelect

export async function insertChange(tx: Tx, row: typeof collateralChange.$inferInsert): Promise<CollateralChange> {
  const [added] = await tx.insert(collateralChange).values(row).returning()
  return added as CollateralChange
}

export async function lockChange(tx: Tx, id: string): Promise<CollateralChange | undefined> {
  const [found] = await tx.select().from(collateralChange).where(eq(collateralChange.id, id)).for('update')
  return found
}

export async function changeById(tx: Tx, id: string): Promise<CollateralChange | undefined> {
  const [found] = await tx.select().from(collateralChange).where(eq(collateralChange.id, id))
  return found
}

export async function decideChangeRow(
  tx: Tx,
  before: CollateralChange,
  decision: {
    readonly state: 'APPROVED' | 'REJECTED'
    readonly decidedBy: string
    readonly decidedOn: CivilDate
    readonly opinion: string
  },
): Promise<void> {
  await tx
    .update(collateralChange)
    .set({ ...decision, version: before.version + 1 })
    .where(eq(collateralChange.id, before.id))
}

/** From a day on the other pledge secures every live loan that the first one does, beside it or instead of it. */
export async function secureLoansWith(tx: Tx, change: CollateralChange): Promise<number> {
  const { id, pledgeId, otherId, kind, onDate } = change
  const rows = await tx.execute(sql`
    INSERT INTO loan_collateral (loan_id, pledge_id, change_id, lender_id, enterprise_id, replaces, since)
    SELECT p.loan_id, ${otherId}::uuid, ${id}::uuid, p.lender_id, p.enterprise_id,
           CASE WHEN ${kind} = 'substituted' THEN ${pledgeId}::uuid END, ${onDate}::date
    FROM secured_loan p JOIN loan_state s ON s.loan_id = p.loan_id
    WHERE p.pledge_id = ${pledgeId} AND s.state NOT IN ('SETTLED', 'WRITTEN_OFF', 'WITHDRAWN')
    RETURNING loan_id`)
  return rows.length
}

/** What else than one pledge secures a loan on a day, by adopted values that hold, less what stands before. */
export async function addedValue(tx: Tx, loanId: string, pledgeId: string, on: CivilDate): Promise<Money> {
  const rows = await tx.execute<{ value: string }>(sql`
    SELECT coalesce(sum(v.adopted_value - p.prior_limit), 0)::text AS value
    FROM secured_loan s JOIN pledge p ON p.id = s.pledge_id
    JOIN valuation v ON v.data_product_id = p.data_product_id AND v.lender_id = p.lender_id AND v.state = 'ADOPTED' AND v.valid_to >= ${on}::date
    WHERE s.loan_id = ${loanId} AND s.pledge_id <> ${pledgeId} AND p.state IN ('FROZEN_CONFIRMED', 'CHANGED', 'EXTENDED')`)
  return money(rows[0]?.value ?? '0')
}

export interface ChangeView extends Record<string, unknown> {
  id: string
  kind: string
  pledgeId: string
  otherPledgeId: string
  alertId: string | null
  reason: string
  on: string
  state: string
  decidedOn: string | null
  opinion: string | null
  version: number
  recordedAt: string
}

export async function changeView(tx: Tx, id: string): Promise<ChangeView | undefined> {
  return (
    await tx.execute<ChangeView>(sql`
      SELECT id, kind, pledge_id AS "pledgeId", other_id AS "otherPledgeId", alert_id AS "alertId", reason, on_date AS "on", state,
             decided_on AS "decidedOn", opinion, version, recorded_at AS "recordedAt"
      FROM collateral_change WHERE id = ${id}`)
  )[0]
}
