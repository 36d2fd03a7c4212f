import type { RuleTable } from './rule-table.js'
import { unknownValueProblems } from './unknown-value.js'

/** One pricing rule of a product: `spread_bp`, `product_floor_percent`, `max_total_discount_bp`, `day_count`, `grid` … */
export interface PricingTerm {
  readonly product: string
  readonly parameter: string
  readonly value: string | null
  readonly unit: string | null
}

export const pricingTermsTable: RuleTable<PricingTerm> = {
  name: 'pricing-terms',
  file: 'pricing-terms.csv',
  columns: ['product', 'parameter', 'value', 'unit'],
  key: ({ product, parameter }) => `${product}/${parameter}`,
  read: (row) => ({
    product: row.text('product'),
    parameter: row.text('parameter'),
    value: row.optional('value'),
    unit: row.optional('unit'),
  }),
  problems: unknownValueProblems,
}
