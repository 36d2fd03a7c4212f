import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import { type CivilDate, type CivilMonth, lastDayOf } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { type RequestedJob, requestJob } from '../jobs/request-job.js'
import { RELOAN_CHECKS_JOB } from './run-checks.js'

/** Asks for the checks of a month that is over, of the actor's own branch. */
export async function requestReloanChecks(
  command: Command,
  { month, today }: { readonly month: CivilMonth; readonly today: CivilDate },
): Promise<Result<RequestedJob, DateOrderRefusal>> {
  const order = datesInOrder([
    ['month', lastDayOf(month)],
    ['today', today],
  ])
  if (!order.ok) return order
  return requestJob(command, {
    kind: RELOAN_CHECKS_JOB,
    payload: { centralBankId: command.actor.organisationId, month },
  })
}
