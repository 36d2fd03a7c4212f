import { bringingToDate, LOANS_TOGETHER } from '../bringing-to-date.js'
import type { LoanStep } from '../end-of-day-step.js'
import { loansDue } from '../loan-chunk-views.js'
import { lapse } from './lapse.js'

/** Books what has fallen due by the day on every loan whose next event has come; before the first, contracts lapse. */
export const due: LoanStep = {
  kind: 'loans',
  loans: ({ organisationId, day }) => loansDue(organisationId, day),
  perRange: LOANS_TOGETHER,
  first: lapse,
  work: bringingToDate(false),
}
