import { addDays, type CivilDate, daysBetween } from '../../../kernel/civil-date.js'
import { type Fraction, fenOf, fractionOfExact, WHOLE } from '../../../kernel/fraction.js'
import { type AnnualRate, rateFraction } from '../../../kernel/rate.js'
import type { Pause } from '../accrual.js'
import type { Bucket } from '../contract-terms.js'
import type { DayCountName } from '../day-count.js'
import { penaltyDayCount, RunningInterest, shareOfNights, type Uplifts, upliftsOf } from './burden.js'
import { type Allocation, Charges, lesserOf } from './charges.js'
import type { LoanFact, LoanLife } from './facts.js'
import type { Obligation, Obligations } from './obligations.js'
import { nextSettlement } from './settlement-days.js'

/** What happened to the money of a loan on a day, in order, fen: what books and statements are made of. */
export type Move =
  | { readonly kind: 'disbursed'; readonly fact: LoanFact & { readonly kind: 'disbursement' } }
  | { readonly kind: 'fell-due'; readonly on: CivilDate; readonly row: Obligation }
  /** Penalty and compound interest since the loan began: when it becomes a debt, or at the end of a month. */
  | {
      readonly kind: 'burden'
      readonly on: CivilDate
      readonly penalty: bigint
      readonly compound: bigint
      readonly monthEnd: boolean
    }
  | { readonly kind: 'fee'; readonly fact: LoanFact & { readonly kind: 'fee' } }
  | {
      readonly kind: 'paid'
      /** null: held money met what fell due. */
      readonly fact: (LoanFact & { readonly kind: 'payment' }) | null
      readonly on: CivilDate
      readonly allocations: readonly Allocation[]
      readonly held: bigint
      readonly writtenOff: boolean
    }
  | {
      readonly kind: 'written-off'
      readonly fact: LoanFact & { readonly kind: 'write-off' }
      readonly lost: ReadonlyMap<Bucket, bigint>
    }

/** A loan's debts and payments, walked from its first day on. Interest of the schedule is not its business, only whether it is paid. */
export class Collection {
  disbursed = 0n
  /** Principal not yet due. */
  notDue = 0n
  held = 0n
  rate: AnnualRate
  referenceRate: AnnualRate
  writtenOffOn: CivilDate | null = null
  /** The last day on which money met a debt. */
  lastPaidOn: CivilDate | null = null
  readonly moves: Move[] = []
  readonly allocations: Allocation[] = []

  /** What has fallen due and is unpaid. */
  readonly charges: Charges
  #day: CivilDate | null = null
  #rate: Fraction
  #misused: bigint | 'all' | null = null
  readonly #pauses: Pause[] = []
  readonly #uplifts: Uplifts
  readonly #dayCount: DayCountName
  readonly #dueDates: readonly CivilDate[]
  readonly penalty: RunningInterest
  readonly compound: RunningInterest

  constructor(
    private readonly life: LoanLife,
    private readonly obligations: Obligations,
  ) {
    const { terms } = life
    this.rate = life.annualRate
    this.referenceRate = life.referenceRate
    this.#rate = fractionOfExact(rateFraction(life.annualRate))
    this.#uplifts = upliftsOf(terms)
    this.#dayCount = penaltyDayCount(terms.dayCount)
    this.charges = new Charges(terms)
    this.#dueDates = obligations.rows.map(({ dueOn }) => dueOn)
    this.penalty = new RunningInterest(terms.rounding)
    this.compound = new RunningInterest(terms.rounding)
  }

