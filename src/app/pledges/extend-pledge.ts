import { type PledgeRefusal, extendPledge as planExtension } from '../../domain/collateral/pledge.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { countOf } from '../loans/product-terms.js'
import type { StepRefusal } from '../process/take-step.js'
import { stepPledge } from './pledge-process.js'
import { lockPledge, type Pledge } from './store.js'

export interface PledgeExtension {
  readonly pledgeId: string
  readonly on: CivilDate
  readonly validTo: CivilDate
  /** SHA-256 of the pledgor's agreement. */
  readonly agreementHash: string
  readonly version: number
  readonly today: CivilDate
}

const MONTHS_A_YEAR = 12

/** 展期登记: the registration is lengthened before it ends, with the pledgor's agreement. */
export async function extendPledge(
  command: Command,
  { pledgeId, on, validTo, agreementHash, version, today }: PledgeExtension,
): Promise<Result<Pledge, RecordRefusal | DateOrderRefusal | PledgeRefusal | StepRefusal>> {
  const before = await lockPledge(command.tx, pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(version, before.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['registeredOn', before.registeredOn],
    ['on', on],
    ['today', today],
  ])
  if (!order.ok) return order
  const longest = await countOf(command.tx, 'pledge.term_max_y', on)
  const state = planExtension({
    state: before.state,
    registeredOn: before.registeredOn ?? before.contractedOn,
    validTo: before.registrationValidTo ?? before.contractedOn,
    newValidTo: validTo,
    on,
    maxMonths: longest.value * MONTHS_A_YEAR,
  })
  if (!state.ok) return state
  const pledge = await stepPledge(command, before, {
    events: ['extend'],
    on,
    met: ['pledgor-agrees', 'before-expiry'],
    evidenceHash: agreementHash,
    detail: { from: before.registrationValidTo, validTo },
    after: { state: 'EXTENDED', registrationValidTo: validTo },
  })
  if (!pledge.ok) return pledge
  await recordEvent(command, {
    action: 'pledge.extended',
    subjectKind: 'pledge',
    subjectId: pledgeId,
    detail: { validTo, before: before.registrationValidTo, agreementHash, from: before.state, to: 'EXTENDED' },
  })
  return pledge
}
