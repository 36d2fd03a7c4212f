import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface ConsentRow extends Record<string, unknown> {
  id: string
  uscc: string
  enterpriseId: string
  lender: string
  lenderZh: string
  lenderEn: string
  purpose: string
  validFrom: CivilDate
  validTo: CivilDate | null
  basis: string
  recordedAt: string
  withdrawnAt: string | null
}

const CONSENT = sql.raw(`
  SELECT c.id, e.uscc, c.enterprise_id AS "enterpriseId", o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn", c.purpose,
         c.valid_from AS "validFrom", c.valid_to AS "validTo", c.basis, c.recorded_at AS "recordedAt", w.recorded_at AS "withdrawnAt"
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
