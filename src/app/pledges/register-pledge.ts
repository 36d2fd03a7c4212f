import { type PledgeRefusal, registerPledge as planRegistration } from '../../domain/collateral/pledge.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { countOf } from '../loans/product-terms.js'
import { lockPledge, movePledge, type Pledge } from './store.js'

export type PledgeRegistrationRefusal =
  | RecordRefusal
  | PledgeRefusal
  | { readonly code: 'REGISTRATION_NO_USED'; readonly registrationNo: string }

export interface PledgeRegistration {
  readonly pledgeId: string
  readonly registrationNo: string
  readonly collateralClass: string
  readonly registeredOn: CivilDate
  readonly validTo: CivilDate
  readonly version: number
  readonly today: CivilDate
}

const MONTHS_A_YEAR = 12

/** Registered with 中登网; from here on the right of pledge exists. */
export async function registerPledge(
  command: Command,
  input: PledgeRegistration,
): Promise<Result<Pledge, PledgeRegistrationRefusal>> {
  const { tx } = command
  const { registrationNo, collateralClass, registeredOn, validTo } = input
  const before = await lockPledge(tx, input.pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const shortest = await countOf(tx, 'pledge.term_min_m', registeredOn)
  const longest = await countOf(tx, 'pledge.term_max_y', registeredOn)
  const margin = await countOf(tx, 'pledge.term_margin_m', registeredOn)
  const state = planRegistration({
    state: before.state,
    on: input.today,
    contractedOn: before.contractedOn,
    registrationNo,
    collateralClass,
    registeredOn,
    validTo,
    // No loan is agreed yet: the contract and each disbursement are held to the registration's end.
    loanEnd: null,
    term: {
      minMonths: shortest.value,
      maxMonths: longest.value * MONTHS_A_YEAR,
      marginMonths: margin.value,
      rule: shortest.rule,
    },
  })
  if (!state.ok) return state

  const pledge = await refusingConstraints(
    tx,
    { pledge_registration_key: { code: 'REGISTRATION_NO_USED', registrationNo } },
    (inner) =>
      movePledge(inner, before, { state: 'REGISTERED', registrationNo, registeredOn, registrationValidTo: validTo }),
  )
  if (!pledge.ok) return pledge
  await recordEvent(command, {
    action: 'pledge.registered',
    subjectKind: 'pledge',
    subjectId: before.id,
    detail: { registrationNo, collateralClass, registeredOn, validTo, from: before.state, to: 'REGISTERED' },
  })
  return ok(pledge.value)
}
