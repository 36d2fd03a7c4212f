import {
  add,
  compare,
  divide,
  type Exact,
  exactOf,
  isPositive,
  multiply,
  roundDown,
  subtract,
  ZERO,
} from '../../kernel/exact.js'
import { rankOf } from './grading.js'
import type { Grade, GradeCap, RatingMethod } from './rating-method.js'
import { reaching } from './scale.js'
import { type ComponentScore, scaleOf } from './score-components.js'

/** What one component alone would have to become for the score to reach the next grade. */
export interface ComponentChange {
  readonly id: string
  /** Component score needed. */
  readonly score: Exact
  /** K, trend, share or quality needed. */
  readonly at: Exact
  /** Intensity needed, `at` × benchmark; only for ratios. */
  readonly metric: Exact | null
}

export interface NextGrade {
  readonly grade: string
  readonly minScore: Exact
  /** Points missing; zero when only a cap stands in the way. */
  readonly points: Exact
  /** Reasons of the caps that would still forbid the grade. */
  readonly blockedBy: readonly string[]
  /** Components that could do it alone, in the order of the method; one that cannot is left out. */
  readonly changes: readonly ComponentChange[]
}

interface Standing {
  readonly method: RatingMethod
  readonly grade: string
  readonly score: Exact
  readonly components: readonly ComponentScore[]
  readonly caps: readonly GradeCap[]
}

const HUNDRED = exactOf(100)

/** The distance to the grade above; null at the best one. */
export function toNextGrade(standing: Standing): NextGrade | null {
  const next = standing.method.grades[rankOf(standing.method, standing.grade) - 1]
  return next ? towards(next, standing) : null
}

/** The distance to a grade that is wanted, whatever lies between. The inverse of the weighted piecewise-linear score. */
export function towards(wanted: Grade, { method, score, components, caps }: Omit<Standing, 'grade'>): NextGrade {
  const gap = subtract(wanted.minScore, score)
  const points = isPositive(gap) ? gap : ZERO
  const blockedBy = caps
    .filter((cap) => rankOf(method, cap.maxGrade) > rankOf(method, wanted.id))
    .map((cap) => cap.reason)
  const changes = isPositive(points) ? components.flatMap((component) => changeOf(method, component, points)) : []
  return { grade: wanted.id, minScore: wanted.minScore, points, blockedBy, changes }
}

function changeOf(method: RatingMethod, own: ComponentScore, points: Exact): readonly ComponentChange[] {
  if (!isPositive(own.weight)) return []
  const score = add(own.score, divide(multiply(points, HUNDRED), own.weight))
  if (compare(score, HUNDRED) > 0) return []
  const component = method.components.find(({ id }) => id === own.id)
  const reached = component && reaching(scaleOf(method, component), score)
  if (!component || !reached) return []
  // Data quality is a whole number where less is better: the next whole step down is what reaches the score.
  const at = component.kind === 'direct' && component.input === 'dataQuality' ? roundDown(reached, 0) : reached
  return [{ id: own.id, score, at, metric: own.benchmark && multiply(at, own.benchmark) }]
}
