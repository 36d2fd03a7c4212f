import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { annualRatePercent, formatRatePercent } from '../../kernel/rate.js'
import { journalEntries } from '../ledger/views.js'
import { pledgeView } from '../pledges/views.js'
import { quoteView } from '../quotes/views.js'
import { type LoanOn, type LoanQuestion, loanOn, positionTold } from '../servicing/loan-on.js'
import { tellPlannedRows, tellServicedRows, tellTotals } from '../servicing/tell-schedule.js'
import { plannedSchedule } from './loan-schedule.js'
import { disbursementViews, type LoanView, loanView, reloansOf } from './views.js'

const MOST_ENTRIES = 200

/** The row as it is told: rates without the zeros their column pads them with; its terms are told with its detail. */
export const tellLoan = ({ terms: _terms, ...loan }: LoanView) => ({
  ...loan,
  rate: formatRatePercent(annualRatePercent(loan.rate)),
  referenceRate: formatRatePercent(annualRatePercent(loan.referenceRate)),
})

/**
 * The schedule as it was on a day: of a contract, as if the whole of it were paid out when it was signed; of a loan in service, from its
 * facts and with what was paid of each row.
 */
async function tellSchedule(tx: Tx, loan: LoanView, found: LoanOn, { asOf, knownAt }: LoanQuestion) {
  const { replayed } = found
  const head = { loanId: loan.id, asOf }
  if (replayed === null) {
    const { rows, instalment } = await plannedSchedule(tx, loan, knownAt)
    return { ...head, basis: 'planned', rows: tellPlannedRows(rows, asOf), ...tellTotals(rows, instalment) }
  }
  const { schedule, instalment } = replayed
  return { ...head, basis: 'disbursed', rows: tellServicedRows(replayed, asOf), ...tellTotals(schedule, instalment) }
}

/** A loan with everything that hangs on it; undefined when the caller may not see it. */
export async function loanDetail(tx: Tx, id: string, on: CivilDate) {
  const loan = await loanView(tx, id)
  const question = { asOf: on, knownAt: null }
  const found = await loanOn(tx, id, question)
  if (loan === undefined || found === undefined) return undefined
  return {
    ...tellLoan(loan),
    quote: (await quoteView(tx, loan.quoteId)) ?? null,
    pledge: loan.pledgeId === null ? null : ((await pledgeView(tx, loan.pledgeId)) ?? null),
    terms: found.terms,
    position: positionTold(found, on),
    schedule: await tellSchedule(tx, loan, found, question),
    disbursements: await disbursementViews(tx, id),
    entries: await journalEntries(tx, {
      organisationId: null,
      account: null,
      subject: id,
      subjectKind: 'loan',
      before: null,
      limit: MOST_ENTRIES,
    }),
    reloans: await reloansOf(tx, id),
    links: {
      schedule: `/v1/loans/${id}/schedule`,
      events: `/v1/loans/${id}/events`,
      allocations: `/v1/loans/${id}/allocations`,
      application: `/v1/loan-applications/${loan.applicationId}`,
      quote: `/v1/quotes/${loan.quoteId}`,
    },
  }
}

export async function loanScheduleView(tx: Tx, id: string, question: LoanQuestion) {
  const loan = await loanView(tx, id)
  const found = await loanOn(tx, id, question)
  return loan && found && (await tellSchedule(tx, loan, found, question))
}