  /** Comes to a day: what was unpaid until then has borne penalty and compound interest for its nights. */
  reach(day: CivilDate): void {
    if (this.#day !== null && this.#day < day && this.writtenOffOn === null) this.#bear(this.#day, day)
    this.#day = day
    this.#wake(day)
  }

  /** The burden by the end of a month, told when the next day begins. */
  endMonth(end: CivilDate): void {
    this.#tellBurden(end, true)
  }

  fallDue(row: Obligation): void {
    this.#settleBurden(row.dueOn, row.dueOn)
    const bearsFrom = this.#bearsFrom(row.dueOn)
    const charge = (bucket: Bucket, amount: bigint): void => {
      if (amount > 0n) this.charges.add({ bucket, no: row.no, dueOn: row.dueOn, owed: amount, bearsFrom })
    }
    charge('interest', row.interest)
    charge('principal', row.principal)
    this.charges.wake(row.dueOn)
    this.notDue -= row.principal
    this.moves.push({ kind: 'fell-due', on: row.dueOn, row })
  }

  /** A settlement day after maturity. */
  settle(day: CivilDate): void {
    this.#settleBurden(day, day)
  }

  /** Held money pays what is due. */
  applyHeld(day: CivilDate): void {
    if (this.held === 0n || this.charges.isEmpty()) return
    const before = this.held
    const allocations = this.#pay(null, day, before)
    this.held = before - total(allocations)
    this.moves.push({
      kind: 'paid',
      fact: null,
      on: day,
      allocations,
      held: this.held - before,
      writtenOff: this.writtenOffOn !== null,
    })
  }

  act(fact: LoanFact): void {
    switch (fact.kind) {
      case 'disbursement':
        this.disbursed += fenOf(fact.amount)
        this.notDue += fenOf(fact.amount)
        this.moves.push({ kind: 'disbursed', fact })
        return
      case 'payment':
        this.#take(fact)
        return
      case 'rate-change':
        this.#setRate(fact.annualRate)
        this.referenceRate = fact.referenceRate
        return
      case 'restructure':
        this.#setRate(fact.annualRate)
        return
      case 'pause':
        this.#pauses.push({ on: fact.on, to: fact.to })
        return
      case 'fee': {
        const amount = fenOf(fact.amount)
        this.charges.add({ bucket: 'fee', no: null, dueOn: fact.on, owed: amount, bearsFrom: fact.on })
        this.moves.push({ kind: 'fee', fact })
        return
      }
      case 'misuse':
        this.#misused = fact.amount === null ? 'all' : fenOf(fact.amount)
        return
      case 'misuse-cleared':
        this.#misused = null
        return
      case 'write-off':
        this.#writeOff(fact)
    }
  }

  /** Days since the oldest unpaid due date, 0 within the days of grace. */
  daysOverdue(day: CivilDate): number {
    const oldest = this.oldestUnpaidOn(day)
    const days = oldest === null ? 0 : daysBetween(oldest, day)
    return days > this.life.terms.penalty.graceDays ? days : 0
  }
  /** The oldest due date before the day on which principal, interest or a fee was not paid. */
  oldestUnpaidOn(day: CivilDate): CivilDate | null {
    return this.charges.oldestUnpaidOn(day)
  }

  isMisused(): boolean {
    return this.#misused !== null
  }
  hasDebt(): boolean {
    return this.notDue > 0n || !this.charges.isEmpty()
  }

  #setRate(rate: AnnualRate): void {
    this.rate = rate
    this.#rate = fractionOfExact(rateFraction(rate))
  }

