import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { compareMoney, formatMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { lockLoan } from '../loans/store.js'
import type { ChangeRefusal } from '../servicing/record-change.js'
import { takePayment } from '../servicing/take-payment.js'
import { overdueOf } from './overdue.js'
import { callByNo, type GuaranteePayment, guaranteeById, insertPayment, isPaid } from './store.js'

export type GuarantorPaymentRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | ChangeRefusal
  | { readonly code: 'GUARANTEE_CALL_PAID'; readonly no: number }
  | {
      readonly code: 'GUARANTEE_CALL_ABOVE_OVERDUE'
      readonly amount: string
      readonly overdue: string
      readonly on: CivilDate
    }

export interface GuarantorPaying {
  readonly guaranteeId: string
  readonly no: number
  readonly paidOn: CivilDate
  /** Of the receipt, as the bank knows it. */
  readonly reference: string
  /** Of the loan. */
  readonly version: number
  readonly today: CivilDate
}

/**
 * 代偿: the guarantor pays a call, whole. It repays the loan like any payment; the same amount becomes the guarantor's claim on the
 * borrower 追偿权, which is kept as a fact of the guarantee and is in no book of the bank.
 */
export async function recordGuarantorPayment(
  command: Command,
  input: GuarantorPaying,
): Promise<Result<GuaranteePayment, GuarantorPaymentRefusal>> {
  const { tx, actor } = command
  const { no, paidOn, reference, version, today } = input
  const guarantee = await guaranteeById(tx, input.guaranteeId)
  const locked = guarantee && (await lockLoan(tx, guarantee.loanId))
  if (guarantee === undefined || locked === undefined) return notFound('guarantee')
  const call = await callByNo(tx, guarantee.id, no)
  if (call === undefined) return notFound('guarantee call')
  if (await isPaid(tx, call.id)) return refuse({ code: 'GUARANTEE_CALL_PAID', no })
  const order = datesInOrder([
    ['calledOn', call.calledOn],
    ['paidOn', paidOn],
  ])
  if (!order.ok) return order
  const { loanId, lenderId, enterpriseId, guarantorId, amount } = call
  // What the borrower paid meanwhile need not be paid again.
  const overdue = await overdueOf(tx, loanId, paidOn)
  if (compareMoney(amount, overdue) > 0)
    return refuse({
      code: 'GUARANTEE_CALL_ABOVE_OVERDUE',
      amount: formatMoney(amount),
      overdue: formatMoney(overdue),
      on: paidOn,
    })
  const paid = await takePayment(command, {
    loanId,
    reference,
    version,
    today,
    on: paidOn,
    amount,
    payer: 'guarantor',
    excess: 'hold',
  })
  if (!paid.ok) return paid
  const payment = await insertPayment(tx, {
    callId: call.id,
    loanId,
    lenderId,
    enterpriseId,
    guarantorId,
    recourse: amount,
    paidOn,
    reference,
    loanEventId: paid.value.event.id,
    recordedBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'guarantee.paid',
    subjectKind: 'loan_guarantee',
    subjectId: guarantee.id,
    detail: {
      callId: call.id,
      no,
      loanId,
      paidOn,
      reference,
      recourse: formatMoney(amount),
      loanEventId: paid.value.event.id,
    },
  })
  return ok(payment)
}
