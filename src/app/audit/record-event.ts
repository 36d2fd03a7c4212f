import type { Command } from '../command/command.js'
import { insertAuditEvent, type NewAuditEvent } from './store.js'

/** Writes the audit event of a decision in the decision's own transaction. */
export async function recordEvent(
  command: Command,
  event: Omit<NewAuditEvent, 'organisationId' | 'userId' | 'requestId'>,
): Promise<void> {
  command.audited = true
  const { organisationId, userId } = command.actor
  await insertAuditEvent(command.tx, { ...event, organisationId, userId, requestId: command.requestId })
}
