import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { VerificationLevel } from './rating-method.js'

/** A statement of a verifier about an account 核查记录, as a steward enters it. */
export interface VerificationDraft {
  readonly level: VerificationLevel
  readonly periodStart: CivilMonth
  readonly periodEnd: CivilMonth
  /** Organisation code or name of who verified; the firm itself is `self-declared`. */
  readonly verifier: string | null
  readonly statementNo: string | null
  readonly evidenceHash: string | null
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
}

export type VerificationRefusal =
  | {
      readonly code: 'VERIFICATION_PERIOD_INVERTED'
      readonly member: string
      readonly from: string
      readonly to: string
    }
  | { readonly code: 'VERIFICATION_MEMBER_MISSING'; readonly level: string; readonly member: string }
  | { readonly code: 'VERIFICATION_NEEDS_NO_CONFIRMATION'; readonly level: string }
  | { readonly code: 'VERIFICATION_ALREADY_CONFIRMED'; readonly verificationId: string }
  | { readonly code: 'VERIFICATION_MAKER_CONFIRMS'; readonly verificationId: string }
  | { readonly code: 'VERIFIER_UNKNOWN'; readonly verifierCode: string }
  | { readonly code: 'NOT_THE_VERIFIER'; readonly verifierCode: string }

/** Assurance by a third party stands only once an auditor's organisation has confirmed it. */
export const needsConfirmation = (level: VerificationLevel): boolean => level === 'limited' || level === 'reasonable'

/** Refuses a record that proves nothing: a level above none names who verified, under which number, with which evidence. */
export function checkVerification<D extends VerificationDraft>(draft: D): Result<D, VerificationRefusal> {
  const { level, periodStart, periodEnd, validFrom, validTo } = draft
  const inverted = (member: string, from: string, to: string) =>
    refuse({ code: 'VERIFICATION_PERIOD_INVERTED', member, from, to })
  if (periodEnd < periodStart) return inverted('period', periodStart, periodEnd)
  if (validTo !== null && validTo < validFrom) return inverted('validTo', validFrom, validTo)
  if (level === 'none') return ok(draft)
  const needed =
    level === 'self-declared' ? (['evidenceHash'] as const) : (['verifier', 'statementNo', 'evidenceHash'] as const)
  const missing = needed.find((member) => draft[member] === null)
  return missing ? refuse({ code: 'VERIFICATION_MEMBER_MISSING', level, member: missing }) : ok(draft)
}

/** What a confirmation has to know of the record. */
export interface ConfirmableVerification {
  readonly id: string
  readonly level: VerificationLevel
  readonly recordedBy: string
  readonly verifierId: string | null
  readonly verifierCode: string | null
  readonly confirmedAt: string | null
}

/** Maker and checker are two people; a record that names an organisation is confirmed by that one. */
export function checkConfirmation(
  record: ConfirmableVerification,
  checker: { readonly userId: string; readonly organisationId: string },
): Result<null, VerificationRefusal> {
  const { id: verificationId, level, verifierId, verifierCode } = record
  if (!needsConfirmation(level)) return refuse({ code: 'VERIFICATION_NEEDS_NO_CONFIRMATION', level })
  if (record.confirmedAt !== null) return refuse({ code: 'VERIFICATION_ALREADY_CONFIRMED', verificationId })
  if (record.recordedBy === checker.userId) return refuse({ code: 'VERIFICATION_MAKER_CONFIRMS', verificationId })
  if (verifierId !== null && verifierId !== checker.organisationId)
    return refuse({ code: 'NOT_THE_VERIFIER', verifierCode: verifierCode ?? '' })
  return ok(null)
}

/** A record as it stands: unconfirmed assurance is not among these. */
export interface StandingVerification {
  readonly id: string
  readonly level: VerificationLevel
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
}

/**
 * The record in force on a day. `standing` is in the order in which records came to stand (by confirmation, else by entry): of those
 * that hold on the day the last counts, so that a later word withdraws an earlier one.
 */
export const verificationInForce = <V extends StandingVerification>(
  standing: readonly V[],
  asOf: CivilDate,
): V | undefined =>
  standing.findLast(({ validFrom, validTo }) => validFrom <= asOf && (validTo === null || validTo >= asOf))
