import type { FinancedDashboardRefusal } from '../../app/dashboard/financed-dashboard.js'
import type { AttributionMethodRefusal } from '../../app/financed-emissions/attribution-method.js'
import type { BalanceSheetRefusal } from '../../app/financed-emissions/record-balance-sheet.js'
import type { ProblemTable } from './problem-table.js'

type Own =
  | Exclude<BalanceSheetRefusal | AttributionMethodRefusal, { readonly code: 'NOT_FOUND' }>
  | Extract<FinancedDashboardRefusal, { readonly code: 'BOOK_TOO_LARGE' }>

/** Balance sheets and financed emissions. NOT_FOUND is told by the edge, what accounts are refused with is told there. */
export const financedEmissionProblems: ProblemTable<Own> = {
  BOOK_TOO_LARGE: {
    status: 422,
    zh: '可见贷款超过 {most} 笔,不能一次归因;请按页查看逐笔明细。',
    en: 'More than {most} loans are visible, too many to attribute at once; read them by pages.',
  },
  ATTRIBUTION_METHOD_NOT_IN_FORCE: {
    status: 422,
    zh: '归因方法 {method} 在 {on} 没有生效的版本。',
    en: 'The attribution method {method} has no version in force on {on}.',
  },
  BALANCE_SHEET_EMPTY: {
    status: 422,
    zh: '资产负债表至少要有权益、债务、总资产、企业价值中的一项。',
    en: 'A balance sheet says at least one of equity, debt, total assets and enterprise value.',
  },
  BALANCE_SHEET_IN_FUTURE: {
    status: 422,
    zh: '资产负债表日 {asOf} 晚于今天 {today}。',
    en: 'The balance sheet is of {asOf}, after today, {today}.',
  },
  BALANCE_SHEET_OUT_OF_RANGE: {
    status: 422,
    zh: '资产负债表的 {member} 为 {value},不合理:债务不能为负,总资产与企业价值须大于零。',
    en: 'In the balance sheet {member} is {value}: debt is never negative, total assets and enterprise value are above zero.',
  },
  BALANCE_SHEET_DOES_NOT_ADD_UP: {
    status: 422,
    zh: '权益 {equity} 加债务 {debt} 大于总资产 {totalAssets},请核对单位与数字。',
    en: 'Equity {equity} and debt {debt} exceed total assets {totalAssets}; check units and figures.',
  },
  BALANCE_SHEET_EXISTS: {
    status: 409,
    zh: '{asOf} 的资产负债表已录入({currentId}),更正请注明被更正的记录。',
    en: 'The balance sheet of {asOf} is recorded as {currentId}; to correct it, name it.',
  },
  BALANCE_SHEET_SUPERSEDED: {
    status: 409,
    zh: '资产负债表 {balanceSheetId} 已被更正,请更正现行记录 {currentId}。',
    en: 'The balance sheet {balanceSheetId} has been corrected; correct the current one, {currentId}.',
  },
  BALANCE_SHEET_OF_ANOTHER_DAY: {
    status: 422,
    zh: '资产负债表 {balanceSheetId} 的日期是 {is},更正不能改变日期。',
    en: 'The balance sheet {balanceSheetId} is of {is}; a correction keeps the day.',
  },
  BALANCE_SHEET_REASON_MISSING: {
    status: 422,
    zh: '更正资产负债表 {balanceSheetId} 须说明原因。',
    en: 'Say why the balance sheet {balanceSheetId} is corrected.',
  },
}
