import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { compareMoney, formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { type AnnualRate, compareRate, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { EntryLine } from '../ledger/entry.js'
import { approvalEndsOn } from './approve.js'
import { type LoanState, nextState } from './life-cycle.js'
import type { LifeCycleRefusal } from './refusal.js'

export interface ContractFacts {
  readonly loan: {
    readonly state: LoanState
    readonly approvedAmount: Money
    readonly approvedTenorMonths: number
    readonly approvedRate: AnnualRate
    readonly approvedOn: CivilDate
  }
  readonly amount: Money
  readonly tenorMonths: number
  readonly annualRate: AnnualRate
  readonly on: CivilDate
}
export interface ContractPlan {
  readonly state: LoanState
  readonly contractAmount: Money
  readonly annualRate: AnnualRate
  readonly tenorMonths: number
  readonly signedOn: CivilDate
  readonly endsOn: CivilDate
  readonly postings: readonly EntryLine[]
}

/** Signs within what was approved: no more money, no longer, no cheaper, no later than the approval holds. */
export const signContract = (facts: ContractFacts): Result<ContractPlan, LifeCycleRefusal> => {
  const { loan, amount, tenorMonths, annualRate, on } = facts
  const state = nextState(loan.state, 'sign')
  if (!state.ok) return state
  const expiredOn = approvalEndsOn(loan.approvedOn)
  if (on > expiredOn) return refuse({ code: 'APPROVAL_EXPIRED', approvedOn: loan.approvedOn, expiredOn, on })
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  if (compareMoney(amount, loan.approvedAmount) > 0)
    return refuse({
      code: 'AMOUNT_ABOVE_APPROVED',
      amount: formatMoney(amount),
      approved: formatMoney(loan.approvedAmount),
    })
  if (tenorMonths < 1) return refuse({ code: 'NOT_POSITIVE', member: 'tenorMonths', value: `${tenorMonths}` })
  if (tenorMonths > loan.approvedTenorMonths)
    return refuse({ code: 'TERM_ABOVE_APPROVED', tenorMonths, approvedTenorMonths: loan.approvedTenorMonths })
  if (compareRate(annualRate, loan.approvedRate) < 0)
    return refuse({
      code: 'RATE_BELOW_APPROVED',
      annualRatePercent: formatRatePercent(annualRate),
      approvedRatePercent: formatRatePercent(loan.approvedRate),
    })
  return ok({
    state: state.value,
    contractAmount: amount,
    annualRate,
    tenorMonths,
    signedOn: on,
    endsOn: addMonths(on, tenorMonths),
    postings: [],
  })
}
