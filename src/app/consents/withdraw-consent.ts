import { type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { type ConsentRefusal, consentOf } from './grant-consent.js'
import { insertWithdrawal } from './store.js'
import { type ConsentRow, consentById } from './views.js'

/** 撤回授权: the account closes to the lender with this transaction. */
export async function withdrawConsent(
  command: Command,
  consentId: string,
): Promise<Result<ConsentRow, ConsentRefusal>> {
  const { tx, actor } = command
  const consent = await consentById(tx, consentId)
  if (!consent) return refuse({ code: 'NOT_FOUND', what: 'consent' })
  const { enterpriseId, uscc, lender, withdrawnAt } = consent
  if (!(await insertWithdrawal(tx, { consentId, enterpriseId, withdrawnBy: actor.userId })))
    return refuse({ code: 'CONSENT_WITHDRAWN', consentId, withdrawnAt })
  await recordEvent(command, {
    action: 'consent.withdrawn',
    subjectKind: 'consent',
    subjectId: consentId,
    detail: { uscc, lender },
  })
  return consentOf(command, consentId)
}
