import { ALERT_MACHINE } from '../../domain/collateral/alert.js'
import { PLEDGE_MACHINE } from '../../domain/collateral/pledge-machine.js'
import { authorisationMachine } from '../../domain/data-assets/authorisation-machine.js'
import { disputeMachine } from '../../domain/data-assets/dispute-machine.js'
import { listingMachine } from '../../domain/data-assets/listing-machine.js'
import { orderMachine } from '../../domain/data-assets/order-machine.js'
import { registrationMachine } from '../../domain/data-assets/registration-machine.js'
import { resourceMachine } from '../../domain/data-assets/resource-machine.js'
import { VALUATION_MACHINE } from '../../domain/data-assets/valuation-machine.js'
import type { Machine } from '../../domain/process/machine.js'

/** The machine of every kind of subject. */
export const MACHINES: Readonly<Record<string, Machine>> = {
  scenario_authorisation: authorisationMachine,
  resource_registration: resourceMachine,
  data_registration: registrationMachine,
  listing: listingMachine,
  data_order: orderMachine,
  dispute: disputeMachine,
  pledge: PLEDGE_MACHINE,
  valuation: VALUATION_MACHINE,
  collateral_alert: ALERT_MACHINE,
}

/** @throws for a kind of subject that has no machine: a defect */
export function machineOf(subjectKind: string): Machine {
  const machine = MACHINES[subjectKind]
  if (machine === undefined) throw new Error(`${subjectKind} has no machine`)
  return machine
}
