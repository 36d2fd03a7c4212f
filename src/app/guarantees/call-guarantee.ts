import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type CallRefusal, callGuarantee as decide } from '../../domain/loans/guarantee-call.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money, sumMoney } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { businessDateOf } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { lockLoan } from '../loans/store.js'
import { overdueOf } from './overdue.js'
import { callsOf, type GuaranteeCall, guaranteeById, insertCall } from './store.js'

export type CallingRefusal = RecordRefusal | DateOrderRefusal | CallRefusal

export interface Calling {
  readonly guaranteeId: string
  readonly amount: Money
  readonly on: CivilDate
  readonly reason: string
  readonly today: CivilDate
}

/** 代偿通知: calls on the guarantor for its share of what is overdue. Calls on one guarantee wait for one another at their loan. */
export async function callGuarantee(command: Command, input: Calling): Promise<Result<GuaranteeCall, CallingRefusal>> {
  const { tx, actor } = command
  const { amount, on, reason } = input
  const guarantee = await guaranteeById(tx, input.guaranteeId)
  // A guarantor sees its guarantee; only the bank has the loan, and calls.
  const locked = guarantee && (await lockLoan(tx, guarantee.loanId))
  if (guarantee === undefined || locked === undefined) return notFound('guarantee')
  const calls = await callsOf(tx, guarantee.id)
  const order = datesInOrder([
    ['called before', calls.at(-1)?.call.calledOn ?? null],
    ['on', on],
    ['today', await businessDateOf(tx, guarantee.lenderId, input.today)],
  ])
  if (!order.ok) return order
  const overdue = await overdueOf(tx, guarantee.loanId, on)
  const called = sumMoney(calls.map(({ call }) => call.amount))
  const paidByGuarantor = sumMoney(calls.flatMap(({ payment }) => payment?.recourse ?? []))
  const decided = decide({ guarantee, overdue, paidByGuarantor, called, amount, on })
  if (!decided.ok) return decided

  const { loanId, lenderId, enterpriseId, guarantorId } = guarantee
  const call = await insertCall(tx, {
    guaranteeId: guarantee.id,
    loanId,
    lenderId,
    enterpriseId,
    guarantorId,
    no: calls.length + 1,
    amount,
    overdue,
    calledOn: on,
    reason,
    calledBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'guarantee.called',
    subjectKind: 'loan_guarantee',
    subjectId: guarantee.id,
    detail: {
      callId: call.id,
      no: call.no,
      loanId,
      on,
      amount: formatMoney(amount),
      overdue: formatMoney(overdue),
      available: formatMoney(decided.value.available),
    },
  })
  return ok(call)
}
