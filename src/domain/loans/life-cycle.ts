import { ok, type Result, refuse } from '../../kernel/result.js'
import type { LifeCycleRefusal } from './refusal.js'

/**
 * 申请 · 已报价 · 已调查 · 已审查 · 已退回 · 已审批 · 已否决 · 已撤回 · 已签约 of an application, and of the loan it becomes
 * 已放款 · 逾期 · 已展期 · 已结清 · 已核销.
 */
export const LOAN_STATES = [
  'APPLIED',
  'QUOTED',
  'SURVEYED',
  'REVIEWED',
  'RETURNED',
  'APPROVED',
  'REJECTED',
  'WITHDRAWN',
  'CONTRACTED',
  'DISBURSED',
  'OVERDUE',
  'RESTRUCTURED',
  'SETTLED',
  'WRITTEN_OFF',
] as const
export type LoanState = (typeof LOAN_STATES)[number]

/**
 * 申请 · 报价 · 调查 · 审查 · 退回 · 重新提交 · 同意 · 否决 · 撤回 · 签约 · 撤销合同 · 合同失效 · 放款 · 冲正放款 · 转逾期 · 归还逾期 · 结清 · 恢复 (what had
 * settled the loan or written it off was reversed) · 展期 · 核销
 */
export const LOAN_STEPS = [
  'apply',
  'quote',
  'survey',
  'review',
  'return',
  'resubmit',
  'approve',
  'reject',
  'withdraw',
  'sign',
  'cancel',
  'lapse',
  'disburse',
  'take-back',
  'overdue',
  'cure',
  'settle',
  'reopen',
  'restructure',
  'write-off',
] as const
export type LoanStep = (typeof LOAN_STEPS)[number]

/** 客户经理 · 审查人 · 审批人 or 贷审会 · 申请人 · the program at the end of a day */
export type LoanActorRole = 'loan-officer' | 'credit-reviewer' | 'credit-approver' | 'applicant' | 'end-of-day'

export interface Transition {
  readonly from: LoanState
  readonly event: LoanStep
  readonly to: LoanState
  /** Who may take the step. */
  readonly by: readonly LoanActorRole[]
}

/** From where a step leads where, by whom; a step that leads nowhere else leaves the state as it is. */
const step = (
  event: LoanStep,
  by: readonly LoanActorRole[],
  from: readonly LoanState[],
  to?: LoanState,
): readonly Transition[] => from.map((state) => ({ from: state, event, to: to ?? state, by }))

const OFFICER = ['loan-officer'] as const
const DECIDERS = ['credit-approver'] as const
/** Neither decided nor ended, and with the bank: a returned form is with its officer. */
const BEFORE_DECISION: readonly LoanState[] = ['APPLIED', 'QUOTED', 'SURVEYED', 'REVIEWED']
const RUNNING: readonly LoanState[] = ['DISBURSED', 'OVERDUE', 'RESTRUCTURED']

/** Every step an application and its loan can take; what is not here is refused. Which of them a product requires is a rule. */
export const LIFE_CYCLE: readonly Transition[] = [
  ...step('quote', OFFICER, ['APPLIED'], 'QUOTED'),
  ...step('quote', OFFICER, ['QUOTED', 'SURVEYED', 'REVIEWED', 'RETURNED']),
  ...step('survey', OFFICER, ['APPLIED', 'QUOTED'], 'SURVEYED'),
  ...step('review', ['credit-reviewer'], ['APPLIED', 'QUOTED', 'SURVEYED'], 'REVIEWED'),
  ...step('return', ['credit-reviewer', 'credit-approver'], BEFORE_DECISION, 'RETURNED'),
  ...step('resubmit', OFFICER, ['RETURNED'], 'APPLIED'),
  ...step('approve', DECIDERS, BEFORE_DECISION, 'APPROVED'),
  ...step('reject', DECIDERS, BEFORE_DECISION, 'REJECTED'),
  ...step('withdraw', ['loan-officer', 'applicant'], [...BEFORE_DECISION, 'RETURNED', 'APPROVED'], 'WITHDRAWN'),
  ...step('sign', OFFICER, ['APPROVED'], 'CONTRACTED'),
  ...step('cancel', DECIDERS, ['CONTRACTED'], 'WITHDRAWN'),
  ...step('lapse', ['end-of-day'], ['CONTRACTED'], 'WITHDRAWN'),
  ...step('disburse', OFFICER, ['CONTRACTED', 'DISBURSED'], 'DISBURSED'),
  ...step('take-back', DECIDERS, ['DISBURSED', 'OVERDUE'], 'CONTRACTED'),
  ...step('overdue', ['end-of-day'], ['DISBURSED', 'RESTRUCTURED'], 'OVERDUE'),
  ...step('cure', ['loan-officer', 'end-of-day'], ['OVERDUE'], 'DISBURSED'),
  ...step('settle', OFFICER, RUNNING, 'SETTLED'),
  ...step('reopen', OFFICER, ['SETTLED', 'WRITTEN_OFF'], 'DISBURSED'),
  ...step('restructure', OFFICER, RUNNING, 'RESTRUCTURED'),
  ...step('write-off', OFFICER, RUNNING, 'WRITTEN_OFF'),
]

/** The state after the step, or STATE_FORBIDS with the steps that are open. */
export const nextState = (state: LoanState, event: LoanStep): Result<LoanState, LifeCycleRefusal> => {
  const open = LIFE_CYCLE.filter(({ from }) => from === state)
  const taken = open.find((transition) => transition.event === event)
  return taken ? ok(taken.to) : refuse({ code: 'STATE_FORBIDS', state, event, allowed: open.map((one) => one.event) })
}
