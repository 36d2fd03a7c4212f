import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { Viewable } from '../../domain/consent/field-group.js'
import type { ViewPurpose } from '../../domain/consent/purpose.js'
import type { Standing, StandingConsent } from '../../domain/consent/view.js'

/** What opens the account to the caller, as row-level security will see it in this transaction. */
export async function standingOf(tx: Tx, enterpriseId: string): Promise<Standing> {
  const rows = await tx.execute<{ purpose: ViewPurpose | null; asLender: boolean }>(sql`
    SELECT current_scope() = 'lender' AS "asLender", CASE
      WHEN current_scope() = 'enterprise' AND current_organisation() = ${enterpriseId}::uuid THEN 'own_use'
      WHEN current_scope() IN ('steward', 'auditor') THEN 'supervision'
      WHEN current_scope() = 'central-bank' AND filing_in_force(${enterpriseId}, current_organisation()) THEN 'reloan_review'
      END AS purpose`)
  const { purpose, asLender } = rows[0] as { purpose: ViewPurpose | null; asLender: boolean }
  if (asLender) return { by: 'consent', consents: await consentsInForce(tx, enterpriseId) }
  return purpose === null ? { by: 'nothing' } : { by: 'right', purpose }
}

/** The caller's consents of an enterprise that are in force by the database's clock, the newest first. */
const consentsInForce = (tx: Tx, enterpriseId: string): Promise<readonly StandingConsent[]> =>
  tx.execute<StandingConsent & Record<string, unknown>>(sql`
    SELECT c.id, c.purpose, to_jsonb(c.field_groups) AS "fieldGroups" FROM consent c
    WHERE c.enterprise_id = ${enterpriseId} AND c.lender_id = current_organisation()
      AND c.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
      AND (c.valid_to IS NULL OR c.valid_to >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
      AND NOT EXISTS (SELECT 1 FROM consent_withdrawal w WHERE w.consent_id = c.id)
    ORDER BY c.recorded_at DESC, c.id DESC`)

export interface AccountViewRow extends Record<string, unknown> {
  id: string
  at: string
  /** Null once the viewer may no longer see the enterprise. */
  uscc: string | null
  organisation: string
  organisationZh: string
  organisationEn: string
  username: string
  purpose: ViewPurpose
  consentId: string | null
  what: Viewable
  asked: Record<string, string>
  requestId: string
  resultHash: string
}

/** Looks that the caller may know of, the newest first: an enterprise those into its account, others their own, supervisors all. */
export async function listViews(
  tx: Tx,
  filter: {
    readonly uscc: string | null
    readonly after: { readonly at: string; readonly id: string } | null
    readonly limit: number
  },
): Promise<readonly AccountViewRow[]> {
  const { uscc, after, limit } = filter
  return tx.execute<AccountViewRow>(sql`
    SELECT v.id, v.at, e.uscc, o.code AS organisation, o.name_zh AS "organisationZh", o.name_en AS "organisationEn", v.username,
           v.purpose, v.consent_id AS "consentId", v.what, v.asked, v.request_id AS "requestId", v.result_hash AS "resultHash"
    FROM account_view v LEFT JOIN enterprise e ON e.id = v.enterprise_id JOIN organisation o ON o.id = v.organisation_id
    WHERE (${uscc}::text IS NULL OR e.uscc = ${uscc})
      AND (${after?.id ?? null}::uuid IS NULL OR (v.at, v.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY v.at DESC, v.id DESC LIMIT ${limit}`)
}
