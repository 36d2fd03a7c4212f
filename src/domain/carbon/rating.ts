import { type Exact, formatFixed, sum } from '../../kernel/exact.js'
import type { Tonnes } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { capsOn, gradeAt, holdGrade, rankOf } from './grading.js'
import type { OperatingFigures } from './intensity.js'
import { checkRatingFacts } from './rating-facts.js'
import type { GradeCap, RatingMethod, VerificationLevel } from './rating-method.js'
import type { CarbonRefusal } from './refusal.js'
import { type ComponentScore, scoreComponents } from './score-components.js'
import { type NextGrade, toNextGrade } from './to-next-grade.js'

/** Facts of one firm, rolling 12 months. Money in 万元, emissions in tCO2. A missing figure is absent, never zero. */
export interface RatingFacts extends OperatingFigures {
  readonly emissions12m: Tonnes
  /** Restated with today's factors and boundary; needed for the trend unless `trend` is given. */
  readonly emissionsPrior12m?: Tonnes
  readonly revenuePrior?: Exact
  /** Replaces the two above: −0.05 is five percent less. */
  readonly trend?: Exact
  /** 0 to 1. */
  readonly greenShare?: Exact
  /** 1 (best) to 5. */
  readonly dataQuality: number
  readonly verification: VerificationLevel
  readonly historyMonths: number
  /** Industry mean by component id. */
  readonly benchmarks: Readonly<Record<string, Exact | undefined>>
  /** Firms behind the benchmark. */
  readonly benchmarkEntities: number
  readonly previousGrade?: string
  readonly vetoes?: readonly string[]
  /** Components that cannot apply to this firm; their weight goes to the rest of their group. */
  readonly notApplicable?: readonly string[]
}

export interface Rated {
  readonly rated: true
  readonly method: { readonly id: string; readonly version: string }
  readonly grade: string
  /** Before hysteresis and caps. */
  readonly gradeByScore: string
  readonly keptByHysteresis: boolean
  /** 0 to 100, unrounded; grades compare this one. */
  readonly score: Exact
  /** Four places, half-up, for people. */
  readonly scoreRounded: string
  readonly components: readonly ComponentScore[]
  /** Every cap whose condition holds, whether or not it lowered the grade. */
  readonly caps: readonly GradeCap[]
  readonly toNextGrade: NextGrade | null
}

/** 不评级: a veto stands, and no score is shown. */
export interface NotRated {
  readonly rated: false
  readonly method: { readonly id: string; readonly version: string }
  readonly grade: 'NOT_RATED'
  readonly vetoes: readonly string[]
}

export type Rating = Rated | NotRated

/**
 * Rates a firm by a published method: component scores → weighted sum → grade → hysteresis → caps.
 * SOURCE: the method itself; K = own intensity ÷ industry mean after Zhejiang's 碳效 rule.
 */
export function rate(method: RatingMethod, facts: RatingFacts): Result<Rating, CarbonRefusal> {
  const { id, version } = method
  const vetoes = facts.vetoes ?? []
  const unknown = vetoes.find((veto) => !method.vetoes.includes(veto))
  if (unknown !== undefined) return refuse({ code: 'UNKNOWN_VETO', veto: unknown })
  if (vetoes.length > 0) return ok({ rated: false, method: { id, version }, grade: 'NOT_RATED', vetoes })

  const checked = checkRatingFacts(method, facts)
  if (!checked.ok) return checked
  const scored = scoreComponents(method, facts)
  if (!scored.ok) return scored
  const components = scored.value
  const score = sum(components.map((component) => component.points))

  const gradeByScore = gradeAt(method, score)
  const held = holdGrade(method, score, gradeByScore, facts.previousGrade)
  const caps = capsOn(method, facts)
  const grade = caps.reduce(
    (best, cap) => (rankOf(method, cap.maxGrade) > rankOf(method, best) ? cap.maxGrade : best),
    held,
  )
  return ok({
    rated: true,
    method: { id, version },
    grade,
    gradeByScore,
    keptByHysteresis: held !== gradeByScore,
    score,
    scoreRounded: formatFixed(score, 4),
    components,
    caps,
    toNextGrade: toNextGrade({ method, grade, score, components, caps }),
  })
}
