import { addDays, addMonths, type CivilDate, dateOf, dateParts, laterOf } from '../../kernel/civil-date.js'
import type { Money } from '../../kernel/money.js'
import { type AnnualRate, type Bp, compareBp, NO_BP } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import { type PricedLoan, type PricingRefusal, priceLoan } from './price-loan.js'
import type { LprRow, ProductPricing, RatchetChange, RuleRef } from './pricing-rules.js'
import type { PricingStep } from './pricing-step.js'

/** 固定 · 每年一月一日 · 对年 · 按季 · 评级变动后下一结息期 */
export type RepricingPolicy = 'fixed' | 'january' | 'anniversary' | 'quarterly' | 'rating-change'

/** What a contract fixed about its rate when it was priced: the margin over the LPR, the discounts by grade and the floors. */
export interface RepricedContract {
  readonly amount: Money
  readonly tenorMonths: number
  readonly policy: RepricingPolicy
  /** Loans up to a year keep the rate of their signing; this one does not. */
  readonly resetsWithinOneYear: boolean
  /** The day whose LPR the contract was signed at. */
  readonly pricedOn: CivilDate
  readonly pricing: ProductPricing
  /** What its quote was changed by hand. */
  readonly byHand: Bp
  /** The first disbursement and the day of maturity. */
  readonly startsOn: CivilDate
  readonly endsOn: CivilDate
}

/** A rating with the days on which a price may use it. */
export interface UsableRating {
  readonly id: string
  readonly grade: string
  readonly asOf: CivilDate
  readonly usableTo: CivilDate
}

/** The step of the ratchet that holds from a day on. */
export interface DatedRatchet extends RatchetChange {
  readonly on: CivilDate
}

export interface RuledCount {
  readonly value: number
  readonly rule: RuleRef
}

export interface RepricingFacts {
  readonly lpr: readonly LprRow[]
  readonly ratings: readonly UsableRating[]
  /** First days of interest periods, rising, without the first. */
  readonly periodStarts: readonly CivilDate[]
  /** Grades, the best first. */
  readonly scale: readonly string[]
  readonly mostGrades: RuledCount
  /** Up to so many months a loan is short. */
  readonly shortLoan: RuledCount
  readonly ratchet: readonly DatedRatchet[]
}

/** From where decisions go on: the last one made, or the signing. */
export interface RateStanding {
  readonly on: CivilDate
  /** The day whose LPR is in the rate. */
  readonly lprOn: CivilDate
  /** null: priced as not rated. */
  readonly grade: string | null
  /** The last grade that gave a price; a firm that was not rated for a while goes on from it. */
  readonly heldGrade: string | null
  readonly ratchetStep: Bp
}

/** A test of the grade on one day. */
export interface GradeTest {
  readonly held: string | null
  /** What the rating says; null when none can be used. */
  readonly rated: string | null
  readonly ratingId: string | null
  readonly ratedAsOf: CivilDate | null
  /** What the price takes: no further from `held` than the rule allows. */
  readonly used: string | null
  readonly most: number
  readonly rule: RuleRef
}

/** The rate of a loan from a day on, with everything it came from. */
export interface LoanRateDecision {
  readonly on: CivilDate
  readonly cause: 'repricing' | 'rating' | 'ratchet'
  readonly rate: AnnualRate
  /** The same loan without the carbon account. */
  readonly referenceRate: AnnualRate
  /** referenceRate − rate; below zero where a ratchet adds. */
  readonly discount: Bp
  readonly annualSaving: Money
  readonly grade: string | null
  readonly gradeTest: GradeTest | null
  readonly steps: readonly PricingStep[]
  readonly rules: readonly RuleRef[]
  /** What the next decision goes on from. */
  readonly standing: RateStanding
}

/**
 * The days on which the policy tests a rate, rising. A reset takes the LPR in force on the day and the margin of the contract;
 * on a change of rating only the discount moves, on the first day of an interest period.
 * SOURCE: 公告〔2019〕15号, 30号 (LPR of the reset day + fixed spread); 人民币利率管理规定 art. 20 (a short loan keeps its rate).
 */
export function testDays(
  contract: Pick<RepricedContract, 'startsOn' | 'endsOn' | 'policy' | 'tenorMonths' | 'resetsWithinOneYear'>,
  facts: Pick<RepricingFacts, 'shortLoan' | 'periodStarts'>,
): readonly CivilDate[] {
  const { startsOn, endsOn, policy, tenorMonths } = contract
  if (tenorMonths <= facts.shortLoan.value && !contract.resetsWithinOneYear) return []
  if (policy === 'fixed') return []
  if (policy === 'rating-change') return facts.periodStarts.filter((day) => day > startsOn && day < endsOn)
  const { year } = dateParts(startsOn)
  const dayOf = {
    january: (no: number) => dateOf(year + no, 1, 1),
    anniversary: (no: number) => addMonths(startsOn, 12 * no),
    quarterly: (no: number) => addMonths(startsOn, 3 * no),
  }[policy]
  const days: CivilDate[] = []
  for (let no = 1; dayOf(no) < endsOn; no++) days.push(dayOf(no))
  return days
}

