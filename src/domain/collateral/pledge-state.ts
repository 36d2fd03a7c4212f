import { ok, type Result, refuse } from '../../kernel/result.js'

/** 查重 · 已签质押合同 · 已登记 · 已冻结 · 已解除. PRECHECK is before anything is written. */
export type PledgeState = 'PRECHECK' | 'CONTRACTED' | 'REGISTERED' | 'FROZEN_CONFIRMED' | 'RELEASED'
export type PledgeEvent = 'contract' | 'register' | 'confirm-freeze' | 'release'
export interface PledgeTransition {
  readonly from: PledgeState
  readonly event: PledgeEvent
  readonly to: PledgeState
  readonly actor: 'lender' | 'exchange'
}
/** Every step of a pledge. */
export const PLEDGE_TRANSITIONS: readonly PledgeTransition[] = [
  { from: 'PRECHECK', event: 'contract', to: 'CONTRACTED', actor: 'lender' },
  { from: 'CONTRACTED', event: 'register', to: 'REGISTERED', actor: 'lender' },
  { from: 'REGISTERED', event: 'confirm-freeze', to: 'FROZEN_CONFIRMED', actor: 'exchange' },
  { from: 'CONTRACTED', event: 'release', to: 'RELEASED', actor: 'lender' },
  { from: 'REGISTERED', event: 'release', to: 'RELEASED', actor: 'lender' },
  { from: 'FROZEN_CONFIRMED', event: 'release', to: 'RELEASED', actor: 'lender' },
]

export interface StateForbids {
  readonly code: 'STATE_FORBIDS'
  readonly state: string
  readonly event: string
  readonly allowed: readonly string[]
}
export const nextPledgeState = (state: PledgeState, event: PledgeEvent): Result<PledgeState, StateForbids> => {
  const open = PLEDGE_TRANSITIONS.filter(({ from }) => from === state)
  const taken = open.find((transition) => transition.event === event)
  return taken ? ok(taken.to) : refuse({ code: 'STATE_FORBIDS', state, event, allowed: open.map((one) => one.event) })
}
