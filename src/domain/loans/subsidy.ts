import { addDays, type CivilDate, dateOf, dateParts, earlierOf, laterOf } from '../../kernel/civil-date.js'
import type { Exact } from '../../kernel/exact.js'
import { formatExact } from '../../kernel/exact.js'
import {
  addFractions,
  type Fraction,
  fraction,
  fractionOfExact,
  fractionOfMoney,
  fractionText,
  moneyFromFraction,
  multiplyFractions,
  NO_FRACTION,
} from '../../kernel/fraction.js'
import {
  compareMoney,
  formatMoney,
  isPositiveMoney,
  isZeroMoney,
  type Money,
  minMoney,
  NO_MONEY,
  subtractMoney,
  sumMoney,
} from '../../kernel/money.js'
import { type AnnualRate, formatRatePercent, rateFraction } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { yearFraction } from './day-count.js'
import type { CalculationRefusal } from './refusal.js'

/** Both days included. */
export interface ClaimPeriod {
  readonly from: CivilDate
  readonly to: CivilDate
}

/** A programme as it holds on the last day of the claimed period. */
export interface SubsidyTerms {
  readonly programme: string
  /** Null while its terms are unknown: then nothing can be claimed. */
  readonly terms: {
    readonly shape: 'share-of-interest' | 'percent-of-lpr' | 'bp'
    /** A share (0.50 is half), or basis points. */
    readonly value: Exact
    readonly lprDay: 'year-end' | 'year-end-before' | null
  } | null
  readonly capPerEnterpriseYear: Money | null
  /** Empty: any. */
  readonly products: readonly string[]
  readonly grades: readonly string[]
  readonly validFrom: CivilDate
}

export interface SubsidyFacts {
  readonly programme: SubsidyTerms
  readonly loan: {
    readonly product: string
    /** The grade its contract was priced with. */
    readonly grade: string
    readonly dayCount: string
    /** As first agreed: an extension does not move it. Null before the loan is paid out. */
    readonly maturesOn: CivilDate | null
  }
  readonly period: ClaimPeriod
  readonly claimedOn: CivilDate
  /** Interest in term paid on a day, less what was reversed; neither penalty nor compound interest. */
  readonly payments: readonly { readonly on: CivilDate; readonly interest: Money }[]
  /** Principal by nights, from `from` up to, not including, `to`. */
  readonly balances: readonly { readonly from: CivilDate; readonly to: CivilDate; readonly balance: Money }[]
  /** The 1-year LPR in force on `lprDayOf` the programme; null when none was published by then. */
  readonly lpr: AnnualRate | null
  /** Periods of this loan claimed from this programme before, unless rejected or recovered. */
  readonly earlier: readonly ClaimPeriod[]
  /** Of the enterprise, from this programme in the year of the period, at all its banks. */
  readonly claimedInYear: Money
}

/** One line of the sum: a reader applies `operation` with `value` to the figure of the line before and gets `running`, in yuan. */
export interface SubsidyStep {
  readonly no: number
  readonly code: string
  readonly labelZh: string
  readonly labelEn: string
  readonly operation: 'start' | 'add' | 'subtract' | 'times' | 'round' | 'at-most'
  readonly value: string
  readonly running: string
}
export interface Subsidy {
  readonly amount: Money
  readonly year: number
  /** What of the interest paid counts: in term, and within the period. */
  readonly interestPaid: Money
  readonly steps: readonly SubsidyStep[]
}

export type SubsidyRefusal =
  | CalculationRefusal
  | { readonly code: 'SUBSIDY_TERMS_UNKNOWN'; readonly programme: string }
  | {
      readonly code: 'SUBSIDY_NOT_IN_FORCE'
      readonly programme: string
      readonly from: CivilDate
      readonly validFrom: CivilDate
    }
  | {
      readonly code: 'SUBSIDY_NOT_ELIGIBLE'
      readonly programme: string
      readonly member: 'product' | 'grade'
      readonly value: string
      readonly eligible: readonly string[]
    }
  | { readonly code: 'SUBSIDY_PERIOD_ACROSS_YEARS'; readonly from: CivilDate; readonly to: CivilDate }
  | { readonly code: 'SUBSIDY_PERIOD_NOT_OVER'; readonly to: CivilDate; readonly claimedOn: CivilDate }
  | { readonly code: 'SUBSIDY_RATE_NOT_FIXED'; readonly programme: string; readonly day: CivilDate }
  | SubsidyPeriodClaimed
  | { readonly code: 'SUBSIDY_NOTHING_PAID'; readonly from: CivilDate; readonly to: CivilDate; readonly left: string }
  | { readonly code: 'SUBSIDY_BELOW_ONE_FEN'; readonly programme: string; readonly unrounded: string }
  | {
      readonly code: 'SUBSIDY_CAP_REACHED'
      readonly programme: string
      readonly year: number
      readonly cap: string
      readonly claimed: string
    }
