import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { FIELD_GROUPS } from '../../domain/consent/field-group.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export const REPORT_PURPOSES = ['pre_loan', 'post_loan', 'reloan_review', 'own_use'] as const
export type ReportPurpose = (typeof REPORT_PURPOSES)[number]

export interface IssuedReport extends Record<string, unknown> {
  id: string
  number: string
  uscc: string
  enterpriseId: string
  issuedForId: string
  issuedFor: string
  issuedForZh: string
  issuedForEn: string
  purpose: ReportPurpose
  asOf: CivilDate
  knownAt: string
  issuedAt: string
  documentHash: string
  restates: string | null
  restatesNumber: string | null
  restatedBy: string | null
  restatedByNumber: string | null
}
export type StoredReport = IssuedReport & { document: string }

const REPORT = `d.id, d.number, d.uscc, d.enterprise_id AS "enterpriseId", d.issued_for AS "issuedForId", o.code AS "issuedFor",
  o.name_zh AS "issuedForZh", o.name_en AS "issuedForEn", d.purpose, d.as_of AS "asOf", d.known_at AS "knownAt",
  d.issued_at AS "issuedAt", d.document_hash AS "documentHash", d.restates, before.number AS "restatesNumber",
  after.id AS "restatedBy", after.number AS "restatedByNumber"`
const FROM = `FROM issued_document d JOIN organisation o ON o.id = d.issued_for
  LEFT JOIN issued_document before ON before.id = d.restates
  LEFT JOIN issued_document after ON after.restates = d.id`

/** Reports that the caller may see, the newest first; of one enterprise where it is named. */
export async function listReports(
  tx: Tx,
  filter: {
    readonly uscc: string | null
    readonly after: { readonly issuedAt: string; readonly id: string } | null
    readonly limit: number
  },
): Promise<readonly IssuedReport[]> {
  const { uscc, after, limit } = filter
  return tx.execute<IssuedReport>(sql`
    SELECT ${sql.raw(REPORT)} ${sql.raw(FROM)}
    WHERE (${uscc}::text IS NULL OR d.uscc = ${uscc})
      AND (${after?.id ?? null}::uuid IS NULL
           OR (d.issued_at, d.id) < (${after?.issuedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY d.issued_at DESC, d.id DESC LIMIT ${limit}`)
}

export async function reportById(tx: Tx, id: string): Promise<StoredReport | undefined> {
  const rows = await tx.execute<StoredReport>(
    sql`SELECT ${sql.raw(REPORT)}, d.document ${sql.raw(FROM)} WHERE d.id = ${id}`,
  )
  return rows[0]
}

export interface PublicReport extends Record<string, unknown> {
  number: string
  hash: string
  issuedAt: string
  nameZh: string
  restatedBy: string | null
  restatedAt: string | null
}

/** What anybody may learn of a document by its hash, or by its number and the beginning of its hash. */
export async function publicReport(
  tx: Tx,
  key: { readonly hash: string } | { readonly number: string; readonly hashBegins: string },
): Promise<PublicReport | undefined> {
  const found =
    'hash' in key
      ? sql`d.document_hash = ${key.hash}`
      : sql`d.number = ${key.number} AND starts_with(d.document_hash, ${key.hashBegins})`
  const rows = await tx.execute<PublicReport>(sql`
    SELECT d.number, d.document_hash AS hash, d.issued_at AS "issuedAt", e.name_zh AS "nameZh", after.number AS "restatedBy",
           after.issued_at AS "restatedAt"
    FROM issued_document d JOIN enterprise e ON e.id = d.enterprise_id LEFT JOIN issued_document after ON after.restates = d.id
    WHERE ${found}`)
  return rows[0]
}

/** An instant as the platform writes it, and the day it falls on where the bank is. */
export async function instantAndDay(tx: Tx, instant: string): Promise<{ at: string; day: CivilDate }> {
  const rows = await tx.execute<{ at: string; day: CivilDate }>(sql`
    SELECT ${instant}::timestamptz AS at, (${instant}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date AS day`)
  return rows[0] as { at: string; day: CivilDate }
}

/** Whether a lender holds consents to the whole account of an enterprise under one purpose. */
export async function lenderHasConsent(
  tx: Tx,
  enterpriseId: string,
  lenderId: string,
  purpose: string,
): Promise<boolean> {
  const rows = await tx.execute<{ open: boolean }>(sql`
    SELECT NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(${JSON.stringify(FIELD_GROUPS)}::jsonb) AS f(field_group)
      WHERE NOT EXISTS (
        SELECT 1 FROM consent c
        WHERE c.enterprise_id = ${enterpriseId} AND c.lender_id = ${lenderId} AND c.purpose = ${purpose}
          AND f.field_group = ANY (c.field_groups)
          AND c.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
          AND (c.valid_to IS NULL OR c.valid_to >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
          AND NOT EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.consent_id = c.id))) AS open`)
  return rows[0]?.open === true
}

export interface Party extends Record<string, unknown> {
  id: string
  code: string
  nameZh: string
  nameEn: string
}

export async function partyById(tx: Tx, id: string): Promise<Party | undefined> {
  const rows = await tx.execute<Party>(
    sql`SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn" FROM organisation WHERE id = ${id}`,
  )
  return rows[0]
}

/** The organisation that keeps the carbon accounts of the city and stands behind what is issued from them. */
export async function accountKeeper(tx: Tx): Promise<Party | undefined> {
  const rows = await tx.execute<Party>(sql`
    SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn" FROM organisation WHERE kind = 'data_authority'
    ORDER BY recorded_at, code LIMIT 1`)
  return rows[0]
}
