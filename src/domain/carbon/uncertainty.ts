import { absolute, divide, type Exact, exactOf, isZero, multiply, squareRoot, sum } from '../../kernel/exact.js'
import { type Tonnes, tonnesExact } from '../../kernel/quantity.js'

/** Net emissions of one carrier; its rows share their factors, so its uncertainty is that of their sum. */
export interface UncertainPart {
  readonly carrier: string
  readonly tCO2: Tonnes
}

/** Half the 95 % interval in percent of the figure, by carrier: of the quantity and of the factor together. */
export type CarrierUncertainty = ReadonlyMap<string, { readonly percent: Exact; readonly ruleId: string }>

export type Uncertainty =
  | { readonly percent: Exact; readonly tonnes: Exact; readonly ruleIds: readonly string[] }
  | {
      readonly percent: null
      readonly reason: 'NO_EMISSIONS' | 'UNCERTAINTY_RULE_MISSING'
      readonly carriers: readonly string[]
    }

const HUNDRED = exactOf(100)

/**
 * Parameter uncertainty 参数不确定性 of a sum at 95 %: U = √Σ(Uᵢ·Eᵢ)² ÷ |ΣEᵢ|, carriers independent of one another.
 * SOURCE: IPCC 2006, vol. 1 ch. 3, eq. 3.2 (error propagation). A carrier without a rule leaves the sum without a figure.
 */
export function uncertaintyOf(parts: readonly UncertainPart[], byCarrier: CarrierUncertainty): Uncertainty {
  const counted = parts.filter(({ tCO2 }) => !isZero(tonnesExact(tCO2)))
  const unknown = counted.filter(({ carrier }) => !byCarrier.has(carrier)).map(({ carrier }) => carrier)
  if (unknown.length > 0) return { percent: null, reason: 'UNCERTAINTY_RULE_MISSING', carriers: unknown }
  const total = absolute(sum(counted.map(({ tCO2 }) => tonnesExact(tCO2))))
  if (isZero(total)) return { percent: null, reason: 'NO_EMISSIONS', carriers: [] }
  const known = counted.flatMap(({ carrier, tCO2 }) => {
    const rule = byCarrier.get(carrier)
    return rule ? [{ rule, spread: multiply(rule.percent, tonnesExact(tCO2)) }] : []
  })
  const combined = squareRoot(sum(known.map(({ spread }) => multiply(spread, spread))))
  return {
    percent: divide(combined, total),
    tonnes: divide(combined, HUNDRED),
    ruleIds: known.map(({ rule }) => rule.ruleId),
  }
}
