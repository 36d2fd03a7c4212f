import { bringToDate } from '../../servicing/bring-to-date.js'
import { eachLoan } from '../each-loan.js'
import type { StepFunction } from '../end-of-day-step.js'
import { loansInService } from '../loan-chunk-views.js'

/** Books what every loan in service has earned up to the month end that belongs to the day, which is over now. */
export const accrue: StepFunction = (context, cursor) =>
  eachLoan(context, cursor, loansInService(context.organisationId), (command, loanId) =>
    bringToDate(command, loanId, context.day, true),
  )
