import type { ScheduleCalculationRefusal } from '../../app/calculations/calculate-loan-schedule.js'
import type { ProblemTable } from './problem-table.js'

/** What schedules and interest are refused with, for a calculator as for a loan. */
export const loanCalculationProblems: ProblemTable<ScheduleCalculationRefusal> = {
  UNKNOWN_DAY_COUNT: {
    status: 422,
    zh: '没有名为 {dayCount} 的计息天数规则;可用:{known}。',
    en: 'There is no day count called {dayCount}; known are {known}.',
  },
  CUSTOM_ROWS_COUNT: {
    status: 422,
    zh: '自定义还款计划给出 {given} 期本金,应为 {expected} 期。',
    en: 'The plan gives the principal of {given} rows; it needs {expected}.',
  },
  FROM_AFTER_TO: {
    status: 422,
    zh: '起始日 {from} 晚于截止日 {to}。',
    en: 'The first day {from} is after the last, {to}.',
  },
  TERMINATION_BEFORE_END: {
    status: 422,
    zh: '终止日 {terminationDate} 早于截止日 {to}。',
    en: 'The termination date {terminationDate} is before the end {to}.',
  },
  NOT_POSITIVE: {
    status: 422,
    zh: '{member} 为 {value},必须大于零。',
    en: '{member} is {value}; it must be above zero.',
  },
  NEGATIVE_VALUE: {
    status: 422,
    zh: '{member} 为 {value},不能为负数。',
    en: '{member} is {value}; it must not be negative.',
  },
  NOTHING_TO_CALCULATE: {
    status: 422,
    zh: '{member} 为空,没有可计算的内容。',
    en: '{member} is empty: there is nothing to calculate.',
  },
  ZERO_PERIODS: {
    status: 422,
    zh: '期数为 {periods},至少要有一期。',
    en: 'A loan needs one period at least, not {periods}.',
  },
  TOO_MANY_PERIODS: {
    status: 422,
    zh: '期数 {periods} 超过上限 {limit};超过 600 期须设 allowLong 为 true。',
    en: '{periods} periods are more than {limit}; beyond 600 set allowLong to true.',
  },
  INTERVAL_NOT_POSITIVE: {
    status: 422,
    zh: '还款间隔 {unit} 为 {value},至少为 1。',
    en: 'The interval of {value} {unit} is not positive.',
  },
  RATE_TOO_HIGH: {
    status: 422,
    zh: '年利率 {annualRatePercent}% 不低于 {below}%;确需计算请设 allowHighRate 为 true。',
    en: '{annualRatePercent} % a year is not below {below} %; set allowHighRate to true if it is meant.',
  },
  DATE_OUT_OF_RANGE: {
    status: 422,
    zh: '自 {after} 起 {periods} 期的到期日超出日历范围。',
    en: '{periods} periods from {after} run past the calendar.',
  },
  DUE_DATES_COUNT: {
    status: 422,
    zh: 'dueDates 应有 {expected} 个日期,实为 {given} 个。',
    en: 'dueDates must hold {expected} dates, one for each period, and holds {given}.',
  },
  DUE_DATES_NOT_RISING: {
    status: 422,
    zh: '第 {no} 个到期日 {dueOn} 不晚于 {after};到期日须晚于放款日并逐期递增。',
    en: 'Due date {no}, {dueOn}, is not after {after}; due dates rise and come after the disbursement.',
  },
  GRACE_TOO_LONG: {
    status: 422,
    zh: '{member} 为 {value},必须少于总期数 {periods}。',
    en: '{member} is {value}; it must be fewer than the {periods} periods.',
  },
  FLAT_NEEDS_EQUAL_INSTALMENT: {
    status: 422,
    zh: '按本金全额平均计息(flat)只适用于等额还款,不适用于 {method}。',
    en: 'Flat interest goes with equal instalments only, not with {method}.',
  },
  FLAT_TAKES_NO_EVENTS: {
    status: 422,
    zh: '按本金全额平均计息(flat)的贷款不支持追加放款和事件。',
    en: 'A flat-interest schedule takes no events and no further disbursements.',
  },
  DOWN_PAYMENT_TOO_HIGH: {
    status: 422,
    zh: '首付比例 {downPaymentPercent}%(首付 {downPayment} 元)须低于全部本金。',
    en: 'A down payment of {downPaymentPercent} % ({downPayment}) must be below the whole principal.',
  },
  NEGATIVE_ROW: {
    status: 422,
    zh: '第 {no} 期({dueOn})出现负数:本金 {principal},利息 {interest},应还 {due};请调整条件。',
    en: 'Row {no} ({dueOn}) would be negative: principal {principal}, interest {interest}, due {due}; change the terms.',
  },
  EVENT_OUTSIDE_LOAN: {
    status: 422,
    zh: '{on} 的 {type} 不在贷款期间({first} 至 {last})内。',
    en: 'The {type} on {on} is outside the life of the loan, {first} to {last}.',
  },
  EVENT_AFTER_PAYOFF: {
    status: 422,
    zh: '{on} 的 {type} 排在 {payoffOn} 的一次结清之后。',
    en: 'The {type} on {on} comes after the payoff on {payoffOn}.',
  },
  EVENT_AFTER_SETTLEMENT: {
    status: 422,
    zh: '贷款已于 {settledOn} 还清,{on} 的 {type} 无法执行。',
    en: 'The loan was settled on {settledOn}, so nothing is left for the {type} on {on}.',
  },
  EMPTY_PAUSE: {
    status: 422,
    zh: '停息期间 {on} 至 {to} 没有任何一天。',
    en: 'A pause from {on} up to, not including, {to} holds no night.',
  },
  PREPAYMENT_ABOVE_OWED: {
    status: 422,
    zh: '{on} 提前还款 {amount} 元,超过剩余本金 {owed} 元。',
    en: 'The prepayment of {amount} on {on} is more than the principal owed, {owed}.',
  },
  REPAYMENT_ABOVE_OWED: {
    status: 422,
    zh: '{on} 还款 {amount} 元,超过所欠本息 {owed} 元。',
    en: 'The repayment of {amount} on {on} is more than is owed with interest, {owed}.',
  },
  REPAYMENT_BELOW_DUE: {
    status: 422,
    zh: '{on} 还款 {amount} 元,少于应还 {due} 元;部分还款须在实际贷款中处理。',
    en: 'The repayment of {amount} on {on} is less than the {due} due; partial repayments belong to a real loan.',
  },
  SECOND_REPAYMENT_IN_PERIOD: {
    status: 422,
    zh: '第 {no} 期已还款,{on} 的还款为同一期的第二笔;多还部分请用提前还款(prepayment)。',
    en: 'Period {no} is paid already, and the repayment on {on} would be its second; use a prepayment for more.',
  },
  DISCOUNT_ABOVE_FACE: {
    status: 422,
    zh: '贴现利息 {interest} 元超过票面金额 {face} 元。',
    en: 'The discount of {interest} is more than the face of {face}.',
  },
  FLOW_BEFORE_FIRST: {
    status: 422,
    zh: '{on} 的现金流早于首日 {first};首笔须为最早一笔。',
    en: 'The flow on {on} is before {first}, which must be the earliest.',
  },
  CALCULATION_TOO_LARGE: {
    status: 422,
    zh: '期数与事件的组合需要 {steps} 步计算,超过上限 {limit};请减少期数或事件。',
    en: 'So many periods and events take {steps} steps, more than {limit}; ask for fewer.',
  },
  NO_RATE: {
    status: 422,
    zh: '这些现金流没有可用的收益率({reason})。',
    en: 'These flows have no rate: {reason}.',
  },
}
