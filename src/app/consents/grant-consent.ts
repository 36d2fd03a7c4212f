import { type FieldGroup, fieldGroupsOf } from '../../domain/consent/field-group.js'
import { checkPeriod, type PeriodRefusal } from '../../domain/consent/period.js'
import type { ConsentPurpose } from '../../domain/consent/purpose.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { insertConsent } from './store.js'
import { type ConsentRow, consentById, consentTextOn, lenderByCode } from './views.js'

export { FIELD_GROUPS as ALL_FIELD_GROUPS } from '../../domain/consent/field-group.js'
export { CONSENT_PURPOSES, type ConsentPurpose } from '../../domain/consent/purpose.js'

export type ConsentRefusal =
  | PeriodRefusal
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'LENDER_UNKNOWN'; readonly lenderCode: string }
  | { readonly code: 'CONSENT_WITHDRAWN'; readonly consentId: string; readonly withdrawnAt: string | null }

export interface ConsentInput {
  readonly lenderCode: string
  readonly purpose: ConsentPurpose
  readonly fieldGroups: readonly FieldGroup[]
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
}

/** 授权: the enterprise, unasked, lets a lender look into its account from a day on. */
export async function grantConsent(
  command: Command,
  input: ConsentInput,
  today: CivilDate,
): Promise<Result<ConsentRow, ConsentRefusal>> {
  const { tx, actor } = command
  const { lenderCode, validFrom, validTo } = input
  const lender = await lenderByCode(tx, lenderCode)
  const text = await consentTextOn(tx, today)

  const period = checkPeriod({ validFrom, validTo }, today)
  if (!period.ok) return period
  if (!lender) return refuse({ code: 'LENDER_UNKNOWN', lenderCode })

  const fieldGroups = fieldGroupsOf(input.fieldGroups)
  const id = await insertConsent(tx, {
    enterpriseId: actor.organisationId,
    lenderId: lender.id,
    purpose: input.purpose,
    fieldGroups,
    validFrom,
    validTo,
    grantedBy: actor.userId,
    basis: 'granted by the enterprise',
    requestId: null,
    text,
  })
  await recordEvent(command, {
    action: 'consent.granted',
    subjectKind: 'consent',
    subjectId: id,
    detail: { ...input, fieldGroups, textHash: text.hash },
  })
  return consentOf(command, id)
}

export async function consentOf(
  { tx }: Command,
  id: string,
): Promise<Result<ConsentRow, { readonly code: 'NOT_FOUND'; readonly what: string }>> {
  const consent = await consentById(tx, id)
  return consent ? ok(consent) : refuse({ code: 'NOT_FOUND', what: 'consent' })
}
