import type { CivilDate } from '../../kernel/civil-date.js'
import {
  addFractions,
  divideRounded,
  type Fraction,
  isZeroFraction,
  multiplyFractions,
  NO_FRACTION,
} from '../../kernel/fraction.js'
import { bearingShare, interestOn, type Nights, type Pause } from './accrual.js'
import { equalInstalment, equalPrincipalPart } from './instalment.js'
import type { Period } from './periods.js'
import type { Terms } from './schedule-terms.js'

/** What falls due in one row, fen; `deferred` is the interest that a grace carries on to the first row after it. */
export interface DueRow {
  readonly principal: bigint
  readonly interest: bigint
  readonly deferred: bigint
}

/** So much bore interest through these nights of a period, whether it was paused or not; the rounding of its interest is the period's. */
export interface Accrual extends Nights {
  readonly balance: bigint
  readonly period: Period
  readonly pauses: readonly Pause[]
}
export type HearAccrual = (accrual: Accrual) => void

/** A loan between two facts: what is owed, what has accrued unrounded, and the part a row is made of. */
export class RunningLoan {
  balance: bigint
  rate: Fraction
  /** The equal instalment or the equal part of the principal, fen. */
  part = 0n
  /** The row of the period that runs, once it has been paid. */
  paidRow: DueRow | null = null
  private accrued: Fraction = NO_FRACTION
  private deferred = 0n
  private accruedTo: CivilDate
  private readonly pauses: Pause[] = []

  constructor(
    disbursedOn: CivilDate,
    private readonly terms: Terms,
    /** Whether facts may repay the loan before its last due date. */
    private readonly mayEndEarly: boolean,
    private readonly hear: HearAccrual | undefined = undefined,
  ) {
    this.accruedTo = disbursedOn
    this.balance = terms.principal - terms.downPayment
    this.rate = terms.rate
  }

  /** Unrounded interest of the nights up to, not including, `day`. */
  accrue(period: Period, day: CivilDate): void {
    if (this.hear !== undefined && this.balance > 0n && this.accruedTo < day)
      this.hear({ from: this.accruedTo, to: day, balance: this.balance, period, pauses: this.pauses })
    const share = bearingShare(period, this.accruedTo, day, this.terms.dayCount, this.pauses)
    this.accrued = addFractions(this.accrued, interestOn(this.balance, this.rate, share))
    this.accruedTo = day
  }
  pause(pause: Pause): void {
    this.pauses.push(pause)
  }
  interestOwed(): bigint {
    return this.deferred + this.ownInterest()
  }
  isRepaid(): boolean {
    return this.balance === 0n && this.deferred === 0n && isZeroFraction(this.accrued)
  }

  /**
   * Sets the part anew for the rows from period `index` on, from what is known today: the running row bears what has
   * accrued and will accrue, later rows their full periods at today's rate less the nights of pauses that have begun.
   */
  setPart(index: number, smoothing: boolean): void {
    const { periods, method, gracePrincipal, rounding, multiple } = this.terms
    const running = this.paidRow ? index + 1 : index
    let first = running
    if (first < gracePrincipal) first = gracePrincipal
    const [runningPeriod, firstPeriod] = [periods[index], periods[first]]
    if (!runningPeriod || !firstPeriod) return

    let firstInterest = NO_FRACTION
    if (first === running) firstInterest = addFractions(this.accrued, this.interestFrom(runningPeriod, this.accruedTo))
    if (first > index) firstInterest = addFractions(firstInterest, this.interestFrom(firstPeriod, firstPeriod.from))
    const remaining = {
      balance: this.balance,
      firstInterest,
      laterFactors: periods
        .slice(first + 1)
        .map((later) => multiplyFractions(this.rate, this.share(later, later.from))),
    }
    if (method === 'equal-instalment') this.part = equalInstalment(remaining, { rounding, multiple, smoothing })
    if (method === 'equal-principal') this.part = equalPrincipalPart(remaining, rounding)
  }

  /**
   * What period `index` asks for on what has accrued so far; the last row takes what is left. The equal instalment is due in
   * every row, in an interest grace too: there all of it is principal, and the first row after bears what has accrued.
   */
  dueRow(index: number): DueRow {
    const { periods, method, parts, gracePrincipal, graceInterest } = this.terms
    const owed = this.interestOwed()
    const all = { principal: this.balance, interest: owed, deferred: 0n }
    if (index === periods.length - 1) return all

    const interest = index < graceInterest ? 0n : owed
    const repaid = method === 'equal-instalment' ? this.part - interest : this.part
    const principal = method === 'custom' ? this.upToBalance(parts[index] ?? 0n) : index < gracePrincipal ? 0n : repaid
    if (this.mayEndEarly && (this.balance === 0n || principal >= this.balance)) return all
    return { principal, interest, deferred: owed - interest }
  }
  pay(row: DueRow): DueRow {
    this.balance -= row.principal
    this.deferred = row.deferred
    this.accrued = NO_FRACTION
    this.paidRow = row
    return row
  }
  startPeriod(): void {
    this.paidRow = null
  }
  /** The row paid early, or the one that is due now. */
  closePeriod(index: number): DueRow {
    return this.paidRow ?? this.pay(this.dueRow(index))
  }

  private upToBalance(part: bigint): bigint {
    return part < this.balance ? part : this.balance
  }
  /** Rounded once, for its row. */
  private ownInterest(): bigint {
    return divideRounded(this.accrued.numerator, this.accrued.denominator, this.terms.rounding)
  }
  private share(period: Period, from: CivilDate): Fraction {
    return bearingShare(period, from, period.to, this.terms.dayCount, this.pauses)
  }
  private interestFrom(period: Period, from: CivilDate): Fraction {
    return interestOn(this.balance, this.rate, this.share(period, from))
  }
}
