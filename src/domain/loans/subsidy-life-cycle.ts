import { ok, type Result, refuse } from '../../kernel/result.js'

/** 已申报 · 已获批 · 已到账 · 已否决 · 已追回 */
export type SubsidyState = 'CLAIMED' | 'APPROVED' | 'PAID' | 'REJECTED' | 'RECOVERED'

/** A rejected claim frees its period and its share of the cap, and so does money taken back. */
export const FREES_ITS_PERIOD: readonly SubsidyState[] = ['REJECTED', 'RECOVERED']

const NEXT: Readonly<Record<SubsidyState, readonly SubsidyState[]>> = {
  CLAIMED: ['APPROVED', 'REJECTED'],
  APPROVED: ['PAID', 'REJECTED'],
  PAID: ['RECOVERED'],
  REJECTED: [],
  RECOVERED: [],
}

export type SubsidyStepRefusal =
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'SUBSIDY_SAME_PERSON'; readonly state: SubsidyState }

/** Whether a claim may go on, by another person than took its last step. */
export const nextSubsidyState = (
  last: { readonly state: SubsidyState; readonly takenBy: string },
  to: SubsidyState,
  by: string,
): Result<SubsidyState, SubsidyStepRefusal> => {
  const allowed = NEXT[last.state]
  if (!allowed.includes(to)) return refuse({ code: 'STATE_FORBIDS', state: last.state, event: to, allowed })
  return by === last.takenBy ? refuse({ code: 'SUBSIDY_SAME_PERSON', state: last.state }) : ok(to)
}
