import type { Tenancy } from '../db/transaction.js'

export type Role =
  | 'enterprise_user'
  | 'loan_officer'
  | 'credit_reviewer'
  | 'credit_approver'
  | 'credit_committee'
  | 'guarantor_officer'
  | 'reloan_reviewer'
  | 'reloan_approver'
  | 'data_steward'
  | 'operator_officer'
  | 'registrar'
  | 'exchange_officer'
  | 'compliance_reviewer'
  | 'auditor'
  | 'administrator'

export type OrganisationKind =
  | 'central_bank_branch'
  | 'data_authority'
  | 'data_operator'
  | 'data_exchange'
  | 'data_registry'
  | 'lender'
  | 'guarantor'
  | 'enterprise'
  | 'auditor'
  | 'platform'

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
  platform: 'administrator',
}

/** What row-level security is told about the actor. */
export const tenancyOf = (actor: Actor): Tenancy => ({
  scope: SCOPE[actor.organisationKind],
  organisationId: actor.organisationId,
  userId: actor.userId,
})

/** The program itself: start-up, jobs, sealing. Never a request. */
export const SYSTEM: Tenancy = { scope: 'system', organisationId: null, userId: null }
