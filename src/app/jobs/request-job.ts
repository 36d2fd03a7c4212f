import { type DateOrderRefusal, datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { type JobRun, requestJobRun } from './store.js'

export interface RequestedJob {
  readonly run: JobRun
  /** False when the same job was still under way: that run is the answer. */
  readonly created: boolean
}

/** Records that a job shall run. */
export async function requestJob(
  command: Command,
  input: { readonly kind: string; readonly payload: Record<string, unknown> },
): Promise<Result<RequestedJob, never>> {
  const requested = await requestJobRun(command.tx, command.actor, input.kind, input.payload)
  await recordEvent(command, {
    action: requested.created ? 'job.requested' : 'job.joined',
    subjectKind: 'job_run',
    subjectId: requested.run.id,
    detail: input,
  })
  return ok(requested)
}

/** The same for a job of a day, which must have come; the payload is that day unless the job calls it otherwise. */
export async function requestJobOfDay(
  command: Command,
  input: {
    readonly kind: string
    readonly asOf: CivilDate
    readonly today: CivilDate
    readonly payload?: Record<string, unknown>
  },
): Promise<Result<RequestedJob, DateOrderRefusal>> {
  const { kind, asOf, today, payload = { asOf } } = input
  const order = datesInOrder([
    ['asOf', asOf],
    ['today', today],
  ])
  return order.ok ? requestJob(command, { kind, payload }) : order
}
