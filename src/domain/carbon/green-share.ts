import { divide, type Exact, isZero, sum } from '../../kernel/exact.js'
import { convert, quantityExact, quantityOf, type Unit } from '../../kernel/quantity.js'

interface ElectricityUse {
  readonly carrier: string
  readonly quantity: Exact
  readonly unit: Unit
  readonly greenQuantity: Exact
  readonly direction?: 'use' | 'export'
}

/**
 * Share of electricity backed by retired certificates 绿电占比, 0 to 1; SOURCE: 青海 绿电碳中和进度.
 * Null where no electricity was used: the share is then not zero but not applicable.
 */
export function greenShareOf(uses: readonly ElectricityUse[]): Exact | null {
  const electricity = uses.filter((use) => use.carrier === 'electricity' && use.direction !== 'export')
  const inKwh = (amount: Exact, unit: Unit) => quantityExact(convert(quantityOf(amount, unit), unit, 'kWh'))
  const all = sum(electricity.map((use) => inKwh(use.quantity, use.unit)))
  if (isZero(all)) return null
  return divide(sum(electricity.map((use) => inKwh(use.greenQuantity, use.unit))), all)
}
