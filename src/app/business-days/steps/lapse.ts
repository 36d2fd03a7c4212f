import { APPROVAL_DAYS } from '../../../domain/loans/approve.js'
import { addDays } from '../../../kernel/civil-date.js'
import { lapseContract } from '../../loans/end-contract.js'
import { undrawnSince } from '../../loans/undrawn-views.js'
import { eachLoan } from '../each-loan.js'
import type { ChunkDone, StepContext } from '../end-of-day-step.js'

/** Ends the contracts that were never drawn and whose approval is over; few lapse on one day, and what is left lapses on the next. */
export const lapse = (context: StepContext): Promise<ChunkDone> =>
  eachLoan(
    context,
    null,
    (tx, after, limit) =>
      undrawnSince(tx, context.organisationId, addDays(context.day, -APPROVAL_DAYS), { after, limit }),
    (command, loanId) => lapseContract(command, loanId, context.day),
  )
