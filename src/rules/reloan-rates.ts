import type { AnnualRate } from '../kernel/rate.js'
import type { RuleTable } from './rule-table.js'

/** The rate the central bank lends at 再贷款利率, by table and tenor (`3M`, `6M`, `1Y`, or `-` where there is but one). */
export interface ReloanRate {
  readonly rateTable: string
  readonly tenor: string
  readonly rate: AnnualRate
}

export const reloanRatesTable: RuleTable<ReloanRate> = {
  name: 'reloan-rates',
  file: 'reloan-rates.csv',
  columns: ['rate_table', 'tenor', 'rate_percent'],
  key: ({ rateTable, tenor }) => `${rateTable}/${tenor}`,
  read: (row) => ({
    rateTable: row.text('rate_table'),
    tenor: row.oneOf('tenor', ['-', '3M', '6M', '1Y']),
    rate: row.rate('rate_percent'),
  }),
}
