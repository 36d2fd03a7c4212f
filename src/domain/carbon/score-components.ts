import { divide, type Exact, exactOf, formatExact, isPositive, multiply, sum, ZERO } from '../../kernel/exact.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { denominatorOf, intensityOf } from './intensity.js'
import type { RatingFacts } from './rating.js'
import type { Anchor, RatingComponent, RatingMethod } from './rating-method.js'
import type { CarbonRefusal } from './refusal.js'
import { scoreOn } from './scale.js'
import { trendOf } from './trend.js'

export interface ComponentScore {
  readonly id: string
  readonly group: string
  /** Own intensity, trend, share or quality; null when there is none. */
  readonly metric: Exact | null
  /** Industry mean; only for ratios. */
  readonly benchmark: Exact | null
  /** metric ÷ benchmark; only for ratios. */
  readonly k: Exact | null
  /** 0 to 100. */
  readonly score: Exact
  /** After what is not applicable has given its weight to the rest of the group. */
  readonly weight: Exact
  /** score × weight ÷ 100. */
  readonly points: Exact
  readonly reason: 'MISSING' | 'DENOMINATOR_NON_POSITIVE' | 'NOT_APPLICABLE' | null
}

type Measured = Pick<ComponentScore, 'metric' | 'benchmark' | 'k' | 'reason'>

const HUNDRED = exactOf(100)

/** Scores every component of a method; missing figures score 0 with their reason. */
export function scoreComponents(
  method: RatingMethod,
  facts: RatingFacts,
): Result<readonly ComponentScore[], CarbonRefusal> {
  const weights = weightsOf(method, facts.notApplicable ?? [])
  if (!weights.ok) return weights
  const scores: ComponentScore[] = []
  for (const component of method.components) {
    const weight = weights.value.get(component.id) ?? ZERO
    const measured = facts.notApplicable?.includes(component.id)
      ? ok(nothing('NOT_APPLICABLE'))
      : measure(component, facts)
    if (!measured.ok) return measured
    const at = measured.value.k ?? measured.value.metric
    const score = at ? scoreOn(scaleOf(method, component), at) : ZERO
    const points = divide(multiply(score, weight), HUNDRED)
    scores.push({ id: component.id, group: component.group, ...measured.value, score, weight, points })
  }
  return ok(scores)
}

export function scaleOf(method: RatingMethod, component: RatingComponent): readonly Anchor[] {
  const scale = method.anchors[component.anchors]
  if (!scale) throw new RangeError(`method ${method.id} has no scale ${component.anchors}`)
  return scale
}

const nothing = (reason: ComponentScore['reason']): Measured => ({ metric: null, benchmark: null, k: null, reason })
const plain = (metric: Exact): Measured => ({ metric, benchmark: null, k: null, reason: null })

function measure(component: RatingComponent, facts: RatingFacts): Result<Measured, CarbonRefusal> {
  if (component.kind === 'ratio') return measureRatio(component, facts)
  if (component.input === 'dataQuality') return ok(plain(exactOf(facts.dataQuality)))
  if (component.input === 'greenShare') return ok(facts.greenShare ? plain(facts.greenShare) : nothing('MISSING'))
  return measureTrend(facts)
}

function measureRatio(
  component: RatingComponent & { readonly kind: 'ratio' },
  facts: RatingFacts,
): Result<Measured, CarbonRefusal> {
  const benchmark = facts.benchmarks[component.id]
  if (!benchmark) return refuse({ code: 'BENCHMARK_MISSING', component: component.id })
  if (!isPositive(benchmark)) {
    const value = formatExact(benchmark)
    return refuse({ code: 'BENCHMARK_NON_POSITIVE', component: component.id, value })
  }
  const intensity = intensityOf(facts.emissions12m, facts, component.per)
  if (intensity.value !== null)
    return ok({ metric: intensity.value, benchmark, k: divide(intensity.value, benchmark), reason: null })
  const denominator = denominatorOf(facts, component.per)
  if (denominator && component.nonPositive === 'refuse') {
    const value = formatExact(denominator)
    return refuse({ code: 'NON_POSITIVE_DENOMINATOR', member: component.per, value })
  }
  return ok({ ...nothing(intensity.reason), benchmark })
}

function measureTrend(facts: RatingFacts): Result<Measured, CarbonRefusal> {
  const { trend, emissions12m, emissionsPrior12m, revenue, revenuePrior } = facts
  if (trend) return ok(plain(trend))
  if (!emissionsPrior12m || !revenue || !revenuePrior) return ok(nothing('MISSING'))
  const change = trendOf({ emissions: emissions12m, emissionsPrior: emissionsPrior12m, revenue, revenuePrior })
  return change.ok ? ok(plain(change.value)) : change
}

/** Weights by component; what is not applicable gives its weight to its group in proportion. */
function weightsOf(
  method: RatingMethod,
  notApplicable: readonly string[],
): Result<ReadonlyMap<string, Exact>, CarbonRefusal> {
  const weights = new Map(method.components.map((component) => [component.id, component.weight]))
  if (notApplicable.length === 0) return ok(weights)
  for (const group of new Set(method.components.map((component) => component.group))) {
    const members = method.components.filter((component) => component.group === group)
    const rest = members.filter((component) => !notApplicable.includes(component.id))
    if (rest.length === 0) return refuse({ code: 'RATING_GROUP_NOT_APPLICABLE', group })
    const whole = sum(members.map((component) => component.weight))
    const left = sum(rest.map((component) => component.weight))
    for (const { id, weight } of members)
      weights.set(id, notApplicable.includes(id) ? ZERO : divide(multiply(weight, whole), left))
  }
  return ok(weights)
}
