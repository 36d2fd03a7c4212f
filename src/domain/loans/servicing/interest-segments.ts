import {
  addDays,
  addMonthsToMonth,
  type CivilDate,
  dateOf,
  dateParts,
  daysBetween,
  daysInYear,
  firstDayOf,
  lastDayOf,
  monthOf,
} from '../../../kernel/civil-date.js'
import { fenOf } from '../../../kernel/fraction.js'
import type { AnnualRate } from '../../../kernel/rate.js'
import { ok, type Result } from '../../../kernel/result.js'
import { bearingNights, type Nights } from '../accrual.js'
import { DAY_COUNTS, type DayCountName } from '../day-count.js'
import { type DiscountTerms, discountTerms } from '../discount-terms.js'
import type { Period } from '../periods.js'
import { billOf } from './discounted-bill.js'
import type { LoanFact, LoanLife } from './facts.js'
import { type ObligationRefusal, type Obligations, obligationsOf, type SettledAccrual } from './obligations.js'

/** The decisions that gave a loan its rates: the signing, and by the fact of each later rate the decision behind it. */
export interface RateDecisions {
  readonly signedGrade: string
  readonly byFact: ReadonlyMap<string, { readonly id: string; readonly grade: string }>
}

/**
 * Nights in which all that makes interest stays the same: so much principal not yet due, the rate that is charged and the one without
 * the carbon account. One night's interest is balance × rate × weight ÷ divisor, before any rounding; it is rounded as a running total
 * of what settles on one day.
 */
export interface InterestSegment extends Nights {
  /** Its interest is rounded on this day, and falls due on the other one: after a grace for interest later. */
  readonly settlesOn: CivilDate
  readonly dueOn: CivilDate
  /** Fen. */
  readonly balance: bigint
  readonly annualRate: AnnualRate
  readonly referenceRate: AnnualRate
  /** A night is `weight ÷ divisor` of a year, or of the interest that was taken up front. */
  readonly weight: bigint
  readonly divisor: bigint
  /** 贴现: what was taken up front and what would have been, fen; null where interest runs on the balance. */
  readonly taken: { readonly executed: bigint; readonly reference: bigint } | null
  /** Null where the signing gave the rate, or an extension. */
  readonly rateDecisionId: string | null
  /** 评级 that the last decision rests on. */
  readonly grade: string
}

/**
 * What a loan's schedule charges as normal interest, night for night: principal not yet due at the contract's rate, without paused
 * nights. What is overdue bears penalty interest, which no reference rate is compared with. Months begin a segment, as the books take
 * interest in by months: what is told of nights that have passed stays as it is when more of them do.
 * @param life its facts in the order of life
 * @param through only segments that end by this day
 */
export const interestSegments = (
  life: LoanLife,
  decisions: RateDecisions,
  through: CivilDate,
): Result<readonly InterestSegment[], ObligationRefusal> => {
  const accruals: SettledAccrual[] = []
  const computed = obligationsOf(life, [], (accrual) => accruals.push(accrual))
  if (!computed.ok) return computed
  const bill = billOf(life)
  const passed = ({ to }: Nights) => to <= through
  if (bill !== null) return ok(segmentsOfBill(life, bill, computed.value, accruals, decisions, through))
  const rates = ratesOf(life, decisions)
  const cuts = rates.map(({ from }) => from)
  const { dayCount } = life.terms
  const segments = accruals.flatMap(({ from, to, balance, period, pauses, settlesOn }) =>
    bearingNights(from, to, pauses)
      .flatMap((nights) => cutAt(nights, [...cuts, ...newMonths(nights), ...newYears(nights, dayCount)]))
      .filter(passed)
      .map((nights): InterestSegment => {
        const rate = rates.findLast((candidate) => candidate.from <= nights.from) as RateFrom
        return {
          ...nights,
          settlesOn,
          dueOn: dueOf(computed.value, settlesOn),
          balance,
          ...rate.given,
          ...nightOf(nights.from, period, dayCount),
          taken: null,
        }
      }),
  )
  return ok(segments)
}

const dueOf = ({ rows }: Obligations, settlesOn: CivilDate): CivilDate =>
  rows.find(({ dueOn, interest }) => dueOn >= settlesOn && interest > 0n)?.dueOn ?? settlesOn

interface RateFrom {
  readonly from: CivilDate
  readonly given: Pick<InterestSegment, 'annualRate' | 'referenceRate' | 'rateDecisionId' | 'grade'>
}

/** An extension changes the rate that is charged and leaves the reference and the grade as they were. */
function ratesOf(
  { facts, annualRate, referenceRate }: LoanLife,
  { signedGrade, byFact }: RateDecisions,
): readonly RateFrom[] {
  const signed = { annualRate, referenceRate, rateDecisionId: null, grade: signedGrade }
  const rates: RateFrom[] = [{ from: (facts[0] as LoanFact).on, given: signed }]
  for (const fact of facts) {
    if (fact.kind !== 'rate-change' && fact.kind !== 'restructure') continue
    const { given } = rates.at(-1) as RateFrom
    const decided = byFact.get(fact.id)
    rates.push({
      from: fact.on,
      given: {
        annualRate: fact.annualRate,
        referenceRate: fact.kind === 'rate-change' ? fact.referenceRate : given.referenceRate,
        rateDecisionId: decided?.id ?? null,
        grade: decided?.grade ?? given.grade,
      },
    })
  }
  return rates
}

