import type { MethodDecisionRefusal } from '../../app/methods/decide-method.js'
import type { MethodProposalRefusal } from '../../app/methods/propose-method.js'
import type { StudyRefusal } from '../../app/methods/studied-rating.js'
import type { ProposalDecisionRefusal } from '../../app/rules/proposal-to-decide.js'
import type { EnterVetoRefusal } from '../../app/vetoes/enter-veto.js'
import type { ProblemTable } from './problem-table.js'

type MethodSlice = MethodProposalRefusal | MethodDecisionRefusal | StudyRefusal | EnterVetoRefusal
type ToldElsewhere = ProposalDecisionRefusal['code'] | 'RATING_NOT_FOUND' | 'RATING_METHOD_UNKNOWN'

/** Methods, grids, the city's choice between methods, and vetoes. */
export const methodProblems: ProblemTable<Exclude<MethodSlice, { readonly code: ToldElsewhere }>> = {
  METHOD_NOT_PUBLISHABLE: {
    status: 422,
    zh: '有 {count} 处问题,不能发布。第一处 {pointer}:{problem}。全部见 problems。',
    en: 'It cannot be published: {count} problems, the first at {pointer}: {problem}. All of them are in problems.',
  },
  IMPACT_MISSING: {
    status: 409,
    zh: '该提案的现行内容还没有影响报告,请先由提案人计算影响再审批。',
    en: 'There is no impact report of the proposal as it now reads; its maker computes one before anybody decides.',
  },
  NOT_THE_MAKER: {
    status: 403,
    zh: '只有提案人本人可以修改提案。',
    en: 'Only who entered a proposal may revise it.',
  },
  METHOD_KIND_FIXED: {
    status: 422,
    zh: '该提案的类型是 {kind},修改时不能改变类型。',
    en: 'The proposal is of the kind {kind}; a revision cannot change that.',
  },
  VETO_STANDS: {
    status: 409,
    zh: '企业因 {vetoes} 不评级,在此期间没有可提升的等级。',
    en: 'The enterprise is not rated because of {vetoes}; while that stands there is no grade to lift.',
  },
  VETO_PERIOD_INVERTED: {
    status: 422,
    zh: '截止日 {validTo} 早于起始日 {validFrom}。',
    en: 'The veto would end on {validTo}, before it begins on {validFrom}.',
  },
  VETO_PENALTY_TOO_LONG: {
    status: 422,
    zh: '重大环保处罚的否决期为二十四个月,最迟到 {most},不能到 {validTo}。',
    en: 'A major environmental penalty counts for 24 months, until {most} at the latest, not until {validTo}.',
  },
  VETO_NOT_STANDING: {
    status: 409,
    zh: '否决项 {vetoId} 的状态是 {state},只能更正已确认的否决项。',
    en: 'The veto {vetoId} is {state}; only a confirmed one can be corrected.',
  },
}
