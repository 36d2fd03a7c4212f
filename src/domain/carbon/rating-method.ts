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

/** What is wrong at one place of a method; the pointer names the place within the document as it is written. */
export interface PlacedProblem {
  readonly pointer: string
  readonly problem: string
}

/**
 * What is wrong with a method, all at once: weights that do not add to 100, scales that are not monotone or leave 0–100,
 * grades that overlap or leave a gap above 0, caps that name no grade. Empty when it can be published.
 */
export function methodFaults(method: RatingMethod): readonly PlacedProblem[] {
  const faults: PlacedProblem[] = []
  const total = sum(method.components.map((component) => component.weight))
  if (compare(total, HUNDRED) !== 0)
    faults.push({ pointer: '/components', problem: `weights add to ${formatExact(total)}, not 100` })
  for (const [index, { id, weight, anchors }] of method.components.entries()) {
    const pointer = `/components/${index}`
    if (!isPositive(weight))
      faults.push({ pointer: `${pointer}/weight`, problem: `component ${id} has the weight ${formatExact(weight)}` })
    if (!method.anchors[anchors])
      faults.push({ pointer: `${pointer}/anchors`, problem: `component ${id} names no scale: ${anchors}` })
  }
  faults.push(...repeated('component', '/components', method.components))
  for (const [name, scale] of Object.entries(method.anchors)) faults.push(...scaleFaults(name, scale))
  faults.push(...gradeFaults(method.grades))

  const grades = new Set(method.grades.map((grade) => grade.id))
  for (const [index, cap] of method.caps.entries())
    if (!grades.has(cap.maxGrade))
      faults.push({ pointer: `/caps/${index}/max_grade`, problem: `cap ${cap.reason} names no grade: ${cap.maxGrade}` })
  return faults
}

/** The same as sentences, for a reader of files. */
export const methodProblems = (method: RatingMethod): readonly string[] =>
  methodFaults(method).map(({ problem }) => problem)

function scaleFaults(name: string, scale: readonly Anchor[]): readonly PlacedProblem[] {
  const faults: PlacedProblem[] = []
  if (scale.length < 2)
    faults.push({ pointer: `/anchors/${name}`, problem: `scale ${name} has fewer than two anchors` })
  let direction = 0
  for (const [index, anchor] of scale.entries()) {
    const at = formatExact(anchor.at)
    const fault = (problem: string) => faults.push({ pointer: `/anchors/${name}/${index}`, problem })
    if (compare(anchor.score, ZERO) < 0 || compare(anchor.score, HUNDRED) > 0)
      fault(`scale ${name} leaves 0 to 100 at ${at}`)
    const before = scale[index - 1]
    if (!before) continue
    if (compare(anchor.at, before.at) <= 0) fault(`scale ${name} does not rise at ${at}`)
    const step = compare(anchor.score, before.score)
    if (step === 0 || step * direction < 0) fault(`scale ${name} is not monotone at ${at}`)
    direction = step
  }
  return faults
}

function gradeFaults(grades: readonly Grade[]): readonly PlacedProblem[] {
  const faults: PlacedProblem[] = [...repeated('grade', '/grades', grades)]
  for (const [index, grade] of grades.entries()) {
    const pointer = `/grades/${index}/min_score`
    const better = grades[index - 1]
    if (compare(grade.minScore, HUNDRED) > 0) faults.push({ pointer, problem: `grade ${grade.id} begins above 100` })
    if (better && compare(grade.minScore, better.minScore) >= 0)
      faults.push({ pointer, problem: `grade ${grade.id} does not begin below ${better.id}` })
  }
  const worst = grades.at(-1)
  if (!worst) faults.push({ pointer: '/grades', problem: 'there are no grades' })
  else if (compare(worst.minScore, ZERO) !== 0)
    faults.push({
      pointer: `/grades/${grades.length - 1}/min_score`,
      problem: `grades leave a gap from 0 to ${formatExact(worst.minScore)}`,
    })
  return faults
}

function repeated(what: string, pointer: string, named: readonly { readonly id: string }[]): readonly PlacedProblem[] {
  const seen = new Set<string>()
  return named.flatMap(({ id }, index) => {
    if (seen.has(id)) return [{ pointer: `${pointer}/${index}/id`, problem: `${what} ${id} appears twice` }]
    seen.add(id)
    return []
  })
}
