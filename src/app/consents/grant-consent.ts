import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { insertConsent } from './store.js'
import { type ConsentRow, consentById, lenderByCode } from './views.js'

export const CONSENT_PURPOSES = ['pre_loan', 'post_loan', 'reloan_review'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

export type ConsentRefusal =
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'LENDER_UNKNOWN'; readonly lenderCode: string }
  | { readonly code: 'CONSENT_PERIOD_INVERTED'; readonly validFrom: string; readonly validTo: string }
  | { readonly code: 'CONSENT_ALREADY_OVER'; readonly validTo: string; readonly today: string }
  | { readonly code: 'CONSENT_WITHDRAWN'; readonly consentId: string; readonly withdrawnAt: string | null }

export interface ConsentInput {
  readonly lenderCode: string
  readonly purpose: ConsentPurpose
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
}

/** 授权: the enterprise lets a lender look into its account from a day on. */
export async function grantConsent(
  command: Command,
  input: ConsentInput,
  today: CivilDate,
): Promise<Result<ConsentRow, ConsentRefusal>> {
  const { tx, actor } = command
  const { lenderCode, validFrom, validTo } = input
  if (validTo !== null && validTo < validFrom) return refuse({ code: 'CONSENT_PERIOD_INVERTED', validFrom, validTo })
  if (validTo !== null && validTo < today) return refuse({ code: 'CONSENT_ALREADY_OVER', validTo, today })
  const lender = await lenderByCode(tx, lenderCode)
  if (!lender) return refuse({ code: 'LENDER_UNKNOWN', lenderCode })
  const id = await insertConsent(tx, {
    enterpriseId: actor.organisationId,
    lenderId: lender.id,
    purpose: input.purpose,
    validFrom,
    validTo,
    grantedBy: actor.userId,
    basis: 'granted by the enterprise',
  })
  await recordEvent(command, { action: 'consent.granted', subjectKind: 'consent', subjectId: id, detail: { ...input } })
  return consentOf(command, id)
}

export async function consentOf({ tx }: Command, id: string): Promise<Result<ConsentRow, ConsentRefusal>> {
  const consent = await consentById(tx, id)
  return consent ? ok(consent) : refuse({ code: 'NOT_FOUND', what: 'consent' })
}
