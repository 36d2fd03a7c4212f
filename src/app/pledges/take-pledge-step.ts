import type { PledgeRefusal } from '../../domain/collateral/pledge.js'
import type { PledgeEvent, PledgeState } from '../../domain/collateral/pledge-machine.js'
import { nextPledgeState, type StateForbids } from '../../domain/collateral/pledge-state.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney } from '../../kernel/money.js'
import { type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import type { StepRefusal } from '../process/take-step.js'
import { isInDefault, isStruckInRegister } from './pledge-facts-views.js'
import { stepPledge } from './pledge-process.js'
import { securedBy } from './secured-views.js'
import { lockPledge, type Pledge } from './store.js'

/** Steps that need nothing but their papers; the others are commands of their own. */
export const PLEDGE_STEPS = [
  'request-registration',
  'reject-registration',
  'change',
  'object',
  'dismiss-objection',
  'strike',
  'begin-release',
  'cancel-registration',
  'resume',
  'enforce',
  'proceed',
] as const
export type PledgeStepName = (typeof PLEDGE_STEPS)[number]

export interface PledgeStepInput {
  readonly pledgeId: string
  readonly step: PledgeStepName
  readonly on: CivilDate
  readonly opinion: string
  /** SHA-256 of the document that the step rests on. */
  readonly evidenceHash: string | null
  /** The receipt's number, where the step records one. */
  readonly reference: string | null
  readonly version: number
  readonly today: CivilDate
}

/** A step of a pledge: a change, an objection and what came of it, the way to its release or its enforcement. */
export async function takePledgeStep(
  command: Command,
  input: PledgeStepInput,
): Promise<Result<Pledge, StepRefusal | StateForbids | PledgeRefusal | DateOrderRefusal>> {
  const { tx } = command
  const { step, on, opinion, evidenceHash, reference, today } = input
  const before = await lockPledge(tx, input.pledgeId)
  if (before === undefined) return notFound('pledge')
  const seen = sameVersion(input.version, before.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['contractedOn', before.contractedOn],
    ['on', on],
    ['today', today],
  ])
  if (!order.ok) return order
  const event = eventOf(step, before)
  const next = nextPledgeState(before.state, event)
  if (!next.ok) return next
  const owed = await securedBy(tx, before.id, on)
  if (step === 'begin-release' && isPositiveMoney(owed))
    return refuse({ code: 'DEBT_OUTSTANDING', owed: formatMoney(owed) })
  if (step === 'cancel-registration' && reference === null)
    return refuse({ code: 'RELEASE_INCOMPLETE', member: 'reference' })

  const met = [
    ...(evidenceHash === null ? [] : ['evidence']),
    ...(before.frozenOn === null ? ['not-frozen'] : ['freeze-receipt']),
    ...(before.cancelledOn === null ? ['not-cancelled'] : ['cancelled']),
    ...(isPositiveMoney(owed) ? [] : ['debt-ended']),
    ...(step === 'cancel-registration' ? ['cancellation-receipt'] : []),
    ...(before.registrationNo !== null && (await isStruckInRegister(tx, before.registrationNo))
      ? ['struck-in-register']
      : []),
    ...((await isInDefault(tx, before.id)) ? ['default'] : []),
  ]
  return stepPledge(command, before, {
    events: [event],
    on,
    met,
    opinion,
    evidenceHash,
    hasOwnEvent: false,
    detail: reference === null ? {} : { reference },
    after: {
      state: next.value as Exclude<PledgeState, 'PRECHECK'>,
      ...(step === 'cancel-registration' ? { cancellationNo: reference, cancelledOn: on } : {}),
      ...(step === 'strike' ? { releasedOn: on } : {}),
    },
  })
}

/** An objection that is dismissed gives back the state that it found. */
const eventOf = (step: PledgeStepName, { frozenOn }: Pledge): PledgeEvent =>
  step === 'dismiss-objection' && frozenOn === null ? 'dismiss-before-freeze' : step
