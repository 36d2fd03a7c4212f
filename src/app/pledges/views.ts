import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { type Before, recordedBefore } from '../data-products/views.js'

export interface PledgeView extends Record<string, unknown> {
  id: string
  dataProductId: string
  valuationId: string
  lender: string
  uscc: string | null
  certificateKind: string
  certificateNo: string
  rightType: string
  rank: number
  securedLimit: string
  state: string
  contractedOn: string
  queryCertificateNo: string
  queryCertificateOn: string
  registrationNo: string | null
  registeredOn: string | null
  registeredAt: string | null
  certificateHash: string | null
  hasModificationCode: boolean
  registrationValidTo: string | null
  freezeReceiptNo: string | null
  frozenOn: string | null
  annotationReceiptNo: string | null
  annotatedOn: string | null
  cancellationNo: string | null
  cancelledOn: string | null
  unfreezeReceiptNo: string | null
  unfrozenOn: string | null
  releasedOn: string | null
  version: number
  recordedAt: string
}

// The enterprise may be out of sight once its consent has ended; the pledge stays with its lender.
const PLEDGE = sql.raw(`
  p.id, p.data_product_id AS "dataProductId", p.valuation_id AS "valuationId", o.code AS lender, e.uscc,
  p.certificate_kind AS "certificateKind", p.certificate_no AS "certificateNo", p.right_type AS "rightType",
  p.secured_limit::text AS "securedLimit", p.state, p.contracted_on AS "contractedOn",
  p.query_certificate_no AS "queryCertificateNo", p.query_certificate_on AS "queryCertificateOn",
  p.rank, p.registered_at AS "registeredAt", p.certificate_hash AS "certificateHash",
  EXISTS (SELECT 1 FROM pledge_modification_code m WHERE m.pledge_id = p.id) AS "hasModificationCode",
  p.annotation_receipt_no AS "annotationReceiptNo", p.annotated_on AS "annotatedOn", p.cancellation_no AS "cancellationNo",
  p.cancelled_on AS "cancelledOn", p.unfreeze_receipt_no AS "unfreezeReceiptNo", p.unfrozen_on AS "unfrozenOn",
  p.registration_no AS "registrationNo", p.registered_on AS "registeredOn", p.registration_valid_to AS "registrationValidTo",
  p.freeze_receipt_no AS "freezeReceiptNo", p.frozen_on AS "frozenOn", p.released_on AS "releasedOn", p.version,
  p.recorded_at AS "recordedAt"
  FROM pledge p JOIN organisation o ON o.id = p.lender_id LEFT JOIN enterprise e ON e.id = p.enterprise_id`)

export async function pledgeView(tx: Tx, id: string): Promise<PledgeView | undefined> {
  return (await tx.execute<PledgeView>(sql`SELECT ${PLEDGE} WHERE p.id = ${id}`))[0]
}

export async function pledgeViews(
  tx: Tx,
  filter: { readonly state: string | null; readonly before: Before | null; readonly limit: number },
): Promise<readonly PledgeView[]> {
  return tx.execute<PledgeView>(sql`
    SELECT ${PLEDGE}
    WHERE (${filter.state}::text IS NULL OR p.state = ${filter.state}) AND ${recordedBefore('p', filter.before)}
    ORDER BY p.recorded_at DESC, p.id DESC LIMIT ${filter.limit}`)
}

/** The holder of a product that the caller sees, and what kind of body it is. */
export async function pledgorOf(tx: Tx, enterpriseId: string): Promise<{ id: string; kind: string }> {
  const rows = await tx.execute<{ id: string; kind: string }>(
    sql`SELECT uscc AS id, ownership AS kind FROM enterprise WHERE id = ${enterpriseId}`,
  )
  const [pledgor] = rows
  if (pledgor === undefined) throw new Error('a lender that sees a product sees its holder')
  return pledgor
}
