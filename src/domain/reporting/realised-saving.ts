import { divide, type Exact, exact, exactOf, formatFixed, isZero, multiply } from '../../kernel/exact.js'
import { type Money, subtractMoney } from '../../kernel/money.js'

export const SAVING_DIMENSIONS = ['city', 'institution', 'enterprise', 'grade', 'product', 'sector', 'month'] as const
export type RealisedDimension = (typeof SAVING_DIMENSIONS)[number]

/** What the segments of one cell add up to; every member is a sum, so cells add up to their total. */
export interface SavingSums {
  readonly loans: number
  readonly enterprises: number
  readonly executed: Money
  readonly reference: Money
  /** Nights of all loans together. */
  readonly nights: string
  /** Σ balance × nights, yuan. */
  readonly balanceNights: string
  /** Σ (reference − executed rate) × nights, percent. */
  readonly discountNights: string
  /** Σ balance × (reference − executed rate) × nights, yuan × percent. */
  readonly weightedNights: string
}

export interface RealisedFigures {
  readonly loans: number
  readonly enterprises: number
  /** Σ balance × nights ÷ days of the period, rounded half-up to the fen. */
  readonly averageBalance: string
  readonly executedInterest: Money
  readonly referenceInterest: Money
  readonly realisedSaving: Money
  /** Every night of a loan counts alike; BP, two places half-up. */
  readonly simpleBp: string
  /** Every yuan counts alike for every night. */
  readonly weightedBp: string
}

/** @param days of the period, as far as it has come */
export const realisedFigures = (sums: SavingSums, days: number): RealisedFigures => {
  const { loans, enterprises, executed, reference } = sums
  const [nights, balanceNights] = [exact(sums.nights), exact(sums.balanceNights)]
  return {
    loans,
    enterprises,
    averageBalance: formatFixed(divide(balanceNights, exactOf(days)), 2),
    executedInterest: executed,
    referenceInterest: reference,
    realisedSaving: subtractMoney(reference, executed),
    simpleBp: ratioBp(exact(sums.discountNights), nights),
    weightedBp: ratioBp(exact(sums.weightedNights), balanceNights),
  }
}

/** Percent are a hundred basis points. */
const ratioBp = (percent: Exact, among: Exact): string =>
  isZero(among) ? '0.00' : formatFixed(divide(multiply(percent, exactOf(100)), among), 2)
