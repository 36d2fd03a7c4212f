import type { Tenancy } from '../db/transaction.js'
import type { OrganisationKind, Role } from '../domain/access/role.js'

export type { OrganisationKind, Role } from '../domain/access/role.js'

/** Who acts, for whom, and as what. */
export interface Actor {
  readonly userId: string
  readonly username: string
  readonly organisationId: string
  readonly organisationCode: string
  readonly organisationKind: OrganisationKind
  readonly roles: readonly Role[]
}

const SCOPE: Record<OrganisationKind, Tenancy['scope']> = {
  central_bank_branch: 'central-bank',
  data_authority: 'steward',
  data_operator: 'operator',
  data_exchange: 'exchange',
  data_registry: 'registry',
  lender: 'lender',
  guarantor: 'lender',
  enterprise: 'enterprise',
  auditor: 'auditor',
  platform: 'public',
}

/** An officer of the platform reaches everybody, one of another organisation only its own people; neither sees what the business sees. */
function scopeOf({ organisationKind, roles }: Actor): Tenancy['scope'] {
  const everybody = organisationKind === 'platform'
  if (roles.includes('security_officer')) return everybody ? 'security' : 'own-security'
  if (roles.includes('audit_officer')) return everybody ? 'audit' : 'own-audit'
  return everybody && roles.includes('administrator') ? 'administrator' : SCOPE[organisationKind]
}

/** What row-level security is told about the actor. */
export const tenancyOf = (actor: Actor): Tenancy => ({
  scope: scopeOf(actor),
  organisationId: actor.organisationId,
  userId: actor.userId,
})

/** The program itself: start-up, jobs, sealing. Never a request. */
export const SYSTEM: Tenancy = { scope: 'system', organisationId: null, userId: null }
