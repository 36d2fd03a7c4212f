import { compare, divide, type Exact, exactOf, negate } from '../../kernel/exact.js'
import type { Tonnes } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type RatingFacts, rate } from './rating.js'
import type { RatingMethod } from './rating-method.js'
import { simulatedFacts } from './rating-simulation.js'
import type { CarbonRefusal } from './refusal.js'
import { type NextGrade, towards } from './to-next-grade.js'

/** What would lift a firm to a grade. */
export interface WhatIf extends NextGrade {
  /** The smallest cut of all emissions, in percent to four places, whose score reaches the grade; null when even none at all does not. */
  readonly cut: EmissionCut | null
}

export interface EmissionCut {
  readonly percent: Exact
  readonly emissions12m: Tonnes
  readonly score: Exact
  /** After caps. */
  readonly grade: string
}

/** 不评级: nothing lifts a grade while a veto stands. */
export type WhatIfRefusal = CarbonRefusal | { readonly code: 'VETO_STANDS'; readonly vetoes: readonly string[] }

/** One percent in steps of the search. */
const STEPS = 10_000

/**
 * The changes that reach a wanted grade: each component alone, and one proportional cut of emissions, which moves every intensity and
 * the trend together. Less emission never scores less, so the smallest cut is found by halving.
 */
export function whatIf(method: RatingMethod, facts: RatingFacts, target: string): Result<WhatIf, WhatIfRefusal> {
  const wanted = method.grades.find(({ id }) => id === target)
  if (!wanted) return refuse({ code: 'UNKNOWN_GRADE', grade: target })
  const now = rate(method, facts)
  if (!now.ok) return now
  if (!now.value.rated) return refuse({ code: 'VETO_STANDS', vetoes: now.value.vetoes })
  const distance = towards(wanted, { ...now.value, method })
  const cutBy = (steps: number): EmissionCut => {
    const percent = divide(exactOf(steps), exactOf(STEPS))
    const less = simulatedFacts(facts, { emissionsChangePercent: negate(percent) })
    if (!less.ok) throw new RangeError(`a cut by ${steps} steps is none`)
    const rated = rate(method, less.value)
    if (!rated.ok || !rated.value.rated) throw new RangeError('facts that rate do not rate with fewer emissions')
    return { percent, emissions12m: less.value.emissions12m, score: rated.value.score, grade: rated.value.grade }
  }
  const reaches = ({ score }: EmissionCut) => compare(score, wanted.minScore) >= 0
  if (!reaches(cutBy(100 * STEPS))) return ok({ ...distance, cut: null })
  let enough = 100 * STEPS
  let tooLittle = -1
  while (enough - tooLittle > 1) {
    const middle = (enough + tooLittle) >> 1
    if (reaches(cutBy(middle))) enough = middle
    else tooLittle = middle
  }
  return ok({ ...distance, cut: cutBy(enough) })
}