export interface SubsidyPeriodClaimed {
  readonly code: 'SUBSIDY_PERIOD_CLAIMED'
  readonly from: CivilDate
  readonly to: CivilDate
  readonly claimedFrom: CivilDate | null
  readonly claimedTo: CivilDate | null
}

/** The day whose 1-year LPR a programme takes; null when it takes none. */
export const lprDayOf = ({ terms }: SubsidyTerms, period: ClaimPeriod): CivilDate | null => {
  if (terms === null || terms.lprDay === null) return null
  const { year } = dateParts(period.to)
  return dateOf(terms.lprDay === 'year-end' ? year : year - 1, 12, 31)
}

const PLACES = 20
const unrounded = (exact: Fraction): string => fractionText(exact, PLACES)

class Steps {
  readonly all: SubsidyStep[] = []
  add(step: Omit<SubsidyStep, 'no'>): void {
    this.all.push({ no: this.all.length + 1, ...step })
  }
}

/**
 * 贴息: what a programme refunds of the interest of a period. `share-of-interest`: interest paid × share. `percent-of-lpr` and `bp`:
 * Σ balance × rate × share of a year over the nights in term, never more than the interest paid. Rounded once, half-up, then held to what the
 * cap of the enterprise and year leaves. Nothing is refunded of what was paid, or for nights, after the loan first matured.
 */
export function subsidyOf(facts: SubsidyFacts): Result<Subsidy, SubsidyRefusal> {
  const { programme, period, loan } = facts
  const { terms } = programme
  if (terms === null) return refuse({ code: 'SUBSIDY_TERMS_UNKNOWN', programme: programme.programme })
  const claimable = claimablePeriod(facts)
  if (!claimable.ok) return claimable
  const { year } = dateParts(period.to)

  const steps = new Steps()
  const paid = facts.payments.filter(({ on }) => on >= period.from && on <= period.to)
  const { maturesOn } = loan
  const late = paid.filter(({ on }) => maturesOn === null || on > maturesOn)
  const all = sumMoney(paid.map(({ interest }) => interest))
  const lateInterest = sumMoney(late.map(({ interest }) => interest))
  const interestPaid = subtractMoney(all, lateInterest)
  if (!isPositiveMoney(interestPaid))
    return refuse({ code: 'SUBSIDY_NOTHING_PAID', ...period, left: formatMoney(lateInterest) })

  let exact: Fraction
  if (terms.shape === 'share-of-interest') {
    steps.add({
      code: 'INTEREST_PAID',
      labelZh: `${period.from} 至 ${period.to} 实付利息`,
      labelEn: `Interest paid from ${period.from} to ${period.to}`,
      operation: 'start',
      value: formatMoney(all),
      running: formatMoney(all),
    })
    if (!isZeroMoney(lateInterest))
      steps.add({
        code: 'AFTER_MATURITY',
        labelZh: `到期日 ${maturesOn} 之后支付,不贴息`,
        labelEn: `Paid after maturity on ${maturesOn}: not subsidised`,
        operation: 'subtract',
        value: formatMoney(lateInterest),
        running: formatMoney(interestPaid),
      })
    exact = multiplyFractions(fractionOfMoney(interestPaid), fractionOfExact(terms.value))
    steps.add({
      code: 'SHARE',
      labelZh: '贴息比例',
      labelEn: 'Share of the interest',
      operation: 'times',
      value: formatExact(terms.value),
      running: unrounded(exact),
    })
  } else {
    const rate = subsidyRate(facts)
    if (!rate.ok) return rate
    const summed = overNights(facts, rate.value, steps)
    if (!summed.ok) return summed
    exact = summed.value
  }

  const rounded = moneyFromFraction(exact, 'half-up')
  if (isZeroMoney(rounded))
    return refuse({ code: 'SUBSIDY_BELOW_ONE_FEN', programme: programme.programme, unrounded: unrounded(exact) })
  steps.add({
    code: 'ROUNDED',
    labelZh: '四舍五入到分',
    labelEn: 'Rounded half-up to the fen',
    operation: 'round',
    value: formatMoney(rounded),
    running: formatMoney(rounded),
  })
  const within = minMoney(rounded, interestPaid)
  if (compareMoney(rounded, interestPaid) > 0)
    steps.add({
      code: 'INTEREST_PAID',
      labelZh: '不超过实付利息',
      labelEn: 'Not more than the interest paid',
      operation: 'at-most',
      value: formatMoney(interestPaid),
      running: formatMoney(within),
    })
  const amount = withinCap(facts, year, within, steps)
  return amount.ok ? ok({ amount: amount.value, year, interestPaid, steps: steps.all }) : amount
}

