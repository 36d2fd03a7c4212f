import { add, compare, divide, type Exact, multiply, subtract } from '../../kernel/exact.js'
import type { Anchor } from './rating-method.js'

/** The value at which a line through two points reaches `x`; one division, at the end. */
const between = (x: Exact, x0: Exact, y0: Exact, x1: Exact, y1: Exact): Exact =>
  add(y0, divide(multiply(subtract(x, x0), subtract(y1, y0)), subtract(x1, x0)))

/** Piecewise-linear between anchors, clamped outside them. The scale rises in `at` and has at least two anchors. */
export function scoreOn(scale: readonly Anchor[], at: Exact): Exact {
  let before: Anchor | undefined
  for (const anchor of scale) {
    if (compare(at, anchor.at) <= 0)
      return before ? between(at, before.at, before.score, anchor.at, anchor.score) : anchor.score
    before = anchor
  }
  if (!before) throw new RangeError('a scale without anchors')
  return before.score
}

/** The nearest value on the scale that scores `score`; null when no value does. The inverse of `scoreOn` between the anchors. */
export function reaching(scale: readonly Anchor[], score: Exact): Exact | null {
  let before: Anchor | undefined
  for (const anchor of scale) {
    if (before) {
      const [low, high] = compare(before.score, anchor.score) <= 0 ? [before, anchor] : [anchor, before]
      if (compare(score, low.score) >= 0 && compare(score, high.score) <= 0)
        return between(score, before.score, before.at, anchor.score, anchor.at)
    }
    before = anchor
  }
  return null
}
