import { sql } from 'drizzle-orm'
import { askLast, type Tx } from '../../db/transaction.js'
import type { OrganisationKind, Role } from '../actor.js'
import type { Awaited } from './open-session.js'

export interface UserRow extends Record<string, unknown> {
  id: string
  username: string
  nameZh: string
  nameEn: string
  organisationId: string
  organisationCode: string
  organisationKind: OrganisationKind
  organisationNameZh: string
  organisationNameEn: string
  roles: Role[]
  secondFactorRequired: boolean
  passwordIsFirst: boolean
}

const USER = `
  u.id, u.username, u.name_zh AS "nameZh", u.name_en AS "nameEn", o.id AS "organisationId", o.code AS "organisationCode",
  o.kind AS "organisationKind", o.name_zh AS "organisationNameZh", o.name_en AS "organisationNameEn",
  o.second_factor_required AS "secondFactorRequired", u.password_is_first AS "passwordIsFirst",
  ARRAY(SELECT r.role FROM user_role r WHERE r.user_id = u.id ORDER BY r.role) AS roles`
const USER_OF_SESSION = `
  SELECT ${USER}, s.expires_at AS "expiresAt", s.awaits, s.id AS "sessionId"
  FROM user_session s JOIN user_account u ON u.id = s.user_id JOIN organisation o ON o.id = u.organisation_id
  WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND u.active`

/** An active user and the hash of its password. */
export async function userByName(tx: Tx, username: string): Promise<(UserRow & { passwordHash: string }) | undefined> {
  const rows = await tx.execute<UserRow & { passwordHash: string }>(sql`
    SELECT ${sql.raw(USER)}, password_hash_of(u.id) AS "passwordHash"
    FROM user_account u JOIN organisation o ON o.id = u.organisation_id
    WHERE u.username = ${username} AND u.active`)
  return rows[0]
}

export async function passwordHashOf(tx: Tx, userId: string): Promise<string> {
  const rows = await tx.execute<{ hash: string }>(sql`SELECT password_hash_of(${userId}) AS hash`)
  return (rows[0] as { hash: string }).hash
}

/** A user that exists. */
export async function userById(tx: Tx, id: string): Promise<UserRow> {
  const rows = await tx.execute<UserRow>(
    sql`SELECT ${sql.raw(USER)} FROM user_account u JOIN organisation o ON o.id = u.organisation_id WHERE u.id = ${id}`,
  )
  return rows[0] as UserRow
}

export type SessionRow = UserRow & { expiresAt: string; awaits: Awaited | null; sessionId: string }

/** The active user of a session that has neither ended nor expired, asked for with the end of the transaction. */
export function usersOfSession(tx: Tx, tokenHash: string): Promise<readonly SessionRow[]> {
  return askLast<SessionRow>(tx, USER_OF_SESSION, [tokenHash])
}

/** Failed sign-ins of the last minutes, by name and by address. */
export async function recentFailures(
  tx: Tx,
  username: string,
  address: string,
  minutes: number,
): Promise<{ byName: number; byAddress: number }> {
  const rows = await tx.execute<{ byName: number; byAddress: number }>(sql`
    SELECT count(*) FILTER (WHERE username = ${username})::int AS "byName",
           count(*) FILTER (WHERE address = ${address})::int AS "byAddress"
    FROM sign_in_attempt
    WHERE NOT succeeded AND released_at IS NULL AND at > now() - make_interval(mins => ${minutes})
      AND (username = ${username} OR address = ${address})`)
  return rows[0] ?? { byName: 0, byAddress: 0 }
}

/** Demo accounts, for the sign-in page of a demo server. */
export async function demoUsers(tx: Tx): Promise<{ username: string; nameZh: string; nameEn: string }[]> {
  return tx.execute<{ username: string; nameZh: string; nameEn: string }>(sql`
    SELECT username, name_zh AS "nameZh", name_en AS "nameEn" FROM user_account WHERE demo AND active ORDER BY recorded_at, username`)
}

export interface LiveSession {
  readonly id: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly address: string | null
  readonly agent: string | null
  readonly awaits: Awaited | null
}

/** Sessions of a person that are open, newest first; as many as somebody could look through. */
export async function liveSessionsOf(tx: Tx, userId: string): Promise<readonly LiveSession[]> {
  return tx.execute<LiveSession & Record<string, unknown>>(sql`
    SELECT id, created_at AS "createdAt", expires_at AS "expiresAt", address, agent, awaits FROM user_session
    WHERE user_id = ${userId} AND ended_at IS NULL AND expires_at > now() ORDER BY created_at DESC, id LIMIT 50`)
}
