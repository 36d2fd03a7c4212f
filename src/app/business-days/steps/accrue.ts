import { bringingToDate, LOANS_TOGETHER } from '../bringing-to-date.js'
import type { LoanStep } from '../end-of-day-step.js'
import { loansInService } from '../loan-chunk-views.js'

/** Books what every loan in service has earned up to the month end that belongs to the day, which is over now. */
export const accrue: LoanStep = {
  kind: 'loans',
  loans: ({ organisationId }) => loansInService(organisationId),
  perRange: LOANS_TOGETHER,
  work: bringingToDate(true),
}
