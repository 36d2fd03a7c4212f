import {
  addMonths,
  type CivilDate,
  dateOf,
  dateParts,
  daysBetween,
  firstDayOf,
  monthOf,
} from '../../kernel/civil-date.js'
import { add, divide, type Exact, exact, formatExact, isZero, multiply, roundHalfUp, ZERO } from '../../kernel/exact.js'
import { formatMoney, isPositiveMoney, type Money, minMoney, sumMoney, yuan } from '../../kernel/money.js'
import {
  type AnnualRate,
  annualRatePercent,
  type Bp,
  bpBetween,
  formatRatePercent,
  rateFraction,
} from '../../kernel/rate.js'

export interface Weighted {
  readonly amount: Money
  readonly rate: AnnualRate
}

/** Σ amount × rate / Σ amount in percent, half up to six places; null where there is no amount. */
export function weightedRate(all: readonly Weighted[]): AnnualRate | null {
  const total = yuan(sumMoney(all.map(({ amount }) => amount)))
  if (isZero(total)) return null
  const interest = all.reduce<Exact>(
    (sum, { amount, rate }) => add(sum, multiply(yuan(amount), rateFraction(rate))),
    ZERO,
  )
  return annualRatePercent(formatExact(roundHalfUp(multiply(divide(interest, total), exact('100')), 6)))
}

export const rateTold = (rate: AnnualRate | null): string | null => (rate === null ? null : formatRatePercent(rate))

/** Days left until a due date; each rung includes its last day. */
export const RUNGS = [
  { rung: 'overdue', zh: '已逾期', en: 'Overdue', upTo: -1 },
  { rung: 'to-30', zh: '30 天内', en: 'Within 30 days', upTo: 30 },
  { rung: 'to-90', zh: '31–90 天', en: '31 to 90 days', upTo: 90 },
  { rung: 'to-180', zh: '91–180 天', en: '91 to 180 days', upTo: 180 },
  { rung: 'to-365', zh: '181–365 天', en: '181 to 365 days', upTo: 365 },
  { rung: 'beyond', zh: '365 天以上', en: 'More than 365 days', upTo: null },
] as const

export interface LadderEntry extends Weighted {
  readonly dueOn: CivilDate
}

/** 期限结构: what is outstanding by the days left, amount and weighted rate of each rung. */
export const maturityLadder = (outstanding: readonly LadderEntry[], asOf: CivilDate) =>
  RUNGS.map(({ rung, zh, en, upTo }, index) => {
    const above = index === 0 ? null : (RUNGS[index - 1]?.upTo ?? null)
    const rows = outstanding.filter(({ dueOn }) => {
      const left = daysBetween(asOf, dueOn)
      return (above === null || left > above) && (upTo === null || left <= upTo)
    })
    return {
      rung,
      zh,
      en,
      reloans: rows.length,
      balance: formatMoney(sumMoney(rows.map(({ amount }) => amount))),
      weightedRate: rateTold(weightedRate(rows)),
    }
  })

export interface PassThroughEntry {
  /** Outstanding of the re-loan. */
  readonly balance: Money
  readonly reloanRate: AnnualRate
  readonly loanRate: AnnualRate
}

export interface PassThrough {
  readonly reloans: number
  readonly balance: Money
  readonly reloanRate: AnnualRate | null
  readonly loanRate: AnnualRate | null
  /** Loan rate less re-loan rate, both weighted by what is outstanding of the re-loans. */
  readonly spread: Bp | null
}

/** 利差: what the bank adds to the rate of the re-loan. */
export function passThrough(entries: readonly PassThroughEntry[]): PassThrough {
  const live = entries.filter(({ balance }) => isPositiveMoney(balance))
  const reloanRate = weightedRate(live.map(({ balance, reloanRate: rate }) => ({ amount: balance, rate })))
  const loanRate = weightedRate(live.map(({ balance, loanRate: rate }) => ({ amount: balance, rate })))
  return {
    reloans: live.length,
    balance: sumMoney(live.map(({ balance }) => balance)),
    reloanRate,
    loanRate,
    spread: reloanRate === null || loanRate === null ? null : bpBetween(loanRate, reloanRate),
  }
}

/** 清洁能源 · 节能环保 · 碳减排技术 */
export const PROJECT_FIELDS = ['clean-energy', 'energy-saving-and-environment', 'carbon-reduction-technology'] as const
export type ProjectField = (typeof PROJECT_FIELDS)[number]

export interface DisclosedLoan extends Weighted {
  readonly loanId: string
  /** The first day on which money of the facility stood behind it. */
  readonly on: CivilDate
  readonly project: {
    readonly field: ProjectField
    readonly investment: Money
    /** Of the whole project, tCO2e a year. */
    readonly annualReduction: Exact
  } | null
}

export type DisclosureWindow = 'quarter' | 'year-to-date' | 'cumulative'

/** The first day of each window of a disclosure; the last is open. */
export function windowsOf(
  asOf: CivilDate,
): readonly { readonly window: DisclosureWindow; readonly from: CivilDate | null }[] {
  const { year, month } = dateParts(asOf)
  const into = (month - 1) % 3
  return [
    { window: 'quarter', from: firstDayOf(monthOf(addMonths(dateOf(year, month, 1), -into))) },
    { window: 'year-to-date', from: dateOf(year, 1, 1) },
    { window: 'cumulative', from: null },
  ]
}

/** 年减排量: the project's, by the loan's share of what the project costs, at most all of it; six places. */
export function attributedReduction(loan: Pick<DisclosedLoan, 'amount' | 'project'>): Exact | null {
  const { project, amount } = loan
  if (project === null) return null
  const share = divide(yuan(minMoney(amount, project.investment)), yuan(project.investment))
  return roundHalfUp(multiply(project.annualReduction, share), 6)
}

/** Projects, amount, weighted rate and annual reduction of loans; loans whose project is not recorded are counted, not guessed. */
export function disclosureOf(loans: readonly DisclosedLoan[]) {
  const reductions = loans.flatMap((loan) => attributedReduction(loan) ?? [])
  return {
    projects: loans.length,
    amount: formatMoney(sumMoney(loans.map(({ amount }) => amount))),
    weightedRate: rateTold(weightedRate(loans)),
    annualReductionT: formatExact(reductions.reduce<Exact>(add, ZERO)),
    withoutProject: loans.length - reductions.length,
  }
}
