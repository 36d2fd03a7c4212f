import { compare, type Exact } from '../../kernel/exact.js'
import type { RatingComponent, RatingMethod } from './rating-method.js'

/** Major: metric or boundary. Minor: anchors, weights, cut-offs or a grid. Patch: text. SOURCE: the rating proposal's configuration rules. */
export type VersionStep = 'major' | 'minor' | 'patch'

type Parts = readonly [string, string, string]

/** Below zero when `a` is the older of two versions x.y.z. */
export function compareVersions(a: string, b: string): number {
  const own = partsOf(a)
  const other = partsOf(b)
  for (const [index, part] of own.entries()) {
    const step = comparePart(part, other[index] ?? '0')
    if (step !== 0) return step
  }
  return 0
}

/** Which part of a version was raised; null when the version is not newer. */
export function stepBetween(before: string, after: string): VersionStep | null {
  if (compareVersions(before, after) >= 0) return null
  const [major, minor] = partsOf(before)
  const [newMajor, newMinor] = partsOf(after)
  if (major !== newMajor) return 'major'
  return minor === newMinor ? 'patch' : 'minor'
}

/** The least step that a change of a method asks of its version. */
export function stepNeeded(before: RatingMethod, after: RatingMethod): VersionStep {
  if (!same(before.components.map(metricOf), after.components.map(metricOf))) return 'major'
  return same(figuresOf(before), figuresOf(after)) ? 'patch' : 'minor'
}

const ORDER: readonly VersionStep[] = ['patch', 'minor', 'major']
export const isEnough = (step: VersionStep, needed: VersionStep): boolean =>
  ORDER.indexOf(step) >= ORDER.indexOf(needed)

const metricOf = (component: RatingComponent) => [
  component.id,
  component.group,
  ...(component.kind === 'ratio' ? [component.per, component.nonPositive] : [component.input]),
]

const figuresOf = ({ components, anchors, grades, hysteresis, caps, vetoes, ...method }: RatingMethod) => ({
  weights: components.map(({ weight, anchors: scale }) => [weight, scale]),
  anchors: Object.entries(anchors).sort(([a], [b]) => (a < b ? -1 : 1)),
  grades: grades.map(({ id, minScore }) => [id, minScore]),
  hysteresis,
  caps,
  vetoes,
  validity: [method.validityDays, method.staleAfterDays],
})

/** Compares figures by value: 0.80 is 0.8. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (isExact(a) && isExact(b)) return compare(a, b) === 0
  const own = Object.entries(a)
  return (
    own.length === Object.keys(b).length &&
    own.every(([name, value]) => same(value, (b as Readonly<Record<string, unknown>>)[name]))
  )
}

const isExact = (value: object): value is Exact =>
  !Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype

const partsOf = (version: string): Parts => {
  const [major = '0', minor = '0', patch = '0'] = version.split('.')
  return [major, minor, patch]
}
/** Digits without leading zeros: the longer is the larger. */
function comparePart(a: string, b: string): number {
  const own = a.replace(/^0+(?=\d)/, '')
  const other = b.replace(/^0+(?=\d)/, '')
  if (own.length !== other.length) return own.length - other.length
  return own < other ? -1 : own > other ? 1 : 0
}
