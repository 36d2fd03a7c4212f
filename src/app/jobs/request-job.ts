import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { type JobRun, requestJobRun } from './store.js'

/** Records that a job shall run; while the same one is still under way, that run is the answer. */
export async function requestJob(
  command: Command,
  input: { readonly kind: string; readonly payload: Record<string, unknown> },
): Promise<Result<{ run: JobRun; created: boolean }, never>> {
  const requested = await requestJobRun(command.tx, command.actor, input.kind, input.payload)
  await recordEvent(command, {
    action: requested.created ? 'job.requested' : 'job.joined',
    subjectKind: 'job_run',
    subjectId: requested.run.id,
    detail: input,
  })
  return ok(requested)
}
