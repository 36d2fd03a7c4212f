import type { ClaimRefusal } from '../../app/subsidies/claim-subsidy.js'
import type { StepRefusal } from '../../app/subsidies/take-step.js'
import type { collateralProblems } from './collateral-problems.js'
import type { edgeProblems } from './edge-problems.js'
import type { loanCalculationProblems } from './loan-calculation-problems.js'
import type { ProblemTable } from './problem-table.js'
import type { relendingProblems } from './relending-problems.js'

type ToldElsewhere =
  | keyof (typeof edgeProblems & typeof collateralProblems & typeof loanCalculationProblems & typeof relendingProblems)
  | 'PERIOD_CLOSED'

/** Interest subsidies. */
export const subsidyProblems: ProblemTable<Exclude<ClaimRefusal | StepRefusal, { readonly code: ToldElsewhere }>> = {
  SUBSIDY_PROGRAMME_UNKNOWN: {
    status: 422,
    zh: '{on} 没有名为 {programme} 的贴息项目。',
    en: 'There is no interest-subsidy programme {programme} on {on}.',
  },
  SUBSIDY_TERMS_UNKNOWN: {
    status: 409,
    zh: '贴息项目 {programme} 的条件尚未录入,不能申报。',
    en: 'The terms of the programme {programme} are not known yet; nothing can be claimed from it.',
  },
  SUBSIDY_NOT_IN_FORCE: {
    status: 422,
    zh: '贴息项目 {programme} 自 {validFrom} 起有效,申报期从 {from} 开始。',
    en: 'The programme {programme} holds from {validFrom}; the period begins on {from}.',
  },
  SUBSIDY_NOT_ELIGIBLE: {
    status: 422,
    zh: '贷款的 {member} 为 {value},不在贴息项目 {programme} 的范围内:{eligible}。',
    en: 'The {member} of the loan is {value}; the programme {programme} is for {eligible}.',
  },
  SUBSIDY_PERIOD_ACROSS_YEARS: {
    status: 422,
    zh: '申报期 {from} 至 {to} 跨年度,请分年申报。',
    en: 'The period from {from} to {to} lies in two years; claim each year by itself.',
  },
  SUBSIDY_PERIOD_NOT_OVER: {
    status: 422,
    zh: '申报期到 {to} 才结束,{claimedOn} 不能申报。',
    en: 'The period ends on {to}; it cannot be claimed on {claimedOn}.',
  },
  SUBSIDY_RATE_NOT_FIXED: {
    status: 422,
    zh: '贴息项目 {programme} 按 {day} 的一年期 LPR 计算,该利率尚未确定。',
    en: 'The programme {programme} takes the 1-year LPR of {day}, which is not fixed yet.',
  },
  SUBSIDY_PERIOD_CLAIMED: {
    status: 409,
    zh: '申报期 {from} 至 {to} 与已申报的 {claimedFrom} 至 {claimedTo} 重叠。',
    en: 'The period from {from} to {to} overlaps an earlier claim, {claimedFrom} to {claimedTo}.',
  },
  SUBSIDY_NOTHING_PAID: {
    status: 422,
    zh: '{from} 至 {to} 没有可贴息的实付利息(到期后支付的 {left} 元不贴息)。',
    en: 'From {from} to {to} no interest was paid that counts ({left} yuan were paid after maturity).',
  },
  SUBSIDY_BELOW_ONE_FEN: {
    status: 422,
    zh: '按项目 {programme} 计算的贴息 {unrounded} 元不足一分。',
    en: 'The subsidy of {programme} comes to {unrounded} yuan, less than one fen.',
  },
  SUBSIDY_CAP_REACHED: {
    status: 409,
    zh: '企业 {year} 年在项目 {programme} 下已申报 {claimed} 元,达到上限 {cap} 元。',
    en: 'In {year} the enterprise has claimed {claimed} yuan from {programme}; the cap is {cap}.',
  },
  SUBSIDY_SAME_PERSON: {
    status: 403,
    zh: '上一步({state})由同一人办理,请由另一人办理。',
    en: 'The step before ({state}) was taken by the same person; another person must go on.',
  },
}
