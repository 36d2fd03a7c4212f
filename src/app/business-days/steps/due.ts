import { bringToDate } from '../../servicing/bring-to-date.js'
import { eachLoan } from '../each-loan.js'
import type { StepFunction } from '../end-of-day-step.js'
import { loansDue } from '../loan-chunk-views.js'

/** Books what has fallen due by the day on every loan whose next event has come. */
export const due: StepFunction = (context, cursor) =>
  eachLoan(context, cursor, loansDue(context.organisationId, context.day), (command, loanId) =>
    bringToDate(command, loanId, context.day, false),
  )