function cutAt({ from, to }: Nights, days: readonly CivilDate[]): readonly Nights[] {
  const cuts = [...new Set(days.filter((day) => day > from && day < to))].sort()
  return [...cuts, to].map((end, index) => ({ from: cuts[index - 1] ?? from, to: end }))
}

/**
 * By which night the books have taken interest in: a due date takes in the nights before it, and the end of a month, once the day is
 * over, that of the day as well.
 */
export const takenInThrough = (day: CivilDate, closing: boolean): CivilDate =>
  closing && lastDayOf(monthOf(day)) === day ? addDays(day, 1) : day

function newMonths({ from, to }: Nights): readonly CivilDate[] {
  const days: CivilDate[] = []
  for (let month = addMonthsToMonth(monthOf(from), 1); firstDayOf(month) < to; month = addMonthsToMonth(month, 1))
    days.push(firstDayOf(month))
  return days
}

/** Where years of another length begin, for the counts that ask. */
function newYears({ from, to }: Nights, dayCount: DayCountName): readonly CivilDate[] {
  if (!countsByYear(dayCount)) return []
  const days: CivilDate[] = []
  for (let { year } = dateParts(from); year <= dateParts(to).year + 1; year += 1) {
    const first = dateOf(year, 1, 1)
    days.push(dayCount === 'actual/actual-dec31' ? addDays(first, -1) : first)
  }
  return days
}

const countsByYear = (dayCount: DayCountName): boolean => dayCount.startsWith('actual/actual')
/** Days in years of both lengths have one divisor, so that they add up. */
const BOTH_YEARS = 365n * 366n

/** One night's share of a year. Under 30/360 the period's share is spread evenly over its calendar days. */
function nightOf(night: CivilDate, period: Period, dayCount: DayCountName): { weight: bigint; divisor: bigint } {
  if (countsByYear(dayCount)) {
    const { year } = dateParts(dayCount === 'actual/actual-dec31' ? addDays(night, 1) : night)
    return { weight: BOTH_YEARS / BigInt(daysInYear(year)), divisor: BOTH_YEARS }
  }
  if (dayCount.startsWith('actual/'))
    return { weight: 1n, divisor: DAY_COUNTS[dayCount](night, addDays(night, 1)).fraction.denominator }
  const { fraction, days } = period
  return { weight: fraction.numerator, divisor: fraction.denominator * BigInt(days) }
}

/**
 * 贴现: the interest is taken up front and earned in equal parts a night, and so is the saving, which the enterprise has had in full: where
 * the bill ends early nothing is given back, and the rest is earned that day.
 */
function segmentsOfBill(
  life: LoanLife,
  bill: DiscountTerms,
  { rows }: Obligations,
  accruals: readonly SettledAccrual[],
  { signedGrade }: RateDecisions,
  through: CivilDate,
): readonly InterestSegment[] {
  const { discountedOn, interestTo } = bill
  const ended = rows.find(({ balance }) => balance === 0n)?.dueOn ?? interestTo
  const early = ended < interestTo
  const settlesOn = early ? addDays(ended, 1) : interestTo
  const of = (nights: Nights, balance: bigint, weight: bigint): InterestSegment => ({
    ...nights,
    settlesOn,
    dueOn: ended,
    balance,
    annualRate: life.annualRate,
    referenceRate: life.referenceRate,
    weight,
    divisor: BigInt(daysBetween(discountedOn, interestTo)),
    taken: { executed: fenOf(bill.interest), reference: fenOf(referenceInterest(life, bill)) },
    rateDecisionId: null,
    grade: signedGrade,
  })
  const earning = { from: discountedOn, to: early ? ended : interestTo }
  const changes = [...accruals.flatMap(({ from, to }) => [from, to]), ...newMonths(earning)]
  const nightly = cutAt(earning, changes)
    .filter(({ from, to }) => from < to && to <= through)
    .map((nights) => {
      const running = accruals.find(({ from, to }) => from <= nights.from && nights.to <= to)
      return of(nights, running?.balance ?? 0n, 1n)
    })
  if (!early || ended > through) return nightly
  return [...nightly, of({ from: ended, to: settlesOn }, 0n, BigInt(daysBetween(ended, interestTo)))]
}

function referenceInterest({ referenceRate }: LoanLife, { face, discountedOn, maturesOn }: DiscountTerms) {
  const reference = discountTerms({ face, discountedOn, maturesOn, annualRate: referenceRate })
  if (!reference.ok) throw new Error(`a discounted bill without terms: ${JSON.stringify(reference.refusal)}`)
  return reference.value.interest
}
