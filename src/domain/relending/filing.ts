import type { CivilDate } from '../../kernel/civil-date.js'
import { compareMoney, formatMoney, isPositiveMoney, type Money, sumMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Eligibility, failedChecks } from './eligibility.js'
import { type Quota, type QuotaRefusal, reserve } from './quota.js'

/** 已报账 · 已初审 · 已复审 · 已批准 · 已退回 */
export type FilingState = 'FILED' | 'FIRST_REVIEWED' | 'REVIEWED' | 'GRANTED' | 'RETURNED'
export type FilingEvent = 'pass-first' | 'pass' | 'grant' | 'return'
export interface FilingTransition {
  readonly from: FilingState
  readonly event: FilingEvent
  readonly to: FilingState
  readonly role: 'reloan_reviewer' | 'reloan_approver'
  /** Only in a filing that is reviewed so many times. */
  readonly reviews?: 1 | 2
}
/** Every step of a filing. A returned filing frees its loans: they are filed anew, its rounds stay. */
export const FILING_TRANSITIONS: readonly FilingTransition[] = [
  { from: 'FILED', event: 'pass', to: 'REVIEWED', role: 'reloan_reviewer', reviews: 1 },
  { from: 'FILED', event: 'pass-first', to: 'FIRST_REVIEWED', role: 'reloan_reviewer', reviews: 2 },
  { from: 'FILED', event: 'return', to: 'RETURNED', role: 'reloan_reviewer' },
  { from: 'FIRST_REVIEWED', event: 'pass', to: 'REVIEWED', role: 'reloan_reviewer', reviews: 2 },
  { from: 'FIRST_REVIEWED', event: 'return', to: 'RETURNED', role: 'reloan_reviewer' },
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
  /** How many reviews it goes through; with one the first reviewer stays null. */
  readonly reviews: 1 | 2
  readonly firstReviewedBy: string | null
  readonly reviewedBy: string | null
}

/** What a reviewer says of one row. */
export interface RowVerdict {
  readonly loan: string
  readonly verdict: 'PASS' | 'RETURN'
  readonly opinion: string
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
  | { readonly code: 'VERDICT_OF_NO_ROW'; readonly loan: string }
  | { readonly code: 'VERDICT_TWICE'; readonly loan: string }
  | { readonly code: 'GRANT_BEFORE_FILING'; readonly on: CivilDate; readonly filedOn: CivilDate }
  | { readonly code: 'GRANT_ABOVE_REQUEST'; readonly amount: string; readonly requested: string }
  | { readonly code: 'GRANT_ABOVE_RATIO'; readonly amount: string; readonly most: string }

export const nextFilingState = (
  state: FilingState,
  event: FilingEvent,
  reviews: 1 | 2 = 1,
): Result<FilingState, FilingRefusal> => {
  const open = FILING_TRANSITIONS.filter((step) => step.from === state && (step.reviews ?? reviews) === reviews)
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
  readonly reviews?: 1 | 2
}): Result<Filing, FilingRefusal> => {
  const { lender, filedBy, filedOn, quota, loans, reviews = 1 } = facts
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
  return ok({ state: 'FILED', lender, requested, filedBy, filedOn, reviews, firstReviewedBy: null, reviewedBy: null })
}

