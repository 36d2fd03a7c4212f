import { type BusinessDayRefusal, mayAcknowledge } from '../../domain/loans/end-of-day.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { businessDayOf, insertAcknowledgement } from './store.js'
import { findingOfDay } from './views.js'

export type AcknowledgementRefusal = RecordRefusal | BusinessDayRefusal

/** A second person takes note of what holds an end of day up, with an opinion; closing the day again then goes on. */
export async function acknowledgeFinding(
  command: Command,
  input: { readonly day: CivilDate; readonly findingId: string; readonly opinion: string },
): Promise<Result<{ readonly findingId: string }, AcknowledgementRefusal>> {
  const { tx, actor } = command
  const { day, findingId, opinion } = input
  const { organisationId } = actor
  const finding = await findingOfDay(tx, { organisationId, day, id: findingId })
  const closing = await businessDayOf(tx, organisationId, day)
  if (finding === undefined || closing === undefined || closing.closingBy === null) return notFound('finding')
  const allowed = mayAcknowledge({
    finding,
    acknowledged: finding.acknowledgedBy !== null,
    closingBy: closing.closingBy,
    actor: actor.userId,
  })
  if (!allowed.ok) return allowed
  const written = await refusingConstraints(
    tx,
    { end_of_day_acknowledgement_once: { code: 'ALREADY_ACKNOWLEDGED' } },
    (inner) => insertAcknowledgement(inner, { findingId, organisationId, acknowledgedBy: actor.userId, opinion }),
  )
  if (!written.ok) return written
  await recordEvent(command, {
    action: 'business_day.finding_acknowledged',
    subjectKind: 'business_day',
    subjectId: day,
    detail: { findingId, code: finding.code, facts: finding.detail, opinion },
  })
  return ok({ findingId })
}
