import { type PledgeRefusal, releasePledge as planRelease } from '../../domain/collateral/pledge.js'
import { stepsTo } from '../../domain/collateral/pledge-state.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import type { StepRefusal } from '../process/take-step.js'
import { stepPledge } from './pledge-process.js'
import { receiptsRequired } from './receipts-required.js'
import { securedBy } from './secured-views.js'
import { lockPledge, type Pledge } from './store.js'

/** A receipt of a register and its day. */
export interface Receipt {
  readonly no: string
  readonly on: CivilDate
}

export interface Release {
  readonly pledgeId: string
  readonly releasedOn: CivilDate
  readonly reason: string
  /** 注销登记 and 解冻, where they were not recorded before. */
  readonly cancellation?: Receipt | null
  readonly unfreezing?: Receipt | null
  readonly version: number
  readonly today: CivilDate
}

/** Ends a pledge that secures nothing any more; the certificate may then be pledged again. */
export async function releasePledge(
  command: Command,
  input: Release,
): Promise<Result<Pledge, RecordRefusal | DateOrderRefusal | PledgeRefusal | StepRefusal>> {
  const { releasedOn, reason, cancellation = null, unfreezing = null } = input
  const { tx } = command
  const before = await lockPledge(tx, input.pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const cancelledOn = cancellation?.on ?? before.cancelledOn
  const unfrozenOn = unfreezing?.on ?? before.unfrozenOn
  const order = datesInOrder([
    ['contractedOn', before.contractedOn],
    ['registeredOn', before.registeredOn],
    ['frozenOn', before.frozenOn],
    ['cancelledOn', cancelledOn],
    ['unfrozenOn', unfrozenOn],
    ['releasedOn', releasedOn],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const isRequired = before.registeredOn !== null && (await receiptsRequired(tx, releasedOn))
  const state = planRelease(
    before.state,
    await securedBy(tx, before.id, releasedOn),
    isRequired
      ? [
          { member: 'cancellation', given: cancelledOn !== null },
          { member: 'unfreezing', given: before.frozenOn === null || unfrozenOn !== null },
        ]
      : [],
  )
  if (!state.ok) return state
  const steps = stepsTo(before.state, 'release', before.cancelledOn !== null)
  if (!steps.ok) return steps

  const pledge = await stepPledge(command, before, {
    events: steps.value,
    on: releasedOn,
    met: ['debt-ended', 'cancellation-receipt', 'cancelled', 'unfrozen'],
    opinion: reason,
    after: {
      state: 'RELEASED',
      releasedOn,
      ...(cancellation === null ? {} : { cancellationNo: cancellation.no, cancelledOn: cancellation.on }),
      ...(unfreezing === null ? {} : { unfreezeReceiptNo: unfreezing.no, unfrozenOn: unfreezing.on }),
    },
  })
  if (!pledge.ok) return pledge
  await recordEvent(command, {
    action: 'pledge.released',
    subjectKind: 'pledge',
    subjectId: before.id,
    detail: { releasedOn, reason, cancelledOn, unfrozenOn, from: before.state, to: pledge.value.state },
  })
  return pledge
}
