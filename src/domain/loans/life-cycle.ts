import { ok, type Result, refuse } from '../../kernel/result.js'
import type { LifeCycleRefusal } from './refusal.js'

/** 申请 · 已报价 · 已审批 · 已签约 · 已放款 · 已结清 · 已否决 */
export type LoanState = 'APPLIED' | 'QUOTED' | 'APPROVED' | 'CONTRACTED' | 'DISBURSED' | 'SETTLED' | 'REJECTED'
export type LoanStep = 'quote' | 'approve' | 'reject' | 'sign' | 'disburse' | 'settle'
export type LoanActorRole = 'loan-officer' | 'credit-approver'

export interface Transition {
  readonly from: LoanState
  readonly event: LoanStep
  readonly to: LoanState
  /** Who may take the step. */
  readonly role: LoanActorRole
}

/** Every step a loan can take; what is not here is refused. */
export const LIFE_CYCLE: readonly Transition[] = [
  { from: 'APPLIED', event: 'quote', to: 'QUOTED', role: 'loan-officer' },
  { from: 'QUOTED', event: 'quote', to: 'QUOTED', role: 'loan-officer' },
  { from: 'APPLIED', event: 'approve', to: 'APPROVED', role: 'credit-approver' },
  { from: 'QUOTED', event: 'approve', to: 'APPROVED', role: 'credit-approver' },
  { from: 'APPLIED', event: 'reject', to: 'REJECTED', role: 'credit-approver' },
  { from: 'QUOTED', event: 'reject', to: 'REJECTED', role: 'credit-approver' },
  { from: 'APPROVED', event: 'reject', to: 'REJECTED', role: 'credit-approver' },
  { from: 'APPROVED', event: 'sign', to: 'CONTRACTED', role: 'loan-officer' },
  { from: 'CONTRACTED', event: 'disburse', to: 'DISBURSED', role: 'loan-officer' },
  { from: 'DISBURSED', event: 'disburse', to: 'DISBURSED', role: 'loan-officer' },
  { from: 'DISBURSED', event: 'settle', to: 'SETTLED', role: 'loan-officer' },
]

/** The state after the step, or STATE_FORBIDS with the steps that are open. */
export const nextState = (state: LoanState, event: LoanStep): Result<LoanState, LifeCycleRefusal> => {
  const open = LIFE_CYCLE.filter(({ from }) => from === state)
  const taken = open.find((transition) => transition.event === event)
  return taken ? ok(taken.to) : refuse({ code: 'STATE_FORBIDS', state, event, allowed: open.map((one) => one.event) })
}
