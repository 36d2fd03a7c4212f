import { type AnnualRate, type Bp, bpBetween, compareRate, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { floored, RATE_LIMIT } from './price-loan.js'
import type { Floor } from './pricing-rules.js'
import { type PricingStep, Steps } from './pricing-step.js'

export type OverrideRefusal =
  | {
      readonly code: 'RATE_BELOW_FLOOR'
      readonly ratePercent: string
      readonly floorPercent: string
      /** Which floor it is. */
      readonly floor: string
    }
  | { readonly code: 'RATE_ABOVE_LIMIT'; readonly ratePercent: string; readonly below: string }

export interface OverriddenRate {
  readonly rate: AnnualRate
  readonly referenceRate: AnnualRate
  /** referenceRate − rate. */
  readonly discount: Bp
  readonly steps: readonly PricingStep[]
}

/** A rate set by hand beside the reference rate, which stays. No floor may be undercut, whoever agrees. */
export function overriddenRate(
  rate: AnnualRate,
  referenceRate: AnnualRate,
  floors: readonly Floor[],
): Result<OverriddenRate, OverrideRefusal> {
  const ratePercent = formatRatePercent(rate)
  const { floor } = floored(rate, floors)
  if (floor !== null)
    return refuse({
      code: 'RATE_BELOW_FLOOR',
      ratePercent,
      floorPercent: formatRatePercent(floor.rate),
      floor: floor.name,
    })
  if (compareRate(rate, RATE_LIMIT) >= 0)
    return refuse({ code: 'RATE_ABOVE_LIMIT', ratePercent, below: formatRatePercent(RATE_LIMIT) })
  const steps = new Steps()
  steps.rate(
    'REFERENCE',
    'start',
    referenceRate,
    '参考利率(不使用碳账户)',
    'Reference rate without the carbon account',
    referenceRate,
    null,
  )
  steps.change('OVERRIDE', bpBetween(rate, referenceRate), '人工调整', 'Set by hand', rate, null)
  steps.rate('RATE', 'equals', rate, '执行利率', 'Executed rate', rate, null)
  return ok({ rate, referenceRate, discount: bpBetween(referenceRate, rate), steps: steps.all })
}
