import type { DecideIssueRefusal } from '../../app/reports/decide-saving-issue.js'
import type { PrepareIssueRefusal } from '../../app/reports/prepare-saving-issue.js'
import type { SavingRefusal } from '../../app/reports/realised-saving.js'
import type { ProblemTable } from './problem-table.js'

type ToldElsewhere = 'FROM_AFTER_TO' | 'NOT_FOUND' | 'SELF_APPROVAL'

/** The report of realised savings and its issues; what calculations say too is told there. */
export const savingProblems: ProblemTable<
  Exclude<SavingRefusal | PrepareIssueRefusal | DecideIssueRefusal, { readonly code: ToldElsewhere }>
> = {
  PERIOD_NOT_BEGUN: {
    status: 422,
    zh: '统计期自 {from} 开始,晚于业务时点 {asOf}。',
    en: 'The period begins on {from}, after the day asked for, {asOf}.',
  },
  SUMS_ONLY: {
    status: 403,
    zh: '您只能查看全市汇总:不能按企业查看,也不能加筛选条件,贷款明细不对您开放。',
    en: 'You are told sums of the city only: not by enterprise, not of a part of it, and no loan behind them.',
  },
  SAVING_PERIOD_NOT_OVER: {
    status: 422,
    zh: '统计期至 {to},今天是 {today}:期间结束后才能出具报告。',
    en: 'The period runs to {to} and today is {today}: a report is issued when its period is over.',
  },
  PERIOD_ISSUED_ALREADY: {
    status: 409,
    zh: '该统计期已出具报告 {number};以后知悉的变化请以重述报告出具。',
    en: 'The report {number} was issued for this period; what became known later is issued as its restatement.',
  },
  SAVING_ISSUE_NOT_SIGNED: {
    status: 409,
    zh: '报告 {number} 尚未签发或已退回,不能重述。',
    en: 'The report {number} is not signed, so there is nothing to restate.',
  },
  SAVING_ISSUE_RESTATED: {
    status: 409,
    zh: '报告 {number} 已由 {restatedBy} 重述。',
    en: 'The report {number} is restated by {restatedBy} already.',
  },
  SAVING_ISSUE_OF_ANOTHER_PERIOD: {
    status: 422,
    zh: '报告 {number} 的统计期为 {from} 至 {to},重述必须是同一期间。',
    en: 'The report {number} is of {from} to {to}; a restatement is of the same period.',
  },
  NOTHING_TO_RESTATE: {
    status: 409,
    zh: '截至 {knownAt} 所知,与报告 {number} 相同,无需重述。',
    en: 'As known at {knownAt} nothing differs from the report {number}.',
  },
  SAVING_ISSUE_DECIDED: {
    status: 409,
    zh: '报告 {number} 已签发或退回。',
    en: 'The report {number} is signed or returned already.',
  },
}
