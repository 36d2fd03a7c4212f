import { checkConfirmation } from '../../domain/carbon/verification.js'
import { type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { lockAccounts } from '../carbon/store.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { type VerificationCommandRefusal, verificationOf } from './record-verification.js'
import { insertConfirmation } from './store.js'
import { type VerificationRow, verificationById } from './views.js'

/** 复核: an auditor confirms what a steward entered, for the organisation that the record names; from then on it counts. */
export async function confirmVerification(
  command: Command,
  verificationId: string,
): Promise<Result<VerificationRow, VerificationCommandRefusal>> {
  const { tx, actor } = command
  const record = await verificationById(tx, verificationId)
  if (!record) return notFound('verification')
  const { enterpriseId, uscc, level } = record
  const checked = checkConfirmation(record, { userId: actor.userId, organisationId: actor.organisationId })
  if (!checked.ok) return checked
  const recordedAt = await lockAccounts(tx, [enterpriseId])
  const confirmation = { verificationId, enterpriseId, confirmedFor: actor.organisationId, confirmedBy: actor.userId }
  if (!(await insertConfirmation(tx, { ...confirmation, recordedAt })))
    return refuse({ code: 'VERIFICATION_ALREADY_CONFIRMED', verificationId })
  await recordEvent(command, {
    action: 'verification.confirmed',
    subjectKind: 'verification',
    subjectId: verificationId,
    detail: { uscc, level },
  })
  return verificationOf(command, verificationId)
}
