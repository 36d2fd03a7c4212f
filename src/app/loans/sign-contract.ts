import { signContract } from '../../domain/loans/contract.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import type { RepaymentMethod } from '../../domain/loans/schedule-request.js'
import { termWithinRights } from '../../domain/loans/term-within-rights.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money, NO_MONEY } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { recordStep } from '../loan-applications/record-step.js'
import { approvalOf, lockApplication, moveApplication } from '../loan-applications/store.js'
import { type CollateralRefusal, collateralOn } from '../pledges/collateral.js'
import { quoteById } from '../quotes/store.js'
import { productTerm } from './product-terms.js'
import { insertLoan, insertLoanState, type Loan } from './store.js'

export type ContractRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | LifeCycleRefusal
  | CollateralRefusal
  | { readonly code: 'CONTRACT_NO_USED'; readonly contractNo: string }

export interface Signing {
  readonly applicationId: string
  readonly contractNo: string
  readonly signedOn: CivilDate
  readonly method: RepaymentMethod
  /** Less than was approved, if the borrower takes less. */
  readonly amount: Money | null
  readonly version: number
  readonly today: CivilDate
}

/** Signs the contract of an approved application at the quoted rate; the approval is used up by it. */
export async function sign(command: Command, input: Signing): Promise<Result<Loan, ContractRefusal>> {
  const { tx, actor } = command
  const { contractNo, signedOn, method } = input
  const application = await lockApplication(tx, input.applicationId)
  if (application === undefined) return notFound('loan application')
  const seen = sameVersion(input.version, application.version)
  if (!seen.ok) return seen
  const approval = await approvalOf(tx, application.id)
  const quote = approval?.quoteId == null ? undefined : await quoteById(tx, approval.quoteId)
  if (approval?.approvedAmount == null || quote === undefined)
    return refuse({ code: 'STATE_FORBIDS', state: application.state, event: 'sign', allowed: [] })
  const { approvedAmount, decidedOn } = approval

  const order = datesInOrder([
    ['approvedOn', decidedOn],
    ['signedOn', signedOn],
    ['today', input.today],
  ])
  if (!order.ok) return order
  const plan = signContract({
    loan: {
      state: application.state,
      approvedAmount,
      approvedTenorMonths: application.tenorMonths,
      approvedRate: quote.rate,
      approvedOn: decidedOn,
    },
    amount: input.amount ?? approvedAmount,
    tenorMonths: application.tenorMonths,
    annualRate: quote.rate,
    on: signedOn,
  })
  if (!plan.ok) return plan
  const collateral = application.pledgeId === null ? null : await collateralOn(tx, application.pledgeId, signedOn)
  if (collateral !== null && !collateral.ok) return collateral
  const within = termWithinRights(plan.value.endsOn, collateral?.value.rightsEnd ?? null)
  if (!within.ok) return within
  const dayCount = await productTerm(tx, application.product, 'day_count', signedOn)

  const loan = await insertLoan(tx, {
    contractNo,
    lenderId: application.lenderId,
    enterpriseId: application.enterpriseId,
    applicationId: application.id,
    quoteId: quote.id,
    pledgeId: application.pledgeId,
    product: application.product,
    amount: plan.value.contractAmount,
    rate: plan.value.annualRate,
    referenceRate: quote.referenceRate,
    tenorMonths: plan.value.tenorMonths,
    method,
    dayCount: dayCount.value,
    purpose: application.purpose,
    signedOn,
    signedBy: actor.userId,
  })
  if (loan === undefined) return refuse({ code: 'CONTRACT_NO_USED', contractNo })
  await insertLoanState(tx, {
    loanId: loan.id,
    lenderId: loan.lenderId,
    enterpriseId: loan.enterpriseId,
    state: 'CONTRACTED',
    contracted: loan.amount,
    disbursed: NO_MONEY,
    balance: NO_MONEY,
  })
  await moveApplication(tx, application.id, 'CONTRACTED')
  await recordStep(command, {
    step: 'sign',
    of: {
      applicationId: application.id,
      loanId: loan.id,
      lenderId: loan.lenderId,
      enterpriseId: loan.enterpriseId,
    },
    from: application.state,
    to: plan.value.state,
    on: signedOn,
    detail: { contractNo, amount: formatMoney(loan.amount), ratePercent: formatRatePercent(loan.rate), method },
  })
  await recordEvent(command, {
    action: 'loan.contracted',
    subjectKind: 'loan_application',
    subjectId: application.id,
    detail: {
      loanId: loan.id,
      contractNo,
      amount: formatMoney(loan.amount),
      ratePercent: formatRatePercent(loan.rate),
      method,
      dayCount,
      signedOn,
      endsOn: plan.value.endsOn,
      from: application.state,
      to: 'CONTRACTED',
    },
  })
  return ok(loan)
}
