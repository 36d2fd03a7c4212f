import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { PricingRefusal } from '../../domain/pricing/price-loan.js'
import { decisionOn, type LoanRateDecision, testDays } from '../../domain/pricing/repricing.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney } from '../../kernel/money.js'
import { type Result, refuse } from '../../kernel/result.js'
import { businessDateOf } from '../business-days/business-date.js'
import type { Acting } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { type Loan, lockLoan } from '../loans/store.js'
import type { RateChangeRefusal } from '../servicing/record-rate-change.js'
import { type InServiceRefusal, inService } from './in-service.js'
import { type LoanToReprice, loanToReprice, type RepricingLoadRefusal } from './loan-to-reprice.js'
import { rateExplanation } from './rate-explanation.js'
import { recordLoanRate } from './record-loan-rate.js'
import type { LoanRate } from './store.js'

export type RepricingRefusal =
  | RepricingLoadRefusal
  | InServiceRefusal
  | DateOrderRefusal
  | PricingRefusal
  | RateChangeRefusal
  | { readonly code: 'NO_REPRICING_ON_DAY'; readonly on: string; readonly policy: string; readonly next: string }
  | { readonly code: 'EARLIER_REPRICING_OPEN'; readonly on: string; readonly earlierOn: string }

export interface Repricing {
  readonly loanId: string
  readonly on: CivilDate
  /** null: whatever is current, for a batch. */
  readonly version: number | null
  readonly today: CivilDate
}

/**
 * Decides the rate of a loan from a day on as its contract says, keeps the decision with everything it came from, and changes the
 * loan's rate by it. Decisions are made in the order of their days.
 */
export async function repriceLoan(command: Acting, input: Repricing): Promise<Result<LoanRate, RepricingRefusal>> {
  const { tx } = command
  const { loanId, on, version, today } = input
  const found = await lockLoan(tx, loanId)
  if (found === undefined) return notFound('loan')
  const { loan, state } = found
  const seen = sameVersion(version ?? state.version, state.version)
  if (!seen.ok) return seen
  const serviced = inService(state.state, 'reprice')
  if (!serviced.ok) return serviced
  const order = datesInOrder([
    ['signedOn', loan.signedOn],
    ['on', on],
    ['today', await businessDateOf(tx, loan.lenderId, today)],
  ])
  if (!order.ok) return order
  const loaded = await loanToReprice(tx, loan, on)
  if (!loaded.ok) return loaded
  const { contract, facts, standing } = loaded.value

  const decided = decisionOn(contract, facts, standing, on)
  if (!decided.ok) return decided
  const { decision, openOn } = decided.value
  if (decision === null)
    return refuse({
      code: 'NO_REPRICING_ON_DAY',
      on,
      policy: contract.policy,
      next: testDays(contract, facts).find((day) => day > on) ?? '—',
    })
  if (openOn !== null) return refuse({ code: 'EARLIER_REPRICING_OPEN', on, earlierOn: openOn })
  return recordLoanRate(
    command,
    loan,
    {
      on,
      cause: decision.cause,
      rate: decision.rate,
      referenceRate: decision.referenceRate,
      grade: decision.grade,
      ratingId: decision.gradeTest?.ratingId ?? null,
      explanation: explain(loan, loaded.value, decision),
      override: null,
    },
    today,
  )
}

function explain(loan: Loan, { contract, rated, ratchet }: LoanToReprice, decision: LoanRateDecision) {
  const step = ratchet?.steps.findLast((one) => one.on <= decision.on)
  const own = {
    loanId: loan.id,
    contractNo: loan.contractNo,
    ratingId: decision.gradeTest?.ratingId ?? null,
    amount: formatMoney(contract.amount),
    annualSaving: formatMoney(decision.annualSaving),
  }
  const terms = {
    product: loan.product,
    policy: { name: contract.policy, rule: rated.terms.rules.find(({ term }) => term === 'repricing') ?? null },
    ratchet: step === undefined ? null : { outcome: step.outcome, why: step.why, from: step.on, testOn: step.testOn },
  }
  return rateExplanation(own, terms, decision)
}
