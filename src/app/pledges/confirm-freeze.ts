import { type PledgeRefusal, confirmFreeze as planFreeze } from '../../domain/collateral/pledge.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { lockPledge, movePledge, type Pledge } from './store.js'

export interface FreezeConfirmation {
  readonly pledgeId: string
  readonly freezeReceiptNo: string
  readonly frozenOn: CivilDate
  readonly version: number
  readonly today: CivilDate
}

/** The exchange has frozen the listing and the registry has noted it; no money is paid out before. */
export async function confirmFreeze(
  command: Command,
  input: FreezeConfirmation,
): Promise<Result<Pledge, RecordRefusal | DateOrderRefusal | PledgeRefusal>> {
  const { freezeReceiptNo, frozenOn } = input
  const before = await lockPledge(command.tx, input.pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['frozenOn', frozenOn],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const state = planFreeze({
    state: before.state,
    registeredOn: before.registeredOn ?? before.contractedOn,
    freezeReceiptNo,
    frozenOn,
  })
  if (!state.ok) return state

  const pledge = await movePledge(command.tx, before, { state: 'FROZEN_CONFIRMED', freezeReceiptNo, frozenOn })
  await recordEvent(command, {
    action: 'pledge.frozen',
    subjectKind: 'pledge',
    subjectId: pledge.id,
    detail: { freezeReceiptNo, frozenOn, from: before.state, to: pledge.state },
  })
  return ok(pledge)
}
