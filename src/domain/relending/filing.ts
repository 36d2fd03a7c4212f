import type { CivilDate } from '../../kernel/civil-date.js'
import { compareMoney, formatMoney, isPositiveMoney, type Money, sumMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Eligibility, failedChecks } from './eligibility.js'
import { type Quota, type QuotaRefusal, reserve } from './quota.js'

/** 已报账 · 已审查 · 已批准 · 已退回 */
export type FilingState = 'FILED' | 'REVIEWED' | 'GRANTED' | 'RETURNED'
export type FilingEvent = 'pass' | 'grant' | 'return'
export interface FilingTransition {
  readonly from: FilingState
  readonly event: FilingEvent
  readonly to: FilingState
  readonly role: 'reloan_reviewer' | 'reloan_approver'
}
/** Every step of a filing. A returned filing frees its loans: they are filed anew, its rounds stay. */
export const FILING_TRANSITIONS: readonly FilingTransition[] = [
  { from: 'FILED', event: 'pass', to: 'REVIEWED', role: 'reloan_reviewer' },
  { from: 'FILED', event: 'return', to: 'RETURNED', role: 'reloan_reviewer' },
  { from: 'REVIEWED', event: 'grant', to: 'GRANTED', role: 'reloan_approver' },
  { from: 'REVIEWED', event: 'return', to: 'RETURNED', role: 'reloan_approver' },
]

/** A loan as it stands in a filing, with its test. */
export interface FiledLoan {
  readonly loan: string
  readonly lender: string
  readonly requested: Money
  readonly eligibility: Eligibility
  /** The live filing the loan is in already, if any. */
  readonly otherFiling: { readonly id: string; readonly facility: string } | null
  /** What the ratio leaves for this loan; see `roomUnderRatio`. */
  readonly room: Money
}
export interface Filing {
  readonly state: FilingState
  readonly lender: string
  readonly requested: Money
  readonly filedBy: string
  readonly filedOn: CivilDate
  readonly reviewedBy: string | null
}

export type FilingRefusal =
  | QuotaRefusal
  | { readonly code: 'FILING_EMPTY' }
  | { readonly code: 'LOAN_OF_ANOTHER_LENDER'; readonly loan: string }
  | { readonly code: 'LOAN_TWICE_IN_FILING'; readonly loan: string }
  | {
      readonly code: 'LOAN_ALREADY_FILED'
      readonly loan: string
      readonly filing: string
      readonly facility: string
    }
  | { readonly code: 'AMOUNT_ABOVE_RATIO'; readonly loan: string; readonly requested: string; readonly most: string }
  | { readonly code: 'LOAN_NOT_ELIGIBLE'; readonly loan: string; readonly checks: readonly string[] }
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'OWN_ORGANISATION'; readonly organisation: string }
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | { readonly code: 'GRANT_BEFORE_FILING'; readonly on: CivilDate; readonly filedOn: CivilDate }
  | { readonly code: 'GRANT_ABOVE_REQUEST'; readonly amount: string; readonly requested: string }
  | { readonly code: 'GRANT_ABOVE_RATIO'; readonly amount: string; readonly most: string }

export const nextFilingState = (state: FilingState, event: FilingEvent): Result<FilingState, FilingRefusal> => {
  const open = FILING_TRANSITIONS.filter(({ from }) => from === state)
  const taken = open.find((transition) => transition.event === event)
  return taken ? ok(taken.to) : refuse({ code: 'STATE_FORBIDS', state, event, allowed: open.map((one) => one.event) })
}

/** 报账: the lender files its own eligible loans, each once, within ratio and quota. */
export const fileLoans = (facts: {
  readonly lender: string
  readonly filedBy: string
  readonly filedOn: CivilDate
  readonly quota: Quota
  readonly loans: readonly FiledLoan[]
}): Result<Filing, FilingRefusal> => {
  const { lender, filedBy, filedOn, quota, loans } = facts
  if (loans.length === 0) return refuse({ code: 'FILING_EMPTY' })
  const seen = new Set<string>()
  for (const filed of loans) {
    const refusal = refusalOf(filed, lender, seen)
    if (refusal) return refuse(refusal)
    seen.add(filed.loan)
  }
  const requested = sumMoney(loans.map((filed) => filed.requested))
  const covered = reserve(quota, requested, filedOn)
  if (!covered.ok) return covered
  const unfit = firstNotEligible(loans)
  if (unfit) return refuse(unfit)
  return ok({ state: 'FILED', lender, requested, filedBy, filedOn, reviewedBy: null })
}

