import type { Tx } from '../../db/transaction.js'
import { formatMoney } from '../../kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../kernel/rate.js'
import { journalEntries } from '../ledger/views.js'
import { pledgeView } from '../pledges/views.js'
import { quoteView } from '../quotes/views.js'
import { termsOfLoan } from './contract-terms.js'
import { scheduleOf } from './loan-schedule.js'
import { type DisbursementView, disbursementViews, type LoanView, loanView, reloansOf } from './views.js'

const MOST_ENTRIES = 200

/** The row as it is told: rates without the zeros their column pads them with; its terms are told with its detail. */
export const tellLoan = ({ terms: _terms, ...loan }: LoanView) => ({
  ...loan,
  rate: formatRatePercent(annualRatePercent(loan.rate)),
  referenceRate: formatRatePercent(annualRatePercent(loan.referenceRate)),
})

export async function tellSchedule(tx: Tx, loan: LoanView, disbursements: readonly DisbursementView[]) {
  const { basis, schedule } = await scheduleOf(tx, loan, disbursements)
  const { principal, interest, due } = schedule.totals
  return {
    loanId: loan.id,
    basis,
    rows: schedule.rows.map((row) => ({
      ...row,
      principal: formatMoney(row.principal),
      interest: formatMoney(row.interest),
      due: formatMoney(row.due),
      balance: formatMoney(row.balance),
    })),
    totals: { principal: formatMoney(principal), interest: formatMoney(interest), due: formatMoney(due) },
    instalment: schedule.instalment && formatMoney(schedule.instalment),
  }
}

/** A loan with everything that hangs on it; undefined when the caller may not see it. */
export async function loanDetail(tx: Tx, id: string) {
  const loan = await loanView(tx, id)
  if (loan === undefined) return undefined
  const disbursements = await disbursementViews(tx, id)
  return {
    ...tellLoan(loan),
    quote: (await quoteView(tx, loan.quoteId)) ?? null,
    pledge: loan.pledgeId === null ? null : ((await pledgeView(tx, loan.pledgeId)) ?? null),
    terms: await termsOfLoan(tx, loan),
    schedule: await tellSchedule(tx, loan, disbursements),
    disbursements,
    entries: await journalEntries(tx, {
      organisationId: null,
      account: null,
      subject: id,
      before: null,
      limit: MOST_ENTRIES,
    }),
    reloans: await reloansOf(tx, id),
    links: {
      schedule: `/v1/loans/${id}/schedule`,
      application: `/v1/loan-applications/${loan.applicationId}`,
      quote: `/v1/quotes/${loan.quoteId}`,
    },
  }
}

export async function loanScheduleView(tx: Tx, id: string) {
  const loan = await loanView(tx, id)
  return loan && (await tellSchedule(tx, loan, await disbursementViews(tx, id)))
}
