import { compare, type Exact, exactOf, formatExact, isPositive, sum, ZERO } from '../../kernel/exact.js'
import type { Denominator } from './intensity.js'

/** A point of a piecewise-linear scale: at `at` the score is `score`. */
export interface Anchor {
  readonly at: Exact
  readonly score: Exact
}

export type DirectInput = 'trend' | 'greenShare' | 'dataQuality'

export type RatingComponent = {
  readonly id: string
  readonly group: string
  readonly weight: Exact
  readonly metricZh: string
  readonly metricEn: string
  /** Name of the scale. */
  readonly anchors: string
} & (
  | {
      /** K = own intensity ÷ industry mean. */
      readonly kind: 'ratio'
      readonly per: Denominator
      readonly nonPositive: 'score-zero' | 'refuse'
    }
  | { readonly kind: 'direct'; readonly input: DirectInput }
)

/** Best grade first; the lower bound is inclusive. */
export interface Grade {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly minScore: Exact
}

export const VERIFICATION_LEVELS = ['none', 'self-declared', 'bank-reviewed', 'limited', 'reasonable'] as const
export type VerificationLevel = (typeof VERIFICATION_LEVELS)[number]
export type CountedInput = 'dataQuality' | 'historyMonths' | 'benchmarkEntities' | 'notApplicable'

/** The best grade that may be given while a condition holds. */
export type GradeCap = { readonly reason: string; readonly maxGrade: string } & (
  | { readonly input: 'verification'; readonly equals: VerificationLevel }
  | { readonly input: CountedInput; readonly atLeast: number }
  | { readonly input: CountedInput; readonly below: number }
)

/** A published rating method 评级方法: every number of a rating comes from here. */
export interface RatingMethod {
  readonly id: string
  readonly version: string
  readonly titleZh: string
  readonly titleEn: string
  readonly components: readonly RatingComponent[]
  readonly anchors: Readonly<Record<string, readonly Anchor[]>>
  readonly grades: readonly Grade[]
  /** Points below its lower bound at which a rated firm still keeps its grade. */
  readonly hysteresis: Exact
  readonly caps: readonly GradeCap[]
  readonly vetoes: readonly string[]
  readonly validityDays: number
  readonly staleAfterDays: number
}

const HUNDRED = exactOf(100)

/**
 * What is wrong with a method, all at once: weights that do not add to 100, scales that are not monotone or leave 0–100,
 * grades that overlap or leave a gap above 0, caps that name no grade. Empty when it can be published.
 */
export function methodProblems(method: RatingMethod): readonly string[] {
  const problems: string[] = []
  const total = sum(method.components.map((component) => component.weight))
  if (compare(total, HUNDRED) !== 0) problems.push(`weights add to ${formatExact(total)}, not 100`)
  for (const { id, weight, anchors } of method.components) {
    if (!isPositive(weight)) problems.push(`component ${id} has the weight ${formatExact(weight)}`)
    if (!method.anchors[anchors]) problems.push(`component ${id} names no scale: ${anchors}`)
  }
  problems.push(...repeated('component', method.components))
  for (const [name, scale] of Object.entries(method.anchors)) problems.push(...scaleProblems(name, scale))
  problems.push(...gradeProblems(method.grades))

  const grades = new Set(method.grades.map((grade) => grade.id))
  for (const cap of method.caps)
    if (!grades.has(cap.maxGrade)) problems.push(`cap ${cap.reason} names no grade: ${cap.maxGrade}`)
  return problems
}

function scaleProblems(name: string, scale: readonly Anchor[]): readonly string[] {
  const problems: string[] = []
  if (scale.length < 2) problems.push(`scale ${name} has fewer than two anchors`)
  let direction = 0
  for (const [index, anchor] of scale.entries()) {
    if (compare(anchor.score, ZERO) < 0 || compare(anchor.score, HUNDRED) > 0)
      problems.push(`scale ${name} leaves 0 to 100 at ${formatExact(anchor.at)}`)
    const before = scale[index - 1]
    if (!before) continue
    if (compare(anchor.at, before.at) <= 0) problems.push(`scale ${name} does not rise at ${formatExact(anchor.at)}`)
    const step = compare(anchor.score, before.score)
    if (step === 0 || step * direction < 0) problems.push(`scale ${name} is not monotone at ${formatExact(anchor.at)}`)
    direction = step
  }
  return problems
}

function gradeProblems(grades: readonly Grade[]): readonly string[] {
  const problems: string[] = [...repeated('grade', grades)]
  for (const [index, grade] of grades.entries()) {
    const better = grades[index - 1]
    if (compare(grade.minScore, HUNDRED) > 0) problems.push(`grade ${grade.id} begins above 100`)
    if (better && compare(grade.minScore, better.minScore) >= 0)
      problems.push(`grade ${grade.id} does not begin below ${better.id}`)
  }
  const worst = grades.at(-1)
  if (!worst) problems.push('there are no grades')
  else if (compare(worst.minScore, ZERO) !== 0)
    problems.push(`grades leave a gap from 0 to ${formatExact(worst.minScore)}`)
  return problems
}

function repeated(what: string, named: readonly { readonly id: string }[]): readonly string[] {
  const seen = new Set<string>()
  return named.flatMap(({ id }) => {
    if (seen.has(id)) return [`${what} ${id} appears twice`]
    seen.add(id)
    return []
  })
}
