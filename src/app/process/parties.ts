import type { Party } from '../../domain/process/machine.js'
import type { Actor, Role } from '../actor.js'

/** Whose duty in its organisation it is to act as a party; a party that is not here may be acted for by anybody of it. */
const ROLES: Partial<Record<Party, readonly Role[]>> = {
  developer: ['enterprise_user'],
  holder: ['enterprise_user'],
  borrower: ['enterprise_user'],
  operator: ['operator_officer'],
  bureau: ['data_steward'],
  source: ['data_steward'],
  registry: ['registrar'],
  committee: ['compliance_reviewer'],
  exchange: ['exchange_officer'],
  lender: ['loan_officer', 'credit_reviewer', 'credit_approver', 'credit_committee'],
  'central-bank': ['reloan_reviewer', 'reloan_approver'],
}

/** What a person is to a subject: what its organisation is, as far as the person's roles go. */
export const partiesOf = ({ roles }: Pick<Actor, 'roles'>, organisationIs: readonly Party[]): readonly Party[] =>
  organisationIs.filter((party) => ROLES[party]?.some((role) => roles.includes(role)) ?? true)
