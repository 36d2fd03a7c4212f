import { ok, type Result, refuse } from '../../kernel/result.js'
import { tenancyOf } from '../actor.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { type JobState, lockRunToSteer, runToSteer, type SteeredRun, setRunState } from './store.js'

export type Steering = 'pause' | 'resume' | 'cancel'

export type SteeringRefusal =
  | RecordRefusal
  | { readonly code: 'JOB_OF_OTHERS' }
  | { readonly code: 'JOB_ENDED'; readonly state: JobState }
  | { readonly code: 'JOB_CANCELLING' }
  | { readonly code: 'JOB_PAUSED' }
  | { readonly code: 'JOB_NOT_PAUSED'; readonly state: JobState }
  | { readonly code: 'JOB_NOT_PAUSABLE' }

const EVENTS = { pause: 'job.paused', resume: 'job.resumed', cancel: 'job.cancelled' } as const

/** The state that follows; a run that is not in chunks cannot be paused once it is at work, and no run while it is being finished. */
function next({ state, step, planned }: SteeredRun, steering: Steering): Result<JobState, SteeringRefusal> {
  if (state === 'succeeded' || state === 'failed' || state === 'cancelled') return refuse({ code: 'JOB_ENDED', state })
  if (state === 'cancelling') return refuse({ code: 'JOB_CANCELLING' })
  switch (steering) {
    case 'cancel':
      return ok('cancelling')
    case 'resume':
      if (state !== 'paused') return refuse({ code: 'JOB_NOT_PAUSED', state })
      return ok(planned ? 'running' : 'queued')
    case 'pause':
      if (state === 'paused') return refuse({ code: 'JOB_PAUSED' })
      if (state === 'running' && step !== 'chunks') return refuse({ code: 'JOB_NOT_PAUSABLE' })
      return ok('paused')
  }
}

/**
 * Pauses, resumes or cancels a run: an administrator any, anybody else what they asked for themselves. What is at work ends first: a
 * chunk, or the step of a job that reports its progress.
 */
export async function steerJob(
  command: Command,
  input: { readonly runId: string; readonly steering: Steering; readonly reason: string | null },
): Promise<Result<null, SteeringRefusal>> {
  const { tx, actor } = command
  const { runId, steering, reason } = input
  const seen = await runToSteer(tx, runId)
  if (seen === undefined) return notFound('job')
  if (tenancyOf(actor).scope !== 'administrator' && seen.requestedBy !== actor.userId)
    return refuse({ code: 'JOB_OF_OTHERS' })
  const run = await lockRunToSteer(tx, runId)
  if (run === undefined) return refuse({ code: 'JOB_OF_OTHERS' })
  const state = next(run, steering)
  if (!state.ok) return state
  await setRunState(tx, runId, state.value)
  await recordEvent(command, {
    action: EVENTS[steering],
    subjectKind: 'job_run',
    subjectId: runId,
    detail: { from: run.state, to: state.value, reason },
  })
  return ok(null)
}
