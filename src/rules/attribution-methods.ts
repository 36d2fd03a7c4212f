import {
  ATTRIBUTION_METHODS,
  type AttributionMethod,
  type AttributionTerms,
  DENOMINATORS,
  NUMERATORS,
  WEIGHTINGS,
} from '../domain/carbon/financed-emissions.js'
import type { RuleTable } from './rule-table.js'

/** One version of a way to attribute emissions to loans 归因方法. */
export interface AttributionMethodRow {
  readonly method: AttributionMethod
  readonly version: string
  readonly nameZh: string
  readonly nameEn: string
  readonly terms: AttributionTerms
}

export const attributionMethodsTable: RuleTable<AttributionMethodRow> = {
  name: 'attribution-methods',
  file: 'attribution-methods.csv',
  columns: ['method', 'version', 'name_zh', 'name_en', 'numerator', 'denominators', 'weighting'],
  key: ({ method }) => method,
  read: (row) => ({
    method: row.oneOf('method', ATTRIBUTION_METHODS),
    version: row.text('version'),
    nameZh: row.text('name_zh'),
    nameEn: row.text('name_en'),
    terms: {
      numerator: row.oneOf('numerator', NUMERATORS),
      denominators: row
        .text('denominators')
        .split('|')
        .map(
          (word) =>
            DENOMINATORS.find((known) => known === word) ??
            row.fail('denominators', `${DENOMINATORS.join(' | ')} in order`),
        ),
      weighting: row.oneOf('weighting', WEIGHTINGS),
    },
  }),
  problems: ({ terms: { denominators } }) =>
    new Set(denominators).size < denominators.length ? ['a denominator is named once'] : [],
}