  #bearsFrom(dueOn: CivilDate): CivilDate {
    const { graceDays } = this.life.terms.penalty
    return graceDays === 0 ? dueOn : addDays(dueOn, graceDays + 1)
  }

  #bear(from: CivilDate, to: CivilDate): void {
    const { bearingPrincipal, bearingInterest } = this.charges
    const misused = this.#misusedOf(this.notDue)
    if (bearingPrincipal === 0n && bearingInterest === 0n && misused === 0n) return
    const share = shareOfNights(from, to, this.#dayCount, this.#pauses)
    this.#charge(bearingPrincipal, bearingInterest, share, from)
    this.penalty.bear(misused, this.#rate, this.#uplifts.misuseExtra, share)
  }

  /** What was not paid within its days of grace bears from its due date on. */
  #wake(day: CivilDate): void {
    for (const { bucket, dueOn, owed } of this.charges.wake(day)) {
      if (this.life.terms.penalty.graceDays === 0 || dueOn === day) continue
      const share = shareOfNights(dueOn, day, this.#dayCount, this.#pauses)
      this.#charge(bucket === 'principal' ? owed : 0n, bucket === 'interest' ? owed : 0n, share, dueOn)
    }
  }

  #charge(principal: bigint, interest: bigint, share: Fraction, from: CivilDate): void {
    const { overdue, overdueAndMisused } = this.#uplifts
    this.penalty.bear(principal, this.#rate, this.#misused === null ? overdue : overdueAndMisused, share)
    const afterMaturity = from >= this.obligations.maturity && this.life.terms.compound.afterMaturity === 'penalty'
    this.compound.bear(interest, this.#rate, afterMaturity ? overdue : WHOLE, share)
  }

  #misusedOf(notDue: bigint): bigint {
    if (this.#misused === null) return 0n
    return this.#misused === 'all' ? notDue : lesserOf(this.#misused, notDue)
  }

  /** Penalty and compound interest become debts of their own on settlement days, and on a day on which money comes. */
  #settleBurden(day: CivilDate, bearsFrom: CivilDate): void {
    if (this.writtenOffOn !== null) return
    const [penalty, compound] = [this.penalty.charge(), this.compound.charge()]
    if (penalty > 0n || compound > 0n) this.#tellBurden(day, false)
    if (penalty > 0n) this.charges.add({ bucket: 'penalty', no: null, dueOn: day, owed: penalty, bearsFrom })
    if (compound > 0n) this.charges.add({ bucket: 'compound', no: null, dueOn: day, owed: compound, bearsFrom })
    this.charges.wake(day)
  }

  #tellBurden(on: CivilDate, monthEnd: boolean): void {
    const [penalty, compound] = [this.penalty.total(), this.compound.total()]
    this.moves.push({ kind: 'burden', on, penalty, compound, monthEnd })
  }

  #take(fact: LoanFact & { readonly kind: 'payment' }): void {
    const { on, excess } = fact
    this.#settleBurden(on, nextSettlement(this.life.terms, this.#dueDates, this.obligations.maturity, on))
    let money = fenOf(fact.amount)
    const allocations: Allocation[] = []
    if (excess.does === 'prepay') {
      const amount = fenOf(excess.principal)
      this.notDue -= amount
      money -= amount
      allocations.push({ factId: fact.id, on, bucket: 'principal', no: null, dueOn: null, amount })
      this.allocations.push(...allocations)
      this.lastPaidOn = on
    }
    const paid = this.#pay(fact.id, on, money)
    allocations.push(...paid)
    const held = money - total(paid)
    this.held += held
    this.moves.push({ kind: 'paid', fact, on, allocations, held, writtenOff: this.writtenOffOn !== null })
  }

  #pay(factId: string | null, on: CivilDate, money: bigint): readonly Allocation[] {
    const allocations = this.charges.pay(factId, on, money, this.daysOverdue(on))
    if (allocations.length > 0) {
      this.allocations.push(...allocations)
      this.lastPaidOn = on
    }
    return allocations
  }

  #writeOff(fact: LoanFact & { readonly kind: 'write-off' }): void {
    this.#settleBurden(fact.on, fact.on)
    const lost = new Map<Bucket, bigint>()
    for (const { bucket, owed } of this.charges.open()) lost.set(bucket, (lost.get(bucket) ?? 0n) + owed)
    this.writtenOffOn = fact.on
    this.moves.push({ kind: 'written-off', fact, lost })
  }
}

const total = (allocations: readonly Allocation[]): bigint => allocations.reduce((sum, { amount }) => sum + amount, 0n)
