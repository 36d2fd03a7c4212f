import { add, divide, type Exact, exactOf, formatExact, isNegative, multiply, ONE } from '../../kernel/exact.js'
import { exactTonnes, tonnesExact } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { RatingFacts } from './rating.js'
import type { VerificationLevel } from './rating-method.js'
import type { CarbonRefusal } from './refusal.js'

/** What a simulation changes; the rest stays as it is. Percent: −10 is a tenth less. */
export interface RatingChanges {
  readonly emissionsChangePercent?: Exact
  readonly revenueChangePercent?: Exact
  readonly profitChangePercent?: Exact
  readonly taxChangePercent?: Exact
  readonly employees?: number
  /** 0 to 1. */
  readonly greenShare?: Exact
  readonly dataQuality?: number
  readonly verification?: VerificationLevel
  readonly historyMonths?: number
}

const HUNDRED = exactOf(100)

/** The facts as they would be; a change by less than −100 % is refused. The prior year stays, so the trend follows. */
export function simulatedFacts(facts: RatingFacts, changes: RatingChanges): Result<RatingFacts, CarbonRefusal> {
  const { emissionsChangePercent, revenueChangePercent, profitChangePercent, taxChangePercent, ...replaced } = changes
  const percents = { emissionsChangePercent, revenueChangePercent, profitChangePercent, taxChangePercent }
  for (const [member, percent] of Object.entries(percents))
    if (percent && isNegative(add(HUNDRED, percent)))
      return refuse({ code: 'RATING_INPUT_OUT_OF_RANGE', member, value: formatExact(percent) })
  const { revenue, profit, tax } = facts
  return ok({
    ...facts,
    ...replaced,
    emissions12m: exactTonnes(changed(tonnesExact(facts.emissions12m), emissionsChangePercent)),
    ...(revenue ? { revenue: changed(revenue, revenueChangePercent) } : {}),
    ...(profit ? { profit: changed(profit, profitChangePercent) } : {}),
    ...(tax ? { tax: changed(tax, taxChangePercent) } : {}),
  })
}

const changed = (value: Exact, percent: Exact | undefined): Exact =>
  percent ? multiply(value, add(ONE, divide(percent, HUNDRED))) : value
