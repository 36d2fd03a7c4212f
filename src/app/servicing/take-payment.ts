import { takePayment as decidePayment, type Payment, payOff } from '../../domain/loans/servicing/commands.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Money } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { type Changed, type ChangeRefusal, recordChange } from './record-change.js'

const NO_PAPERS = { reason: null, evidenceHash: null }

export interface Paying {
  readonly loanId: string
  /** Of the receipt, as the bank knows it. */
  readonly reference: string
  readonly version: number
  readonly today: CivilDate
}

/** Takes a payment and books where it went; payments of one loan wait for one another. */
export const takePayment = (
  command: Command,
  { loanId, reference, version, today, ...payment }: Paying & Payment,
): Promise<Result<Changed, ChangeRefusal>> =>
  recordChange(command, {
    loanId,
    version,
    today,
    papers: NO_PAPERS,
    action: 'loan.payment-taken',
    decide: (life) => {
      const fact = decidePayment(life, payment)
      return fact.ok ? ok({ adds: fact.value, body: { reference } }) : fact
    },
  })

/** Ends a loan with exactly what its payoff quote says. */
export const takePayoff = (
  command: Command,
  { loanId, reference, version, today, ...payoff }: Paying & { readonly on: CivilDate; readonly amount: Money },
): Promise<Result<Changed, ChangeRefusal>> =>
  recordChange(command, {
    loanId,
    version,
    today,
    papers: NO_PAPERS,
    action: 'loan.paid-off',
    decide: (life) => {
      const fact = payOff(life, payoff)
      return fact.ok ? ok({ adds: fact.value, body: { reference } }) : fact
    },
  })
