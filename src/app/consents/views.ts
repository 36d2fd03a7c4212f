import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { FieldGroup } from '../../domain/consent/field-group.js'
import type { ConsentPurpose } from '../../domain/consent/purpose.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export { consentStateOn } from '../../domain/consent/life-cycle.js'

export interface ConsentRow extends Record<string, unknown> {
  id: string
  uscc: string
  enterpriseId: string
  lender: string
  lenderZh: string
  lenderEn: string
  purpose: ConsentPurpose
  fieldGroups: FieldGroup[]
  validFrom: CivilDate
  validTo: CivilDate | null
  basis: string
  requestId: string | null
  /** Null where a consent is older than the wordings. */
  textVersion: number | null
  textHash: string | null
  recordedAt: string
  withdrawnAt: string | null
}

const CONSENT = sql.raw(`
  SELECT c.id, e.uscc, c.enterprise_id AS "enterpriseId", o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn", c.purpose,
         to_jsonb(c.field_groups) AS "fieldGroups", c.valid_from AS "validFrom", c.valid_to AS "validTo", c.basis,
         c.request_id AS "requestId", c.text_version AS "textVersion", c.text_hash AS "textHash", c.recorded_at AS "recordedAt", w.recorded_at AS "withdrawnAt"
  FROM consent c JOIN enterprise e ON e.id = c.enterprise_id JOIN organisation o ON o.id = c.lender_id
  LEFT JOIN consent_withdrawal w ON w.consent_id = c.id`)

/** Consents that the caller may see, the newest first; of one enterprise where it is named. */
export async function listConsents(
  tx: Tx,
  filter: {
    readonly uscc: string | null
    readonly after: { readonly recordedAt: string; readonly id: string } | null
    readonly limit: number
  },
): Promise<readonly ConsentRow[]> {
  const { uscc, after, limit } = filter
  return tx.execute<ConsentRow>(sql`
    ${CONSENT}
    WHERE (${uscc}::text IS NULL OR e.uscc = ${uscc})
      AND (${after?.id ?? null}::uuid IS NULL
           OR (c.recorded_at, c.id) < (${after?.recordedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY c.recorded_at DESC, c.id DESC LIMIT ${limit}`)
}

export async function consentById(tx: Tx, id: string): Promise<ConsentRow | undefined> {
  const rows = await tx.execute<ConsentRow>(sql`${CONSENT} WHERE c.id = ${id}`)
  return rows[0]
}

/** A lender or guarantor by its code. */
export async function lenderByCode(tx: Tx, code: string): Promise<{ id: string } | undefined> {
  const rows = await tx.execute<{ id: string }>(
    sql`SELECT id FROM organisation WHERE code = ${code} AND kind IN ('lender', 'guarantor')`,
  )
  return rows[0]
}

export interface ConsentText extends Record<string, unknown> {
  version: number
  zh: string
  en: string
  hash: string
  validFrom: CivilDate
}

/** The wording in force on a day. A day before the first has none, which is a gap and throws. */
export async function consentTextOn(tx: Tx, on: CivilDate): Promise<ConsentText> {
  const rows = await tx.execute<ConsentText>(sql`
    SELECT version, zh, en, hash, valid_from AS "validFrom" FROM consent_text
    WHERE valid_from <= ${on} ORDER BY valid_from DESC, version DESC LIMIT 1`)
  if (rows[0] === undefined) throw new Error(`there is no consent text on ${on}`)
  return rows[0]
}
