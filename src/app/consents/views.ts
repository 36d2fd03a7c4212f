import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { FieldGroup } from '../../domain/consent/field-group.js'
import type { ConsentPurpose } from '../../domain/consent/purpose.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Actor } from '../actor.js'
import { type Before, recordedBefore } from '../data-products/views.js'
import { ownRows } from '../own-rows-views.js'

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
  c.id, e.uscc, c.enterprise_id AS "enterpriseId", o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn", c.purpose,
  to_jsonb(c.field_groups) AS "fieldGroups", c.valid_from AS "validFrom", c.valid_to AS "validTo", c.basis,
  c.request_id AS "requestId", c.text_version AS "textVersion", c.text_hash AS "textHash", c.recorded_at AS "recordedAt", w.recorded_at AS "withdrawnAt"`)
const BESIDE = sql.raw(`
  JOIN enterprise e ON e.id = c.enterprise_id JOIN organisation o ON o.id = c.lender_id
  LEFT JOIN consent_withdrawal w ON w.consent_id = c.id`)

/** Consents that the caller may see, the newest first; of one enterprise where it is named. */
export async function listConsents(
  tx: Tx,
  filter: {
    readonly reader: Actor
    readonly uscc: string | null
    readonly after: Before | null
    readonly limit: number
  },
): Promise<readonly ConsentRow[]> {
  const { reader, uscc, after, limit } = filter
  const newestFirst = sql`ORDER BY c.recorded_at DESC, c.id DESC`
  // The page is cut first, in the order of an index. A bank no longer sees every enterprise that once consented, and what it cannot see
  // takes no place on the page.
  const page = sql`
    SELECT c.* FROM consent c
    WHERE ${ownRows('c', reader)} AND ${recordedBefore('c', after)}
      AND ${uscc === null ? sql`true` : sql`c.enterprise_id = (SELECT n.id FROM enterprise n WHERE n.uscc = ${uscc})`}
      AND (SELECT true FROM enterprise n WHERE n.id = c.enterprise_id)
    ${newestFirst} LIMIT ${limit}`
  return tx.execute<ConsentRow>(sql`SELECT ${CONSENT} FROM (${page}) c ${BESIDE} ${newestFirst}`)
}

export async function consentById(tx: Tx, id: string): Promise<ConsentRow | undefined> {
  const rows = await tx.execute<ConsentRow>(sql`SELECT ${CONSENT} FROM consent c ${BESIDE} WHERE c.id = ${id}`)
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
