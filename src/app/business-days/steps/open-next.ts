import { nextBusinessDay } from '../../../domain/loans/end-of-day.js'
import { recordEvent } from '../../audit/record-event.js'
import { workingCalendar } from '../../working-days/views.js'
import type { WholeStep } from '../end-of-day-step.js'
import { closeBusinessDay, insertBusinessDay, lockDayAtWork } from '../store.js'

/** Closes the day and opens the next one in one transaction: a bank that keeps business days is never without one. */
export const openNext: WholeStep = {
  kind: 'whole',
  work: async ({ command, organisationId, day, calendar }) => {
    const { tx, actor } = command
    const atWork = await lockDayAtWork(tx, organisationId)
    if (atWork?.day !== day) throw new Error(`the business day ${day} of ${organisationId} is not at work`)
    const working = await workingCalendar(tx)
    const next = nextBusinessDay(day, calendar, working)
    await closeBusinessDay(tx, atWork)
    await insertBusinessDay(tx, { organisationId, day: next, calendar, previousDay: day, openedBy: actor.userId })
    await recordEvent(command, {
      action: 'business_day.closed',
      subjectKind: 'business_day',
      subjectId: day,
      detail: { day, opened: next },
    })
    return { done: 1, refused: 0, findings: [] }
  },
}
