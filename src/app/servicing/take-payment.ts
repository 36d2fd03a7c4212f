import { livePayment, type Payment, payOff } from '../../domain/loans/servicing/commands.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { compareMoney, type Money, money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { type HeldLoan, holdLoan } from './hold-loan.js'
import { type Changed, type ChangeRefusal, recordChangeOf } from './record-change.js'

const NO_PAPERS = { reason: null, evidenceHash: null }

export interface Paying {
  readonly loanId: string
  /** Of the receipt, as the bank knows it. */
  readonly reference: string
  readonly version: number
  readonly today: CivilDate
}

interface Receipt {
  readonly reference: string
  readonly on: CivilDate
  readonly amount: Money
}

/** Takes what the borrower pays. What its guarantor pays answers a call, and is taken with that call. */
export const takeRepayment = async (
  command: Command,
  payment: Paying & Payment,
): Promise<Result<Changed, ChangeRefusal>> =>
  payment.payer === 'guarantor' ? refuse({ code: 'GUARANTOR_PAYS_BY_CALL' }) : takePayment(command, payment)

/** Takes a payment and books where it went; payments of one loan wait for one another. */
export async function takePayment(
  command: Command,
  { loanId, reference, version, today, ...payment }: Paying & Payment,
): Promise<Result<Changed, ChangeRefusal>> {
  const held = await holdForReceipt(command, { loanId, version, receipt: { reference, ...payment } })
  if (!held.ok) return held
  return recordChangeOf(command, held.value, {
    today,
    papers: NO_PAPERS,
    action: 'loan.payment-taken',
    decide: (life, _, place) => {
      const paid = livePayment(life, payment, place)
      return paid.ok ? ok({ adds: paid.value.fact, after: paid.value.after, body: { reference } }) : paid
    },
  })
}

/** Ends a loan with exactly what its payoff quote says. */
export async function takePayoff(
  command: Command,
  { loanId, reference, version, today, ...payoff }: Paying & { readonly on: CivilDate; readonly amount: Money },
): Promise<Result<Changed, ChangeRefusal>> {
  const held = await holdForReceipt(command, { loanId, version, receipt: { reference, ...payoff } })
  if (!held.ok) return held
  return recordChangeOf(command, held.value, {
    today,
    papers: NO_PAPERS,
    action: 'loan.paid-off',
    decide: (life) => {
      const fact = payOff(life, payoff)
      return fact.ok ? ok({ adds: fact.value, body: { reference } }) : fact
    },
  })
}

/** Holds the loan that a receipt is for: one receipt is booked once, unless what it was booked as has been taken back. */
async function holdForReceipt(
  { tx }: Command,
  { loanId, version, receipt }: { readonly loanId: string; readonly version: number; readonly receipt: Receipt },
): Promise<Result<HeldLoan, ChangeRefusal>> {
  const held = await holdLoan(tx, loanId, version)
  if (!held.ok) return held
  const booked = held.value.events.find(
    ({ kind, on, amount, body }) =>
      kind === 'payment' &&
      on === receipt.on &&
      body.reference === receipt.reference &&
      amount !== null &&
      compareMoney(money(amount), receipt.amount) === 0,
  )
  return booked === undefined
    ? held
    : refuse({
        code: 'RECEIPT_BOOKED_ALREADY',
        eventId: booked.id,
        reference: receipt.reference,
        on: receipt.on,
      })
}
