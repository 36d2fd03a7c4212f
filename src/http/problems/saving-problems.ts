import type { SavingRefusal } from '../../app/reports/realised-saving.js'
import type { ProblemTable } from './problem-table.js'

type ToldElsewhere = 'FROM_AFTER_TO'

/** The report of realised savings and its issues; what calculations say too is told there. */
export const savingProblems: ProblemTable<Exclude<SavingRefusal, { readonly code: ToldElsewhere }>> = {
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
}