const refusalOf = (filed: FiledLoan, lender: string, seen: ReadonlySet<string>): FilingRefusal | undefined => {
  const { loan, requested, otherFiling, room } = filed
  if (filed.lender !== lender) return { code: 'LOAN_OF_ANOTHER_LENDER', loan }
  if (!isPositiveMoney(requested)) return { code: 'NOT_POSITIVE', member: 'requested', value: formatMoney(requested) }
  if (seen.has(loan)) return { code: 'LOAN_TWICE_IN_FILING', loan }
  if (otherFiling) return { code: 'LOAN_ALREADY_FILED', loan, filing: otherFiling.id, facility: otherFiling.facility }
  if (ratioKnown(filed) && compareMoney(requested, room) > 0)
    return { code: 'AMOUNT_ABOVE_RATIO', loan, requested: formatMoney(requested), most: formatMoney(room) }
  return undefined
}
/** While the ratio is unknown the loan is refused as not eligible, with the document that is missing. */
const ratioKnown = ({ eligibility }: FiledLoan): boolean =>
  eligibility.lines.some(({ check, rule }) => check === 'E1' && rule.status !== 'unknown')

const firstNotEligible = (loans: readonly FiledLoan[]): FilingRefusal | undefined => {
  const unfit = loans.find(({ eligibility }) => !eligibility.eligible)
  return unfit && { code: 'LOAN_NOT_ELIGIBLE', loan: unfit.loan, checks: failedChecks(unfit.eligibility) }
}

interface Officer {
  readonly id: string
  readonly organisation: string
}

/** 审查: by somebody of the central bank who did not file, on loans that still pass. */
export const passReview = (
  filing: Filing,
  reviewer: Officer,
  loans: readonly FiledLoan[],
): Result<Filing, FilingRefusal> => {
  const state = decidedBy(filing, 'pass', reviewer)
  if (!state.ok) return state
  const unfit = firstNotEligible(loans)
  if (unfit) return refuse(unfit)
  return ok({ ...filing, state: state.value, reviewedBy: reviewer.id })
}

/** 退回 by the reviewer or, after the review, by the approver. */
export const returnFiling = (filing: Filing, officer: Officer): Result<Filing, FilingRefusal> => {
  const state = decidedBy(filing, 'return', officer)
  if (!state.ok) return state
  return ok({ ...filing, state: state.value, reviewedBy: filing.reviewedBy ?? officer.id })
}

export interface Grant {
  readonly filing: Filing
  readonly amount: Money
  readonly on: CivilDate
  readonly grantedBy: string
  /** The quota with the grant set aside. */
  readonly quota: Quota
}

/** 审批: a third person grants at most what was asked, what the ratio leaves for the filed loans, and what the quota has. */
export const grant = (facts: {
  readonly filing: Filing
  readonly approver: Officer
  readonly amount: Money
  readonly on: CivilDate
  readonly loans: readonly FiledLoan[]
  readonly quota: Quota
}): Result<Grant, FilingRefusal> => {
  const { filing, approver, amount, on, loans, quota } = facts
  const state = decidedBy(filing, 'grant', approver)
  if (!state.ok) return state
  if (on < filing.filedOn) return refuse({ code: 'GRANT_BEFORE_FILING', on, filedOn: filing.filedOn })
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  const unfit = firstNotEligible(loans)
  if (unfit) return refuse(unfit)
  const most = sumMoney(loans.map(({ room }) => room))
  if (compareMoney(amount, most) > 0)
    return refuse({ code: 'GRANT_ABOVE_RATIO', amount: formatMoney(amount), most: formatMoney(most) })
  if (compareMoney(amount, filing.requested) > 0)
    return refuse({
      code: 'GRANT_ABOVE_REQUEST',
      amount: formatMoney(amount),
      requested: formatMoney(filing.requested),
    })
  const reserved = reserve(quota, amount, on)
  if (!reserved.ok) return reserved
  return ok({ filing: { ...filing, state: state.value }, amount, on, grantedBy: approver.id, quota: reserved.value })
}

const decidedBy = (filing: Filing, event: FilingEvent, officer: Officer): Result<FilingState, FilingRefusal> => {
  const state = nextFilingState(filing.state, event)
  if (!state.ok) return state
  if (officer.id === filing.filedBy || officer.id === filing.reviewedBy)
    return refuse({ code: 'SELF_APPROVAL', madeBy: officer.id })
  if (officer.organisation === filing.lender)
    return refuse({ code: 'OWN_ORGANISATION', organisation: officer.organisation })
  return state
}
