import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CertificateRow, ExchangeRow, MovablesRow } from '../../domain/collateral/compare-registers.js'
import type { PledgeState } from '../../domain/collateral/pledge-machine.js'
import type { CivilDate } from '../../kernel/civil-date.js'

interface Listed<Row> {
  readonly asOf: CivilDate
  readonly rows: readonly Row[]
}
/** The wire's words of a row of the exchange's and the certificates' lists. */
export type ListedExchange = Listed<Omit<ExchangeRow, 'frozen'> & { readonly frozen: string }>
export type ListedCertificates = Listed<Omit<CertificateRow, 'pledgeNoted'> & { readonly pledgeNoted: string }>

export interface ComparedRow extends Record<string, unknown> {
  id: string
  state: PledgeState
  registrationNo: string
  registeredOn: CivilDate
  registrationValidTo: CivilDate
  frozenOn: CivilDate | null
  annotatedOn: CivilDate | null
  certificateNo: string
  certificateValidTo: CivilDate
  holder: string
  pledgee: string
  movables: Listed<MovablesRow> | null
  exchange: ListedExchange | null
  certificates: ListedCertificates | null
}

/** Registered pledges after one, by id, each with what the latest lists up to a day that its bank has say of its registration and certificate. */
export async function comparedPledges(
  tx: Tx,
  { after, on, limit }: { readonly after: string | null; readonly on: CivilDate; readonly limit: number },
): Promise<readonly ComparedRow[]> {
  return tx.execute<ComparedRow>(sql`
    WITH latest AS (
      SELECT DISTINCT ON (lender_id, kind) id, lender_id, kind, as_of FROM register_file
      WHERE kind IN ('movables-register', 'exchange-register', 'certificate-register') AND as_of <= ${on}::date
      ORDER BY lender_id, kind, as_of DESC, recorded_at DESC),
    chunk AS (
      SELECT p.*, d.certificate_valid_to, e.uscc AS holder, o.name_zh AS pledgee
      FROM pledge p JOIN data_product d ON d.id = p.data_product_id JOIN enterprise e ON e.id = p.enterprise_id
      JOIN organisation o ON o.id = p.lender_id
      WHERE p.registration_no IS NOT NULL AND p.state NOT IN ('RELEASED', 'LAPSED', 'RELEASING')
        AND (${after}::uuid IS NULL OR p.id > ${after}::uuid)
      ORDER BY p.id LIMIT ${limit}),
    listed AS (
      SELECT c.id, f.kind, jsonb_build_object('asOf', f.as_of::text, 'rows', coalesce(jsonb_agg(r.body ORDER BY r.no) FILTER (WHERE r.no IS NOT NULL), '[]')) AS list
      FROM chunk c JOIN latest f ON f.lender_id = c.lender_id
      LEFT JOIN register_file_row r ON r.file_id = f.id AND r.outcome = 'KEPT'
       AND (r.body ->> 'registrationNo' = c.registration_no OR r.body ->> 'certificateNo' = c.certificate_no)
      GROUP BY c.id, f.kind, f.as_of)
    SELECT c.id, c.state, c.registration_no AS "registrationNo", c.registered_on::text AS "registeredOn",
           c.registration_valid_to::text AS "registrationValidTo", c.frozen_on::text AS "frozenOn", c.annotated_on::text AS "annotatedOn",
           c.certificate_no AS "certificateNo", c.certificate_valid_to::text AS "certificateValidTo", c.holder, c.pledgee,
           (SELECT list FROM listed l WHERE l.id = c.id AND l.kind = 'movables-register') AS movables,
           (SELECT list FROM listed l WHERE l.id = c.id AND l.kind = 'exchange-register') AS exchange,
           (SELECT list FROM listed l WHERE l.id = c.id AND l.kind = 'certificate-register') AS certificates
    FROM chunk c ORDER BY c.id`)
}
