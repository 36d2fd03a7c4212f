import { auditEvent } from '../../db/tables/audit.js'
import type { Tx } from '../../db/transaction.js'
import type { Command } from '../command/command.js'

export interface AuditDetail {
  /** Verb and noun in the past tense: 'loan.disbursed'. */
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  /** Facts of the decision, amounts as strings. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Writes the audit event of a decision in the decision's own transaction. */
export async function recordEvent(command: Command, event: AuditDetail): Promise<void> {
  command.audited = true
  await command.tx.insert(auditEvent).values({
    organisationId: command.actor.organisationId,
    userId: command.actor.userId,
    requestId: command.requestId,
    action: event.action,
    subjectKind: event.subjectKind,
    subjectId: event.subjectId,
    detail: event.detail ?? {},
  })
}

/** The same for what the program does by itself: start-up and jobs. */
export async function recordSystemEvent(tx: Tx, event: AuditDetail): Promise<void> {
  await tx.insert(auditEvent).values({
    action: event.action,
    subjectKind: event.subjectKind,
    subjectId: event.subjectId,
    detail: event.detail ?? {},
  })
}
