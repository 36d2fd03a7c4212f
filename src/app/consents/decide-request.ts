import { checkOpen, type DecisionRefusal, type Grant, grantOf } from '../../domain/consent/decide.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { type ConsentRequestRow, requestById } from './request-views.js'
import { insertConsent, insertDecision, lockAnswerTo } from './store.js'
import { consentTextOn } from './views.js'

export type ConsentDecisionRefusal = DecisionRefusal | { readonly code: 'NOT_FOUND'; readonly what: string }

/** The signer's word: a grant, or null to refuse. */
export interface ConsentAnswer {
  readonly requestId: string
  readonly grant: Grant | null
  readonly reason: string | null
}

/** The enterprise answers a request once: it grants all or part of what was asked, or refuses. */
export async function decideRequest(
  command: Command,
  answer: ConsentAnswer,
  today: CivilDate,
): Promise<Result<ConsentRequestRow, ConsentDecisionRefusal>> {
  const { tx, actor } = command
  const { requestId, grant, reason } = answer
  await lockAnswerTo(tx, requestId)
  const request = await requestById(tx, requestId)
  if (!request) return notFound('consent request')
  const text = await consentTextOn(tx, today)

  const granted = grant === null ? checkOpen(request, 'refuse', today) : grantOf(request, grant, text, today)
  if (!granted.ok) return granted

  const parties = { enterpriseId: actor.organisationId, lenderId: request.lenderId }
  const consentId =
    granted.value === null
      ? null
      : await insertConsent(tx, {
          ...parties,
          ...granted.value,
          purpose: request.purpose,
          grantedBy: actor.userId,
          basis: 'granted on request',
          requestId,
          text,
        })
  const outcome = consentId === null ? 'REFUSED' : 'GRANTED'
  await insertDecision(tx, { ...parties, requestId, outcome, consentId, reason, decidedBy: actor.userId })
  await recordEvent(command, {
    action: consentId === null ? 'consent.refused' : 'consent.granted',
    subjectKind: consentId === null ? 'consent_request' : 'consent',
    subjectId: consentId ?? requestId,
    detail: {
      requestId,
      lender: request.lender,
      purpose: request.purpose,
      reason,
      ...granted.value,
      textHash: text.hash,
    },
  })
  const decided = await requestById(tx, requestId)
  return decided ? ok(decided) : notFound('consent request')
}
