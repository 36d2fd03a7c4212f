import type { Database } from '../../db/connection.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { insertAuditEvent } from '../audit/store.js'
import type { AttemptRefusal } from './attempt.js'
import { compareOnce } from './compare-once.js'
import { openSession } from './open-session.js'
import { hashPassword, passwordMatches } from './password.js'
import type { NewSession } from './sign-in.js'
import type { SignedIn } from './signed-in.js'
import { storePassword } from './store.js'
import { passwordHashOf } from './views.js'

/** NIST SP 800-63B, section 3.1.1.2: length counts, composition rules do not. */
export const LEAST_PASSWORD_LENGTH = 12

export type PasswordRefusal =
  | { readonly code: 'PASSWORD_WRONG' }
  | { readonly code: 'PASSWORD_TOO_SHORT'; readonly least: number }
  | { readonly code: 'PASSWORD_UNCHANGED' }
  | AttemptRefusal

/** The own password. Every session of the person ends, and this one goes on under a new token. */
export async function changePassword(
  db: Database,
  signedIn: SignedIn,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Result<NewSession, PasswordRefusal>> {
  if ([...next].length < LEAST_PASSWORD_LENGTH)
    return refuse({ code: 'PASSWORD_TOO_SHORT', least: LEAST_PASSWORD_LENGTH })
  if (next === current) return refuse({ code: 'PASSWORD_UNCHANGED' })
  const passwordHash = await hashPassword(next)
  const { actor, session, requestId } = signedIn
  const { organisationId, userId } = actor
  return compareOnce(db, signedIn, 'session.refused', async (tx): Promise<Result<NewSession, PasswordRefusal>> => {
    if (!(await passwordMatches(current, await passwordHashOf(tx, userId)))) return refuse({ code: 'PASSWORD_WRONG' })
    await storePassword(tx, userId, passwordHash, false)
    await insertAuditEvent(tx, {
      organisationId,
      userId,
      requestId,
      action: 'user.password-changed',
      subjectKind: 'user',
      subjectId: userId,
    })
    return ok({ ...session, ...(await openSession(tx, actor, signedIn, null)) })
  })
}
