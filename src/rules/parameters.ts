import type { RuleTable } from './rule-table.js'
import { unknownValueProblems } from './unknown-value.js'

/** One number or word set by a regulator or a committee: `ltv.default`, `settlement.day` … */
export interface Parameter {
  readonly code: string
  /** Null while unknown. */
  readonly value: string | null
  readonly unit: string | null
}

export const parametersTable: RuleTable<Parameter> = {
  name: 'parameters',
  file: 'parameters.csv',
  columns: ['code', 'value', 'unit'],
  key: (parameter) => parameter.code,
  read: (row) => ({ code: row.text('code'), value: row.optional('value'), unit: row.optional('unit') }),
  problems: unknownValueProblems,
}
