import type { AgreeTargetRefusal } from '../../app/loan-rates/agree-target.js'
import type { DecideOverrideRefusal } from '../../app/loan-rates/decide-override.js'
import type { RatchetFactRefusal } from '../../app/loan-rates/record-ratchet-fact.js'
import type { RepricingRefusal } from '../../app/loan-rates/reprice-loan.js'
import type { DecideQuoteOverrideRefusal } from '../../app/quotes/decide-quote-override.js'
import type { OverrideQuoteRefusal } from '../../app/quotes/override-quote.js'
import type { RateChangeRefusal } from '../../app/servicing/record-rate-change.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import type { carbonProblems } from './carbon-problems.js'
import type { collateralProblems } from './collateral-problems.js'
import type { edgeProblems } from './edge-problems.js'
import type { ProblemTable } from './problem-table.js'

type RateSlice =
  | RepricingRefusal
  | DecideOverrideRefusal
  | AgreeTargetRefusal
  | RatchetFactRefusal
  | OverrideQuoteRefusal
  | DecideQuoteOverrideRefusal
type ToldElsewhere =
  | keyof (typeof edgeProblems & typeof carbonProblems & typeof collateralProblems)
  | RateChangeRefusal['code']
  | LifeCycleRefusal['code']

/** Rates in the life of a loan: repricing, overrides, ratchets. */
export const loanRateProblems: ProblemTable<Exclude<RateSlice, { readonly code: ToldElsewhere }>> = {
  LOAN_NOT_PAID_OUT: {
    status: 409,
    zh: '贷款尚未放款,没有可调整的执行利率。',
    en: 'The loan has not been paid out, so it bears no rate that could change.',
  },
  NO_REPRICING_ON_DAY: {
    status: 422,
    zh: '按合同的重定价方式({policy}),{on} 没有利率变动;下一个测试日:{next}。',
    en: 'Under the repricing of the contract ({policy}) nothing changes on {on}; the next test is on {next}.',
  },
  EARLIER_REPRICING_OPEN: {
    status: 409,
    zh: '{earlierOn} 的重定价尚未办理,请先办理,再办理 {on} 的重定价。',
    en: 'The repricing of {earlierOn} has not been decided; decide it before that of {on}.',
  },
  RATE_BELOW_FLOOR: {
    status: 422,
    zh: '利率 {ratePercent}% 低于利率下限 {floorPercent}%({floor})。',
    en: 'The rate {ratePercent}% is below the floor of {floorPercent}% ({floor}).',
  },
  RATCHET_TARGET_EXISTS: {
    status: 409,
    zh: '{testOn} 的目标“{name}”当日已约定;更改须另日重新约定。',
    en: 'The target “{name}” for {testOn} has been agreed on that day already; agree a change on another day.',
  },
  RATCHET_TEST_UNKNOWN: {
    status: 422,
    zh: '{testOn} 没有约定目标,不能报告;已约定的测试日:{tests}。',
    en: 'No target is set for {testOn}, so nothing can be reported on it; tests are set for {tests}.',
  },
  RATCHET_RESULTS_INCOMPLETE: {
    status: 422,
    zh: '{testOn} 的报告须逐一说明目标 {expected},所给为 {given}。',
    en: 'The report of {testOn} must tell each of {expected}, once; given are {given}.',
  },
  RATCHET_REPORT_EXISTS: {
    status: 409,
    zh: '{testOn} 的该项记录({kind})已存在。',
    en: 'This record of {testOn} ({kind}) is there already.',
  },
  RATCHET_REPORT_MISSING: {
    status: 422,
    zh: '{testOn} 的报告尚未送达,不能核验。',
    en: 'The report of {testOn} has not been delivered, so it cannot be verified.',
  },
  RATCHET_NO_AMENDMENT: {
    status: 422,
    zh: '{on} 之前没有修订事件,无需重新校准目标。',
    en: 'There is no amendment event by {on} that targets would be set anew for.',
  },
  QUOTE_SET_BY_HAND: {
    status: 409,
    zh: '该报价本身是人工报价,请从按规则作出的报价调整。',
    en: 'This quote is itself set by hand; depart from the quote that the rules gave.',
  },
}
