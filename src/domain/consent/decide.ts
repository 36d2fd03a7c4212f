import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type FieldGroup, fieldGroupsOf } from './field-group.js'
import { allows, requestStateOn } from './life-cycle.js'
import { checkPeriod, type Period, type PeriodRefusal } from './period.js'

export type DecisionRefusal =
  | PeriodRefusal
  | { readonly code: 'CONSENT_REQUEST_CLOSED'; readonly state: string; readonly expiresOn: string }
  | { readonly code: 'CONSENT_NOT_REQUESTED'; readonly fieldGroups: readonly string[] }
  | { readonly code: 'CONSENT_LONGER_THAN_REQUESTED'; readonly validTo: string; readonly requested: string }
  | { readonly code: 'CONSENT_TEXT_OUTDATED'; readonly version: number }

export interface OpenRequest extends Period {
  readonly fieldGroups: readonly FieldGroup[]
  readonly expiresOn: CivilDate
  readonly outcome: 'GRANTED' | 'REFUSED' | null
}

/** What the signer signs; what is left out stays as it was asked for. */
export interface Grant {
  readonly fieldGroups: readonly FieldGroup[] | null
  readonly validTo: CivilDate | null
  /** Of the wording the signer has read. */
  readonly textHash: string
}

/** A request is answered once, and before its last day has passed. */
export function checkOpen(
  request: OpenRequest,
  event: 'grant' | 'refuse',
  today: CivilDate,
): Result<null, DecisionRefusal> {
  const state = requestStateOn(request, today)
  return allows(state, event)
    ? ok(null)
    : refuse({ code: 'CONSENT_REQUEST_CLOSED', state, expiresOn: request.expiresOn })
}

/** The consent that a grant makes of a request: never more than was asked, on the wording that is in force. */
export function grantOf(
  request: OpenRequest,
  grant: Grant,
  text: { readonly version: number; readonly hash: string },
  today: CivilDate,
): Result<Period & { readonly fieldGroups: readonly FieldGroup[] }, DecisionRefusal> {
  const open = checkOpen(request, 'grant', today)
  if (!open.ok) return open
  if (grant.textHash !== text.hash) return refuse({ code: 'CONSENT_TEXT_OUTDATED', version: text.version })
  const fieldGroups = fieldGroupsOf(grant.fieldGroups ?? request.fieldGroups)
  const unasked = fieldGroups.filter((group) => !request.fieldGroups.includes(group))
  if (unasked.length > 0) return refuse({ code: 'CONSENT_NOT_REQUESTED', fieldGroups: unasked })
  const validTo = grant.validTo ?? request.validTo
  if (validTo !== null && request.validTo !== null && validTo > request.validTo)
    return refuse({ code: 'CONSENT_LONGER_THAN_REQUESTED', validTo, requested: request.validTo })
  return checkPeriod({ validFrom: request.validFrom, validTo, fieldGroups }, today)
}
