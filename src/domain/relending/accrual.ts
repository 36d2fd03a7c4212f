import {
  addDays,
  addMonthsToMonth,
  type CivilDate,
  dateOf,
  dateParts,
  daysBetween,
  firstDayOf,
  lastDayOf,
  monthOf,
} from '../../kernel/civil-date.js'
import {
  addFractions,
  type Fraction,
  fenFromFraction,
  fenOf,
  fraction,
  fractionOfExact,
  moneyOfFen,
  multiplyFractions,
  NO_FRACTION,
} from '../../kernel/fraction.js'
import type { Money } from '../../kernel/money.js'
import { type AnnualRate, rateFraction } from '../../kernel/rate.js'
import { type MirroredLine, type ReloanEventKind, reloanEventLines } from '../ledger/reloan-postings.js'
import type { OverdueRate, OverdueRateUnknown } from './overdue-rate.js'

/** A re-loan as it was drawn. Its rate is the contract's until its term ends: 不分段计息, it is never repriced before. */
export interface ReloanContract {
  readonly id: string
  readonly amount: Money
  readonly rate: AnnualRate
  readonly drawnOn: CivilDate
  readonly dueOn: CivilDate
}

/** What happened to it afterwards. */
export type ReloanFact =
  /** 归还 or 收回: the principal falls. */
  | { readonly kind: 'repaid'; readonly id: string; readonly on: CivilDate; readonly amount: Money }
  /** 展期: from `on` the new due date, and the rate of the extension. */
  | {
      readonly kind: 'extended'
      readonly id: string
      readonly on: CivilDate
      readonly dueOn: CivilDate
      readonly rate: AnnualRate
    }
  /** Of what was settled on the day this much did not come in. */
  | { readonly kind: 'unpaid'; readonly id: string; readonly on: CivilDate; readonly amount: Money }
  /** Unpaid interest came in. */
  | { readonly kind: 'paid'; readonly id: string; readonly on: CivilDate; readonly amount: Money }

/** 结息: on this day of these months, by actual days over a year of so many. */
export interface SettlementRule {
  readonly daysOfYear: bigint
  readonly day: number
  readonly months: readonly number[]
}

/** What both books must hold of a re-loan's interest, in the lender's lines. The key stays the same however often it is computed anew. */
export interface ReloanPosting {
  readonly key: string
  readonly on: CivilDate
  /** 'reloan.interest-accrued' … */
  readonly event: string
  readonly factId: string | null
  readonly lines: readonly MirroredLine[]
}

export interface Settlement {
  readonly on: CivilDate
  readonly from: CivilDate
  readonly days: number
  /** Of the period, rounded once. */
  readonly interest: Money
  /** Of it, what did not come in on the day. */
  readonly unpaid: Money
}

export interface ReloanJournal {
  readonly postings: readonly ReloanPosting[]
  readonly settlements: readonly Settlement[]
  /** At the end of the day: principal, interest settled and unpaid, and exact interest since the last settlement, in yuan. */
  readonly principal: Money
  readonly arrears: Money
  readonly accrued: Fraction
  /** The due date and the rate in force. */
  readonly dueOn: CivilDate
  readonly rate: AnnualRate
  /** Why interest stops at the due date; null while it runs. */
  readonly blocked: OverdueRateUnknown | null
}

/** Settlement days after `from`, up to and including `through`. */
export const settlementDays = (rule: SettlementRule, from: CivilDate, through: CivilDate): readonly CivilDate[] => {
  const days: CivilDate[] = []
  for (let month = monthOf(from); firstDayOf(month) <= through; month = addMonthsToMonth(month, 1)) {
    const { year, month: no } = dateParts(firstDayOf(month))
    if (!rule.months.includes(no)) continue
    const day = dateOf(year, no, rule.day)
    if (day > from && day <= through) days.push(day)
  }
  return days
}

/**
 * The interest of a re-loan from its facts, by the end of `through`. Exact over the nights between two settlements and rounded once
 * there, half up; month ends book the rounded total less what they booked before, so parts sum to the whole. Interest that did not come
 * in bears interest at the contract rate from its settlement day on; from the due date on everything owed bears the penalty rate of
 * that date, and while that is unknown nothing is computed past it. What is returned in whole is settled that day, 利随本清.
 * Sources: 不分段计息 (secondary), actual days on early return (a re-loan contract template), settlement on the 20th (recalled for re-loans).
 */
export function reloanJournal(
  contract: ReloanContract,
  facts: readonly ReloanFact[],
  rule: SettlementRule,
  overdueRate: OverdueRate,
  through: CivilDate,
): ReloanJournal {
  return new Life(contract, rule, overdueRate, through).live(facts.filter(({ on }) => on <= through))
}

class Life {
  readonly #postings: ReloanPosting[] = []
  readonly #settlements: Settlement[] = []
  readonly #days: bigint
  #principal: bigint
  #arrears = 0n
  #dueOn: CivilDate
  #rate: AnnualRate
  #blocked: OverdueRateUnknown | null = null
  /** Since when interest is not settled, how much it is, and how much of it month ends have booked. */
  #since: CivilDate
  #accrued: Fraction = NO_FRACTION
  #booked = 0n
  /** Up to the start of which day interest is counted. */
  #at: CivilDate

