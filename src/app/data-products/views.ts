import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** The sort key of the row before, newest first. */
export interface Before {
  readonly recordedAt: string
  readonly id: string
}

/** Rows recorded before the one named, for lists whose newest row comes first. */
export const recordedBefore = (alias: string, before: Before | null, key = 'id'): SQL => {
  const [recordedAt, id] = [sql.raw(`${alias}.recorded_at`), sql.raw(`${alias}.${key}`)]
  return sql`(${before?.id ?? null}::uuid IS NULL
    OR (${recordedAt}, ${id}) < (${before?.recordedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid))`
}

export interface DataProductView extends Record<string, unknown> {
  id: string
  uscc: string
  enterpriseZh: string
  enterpriseEn: string
  name: string
  scenario: string
  operator: string
  rightType: string
  certificateKind: string
  certificateNo: string
  certificateValidFrom: string
  certificateValidTo: string
  authorisationValidTo: string
  listingNo: string | null
  listingValidTo: string | null
  basis: string
  /** Null for a product declared on paper. */
  authorisationId: string | null
  registrationId: string | null
  listingId: string | null
  recordedAt: string
}

const DATA_PRODUCT = sql.raw(`
  p.id, e.uscc, e.name_zh AS "enterpriseZh", e.name_en AS "enterpriseEn", p.name, p.scenario, p.operator, p.right_type AS "rightType",
  p.certificate_kind AS "certificateKind", p.certificate_no AS "certificateNo", p.certificate_valid_from AS "certificateValidFrom",
  p.certificate_valid_to AS "certificateValidTo", p.authorisation_valid_to AS "authorisationValidTo", p.listing_no AS "listingNo",
  p.listing_valid_to AS "listingValidTo", p.basis, p.authorisation_id AS "authorisationId",
  p.registration_id AS "registrationId", p.listing_id AS "listingId", p.recorded_at AS "recordedAt"
  FROM data_product p JOIN enterprise e ON e.id = p.enterprise_id`)

export async function dataProductView(tx: Tx, id: string): Promise<DataProductView | undefined> {
  return (await tx.execute<DataProductView>(sql`SELECT ${DATA_PRODUCT} WHERE p.id = ${id}`))[0]
}

export async function dataProductViews(
  tx: Tx,
  filter: { readonly enterprise: string | null; readonly before: Before | null; readonly limit: number },
): Promise<readonly DataProductView[]> {
  return tx.execute<DataProductView>(sql`
    SELECT ${DATA_PRODUCT}
    WHERE (${filter.enterprise}::text IS NULL OR e.uscc = ${filter.enterprise}) AND ${recordedBefore('p', filter.before)}
    ORDER BY p.recorded_at DESC, p.id DESC LIMIT ${filter.limit}`)
}
