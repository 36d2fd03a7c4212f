import { type CivilDate, daysBetween } from '../../../kernel/civil-date.js'
import {
  addFractions,
  divideRounded,
  type Fraction,
  fractionOfDecimal,
  multiplyFractions,
  NO_FRACTION,
  type Rounding,
  WHOLE,
} from '../../../kernel/fraction.js'
import { bearingShare, interestOn, type Pause } from '../accrual.js'
import type { ContractTerms } from '../contract-terms.js'
import { countsRealDays, DAY_COUNTS, type DayCountName } from '../day-count.js'

/**
 * The uplifts of a contract as factors of its rate (银发〔2003〕251号): overdue 1.3 to 1.5, misused 1.5 to 2; the heavier applies, never both.
 */
export interface Uplifts {
  readonly overdue: Fraction
  readonly misused: Fraction
  readonly overdueAndMisused: Fraction
  /** What misuse adds to the interest that principal not yet due bears anyway. */
  readonly misuseExtra: Fraction
}

export const upliftsOf = ({ penalty }: ContractTerms): Uplifts => {
  const [overdue, misuse] = [fractionOfDecimal(penalty.overdueUplift), fractionOfDecimal(penalty.misuseUplift)]
  const heavier = overdue.numerator * misuse.denominator >= misuse.numerator * overdue.denominator ? overdue : misuse
  return {
    overdue: addFractions(WHOLE, overdue),
    misused: addFractions(WHOLE, misuse),
    overdueAndMisused: addFractions(WHOLE, heavier),
    misuseExtra: misuse,
  }
}

/**
 * Penalties run by real days: a 30/360 contract counts them as actual/360, so that a day split in two never changes a total.
 */
export const penaltyDayCount = (dayCount: DayCountName): DayCountName =>
  countsRealDays(dayCount) ? dayCount : 'actual/360'

/** The share of a year of the nights of [from, to) that no pause covers. */
export const shareOfNights = (
  from: CivilDate,
  to: CivilDate,
  dayCount: DayCountName,
  pauses: readonly Pause[],
): Fraction => {
  if (from >= to) return NO_FRACTION
  const period = { from, to, days: daysBetween(from, to), fraction: DAY_COUNTS[dayCount](from, to).fraction }
  return bearingShare(period, from, to, dayCount, pauses)
}

/** Interest that grows by the day and is charged now and then: what has been charged is always the rounded total, so parts sum to the whole. */
export class RunningInterest {
  #accrued: Fraction = NO_FRACTION
  #charged = 0n
  constructor(private readonly rounding: Rounding) {}

  bear(balance: bigint, rate: Fraction, factor: Fraction, share: Fraction): void {
    if (balance <= 0n || share.numerator === 0n) return
    this.#accrued = addFractions(this.#accrued, interestOn(balance, multiplyFractions(rate, factor), share))
  }
  /** Rounded once, fen, since the loan began. */
  total(): bigint {
    return divideRounded(this.#accrued.numerator, this.#accrued.denominator, this.rounding)
  }
  uncharged(): bigint {
    return this.total() - this.#charged
  }
  /** @returns what is charged by this call */
  charge(): bigint {
    const now = this.uncharged()
    this.#charged += now
    return now
  }
}