/** Every decision after the standing one, up to and on a day. A reset is decided even where the rate stays as it is; a test of the grade or the ratchet only where it moves. */
export function rateDecisions(
  contract: RepricedContract,
  facts: RepricingFacts,
  from: RateStanding,
  to: CivilDate,
): Result<readonly LoanRateDecision[], PricingRefusal> {
  const tests = new Set(testDays(contract, facts))
  const days = [...new Set([...tests, ...facts.ratchet.map(({ on }) => on)])]
    .filter((day) => day > from.on && day <= to && day < contract.endsOn)
    .sort()
  const decisions: LoanRateDecision[] = []
  let standing = from
  for (const on of days) {
    const decided = decideOn(contract, facts, standing, on, tests.has(on))
    if (!decided.ok) return decided
    if (decided.value.decision !== null) decisions.push(decided.value.decision)
    standing = decided.value.standing
  }
  return ok(decisions)
}

/** What the terms of a contract say about a decision, whoever the borrower is. */
export type DecidedContract = Pick<RepricedContract, 'amount' | 'tenorMonths' | 'policy' | 'pricing' | 'byHand'>
export type DecidingFacts = Pick<RepricingFacts, 'lpr' | 'ratings' | 'scale' | 'mostGrades' | 'ratchet'>

/**
 * What one day decides, going on from what stands: on a day of the policy (`tested`) the rate is reset or the grade tested, on any other
 * only a step of the ratchet moves it. Without a decision the standing still goes on.
 */
export function decideOn(
  contract: DecidedContract,
  facts: DecidingFacts,
  from: RateStanding,
  on: CivilDate,
  tested: boolean,
): Result<{ readonly decision: LoanRateDecision | null; readonly standing: RateStanding }, PricingRefusal> {
  const reset = tested && contract.policy !== 'rating-change'
  const test = tested ? gradeTest(facts, from.heldGrade, on) : null
  const grade = test === null ? from.grade : test.used
  const ratchet = facts.ratchet.findLast((one) => one.on <= on) ?? null
  const ratchetStep = ratchet?.step ?? NO_BP
  const moved = contract.pricing.grid !== null && grade !== from.grade
  const stepped = compareBp(ratchetStep, from.ratchetStep) !== 0
  const standing: RateStanding = {
    on,
    lprOn: reset ? on : from.lprOn,
    grade,
    heldGrade: grade ?? from.heldGrade,
    ratchetStep,
  }
  if (!reset && !moved && !stepped) return ok({ decision: null, standing })
  const { amount, tenorMonths, pricing, byHand } = contract
  const priced = priceLoan({ amount, tenorMonths, on: standing.lprOn, grade, lpr: facts.lpr, pricing, ratchet, byHand })
  if (!priced.ok) return priced
  const cause = reset ? 'repricing' : moved ? 'rating' : 'ratchet'
  return ok({ decision: decisionOf(standing, cause, test, priced.value), standing })
}

export interface DecisionOnDay {
  /** null where the contract decides nothing on the day. */
  readonly decision: LoanRateDecision | null
  /** The first day before it on which the contract decides and nobody has. */
  readonly openOn: CivilDate | null
}

/**
 * What is decided on one day, going on from the decision that stands. A reset or a step of the ratchet of an earlier day must have been
 * decided before; a test of the grade that is past is not made up for, so that a rating counts from the first test after it is known.
 */
export function decisionOn(
  contract: RepricedContract,
  facts: RepricingFacts,
  from: RateStanding,
  on: CivilDate,
): Result<DecisionOnDay, PricingRefusal> {
  const before = addDays(on, -1)
  const earlier = rateDecisions(contract, facts, from, before)
  if (!earlier.ok) return earlier
  let step = from.ratchetStep
  let openOn: CivilDate | null = null
  for (const { on: day, cause, standing } of earlier.value) {
    if (openOn === null && (cause === 'repricing' || compareBp(standing.ratchetStep, step) !== 0)) openOn = day
    step = standing.ratchetStep
  }
  const decided = rateDecisions(contract, facts, { ...from, on: laterOf(from.on, before) }, on)
  return decided.ok ? ok({ decision: decided.value[0] ?? null, openOn }) : decided
}

const decisionOf = (
  standing: RateStanding,
  cause: LoanRateDecision['cause'],
  test: GradeTest | null,
  { rate, referenceRate, discount, annualSaving, steps }: PricedLoan,
): LoanRateDecision => ({
  on: standing.on,
  cause,
  rate,
  referenceRate,
  discount,
  annualSaving,
  grade: standing.grade,
  gradeTest: test,
  steps,
  rules: [...steps.flatMap(({ rule }) => (rule ? [rule] : [])), ...(test === null ? [] : [test.rule])],
  standing,
})

/**
 * The last rating of a day before the test, while it may be used. Without one the firm is priced as not rated at once; a grade moves
 * by so many steps at most (carbon dossier, section 10: one grade per test).
 */
function gradeTest({ ratings, scale, mostGrades }: DecidingFacts, held: string | null, on: CivilDate): GradeTest {
  let rating: UsableRating | null = null
  for (const one of ratings) if (one.asOf < on && (rating === null || one.asOf > rating.asOf)) rating = one
  const usable = rating !== null && on <= rating.usableTo && scale.includes(rating.grade) ? rating : null
  return {
    held,
    rated: usable?.grade ?? null,
    ratingId: usable?.id ?? null,
    ratedAsOf: usable?.asOf ?? null,
    used: usable === null ? null : towards(scale, held, usable.grade, mostGrades.value),
    most: mostGrades.value,
    rule: mostGrades.rule,
  }
}

function towards(scale: readonly string[], held: string | null, rated: string, most: number): string {
  const at = held === null ? -1 : scale.indexOf(held)
  if (at < 0) return rated
  const goal = scale.indexOf(rated)
  if (goal > at + most) return scale[at + most] ?? rated
  if (goal < at - most) return scale[at - most] ?? rated
  return rated
}
