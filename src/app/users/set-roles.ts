import { judgeRoles, type RolesRefusal } from '../../domain/access/judge-roles.js'
import { isOfficer, type Role } from '../../domain/access/role.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { replaceRoles } from './store.js'
import { anotherInReach, keepsOfficers, type UserRefusal } from './user-in-reach.js'

export type SetRolesRefusal = UserRefusal | RolesRefusal | { readonly code: 'FIRST_PASSWORD_UNCHANGED' }

/** The security officer says what a person may do; whoever made the account says nothing of it. @returns the roles */
export async function setRoles(
  command: Command,
  id: string,
  { roles: wanted, reason }: { readonly roles: readonly Role[]; readonly reason: string },
): Promise<Result<readonly Role[], SetRolesRefusal>> {
  const { tx, actor } = command
  const found = await anotherInReach(tx, actor, id)
  if (!found.ok) return found
  const user = found.value
  const judged = judgeRoles(user.organisation.kind, wanted)
  if (!judged.ok) return judged
  const roles = judged.value
  // Whoever gave the first password knows it, and could be an officer of another kind.
  if (user.passwordIsFirst && roles.some((role) => isOfficer(role) && !user.roles.includes(role)))
    return refuse({ code: 'FIRST_PASSWORD_UNCHANGED' })
  const kept = await keepsOfficers(tx, user, roles)
  if (!kept.ok) return kept
  const written = await refusingConstraints(
    tx,
    { user_role_officers_apart: { code: 'OFFICER_ROLES_APART', roles } },
    (tx) => replaceRoles(tx, { id, organisationId: user.organisation.id }, roles),
  )
  if (!written.ok) return written
  await recordEvent(command, {
    action: 'user.roles-set',
    subjectKind: 'user',
    subjectId: id,
    detail: { before: user.roles, after: roles, reason },
  })
  return ok(roles)
}
