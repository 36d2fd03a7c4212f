import { type PledgeRefusal, confirmFreeze as planFreeze } from '../../domain/collateral/pledge.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import type { StepRefusal } from '../process/take-step.js'
import { waiverOf } from './annotation-store.js'
import { stepPledge } from './pledge-process.js'
import { receiptsRequired } from './receipts-required.js'
import { lockPledge, type Pledge } from './store.js'

export interface FreezeConfirmation {
  readonly pledgeId: string
  readonly freezeReceiptNo: string
  readonly frozenOn: CivilDate
  /** 备注回执, where it comes with the freeze and was not recorded before. */
  readonly annotation?: { readonly receiptNo: string; readonly on: CivilDate } | null
  readonly version: number
  readonly today: CivilDate
}

/** The exchange has frozen the listing and the registry has noted it; no money is paid out before. */
export async function confirmFreeze(
  command: Command,
  input: FreezeConfirmation,
): Promise<Result<Pledge, RecordRefusal | DateOrderRefusal | PledgeRefusal | StepRefusal>> {
  const { freezeReceiptNo, frozenOn, annotation = null } = input
  const { tx } = command
  const before = await lockPledge(tx, input.pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['frozenOn', frozenOn],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const noted = datesInOrder([
    ['registeredOn', before.registeredOn],
    ['annotatedOn', annotation?.on ?? null],
    ['today', input.today],
  ])
  if (!noted.ok) return noted
  const waiver = await waiverOf(tx, before.id)
  const annotatedOn = annotation?.on ?? before.annotatedOn
  const registeredOn = before.registeredOn ?? before.contractedOn
  const state = planFreeze({
    state: before.state,
    registeredOn,
    freezeReceiptNo,
    frozenOn,
    annotation: {
      annotatedOn,
      isWaived: waiver?.secondBy != null,
      isRequired: await receiptsRequired(tx, registeredOn),
    },
  })
  if (!state.ok) return state

  const pledge = await stepPledge(command, before, {
    events: ['confirm-freeze'],
    on: frozenOn,
    met: ['freeze-receipt', 'annotation'],
    detail: { freezeReceiptNo, waived: annotatedOn === null && waiver?.secondBy != null },
    after: {
      state: 'FROZEN_CONFIRMED',
      freezeReceiptNo,
      frozenOn,
      ...(annotation === null ? {} : { annotationReceiptNo: annotation.receiptNo, annotatedOn: annotation.on }),
    },
  })
  if (!pledge.ok) return pledge
  await recordEvent(command, {
    action: 'pledge.frozen',
    subjectKind: 'pledge',
    subjectId: before.id,
    detail: { freezeReceiptNo, frozenOn, annotatedOn, from: before.state, to: pledge.value.state },
  })
  return pledge
}
