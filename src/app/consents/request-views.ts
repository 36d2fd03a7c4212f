import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { FieldGroup } from '../../domain/consent/field-group.js'
import type { ConsentPurpose } from '../../domain/consent/purpose.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export { requestStateOn } from '../../domain/consent/life-cycle.js'

export interface ConsentRequestRow extends Record<string, unknown> {
  id: string
  uscc: string
  lenderId: string
  lender: string
  lenderZh: string
  lenderEn: string
  purpose: ConsentPurpose
  fieldGroups: FieldGroup[]
  validFrom: CivilDate
  validTo: CivilDate | null
  reason: string
  requestedOn: CivilDate
  expiresOn: CivilDate
  recordedAt: string
  outcome: 'GRANTED' | 'REFUSED' | null
  consentId: string | null
  decisionReason: string | null
  decidedAt: string | null
}

// No join with enterprise: a request to a code that nobody has reads like one that nobody has answered.
const REQUEST = sql.raw(`
  SELECT r.id, r.uscc, r.lender_id AS "lenderId", o.code AS lender, o.name_zh AS "lenderZh", o.name_en AS "lenderEn", r.purpose,
         to_jsonb(r.field_groups) AS "fieldGroups", r.valid_from AS "validFrom", r.valid_to AS "validTo", r.reason,
         r.requested_on AS "requestedOn", r.expires_on AS "expiresOn", r.recorded_at AS "recordedAt", d.outcome,
         d.consent_id AS "consentId", d.reason AS "decisionReason", d.recorded_at AS "decidedAt"
  FROM consent_request r JOIN organisation o ON o.id = r.lender_id LEFT JOIN consent_decision d ON d.request_id = r.id`)

/** Requests that the caller made or is asked by, the newest first. */
export async function listRequests(
  tx: Tx,
  filter: {
    readonly after: { readonly recordedAt: string; readonly id: string } | null
    readonly limit: number
  },
): Promise<readonly ConsentRequestRow[]> {
  const { after, limit } = filter
  return tx.execute<ConsentRequestRow>(sql`
    ${REQUEST}
    WHERE ${after?.id ?? null}::uuid IS NULL
       OR (r.recorded_at, r.id) < (${after?.recordedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid)
    ORDER BY r.recorded_at DESC, r.id DESC LIMIT ${limit}`)
}

export async function requestById(tx: Tx, id: string): Promise<ConsentRequestRow | undefined> {
  const rows = await tx.execute<ConsentRequestRow>(sql`${REQUEST} WHERE r.id = ${id}`)
  return rows[0]
}

/** A request of a lender for the same purpose that still waits for its answer on a day. */
export async function waitingRequest(
  tx: Tx,
  asked: { readonly lenderId: string; readonly uscc: string; readonly purpose: ConsentPurpose; readonly on: CivilDate },
): Promise<ConsentRequestRow | undefined> {
  const rows = await tx.execute<ConsentRequestRow>(sql`
    ${REQUEST}
    WHERE r.lender_id = ${asked.lenderId} AND r.uscc = ${asked.uscc} AND r.purpose = ${asked.purpose}
      AND r.expires_on >= ${asked.on} AND d.request_id IS NULL
    LIMIT 1`)
  return rows[0]
}
