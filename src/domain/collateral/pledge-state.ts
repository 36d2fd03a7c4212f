import { ok, type Result, refuse } from '../../kernel/result.js'
import { PLEDGE_MACHINE, type PledgeEvent, type PledgeState } from './pledge-machine.js'

export type { PledgeEvent, PledgeState } from './pledge-machine.js'

export interface StateForbids {
  readonly code: 'STATE_FORBIDS'
  readonly state: string
  readonly event: string
  readonly allowed: readonly string[]
}
/** Where an event leads, whoever takes it; `pledge-machine.ts` says who may and on which conditions. */
export const nextPledgeState = (state: PledgeState, event: PledgeEvent): Result<PledgeState, StateForbids> => {
  const open = PLEDGE_MACHINE.transitions.filter(({ from }) => from === state)
  const taken = open.find((transition) => transition.event === event)
  return taken ? ok(taken.to) : refuse({ code: 'STATE_FORBIDS', state, event, allowed: open.map((one) => one.event) })
}

/**
 * The steps that lead from a state to an event which a command takes together with what comes before it: registering what was only
 * contracted asks for it first, and releasing what is registered begins and cancels first.
 */
export function stepsTo(
  state: PledgeState,
  event: 'register' | 'release',
  isCancelled = false,
): Result<readonly PledgeEvent[], StateForbids> {
  if (event === 'register' && state === 'CONTRACTED') return ok(['request-registration', 'register'])
  if (event === 'release' && state === 'RELEASING')
    return ok(isCancelled ? ['release'] : ['cancel-registration', 'release'])
  if (event === 'release' && nextPledgeState(state, 'begin-release').ok)
    return ok(['begin-release', 'cancel-registration', 'release'])
  const next = nextPledgeState(state, event)
  return next.ok ? ok([event]) : next
}
