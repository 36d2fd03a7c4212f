import { ok, type Result, refuse } from '../../kernel/result.js'
import { isOfficer, type OrganisationKind, type Role, rolesOf } from './role.js'

export type RolesRefusal =
  | { readonly code: 'ROLE_NOT_OF_ORGANISATION'; readonly role: Role; readonly kind: OrganisationKind }
  | { readonly code: 'OFFICER_ROLES_APART'; readonly roles: readonly Role[] }

/**
 * Whether one person of such an organisation may have these roles together: an officer has one role and no business beside it (三员分立).
 * @returns the roles, each once
 */
export function judgeRoles(kind: OrganisationKind, wanted: readonly Role[]): Result<readonly Role[], RolesRefusal> {
  const roles = [...new Set(wanted)]
  const foreign = roles.find((role) => !rolesOf(kind).includes(role))
  if (foreign !== undefined) return refuse({ code: 'ROLE_NOT_OF_ORGANISATION', role: foreign, kind })
  return roles.some(isOfficer) && roles.length > 1 ? refuse({ code: 'OFFICER_ROLES_APART', roles }) : ok(roles)
}
