import type { Tx } from '../../db/transaction.js'
import type { LoanLife } from '../../domain/loans/servicing/facts.js'
import { testDays } from '../../domain/pricing/repricing.js'
import type { Loan } from '../loans/store.js'
import { quoteById } from '../quotes/store.js'
import { changedByHand, daysOfRates, resetsWithinOneYear } from './loan-to-reprice.js'
import { ruledCount } from './ratchet-terms.js'
import { putRepricingPlan } from './store.js'

/**
 * Keeps what a run over the whole book tests a loan's rate by. To be called wherever the days of a loan are fixed: its first
 * disbursement, an extension, and what takes them back. Nothing is kept of a loan that is not paid out.
 */
export async function planRepricing(tx: Tx, loan: Loan, life: LoanLife): Promise<void> {
  const days = daysOfRates(life)
  const quote = await quoteById(tx, loan.quoteId)
  if (days === null || quote === undefined) return
  const { terms } = life
  const contract = {
    ...days,
    policy: terms.repricing,
    tenorMonths: loan.tenorMonths,
    resetsWithinOneYear: await resetsWithinOneYear(tx, loan),
  }
  const shortLoan = await ruledCount(tx, 'repricing.short_loan_m', loan.signedOn)
  await putRepricingPlan(tx, {
    loanId: loan.id,
    lenderId: loan.lenderId,
    enterpriseId: loan.enterpriseId,
    contractNo: loan.contractNo,
    product: loan.product,
    amount: loan.amount,
    tenorMonths: loan.tenorMonths,
    signedOn: loan.signedOn,
    policy: terms.repricing,
    policyRule: terms.rules.find(({ term }) => term === 'repricing') ?? null,
    pricedOn: quote.pricedOn,
    pricedKnownAt: quote.recordedAt as string,
    quotedGrade: quote.grade,
    byHandBp: changedByHand(quote),
    rate: loan.rate,
    referenceRate: loan.referenceRate,
    endsOn: days.endsOn,
    testDays: [...testDays(contract, { periodStarts: days.periodStarts, shortLoan })],
  })
}
