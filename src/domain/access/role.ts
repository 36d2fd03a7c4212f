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

/** 三员: who administers the system, who its security, who its audit; 等保 2.0 三员分立. */
export type OfficerRole = 'administrator' | 'security_officer' | 'audit_officer'

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
  | OfficerRole

const OFFICERS: readonly Role[] = ['administrator', 'security_officer', 'audit_officer'] satisfies OfficerRole[]

export const isOfficer = (role: Role): role is OfficerRole => OFFICERS.includes(role)

const BUSINESS_ROLES: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  central_bank_branch: ['reloan_reviewer', 'reloan_approver'],
  data_authority: ['data_steward'],
  data_operator: ['operator_officer'],
  data_exchange: ['exchange_officer', 'compliance_reviewer'],
  data_registry: ['registrar'],
  lender: ['loan_officer', 'credit_reviewer', 'credit_approver', 'credit_committee'],
  guarantor: ['guarantor_officer'],
  enterprise: ['enterprise_user'],
  auditor: ['auditor'],
  platform: [],
}

export const ORGANISATION_KINDS = Object.keys(BUSINESS_ROLES) as readonly OrganisationKind[]

/** What people of such an organisation may be. An administrator runs the platform; the other two may also be of one organisation alone. */
export const rolesOf = (kind: OrganisationKind): readonly Role[] => [
  ...BUSINESS_ROLES[kind],
  ...(kind === 'platform' ? (['administrator'] as const) : []),
  'security_officer',
  'audit_officer',
]
