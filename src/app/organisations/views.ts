import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { OrganisationKind } from '../../domain/access/role.js'

export interface OrganisationEntry {
  readonly id: string
  readonly code: string
  readonly kind: OrganisationKind
  readonly nameZh: string
  readonly nameEn: string
  readonly secondFactorRequired: boolean
  /** Active people, and those of them who have a second factor. */
  readonly users: number
  readonly withSecondFactor: number
  readonly recordedAt: string
}

const ENTRY = sql.raw(`
  SELECT o.id, o.code, o.kind, o.name_zh AS "nameZh", o.name_en AS "nameEn", o.second_factor_required AS "secondFactorRequired",
    (SELECT count(*)::int FROM user_account u WHERE u.organisation_id = o.id AND u.active) AS users,
    (SELECT count(*)::int FROM user_account u JOIN second_factor f ON f.user_id = u.id
      WHERE u.organisation_id = o.id AND u.active AND f.ended_at IS NULL AND f.confirmed_at IS NOT NULL) AS "withSecondFactor",
    o.recorded_at AS "recordedAt"
  FROM organisation o`)

export interface OrganisationFilters {
  /** After this one. */
  readonly after: { readonly code: string; readonly isEnterprise: boolean } | null
  readonly limit: number
  readonly text: string | null
  readonly kind: string | null
  /** Only this one; null: all in reach. */
  readonly only: string | null
}

/** Organisations by code, enterprises after all others. */
export async function organisations(
  tx: Tx,
  { after, limit, text, kind, only }: OrganisationFilters,
): Promise<readonly OrganisationEntry[]> {
  return tx.execute<OrganisationEntry & Record<string, unknown>>(sql`${ENTRY}
    WHERE (${after === null}::boolean OR (o.kind = 'enterprise', o.code) > (${after?.isEnterprise ?? false}::boolean, ${after?.code ?? ''}::text)) AND (${kind}::text IS NULL OR o.kind = ${kind}::text)
      AND (${only}::uuid IS NULL OR o.id = ${only}::uuid)
      AND (${text}::text IS NULL OR strpos(lower(o.code || ' ' || o.name_zh || ' ' || o.name_en), lower(${text}::text)) > 0)
    ORDER BY o.kind = 'enterprise', o.code LIMIT ${limit}`)
}

export async function organisationByCode(tx: Tx, code: string): Promise<{ readonly id: string } | undefined> {
  return (await tx.execute<{ id: string }>(sql`SELECT id FROM organisation WHERE code = ${code}`))[0]
}
