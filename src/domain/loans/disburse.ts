import type { CivilDate } from '../../kernel/civil-date.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isPositiveMoney,
  isZeroMoney,
  type Money,
  NO_MONEY,
  subtractMoney,
} from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { EntryLine } from '../ledger/entry.js'
import { loanDisbursement } from '../ledger/postings.js'
import { approvalEndsOn } from './approve.js'
import { type LoanState, nextState } from './life-cycle.js'
import type { LifeCycleRefusal } from './refusal.js'

/** 放款条件 */
export interface Condition {
  readonly name: string
  readonly met: boolean
}
export interface DisbursementFacts {
  readonly loan: { readonly state: LoanState; readonly approvedBy: string; readonly approvedOn: CivilDate }
  readonly contract: { readonly amount: Money; readonly signedOn: CivilDate } | null
  /** 贴现: the contract is one bill, which is discounted at once. */
  readonly isBill?: boolean
  readonly disbursedSoFar: Money
  readonly amount: Money
  readonly on: CivilDate
  readonly disburser: string
  readonly conditions: readonly Condition[]
}
export interface DisbursementPlan {
  readonly state: LoanState
  readonly disbursedOn: CivilDate
  readonly amount: Money
  readonly disbursedInAll: Money
  readonly stillAvailable: Money
  readonly postings: readonly EntryLine[]
}

/** Nothing is paid out before the day the contract was signed. */
export const contractIsSigned = (
  state: string,
  signedOn: CivilDate | null,
  on: CivilDate,
): Result<null, LifeCycleRefusal> =>
  signedOn === null || on < signedOn ? refuse({ code: 'DISBURSEMENT_BEFORE_CONTRACT', state, on, signedOn }) : ok(null)

/** The approval must hold on the day of the first draw; a later draw runs under the contract. */
export function approvalHolds(
  approvedOn: CivilDate,
  disbursedSoFar: Money,
  on: CivilDate,
): Result<null, LifeCycleRefusal> {
  const expiredOn = approvalEndsOn(approvedOn)
  return isZeroMoney(disbursedSoFar) && on > expiredOn
    ? refuse({ code: 'APPROVAL_EXPIRED', approvedOn, expiredOn, on })
    : ok(null)
}

/** Pays out under the contract: 借 贷款, 贷 吸收存款. The approval must hold on the day of the first draw. */
export const disburse = (facts: DisbursementFacts): Result<DisbursementPlan, LifeCycleRefusal> => {
  const { loan, contract, disbursedSoFar, amount, on, disburser, conditions } = facts
  const signed = contractIsSigned(loan.state, contract?.signedOn ?? null, on)
  if (!signed.ok) return signed
  const state = nextState(loan.state, 'disburse')
  if (!state.ok) return state
  if (disburser === loan.approvedBy) return refuse({ code: 'SELF_DISBURSEMENT', approver: loan.approvedBy })
  const approved = approvalHolds(loan.approvedOn, disbursedSoFar, on)
  if (!approved.ok) return approved
  const unmet = conditions.filter(({ met }) => !met).map(({ name }) => name)
  if (unmet.length > 0) return refuse({ code: 'CONDITIONS_NOT_MET', conditions: unmet })
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  const contracted = contract?.amount ?? NO_MONEY
  const available = subtractMoney(contracted, disbursedSoFar)
  if (compareMoney(amount, available) > 0)
    return refuse({
      code: 'AMOUNT_ABOVE_CONTRACT',
      amount: formatMoney(amount),
      available: formatMoney(available),
      contracted: formatMoney(contracted),
    })
  if (facts.isBill === true && compareMoney(amount, contracted) !== 0)
    return refuse({ code: 'BILL_DISCOUNTED_WHOLE', amount: formatMoney(amount), face: formatMoney(contracted) })
  return ok({
    state: state.value,
    disbursedOn: on,
    amount,
    disbursedInAll: addMoney(disbursedSoFar, amount),
    stillAvailable: subtractMoney(available, amount),
    postings: loanDisbursement(amount),
  })
}
