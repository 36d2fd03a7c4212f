import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Actor, type OrganisationKind, type Role, SYSTEM } from '../actor.js'
import { insertAuditEvent, type NewAuditEvent } from '../audit/store.js'
import { type AttemptRefusal, beginAttempt } from './attempt.js'
import { type Awaited, awaitedAfterPassword, type Opened, openSession, tokenHashOf } from './open-session.js'
import { comparePasswordWithNobody, passwordMatches } from './password.js'
import { endSession, markSucceeded } from './store.js'
import { type SessionRow, type UserRow, userByName, usersOfSession } from './views.js'

export type SessionRefusal =
  | { readonly code: 'SIGN_IN_FAILED' }
  | AttemptRefusal
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
  /** What it waits for before it opens anything else; null: nothing. */
  readonly awaits: Awaited | null
}
/** A session with the token that opens it, told once. */
export type NewSession = Session & Opened

export const personOf = (row: UserRow): Person => ({
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

interface SignInInput {
  readonly username: string
  readonly password: string
  readonly address: string
  readonly agent: string | null
  readonly requestId: string
}

/**
 * Checks the password and opens a session, which may wait for a second factor or a new password. The attempt is counted before its
 * password is looked at. What was compared and wrong leaves an audit event; what the limit refuses was never compared and leaves none,
 * so that nobody can flood the log.
 */
export async function signIn(db: Database, input: SignInInput): Promise<Result<NewSession, SessionRefusal>> {
  const begun = await withTransaction(db, SYSTEM, async (tx) => {
    const user = await userByName(tx, input.username)
    const attempt = await beginAttempt(tx, input, user !== undefined)
    return attempt.ok ? ok({ attemptId: attempt.value, user }) : attempt
  })
  if (!begun.ok) return begun
  const { attemptId, user } = begun.value
  const matches =
    user === undefined
      ? await comparePasswordWithNobody(input.password)
      : await passwordMatches(input.password, user.passwordHash)
  if (!matches || user === undefined) {
    await withTransaction(db, SYSTEM, (tx) => insertAuditEvent(tx, refusedEvent(input, user)))
    return refuse({ code: 'SIGN_IN_FAILED' })
  }
  const { id: userId, organisationId } = user
  const opened = await withTransaction(db, SYSTEM, async (tx) => {
    await markSucceeded(tx, attemptId)
    const awaits = await awaitedAfterPassword(tx, user)
    await insertAuditEvent(tx, {
      organisationId,
      userId,
      requestId: input.requestId,
      action: 'session.opened',
      subjectKind: 'user',
      subjectId: userId,
      ...(awaits === null ? {} : { detail: { awaits } }),
    })
    return openSession(tx, { userId, organisationId }, input, awaits)
  })
  return ok({ ...personOf(user), ...opened })
}

/** No organisation's business but the auditor's. A name nobody has is not written down: it may be a password in the wrong field. */
const refusedEvent = ({ address, requestId }: SignInInput, user: UserRow | undefined): NewAuditEvent => ({
  requestId,
  action: 'session.refused',
  subjectKind: 'user',
  subjectId: user?.id ?? 'unknown',
  detail: { address },
})

/** The session behind a token, or undefined when it is unknown, ended or expired, or its user is no longer active. */
export async function sessionOf(
  db: Database,
  token: string,
): Promise<{ actor: Actor; session: Session; sessionId: string } | undefined> {
  let found: Promise<readonly SessionRow[]> | undefined
  // Every request asks this: the whole transaction is one round trip.
  await withTransaction(
    db,
    SYSTEM,
    async (tx) => {
      found = usersOfSession(tx, tokenHashOf(token))
    },
    { readOnly: true, keepsPlans: true },
  )
  const [row] = (await found) ?? []
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
    session: { expiresAt: row.expiresAt, awaits: row.awaits, ...personOf(row) },
    sessionId: row.sessionId,
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
