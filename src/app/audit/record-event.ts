import type { Acting } from '../command/command.js'
import { insertAuditEvent, type NewAuditEvent } from './store.js'

/** Writes the audit event of a decision in the decision's own transaction. */
export async function recordEvent(
  command: Acting,
  event: Omit<NewAuditEvent, 'organisationId' | 'userId' | 'requestId'>,
): Promise<void> {
  command.audited = true
  const { organisationId = null, userId = null } = command.actor ?? {}
  await insertAuditEvent(command.tx, { ...event, organisationId, userId, requestId: command.requestId })
}
