import type { AnnualRate } from '../kernel/rate.js'
import type { RuleTable } from './rule-table.js'

/** One publication of the loan prime rate 贷款市场报价利率; it holds from its day to the day before the next. */
export interface LprPublication {
  readonly oneYear: AnnualRate
  readonly fiveYearPlus: AnnualRate
}

export const lprTable: RuleTable<LprPublication> = {
  name: 'lpr',
  file: 'lpr.csv',
  columns: ['lpr_1y', 'lpr_5y_plus'],
  key: () => 'LPR',
  read: (row) => ({ oneYear: row.rate('lpr_1y'), fiveYearPlus: row.rate('lpr_5y_plus') }),
}
