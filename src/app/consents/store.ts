import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { FieldGroup } from '../../domain/consent/field-group.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface NewConsent {
  readonly enterpriseId: string
  readonly lenderId: string
  readonly purpose: string
  readonly fieldGroups: readonly FieldGroup[]
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly grantedBy: string
  readonly basis: string
  /** The request it answers; null when the enterprise was not asked. */
  readonly requestId: string | null
  /** The wording that was signed. */
  readonly text: { readonly version: number; readonly hash: string }
}

const textArray = (words: readonly string[]) =>
  sql`ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(words)}::jsonb))`

/** @returns its id */
export async function insertConsent(tx: Tx, consent: NewConsent): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO consent (enterprise_id, lender_id, purpose, field_groups, valid_from, valid_to, granted_by, basis, request_id,
      text_version, text_hash)
    VALUES (${consent.enterpriseId}, ${consent.lenderId}, ${consent.purpose}, ${textArray(consent.fieldGroups)},
      ${consent.validFrom}, ${consent.validTo}, ${consent.grantedBy}, ${consent.basis}, ${consent.requestId},
      ${consent.text.version}, ${consent.text.hash})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}

/** @returns false when it had been withdrawn before */
export async function insertWithdrawal(
  tx: Tx,
  withdrawal: { readonly consentId: string; readonly enterpriseId: string; readonly withdrawnBy: string },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    INSERT INTO consent_withdrawal (consent_id, enterprise_id, withdrawn_by)
    VALUES (${withdrawal.consentId}, ${withdrawal.enterpriseId}, ${withdrawal.withdrawnBy})
    ON CONFLICT (consent_id) DO NOTHING RETURNING consent_id`)
  return rows.length === 1
}

export interface NewConsentRequest {
  readonly lenderId: string
  readonly uscc: string
  readonly purpose: string
  readonly fieldGroups: readonly FieldGroup[]
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly reason: string
  readonly requestedOn: CivilDate
  readonly expiresOn: CivilDate
  readonly requestedBy: string
}

/** @returns its id */
export async function insertRequest(tx: Tx, request: NewConsentRequest): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    INSERT INTO consent_request (lender_id, uscc, purpose, field_groups, valid_from, valid_to, reason, requested_on, expires_on, requested_by)
    VALUES (${request.lenderId}, ${request.uscc}, ${request.purpose}, ${textArray(request.fieldGroups)}, ${request.validFrom},
      ${request.validTo}, ${request.reason}, ${request.requestedOn}, ${request.expiresOn}, ${request.requestedBy})
    RETURNING id`)
  return (rows[0] as { id: string }).id
}

/** Violates `consent_decision_pkey` when the request has been answered meanwhile. */
export async function insertDecision(
  tx: Tx,
  decision: {
    readonly requestId: string
    readonly enterpriseId: string
    readonly lenderId: string
    readonly outcome: 'GRANTED' | 'REFUSED'
    readonly consentId: string | null
    readonly reason: string | null
    readonly decidedBy: string
  },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO consent_decision (request_id, enterprise_id, lender_id, outcome, consent_id, reason, decided_by)
    VALUES (${decision.requestId}, ${decision.enterpriseId}, ${decision.lenderId}, ${decision.outcome}, ${decision.consentId},
      ${decision.reason}, ${decision.decidedBy})`)
}

/** Lets one request of a lender after the other: whoever comes second sees the first. */
export async function lockRequestsOf(tx: Tx, lenderId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('consent requests ' || ${lenderId}::text, 0))`)
}

/** Lets one answer to a request after the other. */
export async function lockAnswerTo(tx: Tx, requestId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('consent request ' || ${requestId}::text, 0))`)
}
