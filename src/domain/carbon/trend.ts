import { divide, type Exact, formatExact, isPositive, multiply, ONE, subtract } from '../../kernel/exact.js'
import { formatTonnes, type Tonnes, tonnesExact } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { CarbonRefusal } from './refusal.js'

interface YearOnYear {
  /** tCO2 of 12 months and of the 12 months before, both restated with the same factors and boundary. */
  readonly emissions: Tonnes
  readonly emissionsPrior: Tonnes
  readonly revenue: Exact
  readonly revenuePrior: Exact
}

/**
 * Like-for-like change of emissions per revenue 同口径同比: (E/R) ÷ (E₀/R₀) − 1, with one division.
 * SOURCE: 衢州 历史下降法. −0.05 is five percent less.
 */
export function trendOf(years: YearOnYear): Result<Exact, CarbonRefusal> {
  const { emissions, emissionsPrior, revenue, revenuePrior } = years
  for (const [member, value] of Object.entries({ revenue, revenuePrior }))
    if (!isPositive(value)) return refuse({ code: 'NON_POSITIVE_DENOMINATOR', member, value: formatExact(value) })
  if (!isPositive(tonnesExact(emissionsPrior))) {
    const value = formatTonnes(emissionsPrior)
    return refuse({ code: 'NON_POSITIVE_DENOMINATOR', member: 'emissionsPrior12m', value })
  }
  const now = multiply(tonnesExact(emissions), revenuePrior)
  const before = multiply(tonnesExact(emissionsPrior), revenue)
  return ok(subtract(divide(now, before), ONE))
}
