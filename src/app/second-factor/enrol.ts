import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import type { Vault } from '../sealing/vault.js'
import type { PasswordRefusal } from '../sessions/change-password.js'
import { compareOnce } from '../sessions/compare-once.js'
import { awaitedAfterFactor, openSession } from '../sessions/open-session.js'
import { passwordMatches } from '../sessions/password.js'
import type { NewSession } from '../sessions/sign-in.js'
import type { SignedIn } from '../sessions/signed-in.js'
import { endSessionsOf } from '../sessions/store.js'
import { passwordHashOf, userById } from '../sessions/views.js'
import { acceptCode, type CodeRefusal } from './accept-code.js'
import { newRecoveryCodes, recoveryHashOf } from './recovery-codes.js'
import { confirmFactor, dropUnconfirmed, insertFactor, insertSecret, lockFactorsOf } from './store.js'
import { enrolmentUri, newSecret } from './totp.js'
import { openFactorOf } from './views.js'

export type EnrolmentRefusal =
  | CodeRefusal
  | PasswordRefusal
  | { readonly code: 'SECOND_FACTOR_ENROLLED' }
  | { readonly code: 'SECOND_FACTOR_NOT_BEGUN' }

export interface Enrolment {
  /** In base32, told this once. */
  readonly secret: string
  /** otpauth:// with the same secret. */
  readonly uri: string
}

const eventOf = ({ actor: { organisationId, userId }, requestId }: SignedIn, action: string) => ({
  organisationId,
  userId,
  requestId,
  action,
  subjectKind: 'user',
  subjectId: userId,
})

/**
 * Makes a secret for the person's app; it counts once a code has confirmed it. A session that is open already shows the password again:
 * whoever finds it open must not be able to lock its owner out.
 */
export async function beginEnrolment(
  db: Database,
  vault: Vault | null,
  signedIn: SignedIn,
  password: string | null,
): Promise<Result<Enrolment, EnrolmentRefusal>> {
  if (vault === null) return refuse({ code: 'SECOND_FACTOR_UNAVAILABLE' })
  const { actor, session } = signedIn
  const begin = async (tx: Tx): Promise<Result<Enrolment, EnrolmentRefusal>> => {
    await lockFactorsOf(tx, actor.userId)
    if ((await openFactorOf(tx, actor.userId))?.confirmed === true) return refuse({ code: 'SECOND_FACTOR_ENROLLED' })
    await dropUnconfirmed(tx, actor.userId)
    const id = await insertFactor(tx, actor)
    const secret = newSecret()
    await insertSecret(tx, id, actor.organisationId, vault.seal(id, secret))
    await insertAuditEvent(tx, eventOf(signedIn, 'second-factor.begun'))
    return ok({ secret, uri: enrolmentUri(secret, actor.username) })
  }
  if (session.awaits === 'enrolment') return withTransaction(db, SYSTEM, begin)
  return compareOnce(db, signedIn, 'session.refused', async (tx): Promise<Result<Enrolment, EnrolmentRefusal>> => {
    const matches = await passwordMatches(password ?? '', await passwordHashOf(tx, actor.userId))
    return matches ? begin(tx) : refuse({ code: 'PASSWORD_WRONG' })
  })
}

/** A first code shows that the app has the secret. Every other session of the person ends; this one goes on under a new token. */
export async function confirmEnrolment(
  db: Database,
  vault: Vault | null,
  signedIn: SignedIn,
  code: string,
): Promise<Result<NewSession & { readonly recoveryCodes: readonly string[] }, EnrolmentRefusal>> {
  const { actor, session } = signedIn
  type Confirmed = NewSession & { readonly recoveryCodes: readonly string[] }
  return compareOnce(
    db,
    signedIn,
    'second-factor.refused',
    async (tx): Promise<Result<Confirmed, EnrolmentRefusal>> => {
      await lockFactorsOf(tx, actor.userId)
      const factor = await openFactorOf(tx, actor.userId)
      if (factor === undefined) return refuse({ code: 'SECOND_FACTOR_NOT_BEGUN' })
      if (factor.confirmed) return refuse({ code: 'SECOND_FACTOR_ENROLLED' })
      const accepted = await acceptCode(tx, vault, factor, actor.organisationId, code)
      if (!accepted.ok) return accepted
      const recoveryCodes = newRecoveryCodes()
      await confirmFactor(tx, factor.id, actor.organisationId, recoveryCodes.map(recoveryHashOf))
      await insertAuditEvent(tx, eventOf(signedIn, 'second-factor.confirmed'))
      await endSessionsOf(tx, actor.userId)
      const awaits = awaitedAfterFactor(await userById(tx, actor.userId))
      return ok({ ...session, ...(await openSession(tx, actor, signedIn, awaits)), recoveryCodes })
    },
  )
}
