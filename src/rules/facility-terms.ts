import type { RuleTable } from './rule-table.js'
import { unknownValueProblems } from './unknown-value.js'

/** One rule of a facility over one period: `ratio_cap`, `terms_months` (`3|6|12`), `max_extensions`, `loan_rate_cap` … */
export interface FacilityTerm {
  readonly facility: string
  readonly parameter: string
  /** Null while unknown: it blocks approval and is never defaulted. */
  readonly value: string | null
  readonly unit: string | null
}

export const facilityTermsTable: RuleTable<FacilityTerm> = {
  name: 'facility-terms',
  file: 'facility-terms.csv',
  columns: ['facility', 'parameter', 'value', 'unit'],
  key: ({ facility, parameter }) => `${facility}/${parameter}`,
  read: (row) => ({
    facility: row.text('facility'),
    parameter: row.text('parameter'),
    value: row.optional('value'),
    unit: row.optional('unit'),
  }),
  problems: unknownValueProblems,
}
