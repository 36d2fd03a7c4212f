import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'

export async function insertListing(
  tx: Tx,
  row: {
    readonly developerId: string
    readonly exchangeId: string
    readonly authorisationId: string
    readonly registrationId: string
    readonly price: Money
    readonly deliveryMode: string
    readonly recordedBy: string
  },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO listing (developer_id, exchange_id, authorisation_id, registration_id, price, delivery_mode, recorded_by)
    VALUES (${row.developerId}, ${row.exchangeId}, ${row.authorisationId}, ${row.registrationId}, ${formatMoney(row.price)},
            ${row.deliveryMode}, ${row.recordedBy}) RETURNING id`)
  return (rows[0] as { id: string }).id
}

export async function numberListing(
  tx: Tx,
  id: string,
  entered: { readonly listingNo: string; readonly listedOn: CivilDate; readonly endsOn: CivilDate },
): Promise<void> {
  await tx.execute(sql`
    UPDATE listing SET listing_no = ${entered.listingNo}, listed_on = ${entered.listedOn}, ends_on = ${entered.endsOn} WHERE id = ${id}`)
}

/** @param registrationNo of the pledge it is frozen for; null lifts the freeze */
export async function freezeListing(tx: Tx, id: string, registrationNo: string | null): Promise<void> {
  await tx.execute(sql`UPDATE listing SET frozen_for = ${registrationNo} WHERE id = ${id}`)
}

export async function insertOrder(
  tx: Tx,
  row: {
    readonly listingId: string
    readonly exchangeId: string
    readonly sellerId: string
    readonly buyerId: string
    readonly amount: Money
    readonly exclusive: boolean
    readonly arbitrationClause: boolean
    readonly recordedBy: string
  },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO data_order (listing_id, exchange_id, seller_id, buyer_id, amount, exclusive, arbitration_clause, recorded_by)
    VALUES (${row.listingId}, ${row.exchangeId}, ${row.sellerId}, ${row.buyerId}, ${formatMoney(row.amount)}, ${row.exclusive},
            ${row.arbitrationClause}, ${row.recordedBy}) RETURNING id`)
  return (rows[0] as { id: string }).id
}

/** A part of what an order pays, and to whom. */
export interface Split {
  readonly organisationId: string
  readonly purpose: 'seller' | 'operator' | 'exchange-fee' | 'other-fee'
  readonly amount: Money
}

export async function insertSplits(
  tx: Tx,
  order: { readonly id: string; readonly exchangeId: string },
  splits: readonly Split[],
): Promise<void> {
  for (const { organisationId, purpose, amount } of splits)
    await tx.execute(sql`
      INSERT INTO data_order_split (order_id, exchange_id, organisation_id, purpose, amount)
      VALUES (${order.id}, ${order.exchangeId}, ${organisationId}, ${purpose}, ${formatMoney(amount)})`)
}

export async function insertVoucher(
  tx: Tx,
  order: { readonly id: string; readonly exchangeId: string },
  voucher: { readonly voucherNo: string; readonly issuedOn: CivilDate },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO data_order_voucher (order_id, exchange_id, voucher_no, issued_on)
    VALUES (${order.id}, ${order.exchangeId}, ${voucher.voucherNo}, ${voucher.issuedOn})`)
}
