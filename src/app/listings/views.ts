import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Before, recordedBefore } from '../data-products/views.js'

export interface ListingView extends Record<string, unknown> {
  id: string
  developer: string | null
  developerId: string
  exchange: string
  exchangeId: string
  authorisationId: string
  registrationId: string
  price: string
  deliveryMode: string
  listingNo: string | null
  listedOn: CivilDate | null
  endsOn: CivilDate | null
  /** The registration of the pledge it is frozen for. */
  frozenFor: string | null
  state: string
  recordedAt: string
}

const LISTING = sql.raw(`
  l.id, d.code AS developer, l.developer_id AS "developerId", x.code AS exchange, l.exchange_id AS "exchangeId",
  l.authorisation_id AS "authorisationId", l.registration_id AS "registrationId", l.price::text AS price,
  l.delivery_mode AS "deliveryMode", l.listing_no AS "listingNo", l.listed_on AS "listedOn", l.ends_on AS "endsOn",
  l.frozen_for AS "frozenFor", l.state, l.recorded_at AS "recordedAt"
  FROM listing l JOIN organisation x ON x.id = l.exchange_id LEFT JOIN organisation d ON d.id = l.developer_id`)

export async function listingView(tx: Tx, id: string): Promise<ListingView | undefined> {
  return (await tx.execute<ListingView>(sql`SELECT ${LISTING} WHERE l.id = ${id}`))[0]
}

interface Filter {
  readonly state: string | null
  readonly before: Before | null
  readonly limit: number
}

export const listingViews = (tx: Tx, filter: Filter): Promise<readonly ListingView[]> =>
  tx.execute<ListingView>(sql`
    SELECT ${LISTING} WHERE (${filter.state}::text IS NULL OR l.state = ${filter.state}) AND ${recordedBefore('l', filter.before)}
    ORDER BY l.recorded_at DESC, l.id DESC LIMIT ${filter.limit}`)

/** How many orders of a listing are still open, of those the caller sees: seller and exchange see all. */
export async function openOrders(tx: Tx, listingId: string): Promise<number> {
  const rows = await tx.execute<{ open: number }>(sql`
    SELECT count(*)::int AS open FROM data_order WHERE listing_id = ${listingId} AND state NOT IN ('VOUCHERED', 'CANCELLED')`)
  return rows[0]?.open ?? 0
}

export interface OrderView extends Record<string, unknown> {
  id: string
  listingId: string
  exchangeId: string
  exchange: string
  seller: string | null
  buyer: string | null
  amount: string
  exclusive: boolean
  arbitrationClause: boolean
  splits: readonly { readonly organisation: string | null; readonly purpose: string; readonly amount: string }[]
  voucherNo: string | null
  voucherOn: string | null
  state: string
  recordedAt: string
}

const ORDER = sql.raw(`
  o.id, o.listing_id AS "listingId", o.exchange_id AS "exchangeId", x.code AS exchange, s.code AS seller, b.code AS buyer,
  o.amount::text AS amount, o.exclusive, o.arbitration_clause AS "arbitrationClause",
  coalesce((SELECT jsonb_agg(jsonb_build_object('organisation', w.code, 'purpose', p.purpose, 'amount', p.amount::text)
                             ORDER BY p.purpose, w.code)
            FROM data_order_split p LEFT JOIN organisation w ON w.id = p.organisation_id WHERE p.order_id = o.id), '[]') AS splits,
  v.voucher_no AS "voucherNo", v.issued_on AS "voucherOn", o.state, o.recorded_at AS "recordedAt"
  FROM data_order o JOIN organisation x ON x.id = o.exchange_id LEFT JOIN organisation s ON s.id = o.seller_id
  LEFT JOIN organisation b ON b.id = o.buyer_id LEFT JOIN data_order_voucher v ON v.order_id = o.id`)

export async function orderView(tx: Tx, id: string): Promise<OrderView | undefined> {
  return (await tx.execute<OrderView>(sql`SELECT ${ORDER} WHERE o.id = ${id}`))[0]
}

export const orderViews = (tx: Tx, filter: Filter): Promise<readonly OrderView[]> =>
  tx.execute<OrderView>(sql`
    SELECT ${ORDER} WHERE (${filter.state}::text IS NULL OR o.state = ${filter.state}) AND ${recordedBefore('o', filter.before)}
    ORDER BY o.recorded_at DESC, o.id DESC LIMIT ${filter.limit}`)
