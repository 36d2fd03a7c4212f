import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface ValuationView extends Record<string, unknown> {
  id: string
  dataProductId: string
  lender: string
  method: string
  valuer: string
  reportNo: string
  baseDate: string
  validTo: string
  reportValue: string
  ltvClass: string
  adoptedValue: string | null
  valuerUscc: string | null
  signers: readonly string[]
  horizonTo: string | null
  parameters: Readonly<Record<string, unknown>>
  state: string
  decidedOn: string | null
  version: number
  recordedAt: string
  decidedAt: string | null
}

const VALUATION = sql.raw(`
  v.id, v.data_product_id AS "dataProductId", o.code AS lender, v.method, v.valuer, v.report_no AS "reportNo",
  v.base_date AS "baseDate", v.valid_to AS "validTo", v.report_value::text AS "reportValue", v.ltv_class AS "ltvClass",
  v.adopted_value::text AS "adoptedValue", v.valuer_uscc AS "valuerUscc", v.signers, v.horizon_to AS "horizonTo", v.parameters, v.state, v.decided_on AS "decidedOn", v.version, v.recorded_at AS "recordedAt", v.decided_at AS "decidedAt"
  FROM valuation v JOIN organisation o ON o.id = v.lender_id`)

/** The valuations of a product that the caller may see, newest first: a lender its own, the enterprise all. */
export async function valuationsOf(tx: Tx, dataProductId: string): Promise<readonly ValuationView[]> {
  return tx.execute<ValuationView>(sql`
    SELECT ${VALUATION} WHERE v.data_product_id = ${dataProductId} ORDER BY v.recorded_at DESC, v.id DESC LIMIT 200`)
}

export async function valuationView(tx: Tx, id: string): Promise<ValuationView | undefined> {
  return (await tx.execute<ValuationView>(sql`SELECT ${VALUATION} WHERE v.id = ${id}`))[0]
}

/** Names a valuer must not have: the lender's and the holder's. */
export async function partiesOf(
  tx: Tx,
  lenderId: string,
  enterpriseId: string,
): Promise<{ lender: string; holder: string; holderUscc: string }> {
  const rows = await tx.execute<{ lender: string; holder: string; holderUscc: string }>(sql`
    SELECT o.name_zh AS lender, e.name_zh AS holder, e.uscc AS "holderUscc" FROM organisation o, enterprise e
    WHERE o.id = ${lenderId} AND e.id = ${enterpriseId}`)
  const [parties] = rows
  if (parties === undefined) throw new Error('a lender that sees a product sees its holder')
  return parties
}

export interface ValuationRequestView extends Record<string, unknown> {
  id: string
  dataProductId: string
  lender: string
  purpose: string
  reason: string
  requestedOn: string
  valuer: string | null
  state: string
  deadlineOn: string | null
  version: number
  recordedAt: string
}

const REQUEST = sql.raw(`
  r.id, r.data_product_id AS "dataProductId", o.code AS lender, r.purpose, r.reason, r.requested_on AS "requestedOn", u.name AS valuer, r.state,
  s.deadline_on AS "deadlineOn", r.version, r.recorded_at AS "recordedAt"
  FROM valuation_request r JOIN organisation o ON o.id = r.lender_id LEFT JOIN listed_valuer u ON u.id = r.listed_valuer_id
  LEFT JOIN process_subject s ON s.subject_kind = 'valuation' AND s.subject_id = r.id`)

export async function valuationRequestView(tx: Tx, id: string): Promise<ValuationRequestView | undefined> {
  return (await tx.execute<ValuationRequestView>(sql`SELECT ${REQUEST} WHERE r.id = ${id}`))[0]
}

export const valuationRequestsOf = (tx: Tx, dataProductId: string): Promise<readonly ValuationRequestView[]> =>
  tx.execute<ValuationRequestView>(sql`
    SELECT ${REQUEST} WHERE r.data_product_id = ${dataProductId} ORDER BY r.recorded_at DESC, r.id DESC LIMIT 200`)
