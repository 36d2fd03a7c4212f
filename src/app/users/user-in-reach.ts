import type { Tx } from '../../db/transaction.js'
import { isOfficer, type OfficerRole, type Role } from '../../domain/access/role.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Actor } from '../actor.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { lockStanding } from './store.js'
import { activeHolders, type UserEntry, userEntry } from './views.js'

export type UserRefusal =
  | RecordRefusal
  | { readonly code: 'OWN_ACCOUNT' }
  | { readonly code: 'LAST_OFFICER'; readonly role: OfficerRole }

/** Somebody whom an officer acts on: in reach, held until the transaction ends, and not the officer. */
export async function anotherInReach(tx: Tx, actor: Actor, id: string): Promise<Result<UserEntry, UserRefusal>> {
  await lockStanding(tx, id)
  const user = await userEntry(tx, id)
  if (user === undefined) return notFound('user')
  return id === actor.userId ? refuse({ code: 'OWN_ACCOUNT' }) : ok(user)
}

/** The platform is never without one of the three: whoever is the last stays. */
export async function keepsOfficers(
  tx: Tx,
  user: UserEntry,
  staying: readonly Role[],
): Promise<Result<null, UserRefusal>> {
  if (user.organisation.kind !== 'platform' || !user.active) return ok(null)
  for (const role of user.roles)
    if (isOfficer(role) && !staying.includes(role) && (await activeHolders(tx, role, user.id)) === 0)
      return refuse({ code: 'LAST_OFFICER', role })
  return ok(null)
}
