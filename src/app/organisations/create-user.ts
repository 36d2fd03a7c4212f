import type { Tx } from '../../db/transaction.js'
import { insertAuditEvent } from '../audit/store.js'
import { addUser, type NewUser } from './store.js'

/** Adds a user; a username that is taken is left as it is. @returns whether it was added */
export async function createUser(tx: Tx, user: NewUser): Promise<boolean> {
  const subjectId = await addUser(tx, user)
  if (subjectId === undefined) return false
  await insertAuditEvent(tx, {
    action: 'user.created',
    subjectKind: 'user',
    subjectId,
    detail: { username: user.username, organisation: user.organisationCode, roles: user.roles },
  })
  return true
}
