import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { OfficerRole, OrganisationKind, Role } from '../../domain/access/role.js'
import { FAILURES_PER_USERNAME, WINDOW_MINUTES } from '../sessions/attempt.js'

export interface UserEntry {
  readonly id: string
  readonly username: string
  readonly nameZh: string
  readonly nameEn: string
  readonly organisation: {
    readonly id: string
    readonly code: string
    readonly kind: OrganisationKind
    readonly nameZh: string
    readonly nameEn: string
  }
  readonly roles: readonly Role[]
  readonly active: boolean
  /** Since when; null: none. */
  readonly secondFactorSince: string | null
  readonly secondFactorRequired: boolean
  readonly passwordIsFirst: boolean
  readonly recordedAt: string
}

const ENTRY = sql.raw(`
  SELECT u.id, u.username, u.name_zh AS "nameZh", u.name_en AS "nameEn", u.active, u.password_is_first AS "passwordIsFirst",
    json_build_object('id', o.id, 'code', o.code, 'kind', o.kind, 'nameZh', o.name_zh, 'nameEn', o.name_en) AS organisation,
    ARRAY(SELECT r.role FROM user_role r WHERE r.user_id = u.id ORDER BY r.role) AS roles,
    f.confirmed_at AS "secondFactorSince", o.second_factor_required AS "secondFactorRequired", u.recorded_at AS "recordedAt"
  FROM user_account u JOIN organisation o ON o.id = u.organisation_id
    LEFT JOIN second_factor f ON f.user_id = u.id AND f.ended_at IS NULL AND f.confirmed_at IS NOT NULL`)

export interface UserFilters {
  /** After this username. */
  readonly after: string | null
  readonly limit: number
  /** Part of the username or of a name. */
  readonly text: string | null
  /** Code of the organisation. */
  readonly organisation: string | null
  readonly role: string | null
}

/** People in the asker's reach, by username. */
export async function users(
  tx: Tx,
  { after, limit, text, organisation, role }: UserFilters,
): Promise<readonly UserEntry[]> {
  return tx.execute<UserEntry & Record<string, unknown>>(sql`${ENTRY}
    WHERE (${after}::text IS NULL OR u.username > ${after}::text)
      AND (${organisation}::text IS NULL OR o.code = ${organisation}::text)
      AND (${role}::text IS NULL OR EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id AND r.role = ${role}::text))
      AND (${text}::text IS NULL OR strpos(lower(u.username || ' ' || u.name_zh || ' ' || u.name_en), lower(${text}::text)) > 0)
    ORDER BY u.username LIMIT ${limit}`)
}

export async function userEntry(tx: Tx, id: string): Promise<UserEntry | undefined> {
  return (await tx.execute<UserEntry & Record<string, unknown>>(sql`${ENTRY} WHERE u.id = ${id}`))[0]
}

/** Failed sign-ins of the last minutes under a name, as a security officer sees them. */
export async function signInLockOf(tx: Tx, username: string): Promise<{ failures: number; locked: boolean }> {
  const rows = await tx.execute<{ failures: number }>(sql`
    SELECT count(*)::int AS failures FROM sign_in_attempt
    WHERE username = ${username} AND NOT succeeded AND released_at IS NULL AND at > now() - make_interval(mins => ${WINDOW_MINUTES})`)
  const failures = rows[0]?.failures ?? 0
  return { failures, locked: failures >= FAILURES_PER_USERNAME }
}

/** How many active people of the platform are such an officer, one of them left out. */
export async function activeHolders(tx: Tx, role: OfficerRole, except: string | null): Promise<number> {
  const rows = await tx.execute<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM user_role r JOIN user_account u ON u.id = r.user_id JOIN organisation o ON o.id = u.organisation_id
    WHERE r.role = ${role} AND u.active AND o.kind = 'platform' AND (${except}::uuid IS NULL OR u.id <> ${except}::uuid)`)
  return rows[0]?.count ?? 0
}

/** People in the asker's reach by role. */
export async function holdersByRole(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.execute<{ role: string; count: number }>(sql`
    SELECT r.role, count(*)::int AS count FROM user_role r JOIN user_account u ON u.id = r.user_id WHERE u.active GROUP BY r.role`)
  return new Map(rows.map(({ role, count }) => [role, count]))
}
