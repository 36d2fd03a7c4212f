import type { Exact } from '../kernel/exact.js'
import { type Bp, compareBp, NO_BP } from '../kernel/rate.js'
import type { RuleTable } from './rule-table.js'

/** What a grade gives in one product: a discount off the reference rate, a limit multiplier, a change of the guarantee fee. */
export interface PricingGridRow {
  readonly grid: string
  readonly version: string
  readonly product: string
  readonly grade: string
  /** Positive is cheaper: 40 is forty basis points off. */
  readonly discount: Bp
  readonly limitMultiplier: Exact | null
  /** Change of the fee: −30 is thirty basis points less. */
  readonly guaranteeFee: Bp | null
  readonly route: 'manual_review' | null
}

export const pricingGridTable: RuleTable<PricingGridRow> = {
  name: 'pricing-grid',
  file: 'pricing-grid.csv',
  columns: ['grid', 'version', 'product', 'grade', 'discount_bp', 'limit_multiplier', 'guarantee_fee_bp', 'route'],
  key: ({ grid, product, grade }) => `${grid}/${product}/${grade}`,
  read: (row) => ({
    grid: row.text('grid'),
    version: row.text('version'),
    product: row.text('product'),
    grade: row.text('grade'),
    discount: row.bp('discount_bp'),
    limitMultiplier: row.optionalExact('limit_multiplier'),
    guaranteeFee: row.optionalBp('guarantee_fee_bp'),
    route: row.optional('route') === null ? null : row.oneOf('route', ['manual_review'] as const),
  }),
  problems: ({ discount }) => (compareBp(discount, NO_BP) < 0 ? ['a discount is never negative'] : []),
}
