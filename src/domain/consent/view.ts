import { ok, type Result, refuse } from '../../kernel/result.js'
import { FIELD_GROUPS, type FieldGroup, VIEWABLES, type Viewable } from './field-group.js'
import { CONSENT_PURPOSES, type ConsentPurpose, type ViewPurpose } from './purpose.js'

export type ViewRefusal =
  | { readonly code: 'CONSENT_REQUIRED'; readonly uscc: string; readonly fieldGroup?: string }
  | { readonly code: 'PURPOSE_REQUIRED'; readonly purposes: readonly string[] }
  | { readonly code: 'PURPOSE_NOT_YOURS'; readonly purpose: string; readonly allowed: readonly string[] }

/** What opens an account to whom: consents in force, the newest first, or one purpose by ownership, office or filing. */
export type Standing =
  | { readonly by: 'consent'; readonly consents: readonly StandingConsent[] }
  | { readonly by: 'right'; readonly purpose: ViewPurpose }
  | { readonly by: 'nothing' }

export interface StandingConsent {
  readonly id: string
  readonly purpose: ConsentPurpose
  readonly fieldGroups: readonly FieldGroup[]
}

export interface OpenView {
  readonly purpose: ViewPurpose
  /** The newest consent that opens it; null where none is needed. */
  readonly consentId: string | null
  /** What may be shown under the purpose. */
  readonly fieldGroups: readonly FieldGroup[]
}

export interface ViewQuestion {
  readonly uscc: string
  readonly what: Viewable
  /** May be left out where there is only one. */
  readonly purpose: ViewPurpose | null
}

/** Whether a view is open, under which purpose and by which consent (I-24: firm, bank, purpose and fields). */
export function openView(standing: Standing, question: ViewQuestion): Result<OpenView, ViewRefusal> {
  const { uscc, what, purpose } = question
  const fieldGroup = VIEWABLES[what]
  if (standing.by === 'nothing') return refuse({ code: 'CONSENT_REQUIRED', uscc, fieldGroup })
  if (standing.by === 'right') {
    if (purpose !== null && purpose !== standing.purpose)
      return refuse({ code: 'PURPOSE_NOT_YOURS', purpose, allowed: [standing.purpose] })
    return ok({ purpose: standing.purpose, consentId: null, fieldGroups: FIELD_GROUPS })
  }
  if (purpose !== null && !CONSENT_PURPOSES.some((known) => known === purpose))
    return refuse({ code: 'PURPOSE_NOT_YOURS', purpose, allowed: CONSENT_PURPOSES })
  const opening = standing.consents.filter(
    (consent) => consent.fieldGroups.includes(fieldGroup) && (purpose === null || consent.purpose === purpose),
  )
  const newest = opening[0]
  if (newest === undefined) return refuse({ code: 'CONSENT_REQUIRED', uscc, fieldGroup })
  const purposes = CONSENT_PURPOSES.filter((known) => opening.some((consent) => consent.purpose === known))
  if (purposes.length > 1) return refuse({ code: 'PURPOSE_REQUIRED', purposes })
  const granted = standing.consents.filter((consent) => consent.purpose === newest.purpose)
  return ok({
    purpose: newest.purpose,
    consentId: newest.id,
    fieldGroups: FIELD_GROUPS.filter((group) => granted.some((consent) => consent.fieldGroups.includes(group))),
  })
}
