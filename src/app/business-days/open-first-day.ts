import { type BusinessCalendar, type BusinessDayRefusal, openFirstDay } from '../../domain/loans/end-of-day.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { type BusinessDayRow, insertBusinessDay, lockDayAtWork } from './store.js'
import { lastBookedOn } from './views.js'

/** The bank begins to keep business days; every later one is opened by the end of the one before. */
export async function openFirst(
  command: Command,
  input: { readonly day: CivilDate; readonly calendar: BusinessCalendar; readonly today: CivilDate },
): Promise<Result<BusinessDayRow, BusinessDayRefusal>> {
  const { tx, actor } = command
  const { day, calendar, today } = input
  const { organisationId } = actor
  const atWork = await lockDayAtWork(tx, organisationId)
  const allowed = openFirstDay({
    day,
    today,
    businessDate: atWork?.day ?? null,
    lastBookedOn: await lastBookedOn(tx, organisationId),
  })
  if (!allowed.ok) return allowed
  const kept = { code: 'BUSINESS_DAYS_ALREADY_KEPT', businessDate: day } as const
  const opened = await refusingConstraints(
    tx,
    { business_day_one_at_work: kept, business_day_rises: kept, business_day_pkey: kept },
    (inner) => insertBusinessDay(inner, { organisationId, day, calendar, previousDay: null, openedBy: actor.userId }),
  )
  if (!opened.ok) return opened
  await recordEvent(command, {
    action: 'business_day.opened',
    subjectKind: 'business_day',
    subjectId: day,
    detail: { day, calendar },
  })
  return ok(opened.value)
}
