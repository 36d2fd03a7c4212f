import type { RuleRef } from '../../domain/pricing/pricing-rules.js'
import type { LoanRateDecision } from '../../domain/pricing/repricing.js'
import { formatBp, formatRatePercent } from '../../kernel/rate.js'
import { canonicalJson, sha256 } from '../canonical-json.js'

/** What a decision leaves for the next one; kept in its explanation. */
export interface KeptStanding {
  readonly lprOn: string
  readonly grade: string | null
  readonly heldGrade: string | null
  readonly ratchetStepBp: string
}

/** What differs between two loans that are decided alike, as it is told. */
export interface OwnFigures {
  readonly amount: string
  readonly annualSaving: string
  readonly contractNo: string
  readonly ratingId: string | null
  readonly loanId: string
}

export interface RateTerms {
  readonly product: string
  readonly policy: { readonly name: string; readonly rule: RuleRef | Readonly<Record<string, unknown>> | null }
  readonly ratchet: Readonly<Record<string, unknown>> | null
}

/** A decision with everything it came from: a reader can add it up by hand, and the next decision goes on from `standing`. */
export function rateExplanation(own: OwnFigures, { product, policy, ratchet }: RateTerms, decision: LoanRateDecision) {
  const { on, cause, grade, gradeTest, steps, rules } = decision
  const { lprOn, heldGrade, ratchetStep } = decision.standing
  const standing: KeptStanding = { lprOn, grade, heldGrade, ratchetStepBp: formatBp(ratchetStep) }
  return {
    loanId: own.loanId,
    contractNo: own.contractNo,
    product,
    on,
    cause,
    policy,
    lprOn,
    grade: grade ?? 'NOT_RATED',
    gradeTest: gradeTest && { ...gradeTest, ratingId: own.ratingId },
    ratchet,
    rate: formatRatePercent(decision.rate),
    referenceRate: formatRatePercent(decision.referenceRate),
    discountBp: formatBp(decision.discount),
    amount: own.amount,
    annualSaving: own.annualSaving,
    steps,
    rules,
    standing,
  }
}

/** Blanks, named so that they sort as their members do in a document. */
const BLANKS: OwnFigures = {
  amount: '<amount>',
  annualSaving: '<annual saving>',
  contractNo: '<contract number>',
  ratingId: '<rating>',
  loanId: '<loan>',
}
const INNER_BLANKS = [BLANKS.amount, BLANKS.annualSaving, BLANKS.contractNo, BLANKS.ratingId, BLANKS.loanId]

/** The document that loans decided alike share: six pieces of canonical JSON with five blanks between them. */
export interface RateWording {
  readonly parts: readonly string[]
  readonly hash: string
}

/** @returns pieces that, with a loan's own figures between them, are the canonical bytes of its explanation */
export function wordingOf(terms: RateTerms, decision: LoanRateDecision): RateWording {
  let rest = canonicalJson(rateExplanation(BLANKS, terms, decision))
  const parts = INNER_BLANKS.map((blank) => {
    const [before, after] = rest.split(JSON.stringify(blank))
    if (before === undefined || after === undefined) throw new Error(`a rate decision is told without its ${blank}`)
    rest = after
    return before
  })
  const all = [...parts, rest]
  return { parts: all, hash: sha256(canonicalJson(all)) }
}
