import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Actor, type OrganisationKind, type Role, SYSTEM } from '../actor.js'
import { insertAuditEvent, type NewAuditEvent } from '../audit/store.js'
import { comparePasswordWithNobody, passwordMatches } from './password.js'
import { endSession, lockUsername, markSucceeded, openSession, pruneAttempts, recordAttempt } from './store.js'
import { recentFailures, type SessionRow, type UserRow, userByName, usersOfSession } from './views.js'

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

/** Per name from everywhere: what one password can be guessed at. */
const FAILURES_PER_USERNAME = 8
/** Per address over all names. Many people may share an address, so it never stops a known name that has not failed itself. */
const FAILURES_PER_ADDRESS = 60
const WINDOW_MINUTES = 15
const ATTEMPTS_PRUNED = 500
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

interface SignInInput {
  readonly username: string
  readonly password: string
  readonly address: string
  readonly requestId: string
}

/**
 * Checks the password and opens a session. The attempt is counted before its password is looked at, under a lock of its name:
 * attempts at the same moment share one limit, and those that are still being compared count as failed. What was compared and
 * wrong leaves an audit event; what the limit refuses was never compared and leaves none, so that nobody can flood the log.
 */
export async function signIn(
  db: Database,
  input: SignInInput,
): Promise<Result<Session & { readonly token: string }, SessionRefusal>> {
  const begun = await withTransaction(db, SYSTEM, (tx) => beginAttempt(tx, input))
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
  const token = randomBytes(32).toString('base64url')
  const { id: userId, organisationId } = user
  const expiresAt = await withTransaction(db, SYSTEM, async (tx) => {
    await markSucceeded(tx, attemptId)
    await insertAuditEvent(tx, {
      organisationId,
      userId,
      requestId: input.requestId,
      action: 'session.opened',
      subjectKind: 'user',
      subjectId: userId,
    })
    return openSession(tx, { tokenHash: tokenHashOf(token), userId, organisationId, hours: SESSION_HOURS })
  })
  return ok({ token, expiresAt, ...personOf(user) })
}

async function beginAttempt(
  tx: Tx,
  { username, address }: SignInInput,
): Promise<Result<{ attemptId: string; user: Awaited<ReturnType<typeof userByName>> }, SessionRefusal>> {
  await lockUsername(tx, username)
  const failures = await recentFailures(tx, username, address, WINDOW_MINUTES)
  const user = await userByName(tx, username)
  const suspect = user === undefined || failures.byName > 0
  if (failures.byName >= FAILURES_PER_USERNAME || (suspect && failures.byAddress >= FAILURES_PER_ADDRESS))
    return refuse({ code: 'TOO_MANY_ATTEMPTS', minutes: WINDOW_MINUTES })
  await pruneAttempts(tx, ATTEMPTS_PRUNED)
  return ok({ attemptId: await recordAttempt(tx, username, address), user })
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
export async function sessionOf(db: Database, token: string): Promise<{ actor: Actor; session: Session } | undefined> {
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
