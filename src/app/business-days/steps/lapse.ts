import { APPROVAL_DAYS } from '../../../domain/loans/approve.js'
import { addDays } from '../../../kernel/civil-date.js'
import { lapseContract } from '../../loans/end-contract.js'
import { undrawnSince } from '../../loans/undrawn-views.js'
import { eachLoan } from '../each-loan.js'
import type { StepContext, WorkDone } from '../end-of-day-step.js'

/** So many contracts lapse on one day, each inside a savepoint of one transaction. */
const CONTRACTS_A_DAY = 50

/** Ends the contracts that were never drawn and whose approval is over; few lapse on one day, and what is left lapses on the next. */
export async function lapse(context: StepContext): Promise<WorkDone> {
  const { command, organisationId, day } = context
  const since = addDays(day, -APPROVAL_DAYS)
  const undrawn = await undrawnSince(command.tx, organisationId, since, { after: null, limit: CONTRACTS_A_DAY })
  return eachLoan(context, undrawn, (command, loanId) => lapseContract(command, loanId, day))
}
