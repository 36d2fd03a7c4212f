import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Actor, type OrganisationKind, type Role, SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { comparePasswordWithNobody, passwordMatches } from './password.js'
import { endSession, openSession, recordAttempt } from './store.js'
import { recentFailures, type UserRow, userByName, userOfSession } from './views.js'

export type SessionRefusal =
  | { readonly code: 'SIGN_IN_FAILED' }
  | { readonly code: 'TOO_MANY_ATTEMPTS'; readonly minutes: number }
  | { readonly code: 'SIGN_IN_REQUIRED' }

export interface Person {
  readonly user: { readonly id: string; readonly username: string; readonly nameZh: string; readonly nameEn: string }
  readonly organisation: {
    readonly id: string
    readonly code: string
    readonly kind: OrganisationKind
    readonly nameZh: string
    readonly nameEn: string
  }
  readonly roles: Role[]
}
export interface Session extends Person {
  readonly expiresAt: string
}

const FAILURES_PER_USERNAME = 8
const FAILURES_PER_ADDRESS = 60
const WINDOW_MINUTES = 15
const SESSION_HOURS = 12

const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const personOf = (row: UserRow): Person => ({
  user: { id: row.id, username: row.username, nameZh: row.nameZh, nameEn: row.nameEn },
  organisation: {
    id: row.organisationId,
    code: row.organisationCode,
    kind: row.organisationKind,
    nameZh: row.organisationNameZh,
    nameEn: row.organisationNameEn,
  },
  roles: row.roles,
})

/** Checks the password and opens a session. Failures are counted per username and per address before anything else is looked at. */
export async function signIn(
  db: Database,
  input: { readonly username: string; readonly password: string; readonly address: string; readonly requestId: string },
): Promise<Result<Session & { readonly token: string }, SessionRefusal>> {
  const { failures, user } = await withTransaction(db, SYSTEM, async (tx) => ({
    failures: await recentFailures(tx, input.username, input.address, WINDOW_MINUTES),
    user: await userByName(tx, input.username),
  }))
  if (failures.byName >= FAILURES_PER_USERNAME || failures.byAddress >= FAILURES_PER_ADDRESS)
    return refuse({ code: 'TOO_MANY_ATTEMPTS', minutes: WINDOW_MINUTES })

  const matches =
    user === undefined
      ? await comparePasswordWithNobody(input.password)
      : await passwordMatches(input.password, user.passwordHash)
  const token = randomBytes(32).toString('base64url')
  const expiresAt = await withTransaction(db, SYSTEM, async (tx) => {
    await recordAttempt(tx, input.username, input.address, matches)
    if (!matches || user === undefined) return undefined
    await insertAuditEvent(tx, {
      organisationId: user.organisationId,
      userId: user.id,
      requestId: input.requestId,
      action: 'session.opened',
      subjectKind: 'user',
      subjectId: user.id,
    })
    const { id: userId, organisationId } = user
    return openSession(tx, { tokenHash: tokenHashOf(token), userId, organisationId, hours: SESSION_HOURS })
  })
  if (expiresAt === undefined || user === undefined) return refuse({ code: 'SIGN_IN_FAILED' })
  return ok({ token, expiresAt, ...personOf(user) })
}

/** The session behind a token, or undefined when it is unknown, ended or expired, or its user is no longer active. */
export async function sessionOf(db: Database, token: string): Promise<{ actor: Actor; session: Session } | undefined> {
  const row = await withTransaction(db, SYSTEM, (tx) => userOfSession(tx, tokenHashOf(token)), { readOnly: true })
  if (row === undefined) return undefined
  return {
    actor: {
      userId: row.id,
      username: row.username,
      organisationId: row.organisationId,
      organisationCode: row.organisationCode,
      organisationKind: row.organisationKind,
      roles: row.roles,
    },
    session: { expiresAt: row.expiresAt, ...personOf(row) },
  }
}

export async function signOut(db: Database, actor: Actor, token: string, requestId: string): Promise<void> {
  await withTransaction(db, SYSTEM, async (tx) => {
    await endSession(tx, tokenHashOf(token))
    await insertAuditEvent(tx, {
      organisationId: actor.organisationId,
      userId: actor.userId,
      requestId,
      action: 'session.closed',
      subjectKind: 'user',
      subjectId: actor.userId,
    })
  })
}
