import { divide, type Exact, exactOf, isPositive } from '../../kernel/exact.js'
import { type Tonnes, tonnesExact } from '../../kernel/quantity.js'

export type Denominator = 'revenue' | 'profit' | 'tax' | 'employees'

/** What emissions are divided by: money in 万元 (10,000 yuan), staff as a count. A missing figure is absent, never zero. */
export interface OperatingFigures {
  readonly revenue?: Exact
  readonly profit?: Exact
  readonly tax?: Exact
  readonly employees?: number
}

export type Intensity =
  | { readonly value: Exact }
  | { readonly value: null; readonly reason: 'MISSING' | 'DENOMINATOR_NON_POSITIVE' }

export const denominatorOf = (figures: OperatingFigures, per: Denominator): Exact | undefined =>
  per === 'employees' ? (figures.employees === undefined ? undefined : exactOf(figures.employees)) : figures[per]

/**
 * Carbon intensity 碳强度: tCO2 per 万元 or per employee. SOURCE: the four intensities of Zhaoqing (2022-08).
 * A loss has no intensity: a negative ratio would look good.
 */
export function intensityOf(emissions: Tonnes, figures: OperatingFigures, per: Denominator): Intensity {
  const denominator = denominatorOf(figures, per)
  if (!denominator) return { value: null, reason: 'MISSING' }
  if (!isPositive(denominator)) return { value: null, reason: 'DENOMINATOR_NON_POSITIVE' }
  return { value: divide(tonnesExact(emissions), denominator) }
}
