import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { isOfficer } from '../../domain/access/role.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Actor, tenancyOf } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { hashPassword } from '../sessions/password.js'
import { storePassword } from '../sessions/store.js'
import { newFirstPassword } from './first-password.js'
import { anotherInReach, type UserRefusal } from './user-in-reach.js'

export type ResetPasswordRefusal = UserRefusal | { readonly code: 'OFFICER_WITHOUT_SECOND_FACTOR' }

/**
 * A new first password, told once, by the administrator, who cannot reset a second factor: nobody alone takes over an account that has
 * one. An officer's is given only where it has one, or the administrator could sign in as the officer who watches.
 */
export async function resetPassword(
  db: Database,
  { actor, requestId }: { readonly actor: Actor; readonly requestId: string },
  id: string,
  reason: string,
): Promise<Result<{ readonly firstPassword: string }, ResetPasswordRefusal>> {
  const firstPassword = newFirstPassword()
  const passwordHash = await hashPassword(firstPassword)
  return withTransaction(
    db,
    tenancyOf(actor),
    async (tx): Promise<Result<{ firstPassword: string }, ResetPasswordRefusal>> => {
      const found = await anotherInReach(tx, actor, id)
      if (!found.ok) return found
      if (found.value.roles.some(isOfficer) && found.value.secondFactorSince === null)
        return refuse({ code: 'OFFICER_WITHOUT_SECOND_FACTOR' })
      await storePassword(tx, id, passwordHash, true)
      await insertAuditEvent(tx, {
        organisationId: actor.organisationId,
        userId: actor.userId,
        requestId,
        action: 'user.password-reset',
        subjectKind: 'user',
        subjectId: id,
        detail: { reason },
      })
      return ok({ firstPassword })
    },
  )
}
