import { countDays, type DayCountAnswer } from '../../domain/loans/day-count.js'
import { discountBill } from '../../domain/loans/discount.js'
import { type InterestAnswer, interestOver } from '../../domain/loans/interest.js'
import type { CalculationRefusal } from '../../domain/loans/refusal.js'
import { civilDate } from '../../kernel/civil-date.js'
import type { Rounding } from '../../kernel/fraction.js'
import { formatMoney, money } from '../../kernel/money.js'
import { annualRatePercent } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'

export interface DayCountInput {
  readonly from: string
  readonly to: string
  readonly convention: string
  readonly terminationDate?: string
}
export interface InterestInput {
  readonly segments: readonly {
    readonly from: string
    readonly to: string
    readonly balance: string
    readonly annualRatePercent: string
  }[]
  readonly dayCount: string
  readonly rounding?: Rounding
}
export interface DiscountInput {
  readonly face: string
  readonly from: string
  readonly to: string
  readonly annualRatePercent: string
  readonly dayCount?: string
  readonly rounding?: Rounding
}

/** The share of a year between two days. @throws MalformedValue */
export function calculateDayCount(input: DayCountInput): Result<DayCountAnswer, CalculationRefusal> {
  const { from, to, convention, terminationDate } = input
  return countDays({
    from: civilDate(from),
    to: civilDate(to),
    convention,
    terminationDate: terminationDate === undefined ? undefined : civilDate(terminationDate),
  })
}

/** Interest over stretches of one balance and rate each, rounded once on the total. @throws MalformedValue */
export function calculateInterest({
  segments,
  dayCount,
  rounding,
}: InterestInput): Result<Omit<InterestAnswer, 'interest'> & { readonly interest: string }, CalculationRefusal> {
  const charged = interestOver({
    segments: segments.map(({ from, to, balance, annualRatePercent: rate }) => ({
      from: civilDate(from),
      to: civilDate(to),
      balance: money(balance),
      annualRate: annualRatePercent(rate),
    })),
    dayCount,
    rounding,
  })
  return charged.ok ? ok({ ...charged.value, interest: formatMoney(charged.value.interest) }) : charged
}

/** What a bill brings before its maturity. @throws MalformedValue */
export function calculateDiscount({
  face,
  from,
  to,
  annualRatePercent: rate,
  dayCount,
  rounding,
}: DiscountInput): Result<
  { readonly days: number; readonly interest: string; readonly proceeds: string },
  CalculationRefusal
> {
  const discounted = discountBill({
    face: money(face),
    from: civilDate(from),
    to: civilDate(to),
    annualRate: annualRatePercent(rate),
    dayCount,
    rounding,
  })
  if (!discounted.ok) return discounted
  const { days, interest, proceeds } = discounted.value
  return ok({ days, interest: formatMoney(interest), proceeds: formatMoney(proceeds) })
}
