import { approvalEndsOn } from '../../domain/loans/approve.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type LoanStep, nextState } from '../../domain/loans/life-cycle.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { type BusinessDateRefusal, businessDateFor } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { releaseOnLapse } from '../credit-lines/line-use.js'
import { recordStep } from '../loan-applications/record-step.js'
import { approvalOf } from '../loan-applications/store.js'
import { endContract, type Loan, type LoanStateRow, lockLoan } from './store.js'
import { backsReloan } from './undrawn-views.js'

export type CancellationRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | BusinessDateRefusal
  | LifeCycleRefusal
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | { readonly code: 'CONTRACT_BACKS_RELOAN' }

export interface Cancelling {
  readonly loanId: string
  readonly on: CivilDate
  readonly opinion: string
  readonly version: number
  readonly today: CivilDate
}

/** 撤销合同: ends a contract of which nothing is paid out, by another person than signed it, and frees what it reserved. */
export async function cancelContract(
  command: Command,
  { loanId, on, opinion, version, today }: Cancelling,
): Promise<Result<string, CancellationRefusal>> {
  const { tx, actor } = command
  const held = await lockLoan(tx, loanId)
  if (held === undefined) return notFound('loan')
  const { loan, state } = held
  const seen = sameVersion(version, state.version)
  if (!seen.ok) return seen
  const next = nextState(state.state, 'cancel')
  if (!next.ok) return next
  if (loan.signedBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: loan.signedBy })
  const atWork = await businessDateFor(tx, loan.lenderId, { on, today })
  if (!atWork.ok) return atWork
  const order = datesInOrder([
    ['signedOn', loan.signedOn],
    ['on', on],
    ['today', atWork.value],
  ])
  if (!order.ok) return order
  if (await backsReloan(tx, loanId)) return refuse({ code: 'CONTRACT_BACKS_RELOAN' })
  await end(command, held, { step: 'cancel', on, opinion, action: 'loan.contract-cancelled' })
  return ok(loanId)
}

/** 合同失效: the same by the program at the end of a day, once the approval may not be used any more. Anything else is left as it is. */
export async function lapseContract(command: Command, loanId: string, day: CivilDate): Promise<Result<null, never>> {
  const { tx } = command
  const held = await lockLoan(tx, loanId)
  if (held === undefined || !nextState(held.state.state, 'lapse').ok) return ok(null)
  const approval = await approvalOf(tx, held.loan.applicationId)
  if (approval === undefined || day <= approvalEndsOn(approval.decidedOn) || (await backsReloan(tx, loanId)))
    return ok(null)
  await end(command, held, { step: 'lapse', on: day, opinion: null, action: 'loan.contract-lapsed' })
  return ok(null)
}

async function end(
  command: Command,
  { loan, state }: { readonly loan: Loan; readonly state: LoanStateRow },
  ending: {
    readonly step: LoanStep
    readonly on: CivilDate
    readonly opinion: string | null
    readonly action: string
  },
): Promise<void> {
  const { step, on, opinion, action } = ending
  const { id: loanId, creditLineId, applicationId, lenderId, enterpriseId } = loan
  await releaseOnLapse(command, { creditLineId, loanId, on })
  await endContract(command.tx, state)
  await recordStep(command, {
    step,
    of: { applicationId, loanId, lenderId, enterpriseId },
    from: state.state,
    to: 'WITHDRAWN',
    on,
    opinion,
  })
  await recordEvent(command, {
    action,
    subjectKind: 'loan',
    subjectId: loanId,
    detail: { on, opinion, creditLineId, from: state.state, to: 'WITHDRAWN' },
  })
}
