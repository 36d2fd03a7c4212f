import { stepsOf } from '../../domain/loans/end-of-day.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { type BusinessDayRow, startClosing } from './store.js'

/** Lays down the steps of the end of an open day; from now on it is closing, in the actor's name. */
export async function beginClosing(command: Command, open: BusinessDayRow): Promise<BusinessDayRow> {
  const steps = stepsOf(open)
  const closing = await startClosing(command.tx, open, command.actor.userId, steps)
  await recordEvent(command, {
    action: 'business_day.closing',
    subjectKind: 'business_day',
    subjectId: open.day,
    detail: { day: open.day, steps: steps.map(({ step }) => step) },
  })
  return closing
}