  constructor(
    private readonly contract: ReloanContract,
    private readonly rule: SettlementRule,
    private readonly overdueRate: OverdueRate,
    private readonly through: CivilDate,
  ) {
    this.#days = rule.daysOfYear
    this.#principal = fenOf(contract.amount)
    this.#dueOn = contract.dueOn
    this.#rate = contract.rate
    this.#since = contract.drawnOn
    this.#at = contract.drawnOn
  }

  live(facts: readonly ReloanFact[]): ReloanJournal {
    const { drawnOn, dueOn } = this.contract
    const end = addDays(this.through, 1)
    const settled = new Set(settlementDays(this.rule, drawnOn, this.through))
    const monthEnds = monthEndsFrom(drawnOn, this.through)
    const dueDates = [dueOn, ...facts.flatMap((fact) => (fact.kind === 'extended' ? [fact.dueOn] : []))]
    const stops = new Set([
      ...settled,
      ...monthEnds.map((monthEnd) => addDays(monthEnd, 1)),
      ...facts.map(({ on }) => on),
      ...dueDates,
      end,
    ])
    for (const day of [...stops].filter((day) => day >= drawnOn && day <= end).toSorted()) {
      if (!this.#runTo(day)) break
      const monthEnd = addDays(day, -1)
      if (monthEnds.includes(monthEnd)) this.#accrue(`accrual:${monthEnd}`, monthEnd)
      if (day < end) this.#enter(day, facts, settled.has(day))
    }
    return {
      postings: this.#postings,
      settlements: this.#settlements,
      principal: moneyOfFen(this.#principal),
      arrears: moneyOfFen(this.#arrears),
      accrued: this.#accrued,
      dueOn: this.#dueOn,
      rate: this.#rate,
      blocked: this.#blocked,
    }
  }

  /** Counts the nights up to the start of `day`, over which nothing changed. @returns false where the rate of those nights is unknown */
  #runTo(day: CivilDate): boolean {
    const nights = daysBetween(this.#at, day)
    const owed = this.#principal + this.#arrears
    if (nights > 0 && owed > 0n) {
      if (this.#at >= this.#dueOn) {
        const overdue = this.overdueRate(this.#dueOn)
        if (!overdue.ok) {
          this.#blocked = overdue.refusal
          return false
        }
        this.#rate = overdue.value
      }
      const year = fraction(owed * BigInt(nights), 100n * this.#days)
      this.#accrued = addFractions(this.#accrued, multiplyFractions(year, fractionOfExact(rateFraction(this.#rate))))
    }
    this.#at = day
    return true
  }

  /** What happens on the day: an extension, what is returned, the settlement, what is paid of earlier ones. */
  #enter(day: CivilDate, facts: readonly ReloanFact[], settles: boolean): void {
    const today = facts.filter(({ on }) => on === day)
    const before = this.#principal
    for (const fact of today)
      if (fact.kind === 'extended') {
        this.#dueOn = fact.dueOn
        this.#rate = fact.rate
      } else if (fact.kind === 'repaid') this.#principal -= fenOf(fact.amount)
    if (this.#principal < 0n) throw new Error(`more is returned of the re-loan ${this.contract.id} than was drawn`)
    const closes = this.#principal === 0n && before > 0n
    if (settles || closes) {
      const unpaid = today.reduce((sum, fact) => (fact.kind === 'unpaid' ? sum + fenOf(fact.amount) : sum), 0n)
      this.#settle(day, unpaid)
    }
    for (const fact of today) if (fact.kind === 'paid') this.#collect(fact.id, day, fenOf(fact.amount))
  }

  #settle(day: CivilDate, unpaid: bigint): void {
    const interest = fenFromFraction(this.#accrued, 'half-up')
    this.#accrue(`interest:${day}`, day)
    // A fact recorded late may have left less to be settled than was said not to have come in.
    const missing = unpaid < interest ? unpaid : interest
    this.#post(`settled:${day}`, 'interest-settled', day, null, interest - missing)
    this.#arrears += missing
    if (interest > 0n)
      this.#settlements.push({
        on: day,
        from: this.#since,
        days: daysBetween(this.#since, day),
        interest: moneyOfFen(interest),
        unpaid: moneyOfFen(missing),
      })
    this.#since = day
    this.#accrued = NO_FRACTION
    this.#booked = 0n
  }

  #collect(factId: string, day: CivilDate, amount: bigint): void {
    const paid = amount < this.#arrears ? amount : this.#arrears
    this.#post(`collected:${factId}`, 'interest-settled', day, factId, paid)
    this.#arrears -= paid
  }

  #accrue(key: string, day: CivilDate): void {
    const interest = fenFromFraction(this.#accrued, 'half-up')
    this.#post(key, 'interest-accrued', day, null, interest - this.#booked)
    this.#booked = interest
  }

  #post(key: string, kind: ReloanEventKind, on: CivilDate, factId: string | null, fen: bigint): void {
    if (fen === 0n) return
    this.#postings.push({ key, on, event: `reloan.${kind}`, factId, lines: reloanEventLines(kind, moneyOfFen(fen)) })
  }
}

/** The ends of the months from that of `from`, up to and including `through`. */
function monthEndsFrom(from: CivilDate, through: CivilDate): readonly CivilDate[] {
  const ends: CivilDate[] = []
  for (let end = lastDayOf(monthOf(from)); end <= through; end = lastDayOf(monthOf(addDays(end, 1)))) ends.push(end)
  return ends
}
