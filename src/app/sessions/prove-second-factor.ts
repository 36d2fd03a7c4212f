import type { Database } from '../../db/connection.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { insertAuditEvent } from '../audit/store.js'
import type { Vault } from '../sealing/vault.js'
import { acceptCode, type CodeRefusal } from '../second-factor/accept-code.js'
import { openFactorOf } from '../second-factor/views.js'
import type { AttemptRefusal } from './attempt.js'
import { compareOnce } from './compare-once.js'
import { awaitedAfterFactor, liftSession } from './open-session.js'
import type { NewSession } from './sign-in.js'
import type { SignedIn } from './signed-in.js'
import { userById } from './views.js'

export type ProofRefusal = CodeRefusal | AttemptRefusal | { readonly code: 'SECOND_FACTOR_NOT_ASKED' }

/** The second step of a sign-in: a code of the app, or a recovery code. The session goes on under a new token. */
export async function proveSecondFactor(
  db: Database,
  vault: Vault | null,
  signedIn: SignedIn,
  code: string,
): Promise<Result<NewSession, ProofRefusal>> {
  const { actor, session, token, requestId } = signedIn
  if (session.awaits !== 'second_factor') return refuse({ code: 'SECOND_FACTOR_NOT_ASKED' })
  return compareOnce(db, signedIn, 'second-factor.refused', async (tx): Promise<Result<NewSession, ProofRefusal>> => {
    const factor = await openFactorOf(tx, actor.userId)
    // Reset since the password was shown: the sign-in begins again.
    if (factor?.confirmed !== true) return refuse({ code: 'SECOND_FACTOR_NOT_ASKED' })
    const accepted = await acceptCode(tx, vault, factor, actor.organisationId, code)
    if (!accepted.ok) return accepted
    const { organisationId, userId } = actor
    await insertAuditEvent(tx, {
      organisationId,
      userId,
      requestId,
      action: accepted.value === 'app' ? 'second-factor.proved' : 'second-factor.recovery-code-used',
      subjectKind: 'user',
      subjectId: userId,
    })
    const awaits = awaitedAfterFactor(await userById(tx, userId))
    return ok({ ...session, ...(await liftSession(tx, token, actor, signedIn, awaits)) })
  })
}
