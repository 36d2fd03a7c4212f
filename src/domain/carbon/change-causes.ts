import { add, divide, type Exact, isZero, multiply, subtract, sum, ZERO } from '../../kernel/exact.js'
import { type PostedFigure, posted, postingsDue } from './posting.js'

/** A cell of the account, with what tells a real change of its factor from a change of method. */
export interface AccountedFigure extends PostedFigure {
  readonly factorSet: string
  readonly fallback: boolean
  /** Members that are the firm's own measurements: `factor`, `ncv`, `cc`, `of`. */
  readonly ownMembers: readonly string[]
}

/** One meter in one calendar month of two years. */
export interface ComparedCell {
  /** As first posted; null where nothing was posted. */
  readonly first: PostedFigure | null
  /** The earlier year restated to the factor set and vintages of today. */
  readonly before: AccountedFigure | null
  readonly after: AccountedFigure | null
}

/** Why a figure differs from that of a year before; the three causes add up exactly to the difference. */
export interface ExplainedChange {
  readonly firstStated: Exact
  readonly restated: Exact
  readonly after: Exact
  readonly difference: Exact
  readonly activity: Exact
  /** The factor really changed: another data year of the grid, another measurement of the firm. */
  readonly factor: Exact
  /** Another set, a vintage that was not the month's own, or a restatement to a later vintage. */
  readonly method: Exact
}

/**
 * Explains the change of a sum of cells, like for like: E₁ − E₀ = (q₁ − q₀)·f₀ + q₁·(f₁ − f₀), and E₀ against its first statement.
 * SOURCE: GHG Protocol, recalculation policy: activity, real factor change and method change are told apart.
 */
export function explainChange(cells: readonly ComparedCell[]): ExplainedChange {
  const changes = cells.map(explainCell)
  const total = (member: 'firstStated' | 'restated' | 'after' | 'factor' | 'method') =>
    sum(changes.map((change) => change[member]))
  const [firstStated, after, factor, method] = [total('firstStated'), total('after'), total('factor'), total('method')]
  const difference = subtract(after, firstStated)
  const activity = subtract(subtract(difference, factor), method)
  return { firstStated, restated: total('restated'), after, difference, activity, factor, method }
}

function explainCell({ first, before, after }: ComparedCell) {
  const restated = before?.tCO2 ?? ZERO
  const restatement = first && before ? vintageAdjustment(first, before) : ZERO
  const figures = { firstStated: first?.tCO2 ?? restated, restated, after: after?.tCO2 ?? ZERO }
  const atFactorOfBefore = before && after ? throughFactorOfBefore(before, after) : null
  if (!before || !after || !atFactorOfBefore) return { ...figures, factor: ZERO, method: restatement }
  const change = subtract(after.tCO2, atFactorOfBefore)
  return isRealChange(before, after)
    ? { ...figures, factor: change, method: restatement }
    : { ...figures, factor: ZERO, method: add(change, restatement) }
}

const vintageAdjustment = (first: PostedFigure, now: PostedFigure): Exact =>
  sum(postingsDue(first, now).flatMap(({ cause, difference }) => (cause === 'FACTOR_VINTAGE' ? [difference] : [])))

/** q₁·f₀; null where the two cannot be compared (another fuel of the same name, nothing used before): all is activity then. */
function throughFactorOfBefore(before: AccountedFigure, after: AccountedFigure): Exact | null {
  if (before.per !== after.per || isZero(before.measured) || isZero(after.measured)) return null
  return posted(divide(multiply(after.measured, before.tCO2), before.measured))
}

/** The same set with each month's own data year, or the firm's same measurements again. */
const isRealChange = (before: AccountedFigure, after: AccountedFigure): boolean =>
  before.factorSet === after.factorSet &&
  before.ownMembers.join() === after.ownMembers.join() &&
  !before.fallback &&
  !after.fallback