/** Whether the loan and the period can be claimed for at all. */
function claimablePeriod({ programme, loan, period, claimedOn, earlier }: SubsidyFacts): Result<null, SubsidyRefusal> {
  const { programme: name, validFrom } = programme
  if (period.to < period.from) return refuse({ code: 'FROM_AFTER_TO', from: period.from, to: period.to })
  if (period.from < validFrom)
    return refuse({ code: 'SUBSIDY_NOT_IN_FORCE', programme: name, from: period.from, validFrom })
  for (const [member, eligible] of [
    ['product', programme.products],
    ['grade', programme.grades],
  ] as const)
    if (eligible.length > 0 && !eligible.includes(loan[member]))
      return refuse({ code: 'SUBSIDY_NOT_ELIGIBLE', programme: name, member, value: loan[member], eligible })
  if (dateParts(period.from).year !== dateParts(period.to).year)
    return refuse({ code: 'SUBSIDY_PERIOD_ACROSS_YEARS', ...period })
  if (claimedOn <= period.to) return refuse({ code: 'SUBSIDY_PERIOD_NOT_OVER', to: period.to, claimedOn })
  const overlapping = earlier.find(({ from, to }) => from <= period.to && period.from <= to)
  if (overlapping !== undefined)
    return refuse({
      code: 'SUBSIDY_PERIOD_CLAIMED',
      ...period,
      claimedFrom: overlapping.from,
      claimedTo: overlapping.to,
    })
  return ok(null)
}

/** The rate a year, as a fraction, and how it is told. */
function subsidyRate({
  programme,
  period,
  claimedOn,
  lpr,
}: SubsidyFacts): Result<{ readonly rate: Fraction; readonly zh: string; readonly en: string }, SubsidyRefusal> {
  const { terms } = programme
  if (terms === null) return refuse({ code: 'SUBSIDY_TERMS_UNKNOWN', programme: programme.programme })
  if (terms.shape === 'bp') {
    const rate = multiplyFractions(fractionOfExact(terms.value), fraction(1n, 10_000n))
    const told = `${formatExact(terms.value)} BP`
    return ok({ rate, zh: told, en: told })
  }
  const day = lprDayOf(programme, period)
  if (day === null) throw new Error(`${programme.programme} names no day of its LPR`)
  if (day >= claimedOn || lpr === null)
    return refuse({ code: 'SUBSIDY_RATE_NOT_FIXED', programme: programme.programme, day })
  const told = `${formatRatePercent(lpr)} % × ${formatExact(terms.value)}`
  return ok({
    rate: multiplyFractions(fractionOfExact(rateFraction(lpr)), fractionOfExact(terms.value)),
    zh: `一年期 LPR ${told}(${day})`,
    en: `1-year LPR ${told} of ${day}`,
  })
}

/** Σ balance × rate × share of a year over the nights of the period before maturity, exact. */
function overNights(
  { balances, loan, period }: SubsidyFacts,
  { rate, zh, en }: { readonly rate: Fraction; readonly zh: string; readonly en: string },
  steps: Steps,
): Result<Fraction, SubsidyRefusal> {
  const afterPeriod = addDays(period.to, 1)
  const last = loan.maturesOn === null ? afterPeriod : earlierOf(loan.maturesOn, afterPeriod)
  let total = NO_FRACTION
  for (const { from, to, balance } of balances) {
    const start = laterOf(from, period.from)
    const end = earlierOf(to, last)
    if (start >= end || isZeroMoney(balance)) continue
    const counted = yearFraction(start, end, loan.dayCount)
    if (!counted.ok) return counted
    const part = multiplyFractions(multiplyFractions(fractionOfMoney(balance), rate), counted.value.fraction)
    total = addFractions(total, part)
    const sum = `${formatMoney(balance)} × ${counted.value.ratio}`
    steps.add({
      code: 'NIGHTS',
      labelZh: `${start} 至 ${end}:${sum} × ${zh}`,
      labelEn: `${start} to ${end}: ${sum} × ${en}`,
      operation: steps.all.length === 0 ? 'start' : 'add',
      value: unrounded(part),
      running: unrounded(total),
    })
  }
  return ok(total)
}

/** What the cap leaves of the amount. */
function withinCap(
  { programme, claimedInYear }: SubsidyFacts,
  year: number,
  amount: Money,
  steps: Steps,
): Result<Money, SubsidyRefusal> {
  const cap = programme.capPerEnterpriseYear
  if (cap === null) return ok(amount)
  const left = subtractMoney(cap, claimedInYear)
  if (compareMoney(left, NO_MONEY) <= 0)
    return refuse({
      code: 'SUBSIDY_CAP_REACHED',
      programme: programme.programme,
      year,
      cap: formatMoney(cap),
      claimed: formatMoney(claimedInYear),
    })
  const within = minMoney(amount, left)
  steps.add({
    code: 'CAP',
    labelZh: `企业 ${year} 年上限 ${formatMoney(cap)},已申报 ${formatMoney(claimedInYear)}`,
    labelEn: `At most ${formatMoney(cap)} for the enterprise in ${year}, ${formatMoney(claimedInYear)} of it claimed`,
    operation: 'at-most',
    value: formatMoney(left),
    running: formatMoney(within),
  })
  return ok(within)
}
