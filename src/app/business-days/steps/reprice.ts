import { daysOf } from '../../../domain/loans/end-of-day.js'
import type { CivilDate } from '../../../kernel/civil-date.js'
import { ok, type Refusal, type Result } from '../../../kernel/result.js'
import type { Command } from '../../command/command.js'
import { repriceLoan } from '../../loan-rates/reprice-loan.js'
import { eachLoan } from '../each-loan.js'
import type { LoanStep } from '../end-of-day-step.js'
import { loansToReprice } from '../loan-chunk-views.js'

/**
 * Decides the rates that run from the night of the day on, by what was published and rated by then. Whether a loan is repriced on the
 * day is the contract's to say: that it is not, is no refusal.
 */
export const reprice: LoanStep = {
  kind: 'loans',
  loans: (context) => loansToReprice(context.organisationId, context),
  perRange: 50,
  work: (context, loanIds) =>
    eachLoan(context, loanIds, async (command, loanId) => {
      for (const on of daysOf(context)) {
        const repriced = await repriceOn(command, loanId, on, context.day)
        if (!repriced.ok) return repriced
      }
      return ok(null)
    }),
}

async function repriceOn(
  command: Command,
  loanId: string,
  on: CivilDate,
  today: CivilDate,
): Promise<Result<unknown, Refusal>> {
  const repriced = await repriceLoan(command, { loanId, on, version: null, today })
  return !repriced.ok && repriced.refusal.code === 'NO_REPRICING_ON_DAY' ? ok(null) : repriced
}
