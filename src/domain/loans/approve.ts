import { addDays, addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { type Exact, formatExact } from '../../kernel/exact.js'
import {
  compareMoney,
  formatMoney,
  isPositiveMoney,
  type Money,
  maxMoney,
  NO_MONEY,
  subtractMoney,
  timesDown,
} from '../../kernel/money.js'
import type { AnnualRate } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { EntryLine } from '../ledger/entry.js'
import { type ApprovalLimit, withinLimit } from './approval-limit.js'
import { takenThisRound } from './judge-application.js'
import { type LoanState, nextState } from './life-cycle.js'
import { type PartTaken, takesNoSecondPart } from './parts-taken.js'
import type { LifeCycleRefusal } from './refusal.js'
import { nothingMissing, type RequiredStep } from './required-steps.js'

export interface ApprovalFacts {
  readonly application: {
    readonly requested: Money
    readonly tenorMonths: number
    readonly madeBy: string
    readonly state: LoanState
    readonly round: number
    /** Of every round. */
    readonly parts: readonly PartTaken[]
    /** What its product requires before a decision. */
    readonly required: readonly RequiredStep[]
  }
  readonly quote: {
    readonly amount: Money
    readonly tenorMonths: number
    readonly annualRate: AnnualRate
    /** The last day on which the quote binds. */
    readonly expiresOn: CivilDate
  }
  readonly approver: string
  readonly limit: ApprovalLimit
  /** Less than was applied for, if the approver grants less. */
  readonly grantedAmount?: Money
  readonly on: CivilDate
  readonly collateral: {
    readonly adoptedValue: Money
    /** 抵质押率上限, 0.6 for 60 %. */
    readonly ltvCap: Exact
    readonly securedAlready: Money
  } | null
  /** The day on which the pledged rights end. */
  readonly rightsEnd: CivilDate | null
}
export interface ApprovalPlan {
  readonly state: LoanState
  readonly approvedAmount: Money
  readonly approvedTenorMonths: number
  readonly approvedRate: AnnualRate
  readonly approvedBy: string
  readonly approvedOn: CivilDate
  /** The last day on which the approval may be used. */
  readonly approvalEndsOn: CivilDate
  readonly postings: readonly EntryLine[]
}

/** How long an approval may be used (data-assets dossier, 7.6). */
export const APPROVAL_DAYS = 90
/** The approval may be used up to and on the 90th day. */
export const approvalEndsOn = (approvedOn: CivilDate): CivilDate => addDays(approvedOn, APPROVAL_DAYS)

/**
 * A yes bound to the quote, within the approver's limit, after every step that the product requires and by nobody who took one of
 * them. Nothing is booked: an approval is no money.
 */
export const approveApplication = (facts: ApprovalFacts): Result<ApprovalPlan, LifeCycleRefusal> => {
  const { application, quote, approver, on, collateral, rightsEnd } = facts
  const { requested, tenorMonths } = application
  const granted = facts.grantedAmount ?? requested
  const state = nextState(application.state, 'approve')
  if (!state.ok) return state
  if (approver === application.madeBy) return refuse({ code: 'SELF_APPROVAL', madeBy: application.madeBy })
  const apart = takesNoSecondPart('approve', approver, application.parts)
  if (!apart.ok) return apart
  const complete = nothingMissing('approve', application.required, takenThisRound(application))
  if (!complete.ok) return complete
  if (!isPositiveMoney(requested))
    return refuse({ code: 'NOT_POSITIVE', member: 'requested', value: formatMoney(requested) })
  if (on > quote.expiresOn) return refuse({ code: 'QUOTE_EXPIRED', expiresOn: quote.expiresOn, on })
  if (compareMoney(requested, quote.amount) !== 0)
    return refuse({
      code: 'QUOTE_DOES_NOT_MATCH',
      member: 'amount',
      quoted: formatMoney(quote.amount),
      applied: formatMoney(requested),
    })
  if (tenorMonths !== quote.tenorMonths)
    return refuse({
      code: 'QUOTE_DOES_NOT_MATCH',
      member: 'tenorMonths',
      quoted: `${quote.tenorMonths}`,
      applied: `${tenorMonths}`,
    })
  if (!isPositiveMoney(granted))
    return refuse({ code: 'NOT_POSITIVE', member: 'approvedAmount', value: formatMoney(granted) })
  if (compareMoney(granted, requested) > 0)
    return refuse({ code: 'AMOUNT_ABOVE_APPLIED', amount: formatMoney(granted), applied: formatMoney(requested) })
  const entitled = withinLimit(granted, facts.limit)
  if (!entitled.ok) return entitled
  if (collateral !== null) {
    const { adoptedValue, ltvCap, securedAlready } = collateral
    const available = maxMoney(NO_MONEY, subtractMoney(timesDown(adoptedValue, ltvCap), securedAlready))
    if (compareMoney(granted, available) > 0)
      return refuse({
        code: 'AMOUNT_ABOVE_LTV',
        requested: formatMoney(granted),
        available: formatMoney(available),
        ltvCap: formatExact(ltvCap),
      })
  }
  const endsOn = addMonths(on, tenorMonths)
  if (rightsEnd !== null && endsOn > rightsEnd) return refuse({ code: 'TERM_BEYOND_RIGHTS', endsOn, rightsEnd })
  return ok({
    state: state.value,
    approvedAmount: granted,
    approvedTenorMonths: tenorMonths,
    approvedRate: quote.annualRate,
    approvedBy: approver,
    approvedOn: on,
    approvalEndsOn: approvalEndsOn(on),
    postings: [],
  })
}
