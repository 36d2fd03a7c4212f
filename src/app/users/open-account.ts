import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Actor, tenancyOf } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { addUser } from '../organisations/store.js'
import { organisationByCode } from '../organisations/views.js'
import { hashPassword } from '../sessions/password.js'
import { newFirstPassword } from './first-password.js'

export interface NewAccount {
  readonly username: string
  readonly nameZh: string
  readonly nameEn: string
  /** Its code. */
  readonly organisation: string
}

export type OpenAccountRefusal = RecordRefusal | { readonly code: 'USERNAME_TAKEN'; readonly username: string }

/**
 * An account without roles: those are the security officer's to give. The first password is told once and kept nowhere, so the answer
 * of this command is not remembered either; the username makes it happen once.
 */
export async function openAccount(
  db: Database,
  { actor, requestId }: { readonly actor: Actor; readonly requestId: string },
  { organisation: organisationCode, username, nameZh, nameEn }: NewAccount,
): Promise<Result<{ readonly id: string; readonly firstPassword: string }, OpenAccountRefusal>> {
  const firstPassword = newFirstPassword()
  const passwordHash = await hashPassword(firstPassword)
  return withTransaction(db, tenancyOf(actor), async (tx) => {
    if ((await organisationByCode(tx, organisationCode)) === undefined) return notFound('organisation')
    const user = {
      username,
      nameZh,
      nameEn,
      organisationCode,
      roles: [],
      passwordHash,
      demo: false,
      passwordIsFirst: true,
    }
    const id = await addUser(tx, user)
    if (id === undefined) return refuse({ code: 'USERNAME_TAKEN', username })
    await insertAuditEvent(tx, {
      organisationId: actor.organisationId,
      userId: actor.userId,
      requestId,
      action: 'user.created',
      subjectKind: 'user',
      subjectId: id,
      detail: { username, organisation: organisationCode, roles: [] },
    })
    return ok({ id, firstPassword })
  })
}