/** A row of a batch that cannot be filed, by its place in the batch. */
export interface RowFault {
  readonly at: number
  readonly refusal: FilingRefusal
}
/** Every row of a batch that cannot be filed, each by the first of its reasons. Of a loan that is there twice the later row is wrong. */
export const rowFaults = (lender: string, loans: readonly FiledLoan[]): readonly RowFault[] => {
  const seen = new Set<string>()
  return loans.flatMap((filed, at) => {
    const refusal = refusalOf(filed, lender, seen) ?? notEligible(filed)
    seen.add(filed.loan)
    return refusal === undefined ? [] : [{ at, refusal }]
  })
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

const notEligible = ({ loan, eligibility }: FiledLoan): FilingRefusal | undefined =>
  eligibility.eligible ? undefined : { code: 'LOAN_NOT_ELIGIBLE', loan, checks: failedChecks(eligibility) }
const firstNotEligible = (loans: readonly FiledLoan[]): FilingRefusal | undefined => {
  const unfit = loans.find(({ eligibility }) => !eligibility.eligible)
  return unfit && notEligible(unfit)
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
  const isFirst = filing.reviews === 2 && filing.state === 'FILED'
  const state = decidedBy(filing, isFirst ? 'pass-first' : 'pass', reviewer)
  if (!state.ok) return state
  const unfit = firstNotEligible(loans)
  if (unfit) return refuse(unfit)
  return ok({ ...filing, state: state.value, ...reviewedBy(filing, reviewer) })
}
/** With two reviews the first is kept apart from the second. */
const reviewedBy = (filing: Filing, { id }: Officer): Pick<Filing, 'firstReviewedBy' | 'reviewedBy'> =>
  filing.reviews === 2 && filing.state === 'FILED'
    ? { firstReviewedBy: id, reviewedBy: null }
    : { firstReviewedBy: filing.firstReviewedBy, reviewedBy: id }

export interface RowsReviewed {
  readonly filing: Filing
  /** One of each row of the batch. */
  readonly verdicts: readonly RowVerdict[]
  readonly returned: readonly string[]
}

/**
 * 逐笔审查: the decision holds for every row that is not named. Rows that are returned leave the batch and may be filed again; the rest
 * goes on, and only loans that still pass their tests can. A batch with no row left is returned.
 */
export const reviewRows = (
  filing: Filing,
  reviewer: Officer,
  said: { readonly decision: 'PASS' | 'RETURN'; readonly opinion: string; readonly rows: readonly RowVerdict[] },
  loans: readonly FiledLoan[],
): Result<RowsReviewed, FilingRefusal> => {
  const inBatch = new Set(loans.map(({ loan }) => loan))
  const named = new Map<string, RowVerdict>()
  for (const row of said.rows) {
    if (!inBatch.has(row.loan)) return refuse({ code: 'VERDICT_OF_NO_ROW', loan: row.loan })
    if (named.has(row.loan)) return refuse({ code: 'VERDICT_TWICE', loan: row.loan })
    named.set(row.loan, row)
  }
  const verdicts = loans.map(({ loan }) => named.get(loan) ?? { loan, verdict: said.decision, opinion: said.opinion })
  const passed = loans.filter((_, at) => verdicts[at]?.verdict === 'PASS')
  const reviewed = passed.length === 0 ? returnFiling(filing, reviewer) : passReview(filing, reviewer, passed)
  if (!reviewed.ok) return reviewed
  const returned = verdicts.filter(({ verdict }) => verdict === 'RETURN').map(({ loan }) => loan)
  return ok({ filing: reviewed.value, verdicts, returned })
}

/** 退回 by the reviewer or, after the review, by the approver. */
export const returnFiling = (filing: Filing, officer: Officer): Result<Filing, FilingRefusal> => {
  const state = decidedBy(filing, 'return', officer)
  if (!state.ok) return state
  return ok({
    ...filing,
    state: state.value,
    ...(filing.state === 'REVIEWED' ? {} : reviewedBy(filing, officer)),
  })
}

export interface Grant {
  readonly filing: Filing
  readonly amount: Money
  readonly on: CivilDate
  readonly grantedBy: string
  /** The quota with the grant set aside. */
  readonly quota: Quota
}

/** 审批: another person grants at most what was asked for the rows that passed, what the ratio leaves for them, and what the quota has. */
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
  const state = nextFilingState(filing.state, event, filing.reviews)
  if (!state.ok) return state
  if ([filing.filedBy, filing.firstReviewedBy, filing.reviewedBy].includes(officer.id))
    return refuse({ code: 'SELF_APPROVAL', madeBy: officer.id })
  if (officer.organisation === filing.lender)
    return refuse({ code: 'OWN_ORGANISATION', organisation: officer.organisation })
  return state
}
