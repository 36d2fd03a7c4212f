import type { CivilDate } from '../../kernel/civil-date.js'

/** 待授权 · 已授权 · 已拒绝 · 已撤回 · 已到期 */
export type ConsentState = 'REQUESTED' | 'GRANTED' | 'REFUSED' | 'WITHDRAWN' | 'EXPIRED'
export type ConsentEvent = 'request' | 'grant' | 'refuse' | 'withdraw' | 'expire'

export interface ConsentTransition {
  /** null: nothing was there before. */
  readonly from: ConsentState | null
  readonly event: ConsentEvent
  readonly to: ConsentState
  readonly by: 'bank' | 'enterprise' | 'time'
}

/** Every step of a consent. An enterprise may grant without having been asked; what is not here cannot happen. */
export const CONSENT_TRANSITIONS: readonly ConsentTransition[] = [
  { from: null, event: 'request', to: 'REQUESTED', by: 'bank' },
  { from: null, event: 'grant', to: 'GRANTED', by: 'enterprise' },
  { from: 'REQUESTED', event: 'grant', to: 'GRANTED', by: 'enterprise' },
  { from: 'REQUESTED', event: 'refuse', to: 'REFUSED', by: 'enterprise' },
  { from: 'REQUESTED', event: 'expire', to: 'EXPIRED', by: 'time' },
  { from: 'GRANTED', event: 'withdraw', to: 'WITHDRAWN', by: 'enterprise' },
  { from: 'GRANTED', event: 'expire', to: 'EXPIRED', by: 'time' },
]

/** Whether the table has such a step from the state. */
export const allows = (state: ConsentState, event: ConsentEvent): boolean =>
  CONSENT_TRANSITIONS.some((step) => step.from === state && step.event === event)

/** How a request stands on a day: its answer, else whether its last day has passed. */
export const requestStateOn = (
  request: { readonly expiresOn: CivilDate; readonly outcome: 'GRANTED' | 'REFUSED' | null },
  today: CivilDate,
): ConsentState => request.outcome ?? (today > request.expiresOn ? 'EXPIRED' : 'REQUESTED')

/** How a granted consent stands on a day; a withdrawal outlives the period. */
export const consentStateOn = (
  consent: { readonly validTo: CivilDate | null; readonly withdrawnAt: string | null },
  today: CivilDate,
): ConsentState => {
  if (consent.withdrawnAt !== null) return 'WITHDRAWN'
  return consent.validTo !== null && today > consent.validTo ? 'EXPIRED' : 'GRANTED'
}
