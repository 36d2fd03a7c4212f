import { type PledgeRefusal, releasePledge as planRelease } from '../../domain/collateral/pledge.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { securedBy } from './secured-views.js'
import { lockPledge, movePledge, type Pledge } from './store.js'

export interface Release {
  readonly pledgeId: string
  readonly releasedOn: CivilDate
  readonly reason: string
  readonly version: number
  readonly today: CivilDate
}

/** Ends a pledge that secures nothing any more; the certificate may then be pledged again. */
export async function releasePledge(
  command: Command,
  input: Release,
): Promise<Result<Pledge, RecordRefusal | DateOrderRefusal | PledgeRefusal>> {
  const { releasedOn, reason } = input
  const before = await lockPledge(command.tx, input.pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['contractedOn', before.contractedOn],
    ['registeredOn', before.registeredOn],
    ['frozenOn', before.frozenOn],
    ['releasedOn', releasedOn],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const state = planRelease(before.state, await securedBy(command.tx, before.id, releasedOn))
  if (!state.ok) return state

  const pledge = await movePledge(command.tx, before, { state: 'RELEASED', releasedOn })
  await recordEvent(command, {
    action: 'pledge.released',
    subjectKind: 'pledge',
    subjectId: pledge.id,
    detail: { releasedOn, reason, from: before.state, to: pledge.state },
  })
  return ok(pledge)
}
