import { signContract } from '../../domain/loans/contract.js'
import type { CustomRowsRefusal } from '../../domain/loans/custom-schedule.js'
import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { ContractChoices, ProductRefusal } from '../../domain/loans/product.js'
import type { CalculationRefusal, LifeCycleRefusal } from '../../domain/loans/refusal.js'
import { termWithinRights } from '../../domain/loans/term-within-rights.js'
import { type CivilDate, laterOf } from '../../kernel/civil-date.js'
import { formatMoney, type Money, NO_MONEY } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { type BusinessDateRefusal, businessDateFor } from '../business-days/business-date.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { type ContractLineRefusal, lineForContract, reserveForContract } from '../credit-lines/line-use.js'
import { recordStep } from '../loan-applications/record-step.js'
import { approvalOf, lockApplication, moveApplication } from '../loan-applications/store.js'
import { type CollateralRefusal, collateralOn } from '../pledges/collateral.js'
import { termsToSign } from '../products/terms-to-sign.js'
import { quoteById } from '../quotes/store.js'
import { insertLoan, insertLoanState, type Loan } from './store.js'

export type ContractRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | BusinessDateRefusal
  | LifeCycleRefusal
  | CollateralRefusal
  | ContractLineRefusal
  | ProductRefusal
  | CustomRowsRefusal
  | CalculationRefusal
  | { readonly code: 'CONTRACT_NO_USED'; readonly contractNo: string }

export interface Signing {
  readonly applicationId: string
  readonly contractNo: string
  readonly signedOn: CivilDate
  /** Where the product leaves a choice. */
  readonly choices: ContractChoices
  /** Less than was approved, if the borrower takes less. */
  readonly amount: Money | null
  /** The credit line its amount is reserved on; null for a loan outside any line. */
  readonly creditLineId: string | null
  readonly version: number
  readonly today: CivilDate
}

/** Signs the contract of an approved application at the quoted rate; the approval is used up by it. */
export async function sign(command: Command, input: Signing): Promise<Result<Loan, ContractRefusal>> {
  const { tx, actor } = command
  const { contractNo, signedOn } = input
  const application = await lockApplication(tx, input.applicationId)
  if (application === undefined) return notFound('loan application')
  const seen = sameVersion(input.version, application.version)
  if (!seen.ok) return seen
  const approval = await approvalOf(tx, application.id)
  const quote = approval?.quoteId == null ? undefined : await quoteById(tx, approval.quoteId)
  if (approval?.approvedAmount == null || quote === undefined)
    return refuse({ code: 'STATE_FORBIDS', state: application.state, event: 'sign', allowed: [] })
  const { approvedAmount, decidedOn } = approval

  const businessDate = await businessDateFor(tx, application.lenderId, { on: signedOn, today: input.today })
  if (!businessDate.ok) return businessDate
  const order = datesInOrder([
    ['approvedOn', decidedOn],
    ['signedOn', signedOn],
    ['today', businessDate.value],
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
  const toSign = await termsToSign(tx, {
    product: application.product,
    amount: plan.value.contractAmount,
    tenorMonths: plan.value.tenorMonths,
    annualRate: plan.value.annualRate,
    signedOn,
    choices: input.choices,
  })
  if (!toSign.ok) return toSign
  const { terms, lastDueOn } = toSign.value
  // A due date moved past a holiday must not outlive the rights either.
  const within = termWithinRights(laterOf(plan.value.endsOn, lastDueOn), collateral?.value.rightsEnd ?? null)
  if (!within.ok) return within
  const { lenderId, enterpriseId, product } = application
  const { contractAmount } = plan.value
  const line =
    input.creditLineId === null
      ? null
      : await lineForContract(command, {
          creditLineId: input.creditLineId,
          lenderId,
          enterpriseId,
          product,
          amount: contractAmount,
          on: signedOn,
        })
  if (line !== null && !line.ok) return line

  const loan = await insertLoan(tx, {
    contractNo,
    lenderId: application.lenderId,
    enterpriseId: application.enterpriseId,
    applicationId: application.id,
    quoteId: quote.id,
    pledgeId: application.pledgeId,
    creditLineId: line?.value.creditLineId ?? null,
    product: application.product,
    amount: plan.value.contractAmount,
    rate: plan.value.annualRate,
    referenceRate: quote.referenceRate,
    tenorMonths: plan.value.tenorMonths,
    method: terms.method,
    dayCount: terms.dayCount,
    terms,
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
  if (line !== null)
    await reserveForContract(command, line.value, { loanId: loan.id, amount: loan.amount, on: signedOn })
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
    detail: {
      contractNo,
      amount: formatMoney(loan.amount),
      ratePercent: formatRatePercent(loan.rate),
      method: terms.method,
    },
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
      terms,
      creditLineId: loan.creditLineId,
      signedOn,
      endsOn: plan.value.endsOn,
      from: application.state,
      to: 'CONTRACTED',
    },
  })
  return ok(loan)
}
