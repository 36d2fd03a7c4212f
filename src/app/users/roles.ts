import { isOfficer, ORGANISATION_KINDS, type OrganisationKind, type Role, rolesOf } from '../../domain/access/role.js'

export interface RoleEntry {
  readonly role: Role
  readonly officer: boolean
  /** Of which organisations its holders are. */
  readonly kinds: readonly OrganisationKind[]
}

/** Every role there is, officers first. */
export const roleEntries: readonly RoleEntry[] = [
  ...new Set(['platform' as const, ...ORGANISATION_KINDS].flatMap(rolesOf)),
].map((role) => ({
  role,
  officer: isOfficer(role),
  kinds: ORGANISATION_KINDS.filter((kind) => rolesOf(kind).includes(role)),
}))

export const ROLES: readonly Role[] = roleEntries.map(({ role }) => role)
