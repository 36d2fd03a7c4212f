import { addDays, type CivilDate, earlierOf } from '../../../kernel/civil-date.js'
import { moneyOfFen } from '../../../kernel/fraction.js'
import { addMoney, type Money, maxMoney, NO_MONEY, subtractMoney } from '../../../kernel/money.js'
import { ok, type Result } from '../../../kernel/result.js'
import type { Allocation } from './charges.js'
import type { Collection } from './collection.js'
import { inOrderOfLife, type LoanFact, type LoanLife } from './facts.js'
import { type InterestSegment, interestSegments, type RateDecisions } from './interest-segments.js'
import { type ObligationRefusal, type Obligations, obligationsOf } from './obligations.js'
import { type LoanPosition, type Owed, positionOf } from './position.js'
import { monthEndsThrough, type Posting, postingsOf } from './postings.js'
import { walk } from './walk.js'

export type ReplayRefusal = ObligationRefusal

/** A row of the schedule with what was paid of it. */
export interface DueRow {
  readonly no: number
  readonly dueOn: CivilDate
  readonly days: number
  readonly principal: Money
  readonly interest: Money
  readonly due: Money
  readonly balance: Money
}

/** What settles a loan on a day. */
export interface PayoffQuote extends Owed {
  readonly on: CivilDate
  readonly held: Money
  /** To be paid: everything owed less what is held. */
  readonly total: Money
}

/** A loan computed from its facts: every question is answered by walking them to a day, once for each day that is asked for. */
export interface Replay {
  /** Over the whole life, as the facts known so far make it. */
  readonly schedule: readonly DueRow[]
  readonly instalment: Money | null
  readonly maturity: CivilDate
  positionOn(day: CivilDate): LoanPosition
  payoffOn(day: CivilDate): Result<PayoffQuote, ReplayRefusal>
  allocationsThrough(day: CivilDate): readonly Allocation[]
  /** The journal up to and on the day; `closing` adds the accrual at its end, if it ends a month. */
  postingsThrough(day: CivilDate, closing: boolean): readonly Posting[]
  /** What has borne normal interest in nights before a day, as far as the segments end by it. */
  interestSegments(decisions: RateDecisions, through: CivilDate): readonly InterestSegment[]
  /** The next day on which the loan changes by itself; null when nothing more falls due. */
  nextEventAfter(day: CivilDate): CivilDate | null
}

/**
 * @param watched days whose position will be asked for; others are answered as well, each by one more computation
 * @returns a loan, or why its facts do not make one: a prepayment above what is owed, an event after the payoff …
 */
export const replay = (life: LoanLife, watched: readonly CivilDate[] = []): Result<Replay, ReplayRefusal> => {
  const inOrder = { ...life, facts: [...life.facts].sort(inOrderOfLife) }
  const computed = obligationsOf(inOrder, watched)
  if (!computed.ok) return computed
  return ok(new ReplayedLoan(inOrder, computed.value, new Set(watched)))
}

/** The days to watch for who books a loan's journal up to a day, and asks where it stands then. */
export const daysOfBooks = ({ facts }: LoanLife, day: CivilDate): readonly CivilDate[] => {
  const first = facts.filter(({ kind }) => kind === 'disbursement').reduce((first, { on }) => earlierOf(first, on), day)
  return [day, ...monthEndsThrough(first, day, false).map((end) => addDays(end, 1))]
}

class ReplayedLoan implements Replay {
  readonly instalment: Money | null
  readonly maturity: CivilDate

  #schedule: readonly DueRow[] | null = null
  readonly #walked = new Map<CivilDate, Collection>()
  readonly #positions = new Map<CivilDate, LoanPosition>()

  constructor(
    private readonly life: LoanLife,
    private readonly obligations: Obligations,
    private readonly watched: ReadonlySet<CivilDate>,
  ) {
    this.maturity = obligations.maturity
    this.instalment = obligations.instalment === null ? null : moneyOfFen(obligations.instalment)
  }

  get schedule(): readonly DueRow[] {
    this.#schedule ??= this.obligations.rows.map((row) => {
      const [principal, interest] = [moneyOfFen(row.principal), moneyOfFen(row.interest)]
      const due = addMoney(principal, interest)
      return { ...row, principal, interest, due, balance: moneyOfFen(row.balance) }
    })
    return this.#schedule
  }

  positionOn(day: CivilDate): LoanPosition {
    const position = this.#positions.get(day) ?? positionOf(this.#walkTo(day), this.#observed([day]), day)
    this.#positions.set(day, position)
    return position
  }

  payoffOn(day: CivilDate): Result<PayoffQuote, ReplayRefusal> {
    const facts = this.life.facts.filter(({ on }) => on <= day)
    const paidOff = replay({ ...this.life, facts: [...facts, payoffFact(day, facts.length)] }, [day])
    if (!paidOff.ok) return paidOff
    const { due, totalDue, held } = paidOff.value.positionOn(day)
    return ok({ on: day, ...due, held, total: maxMoney(NO_MONEY, subtractMoney(totalDue, held)) })
  }

  allocationsThrough(day: CivilDate): readonly Allocation[] {
    return this.#walkTo(day).allocations
  }

  postingsThrough(day: CivilDate, closing: boolean): readonly Posting[] {
    const first = this.life.facts.find(({ kind }) => kind === 'disbursement') as LoanFact
    const monthEnds = monthEndsThrough(first.on, day, closing)
    const { moves } = walk(this.life, this.obligations, day, monthEnds)
    return postingsOf(this.life, this.#observed(monthEnds.map((end) => addDays(end, 1))), moves, monthEnds)
  }

  interestSegments(decisions: RateDecisions, through: CivilDate): readonly InterestSegment[] {
    const segments = interestSegments(this.life, decisions, through)
    if (!segments.ok) throw new Error(`a loan stops to compute when it is heard: ${JSON.stringify(segments.refusal)}`)
    return segments.value
  }

  nextEventAfter(day: CivilDate): CivilDate | null {
    const walked = this.#walkTo(day)
    if (walked.writtenOffOn !== null || !walked.hasDebt()) return null
    if (!walked.charges.isEmpty()) return addDays(day, 1)
    return this.obligations.rows.find(({ dueOn }) => dueOn > day)?.dueOn ?? null
  }

  #walkTo(day: CivilDate): Collection {
    const walked = this.#walked.get(day) ?? walk(this.life, this.obligations, day)
    this.#walked.set(day, walked)
    return walked
  }

  #observed(days: readonly CivilDate[]): Obligations {
    if (days.every((day) => this.watched.has(day))) return this.obligations
    const observed = obligationsOf(this.life, days)
    if (!observed.ok)
      throw new Error(`a loan stops to compute when it is looked at: ${JSON.stringify(observed.refusal)}`)
    return observed.value
  }
}

/** Nothing is paid by it: it makes everything fall due on the day. */
const payoffFact = (on: CivilDate, no: number): LoanFact => ({
  id: 'payoff',
  no: no + 1_000_000,
  on,
  kind: 'payment',
  amount: NO_MONEY,
  excess: { does: 'pay-off' },
  payer: 'borrower',
})
