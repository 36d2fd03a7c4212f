import type { PricingRefusal } from '../../domain/pricing/price-loan.js'
import type { LprRow, ProductPricing } from '../../domain/pricing/pricing-rules.js'
import {
  decideOn,
  type LoanRateDecision,
  type RepricingPolicy,
  type RuledCount,
  type UsableRating,
} from '../../domain/pricing/repricing.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { money } from '../../kernel/money.js'
import { bp, NO_BP } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { wordingOf } from '../loan-rates/rate-explanation.js'
import type { PricingRuleRefusal } from '../pricing/pricing-rules.js'
import type { RecordedCase } from './store.js'

/** Everything that the decision of a day depends on but the loan's own figures: loans of one case are decided alike. */
export interface RateCase {
  readonly product: string
  readonly tenorMonths: number
  readonly policy: RepricingPolicy
  readonly policyRule: Readonly<Record<string, unknown>> | null
  readonly byHandBp: string
  /** Between which changes of the rules the quote was priced, was known and the contract was signed. */
  readonly priced: number
  readonly known: number
  readonly signed: number
  /** null where the rate is reset to the LPR of the day. */
  readonly lprOn: CivilDate | null
  readonly grade: string | null
  readonly heldGrade: string | null
  /** The last rating before the day that the lender may use. */
  readonly ratedGrade: string | null
  readonly ratedAsOf: CivilDate | null
  readonly ratedUsableTo: CivilDate | null
  /** The first reset before the day that nobody has decided. */
  readonly openOn: CivilDate | null
}

/** The rules that a case is decided by. */
export interface CaseRules {
  readonly lpr: readonly LprRow[]
  /** Grades, the best first. */
  readonly scale: readonly string[]
  readonly mostGrades: RuledCount
  readonly pricing: ProductPricing
}

export type CaseRefusal =
  | PricingRefusal
  | PricingRuleRefusal
  | { readonly code: 'EARLIER_REPRICING_OPEN'; readonly on: CivilDate; readonly earlierOn: CivilDate }

/** What a case decides on a day, ready to be recorded for every loan of it; null where nothing moves. */
export function decideCase(
  rateCase: RateCase,
  rules: CaseRules,
  on: CivilDate,
): Result<RecordedCase | null, CaseRefusal> {
  const { product, tenorMonths, policy, policyRule, lprOn, grade, heldGrade, openOn } = rateCase
  if (openOn !== null) return refuse({ code: 'EARLIER_REPRICING_OPEN', on, earlierOn: openOn })
  const { pricing, ...facts } = rules
  const decided = decideOn(
    { amount: ANY_AMOUNT, tenorMonths, policy, pricing, byHand: bp(rateCase.byHandBp) },
    { ...facts, ratings: ratingsOf(rateCase), ratchet: [] },
    { on, lprOn: lprOn ?? on, grade, heldGrade, ratchetStep: NO_BP },
    on,
    true,
  )
  if (!decided.ok) return decided
  const { decision } = decided.value
  return ok(decision && recorded(product, { name: policy, rule: policyRule }, decision))
}

/** Which rating it is differs from loan to loan; what it says does not. */
const ratingsOf = ({
  ratedGrade: grade,
  ratedAsOf: asOf,
  ratedUsableTo: usableTo,
}: RateCase): readonly UsableRating[] =>
  grade === null || asOf === null || usableTo === null ? [] : [{ id: 'of the loan', grade, asOf, usableTo }]

/** The saving of a loan is its own figure and written with it; nothing else in a decision depends on the amount. */
const ANY_AMOUNT = money('1.00')

const recorded = (
  product: string,
  policy: { readonly name: string; readonly rule: Readonly<Record<string, unknown>> | null },
  decision: LoanRateDecision,
): RecordedCase => ({
  wording: wordingOf({ product, policy, ratchet: null }, decision),
  lprOn: decision.standing.lprOn,
  heldGrade: decision.standing.heldGrade,
  cause: decision.cause,
  rate: decision.rate,
  referenceRate: decision.referenceRate,
  discountBp: decision.discount,
  grade: decision.grade ?? 'NOT_RATED',
  usesRating: decision.gradeTest?.ratingId != null,
})
