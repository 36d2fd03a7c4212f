import { isReadableTerm } from '../domain/loans/product.js'
import type { RuleTable } from './rule-table.js'
import { unknownValueProblems } from './unknown-value.js'

/** One rule of a product: what prices it (`spread_bp`, `grid` …) or what its contracts say (`methods`, `instalments` …). */
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
  problems: (term, status) => [
    ...unknownValueProblems(term, status),
    ...(term.value === null || isReadableTerm(term.parameter, term.value)
      ? []
      : [`${term.parameter} of a product cannot be read: ${term.value}`]),
  ],
}
