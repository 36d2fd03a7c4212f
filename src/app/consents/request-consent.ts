import { type FieldGroup, fieldGroupsOf } from '../../domain/consent/field-group.js'
import { checkAskedPeriod, type PeriodRefusal } from '../../domain/consent/period.js'
import type { ConsentPurpose } from '../../domain/consent/purpose.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { countOf } from '../loans/product-terms.js'
import { type ConsentRequestRow, requestById, waitingRequest } from './request-views.js'
import { insertRequest, lockRequestsOf } from './store.js'

export type ConsentRequestRefusal =
  | PeriodRefusal
  | { readonly code: 'CONSENT_REQUEST_WAITS'; readonly requestId: string; readonly expiresOn: string }

export interface ConsentRequestInput {
  readonly uscc: string
  readonly purpose: ConsentPurpose
  readonly fieldGroups: readonly FieldGroup[]
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly reason: string
}

/**
 * 申请授权: a bank asks whoever has this code. Nothing is looked up by the code, so a code that nobody has is answered, stored and
 * listed like any other.
 */
export async function requestConsent(
  command: Command,
  input: ConsentRequestInput,
  today: CivilDate,
): Promise<Result<ConsentRequestRow, ConsentRequestRefusal>> {
  const { tx, actor } = command
  const { uscc, purpose, validFrom, validTo, reason } = input
  const lenderId = actor.organisationId
  await lockRequestsOf(tx, lenderId)
  const waiting = await waitingRequest(tx, { lenderId, uscc, purpose, on: today })
  const longest = await countOf(tx, 'consent.pre_loan_max_d', today)
  const open = await countOf(tx, 'consent.request_expiry_d', today)

  const period = checkAskedPeriod({ purpose, validFrom, validTo }, longest.value, today)
  if (!period.ok) return period
  if (waiting) return refuse({ code: 'CONSENT_REQUEST_WAITS', requestId: waiting.id, expiresOn: waiting.expiresOn })

  const fieldGroups = fieldGroupsOf(input.fieldGroups)
  const expiresOn = addDays(today, open.value)
  const id = await insertRequest(tx, {
    lenderId,
    uscc,
    purpose,
    fieldGroups,
    validFrom,
    validTo,
    reason,
    requestedOn: today,
    expiresOn,
    requestedBy: actor.userId,
  })
  await recordEvent(command, {
    action: 'consent.requested',
    subjectKind: 'consent_request',
    subjectId: id,
    detail: { ...input, fieldGroups, expiresOn, rules: [longest.rule.ruleId, open.rule.ruleId] },
  })
  const request = await requestById(tx, id)
  if (!request) throw new Error(`the consent request ${id} was added and is not there`)
  return ok(request)
}
