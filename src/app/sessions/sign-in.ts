import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.js'
import { auditEvent } from '../../db/tables/audit.js'
import { withTransaction } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Actor, type OrganisationKind, type Role, SYSTEM } from '../actor.js'
import { comparePasswordWithNobody, passwordMatches } from './password.js'

export type SessionRefusal =
  | { readonly code: 'SIGN_IN_FAILED' }
  | { readonly code: 'TOO_MANY_ATTEMPTS'; readonly minutes: number }
  | { readonly code: 'SIGN_IN_REQUIRED' }

export interface SignedIn {
  readonly token: string
  readonly expiresAt: string
  readonly user: { readonly id: string; readonly username: string; readonly nameZh: string; readonly nameEn: string }
  readonly organisation: { readonly id: string; readonly code: string; readonly kind: OrganisationKind; readonly nameZh: string; readonly nameEn: string }
  readonly roles: Role[]
}

const FAILURES_PER_USERNAME = 8
const FAILURES_PER_ADDRESS = 60
const WINDOW_MINUTES = 15
const SESSION_HOURS = 12

export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

interface UserRow extends Record<string, unknown> {
  id: string
  username: string
  name_zh: string
  name_en: string
  password_hash: string
  organisation_id: string
  organisation_code: string
  organisation_kind: OrganisationKind
  organisation_name_zh: string
  organisation_name_en: string
  roles: Role[]
}

const personOf = (user: UserRow): Omit<SignedIn, 'token' | 'expiresAt'> => ({
  user: { id: user.id, username: user.username, nameZh: user.name_zh, nameEn: user.name_en },
  organisation: {
    id: user.organisation_id,
    code: user.organisation_code,
    kind: user.organisation_kind,
    nameZh: user.organisation_name_zh,
    nameEn: user.organisation_name_en,
  },
  roles: user.roles,
})

/** Checks the password and opens a session. Failures are counted per username and per address before anything else is looked at. */
export async function signIn(
  db: Database,
  input: { readonly username: string; readonly password: string; readonly address: string; readonly requestId: string },
): Promise<Result<SignedIn, SessionRefusal>> {
  const { blocked, user } = await withTransaction(db, SYSTEM, async (tx) => {
    const [failures] = await tx.execute<{ by_name: number; by_address: number }>(sql`
      SELECT count(*) FILTER (WHERE username = ${input.username})::int AS by_name,
             count(*) FILTER (WHERE address = ${input.address})::int AS by_address
      FROM sign_in_attempt
      WHERE NOT succeeded AND at > now() - make_interval(mins => ${WINDOW_MINUTES})
        AND (username = ${input.username} OR address = ${input.address})`)
    const tooMany = (failures?.by_name ?? 0) >= FAILURES_PER_USERNAME || (failures?.by_address ?? 0) >= FAILURES_PER_ADDRESS
    const rows = await tx.execute<UserRow>(sql`
      SELECT u.id, u.username, u.name_zh, u.name_en, u.password_hash, u.organisation_id,
             o.code AS organisation_code, o.kind AS organisation_kind, o.name_zh AS organisation_name_zh, o.name_en AS organisation_name_en,
             ARRAY(SELECT r.role FROM user_role r WHERE r.user_id = u.id ORDER BY r.role) AS roles
      FROM user_account u JOIN organisation o ON o.id = u.organisation_id
      WHERE u.username = ${input.username} AND u.active`)
    return { blocked: tooMany, user: rows[0] }
  })
  if (blocked) return refuse({ code: 'TOO_MANY_ATTEMPTS', minutes: WINDOW_MINUTES })

  const matches =
    user === undefined ? await comparePasswordWithNobody(input.password) : await passwordMatches(input.password, user.password_hash)
  const token = randomBytes(32).toString('base64url')
  const expiresAt = await withTransaction(db, SYSTEM, async (tx) => {
    await tx.execute(sql`
      INSERT INTO sign_in_attempt (username, address, succeeded) VALUES (${input.username}, ${input.address}, ${matches})`)
    if (!matches || user === undefined) return undefined
    const [session] = await tx.execute<{ expires_at: string }>(sql`
      INSERT INTO user_session (token_hash, user_id, organisation_id, expires_at)
      VALUES (${tokenHashOf(token)}, ${user.id}, ${user.organisation_id}, now() + make_interval(hours => ${SESSION_HOURS}))
      RETURNING to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS expires_at`)
    await tx.insert(auditEvent).values({
      organisationId: user.organisation_id,
      userId: user.id,
      requestId: input.requestId,
      action: 'session.opened',
      subjectKind: 'user',
      subjectId: user.id,
      detail: {},
    })
    return session?.expires_at
  })
  if (expiresAt === undefined || user === undefined) return refuse({ code: 'SIGN_IN_FAILED' })
  return ok({ token, expiresAt, ...personOf(user) })
}

/** The session behind a token, or undefined when it is unknown, ended or expired, or its user is no longer active. */
export async function sessionOf(db: Database, token: string): Promise<{ actor: Actor; signedIn: Omit<SignedIn, 'token'> } | undefined> {
  const rows = await withTransaction(
    db,
    SYSTEM,
    (tx) =>
      tx.execute<UserRow & { expires_at: string }>(sql`
        SELECT u.id, u.username, u.name_zh, u.name_en, '' AS password_hash, u.organisation_id,
               o.code AS organisation_code, o.kind AS organisation_kind, o.name_zh AS organisation_name_zh, o.name_en AS organisation_name_en,
               ARRAY(SELECT r.role FROM user_role r WHERE r.user_id = u.id ORDER BY r.role) AS roles,
               to_char(s.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS expires_at
        FROM user_session s JOIN user_account u ON u.id = s.user_id JOIN organisation o ON o.id = u.organisation_id
        WHERE s.token_hash = ${tokenHashOf(token)} AND s.ended_at IS NULL AND s.expires_at > now() AND u.active`),
    { readOnly: true },
  )
  const user = rows[0]
  if (user === undefined) return undefined
  return {
    actor: {
      userId: user.id,
      username: user.username,
      organisationId: user.organisation_id,
      organisationCode: user.organisation_code,
      organisationKind: user.organisation_kind,
      roles: user.roles,
    },
    signedIn: { expiresAt: user.expires_at, ...personOf(user) },
  }
}

export async function signOut(db: Database, actor: Actor, token: string, requestId: string): Promise<void> {
  await withTransaction(db, SYSTEM, async (tx) => {
    await tx.execute(sql`UPDATE user_session SET ended_at = now() WHERE token_hash = ${tokenHashOf(token)} AND ended_at IS NULL`)
    await tx.insert(auditEvent).values({
      organisationId: actor.organisationId,
      userId: actor.userId,
      requestId,
      action: 'session.closed',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: {},
    })
  })
}
