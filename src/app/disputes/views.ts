import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { type Before, recordedBefore } from '../data-products/views.js'

export interface DisputeView extends Record<string, unknown> {
  id: string
  kind: string
  filer: string | null
  respondent: string | null
  respondentId: string
  host: string
  registrationId: string | null
  orderId: string | null
  claim: string
  arbitrationClause: boolean
  state: string
  recordedAt: string
}

const DISPUTE = sql.raw(`
  d.id, d.kind, f.code AS filer, r.code AS respondent, d.respondent_id AS "respondentId", h.code AS host,
  d.registration_id AS "registrationId", d.order_id AS "orderId", d.claim, d.arbitration_clause AS "arbitrationClause", d.state,
  d.recorded_at AS "recordedAt"
  FROM dispute d JOIN organisation h ON h.id = d.host_id LEFT JOIN organisation f ON f.id = d.filer_id
  LEFT JOIN organisation r ON r.id = d.respondent_id`)

export async function disputeView(tx: Tx, id: string): Promise<DisputeView | undefined> {
  return (await tx.execute<DisputeView>(sql`SELECT ${DISPUTE} WHERE d.id = ${id}`))[0]
}

export const disputeViews = (
  tx: Tx,
  filter: { readonly state: string | null; readonly before: Before | null; readonly limit: number },
): Promise<readonly DisputeView[]> =>
  tx.execute<DisputeView>(sql`
    SELECT ${DISPUTE} WHERE (${filter.state}::text IS NULL OR d.state = ${filter.state}) AND ${recordedBefore('d', filter.before)}
    ORDER BY d.recorded_at DESC, d.id DESC LIMIT ${filter.limit}`)

/** What a certificate number stands for: a certificate is public, its holder's row is not. */
export async function registrationOfCertificate(
  tx: Tx,
  certificateNo: string,
): Promise<{ readonly registrationId: string; readonly holderId: string; readonly registryId: string } | undefined> {
  const rows = await tx.execute<{ registrationId: string; holderId: string; registryId: string }>(sql`
    SELECT registration_id AS "registrationId", holder_id AS "holderId", registry_id AS "registryId"
    FROM registration_of_certificate(${certificateNo})`)
  return rows[0]
}

/** The two sides of an order that the caller sees. */
export async function sidesOfOrder(
  tx: Tx,
  orderId: string,
): Promise<{ readonly buyerId: string; readonly sellerId: string; readonly exchangeId: string } | undefined> {
  const rows = await tx.execute<{ buyerId: string; sellerId: string; exchangeId: string }>(sql`
    SELECT buyer_id AS "buyerId", seller_id AS "sellerId", exchange_id AS "exchangeId" FROM data_order WHERE id = ${orderId}`)
  return rows[0]
}

/** Whether an accepted dispute over the ownership of a certificate's right is still open, whoever's it is. */
export async function ownershipDisputed(tx: Tx, certificateNo: string): Promise<boolean> {
  const rows = await tx.execute<{ disputed: boolean }>(sql`
    SELECT coalesce(bool_or(ownership_disputed(r.registration_id)), false) AS disputed FROM registration_of_certificate(${certificateNo}) r`)
  return rows[0]?.disputed === true
}
