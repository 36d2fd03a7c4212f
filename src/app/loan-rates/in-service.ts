import { ok, type Result, refuse } from '../../kernel/result.js'

export type InServiceRefusal = {
  readonly code: 'STATE_FORBIDS'
  readonly state: string
  readonly event: string
  readonly allowed: readonly string[]
}

/** Only what has been paid out and not ended bears a rate that can change. */
export const inService = (state: string, event: string): Result<null, InServiceRefusal> =>
  state === 'DISBURSED' || state === 'OVERDUE' ? ok(null) : refuse({ code: 'STATE_FORBIDS', state, event, allowed: [] })
