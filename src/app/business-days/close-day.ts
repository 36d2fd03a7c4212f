import { type BusinessDayRefusal, mayClose, throughBefore } from '../../domain/loans/end-of-day.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { type RequestedJob, requestJob } from '../jobs/request-job.js'
import { beginClosing } from './begin-closing.js'
import { type BusinessDayRow, lockDayAtWork } from './store.js'

export const END_OF_DAY_JOB = 'end-of-day'

export type ClosingRefusal = RecordRefusal | BusinessDayRefusal

/**
 * Asks for the end of the day at work. A day that is closing already is asked for once more: that is how an end of day goes on after
 * its findings were acknowledged, or when its job had failed.
 */
export async function closeDay(
  command: Command,
  input: { readonly day: CivilDate; readonly version: number; readonly today: CivilDate },
): Promise<Result<RequestedJob, ClosingRefusal>> {
  const { day, today } = input
  const atWork = await lockDayAtWork(command.tx, command.actor.organisationId)
  if (atWork === undefined || day > atWork.day) return notFound('business day')
  const allowed = mayClose({ day, businessDate: atWork.day, today })
  if (!allowed.ok) return allowed
  const seen = sameVersion(input.version, atWork.version)
  if (!seen.ok) return seen
  return requestEnd(command, atWork, day)
}

/** Catching up: asks for the end of every day before `to`, so that `to`, or the business day after it, is at work. */
export async function advanceTo(
  command: Command,
  input: { readonly to: CivilDate; readonly today: CivilDate },
): Promise<Result<RequestedJob, ClosingRefusal>> {
  const { to, today } = input
  const atWork = await lockDayAtWork(command.tx, command.actor.organisationId)
  if (atWork === undefined) return notFound('business day')
  const through = throughBefore({ to, businessDate: atWork.day, today })
  return through.ok ? requestEnd(command, atWork, through.value) : through
}

async function requestEnd(
  command: Command,
  atWork: BusinessDayRow,
  through: CivilDate,
): Promise<Result<RequestedJob, never>> {
  if (atWork.state === 'OPEN') await beginClosing(command, atWork)
  const { organisationId } = command.actor
  return requestJob(command, { kind: END_OF_DAY_JOB, payload: { organisationId, through } })
}
