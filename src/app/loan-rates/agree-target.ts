import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { type Exact, formatExact } from '../../kernel/exact.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { businessDateOf } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { lockLoan } from '../loans/store.js'
import { type InServiceRefusal, inService } from './in-service.js'
import { type NotPaidOut, ratedLoan } from './loan-to-reprice.js'
import { insertRatchetTarget } from './store.js'

export type AgreeTargetRefusal =
  | NotPaidOut
  | InServiceRefusal
  | DateOrderRefusal
  | { readonly code: 'RATCHET_TARGET_EXISTS'; readonly name: string; readonly testOn: string }

export interface AgreedTarget {
  readonly loanId: string
  readonly name: string
  readonly unit: string
  readonly comparison: 'at-most' | 'at-least'
  readonly value: Exact
  /** The day at whose end the figure is taken. */
  readonly testOn: CivilDate
  readonly agreedOn: CivilDate
  readonly evidence: string
  readonly today: CivilDate
}

/** Agrees a target with the borrower. Agreed again under its name for the same day, the later one counts. @returns its id */
export async function agreeTarget(command: Command, input: AgreedTarget): Promise<Result<string, AgreeTargetRefusal>> {
  const { tx, actor } = command
  const { today, ...target } = input
  const found = await lockLoan(tx, target.loanId)
  if (found === undefined) return notFound('loan')
  const { loan, state } = found
  const serviced = inService(state.state, 'agree a target')
  if (!serviced.ok) return serviced
  const rated = await ratedLoan(tx, loan.id)
  if (!rated.ok) return rated
  const order = datesInOrder([
    ['signedOn', loan.signedOn],
    ['agreedOn', target.agreedOn],
    ['today', await businessDateOf(tx, loan.lenderId, today)],
  ])
  if (!order.ok) return order
  const later = datesInOrder([
    ['the day after agreedOn', addDays(target.agreedOn, 1)],
    ['testOn', target.testOn],
    ['endsOn', rated.value.endsOn],
  ])
  if (!later.ok) return later
  const { name, testOn } = target
  const { lenderId, enterpriseId } = loan
  const added = await refusingConstraints(
    tx,
    { ratchet_target_agreed_once_a_day: { code: 'RATCHET_TARGET_EXISTS', name, testOn } },
    (savepoint) => insertRatchetTarget(savepoint, { ...target, lenderId, enterpriseId, madeBy: actor.userId }),
  )
  if (!added.ok) return added
  await recordEvent(command, {
    action: 'ratchet.target-agreed',
    subjectKind: 'loan',
    subjectId: loan.id,
    detail: { ...target, targetId: added.value, value: formatExact(target.value) },
  })
  return ok(added.value)
}
