import type { CheckRefusal } from '../../app/loans/disbursement-checks.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import type { ProblemTable } from './problem-table.js'

type StepCode =
  | 'STEP_MISSING'
  | 'TOOK_PART_BEFORE'
  | 'APPROVAL_ABOVE_ROLE'
  | 'SECOND_QUERY_MISSING'
  | 'GUARANTEE_MISSING'

/** What the way of an application through survey, review and approval to its disbursement is refused with. */
export const loanStepProblems: ProblemTable<Extract<LifeCycleRefusal | CheckRefusal, { readonly code: StepCode }>> = {
  STEP_MISSING: {
    status: 409,
    zh: '本产品须先完成 {missing},才能进行 {event}。',
    en: 'The product requires {missing} before {event}.',
  },
  TOOK_PART_BEFORE: {
    status: 403,
    zh: '岗位分离:已办理本笔业务 {earlier} 的人员不能再办理 {event},请由另一人办理。',
    en: 'Whoever took the step {earlier} of this case may not take {event}; another person must.',
  },
  APPROVAL_ABOVE_ROLE: {
    status: 403,
    zh: '金额 {amount} 元超过 {role} 的审批权限 {limit} 元,请提交贷审会。',
    en: 'The amount {amount} is above the {limit} yuan that {role} may approve; take it to the credit committee.',
  },
  SECOND_QUERY_MISSING: {
    status: 409,
    zh: '缺少放款前的第二次查询证明;签订质押合同时的查询证明 {firstQuery} 不能再用。',
    en: 'A second query certificate is missing; {firstQuery}, of the pledge contract, does not count again.',
  },
  GUARANTEE_MISSING: {
    status: 409,
    zh: '合同 {contractNo} 在 {on} 没有有效的担保。',
    en: 'The contract {contractNo} has no guarantee in force on {on}.',
  },
}
