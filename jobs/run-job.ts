import type { Logger } from 'pino'
import {
  type ClaimedChunk,
  chunksEnded,
  chunkTotals,
  claimChunk,
  giveUpChunk,
  recordPlan,
  releaseChunk,
} from '../src/app/jobs/chunk-store.js'
import { doChunk } from '../src/app/jobs/do-chunk.js'
import { failureText, isFault } from '../src/app/jobs/failure-text.js'
import {
  type ClaimedRun,
  claimJobRun,
  endCancelledRuns,
  failJobRun,
  heartbeat,
  JobCancelled,
  reportProgress,
  SILENCE_SECONDS,
  succeedJobRun,
} from '../src/app/jobs/store.js'
import type { Database } from '../src/db/connection.js'
import { type ChunkedJob, isChunked } from './chunked-job.js'
import type { Job, JobContext } from './job.js'

const HEARTBEAT_MS = 5_000
/** A run or a chunk whose worker died so often is what kills it. */
const TAKEOVERS_AT_MOST = 5
/** A defect in a step of a run will hardly go away; a fault of the database will. */
const FAILURES_AT_MOST = 3
const ATTEMPTS_AT_MOST = 30
const FAULT_WAIT_MS = 1_000

export type AnyJob = Job<never> | ChunkedJob<never>
export type JobTable = ReadonlyMap<string, AnyJob>

/** What a worker works with. */
export interface Workplace {
  readonly db: Database
  readonly log: Logger
  readonly jobs: JobTable
  /** How long nothing was heard of a worker before its work is taken over. */
  readonly silenceSeconds: number
}

export interface CarriedStep {
  readonly runId: string
  /** What of the run waits now: its chunks, the same step again after a failure, or nothing. */
  readonly waits: 'chunks' | 'again' | 'nothing'
}

export interface CarriedChunk {
  readonly runId: string
  readonly no: number
  /** `again`: a fault; it waits for its next attempt. */
  readonly outcome: 'done' | 'failed' | 'lost' | 'again'
  /** Whether the run now waits for its end. */
  readonly last: boolean
}

const waited = (ms: number) => new Promise<void>((over) => void setTimeout(over, ms))

function jobOf(jobs: JobTable, kind: string): AnyJob {
  const job = jobs.get(kind)
  if (job === undefined) throw new Error(`no job is called ${kind}`)
  return job
}

/**
 * Claims a step of a run (the given one, or the oldest that waits) and carries it: the whole of a job, the plan of a chunked one, or the
 * end of one whose chunks have ended.
 * @returns undefined when there was nothing to claim
 */
export async function carryStep(workplace: Workplace, id: string | null): Promise<CarriedStep | undefined> {
  const { db, log, jobs, silenceSeconds } = workplace
  const run = await claimJobRun(db, id, silenceSeconds)
  if (run === undefined) return undefined
  const jobLog = log.child({ jobRunId: run.id, kind: run.kind })
  const beat = setInterval(() => {
    heartbeat(db, run.id).catch((error: unknown) => jobLog.warn({ err: error }, 'heartbeat failed'))
  }, HEARTBEAT_MS)
  const context: JobContext = {
    db,
    log: jobLog,
    runId: run.id,
    progress: (done, total) => reportProgress(db, run.id, done, total),
  }
  try {
    if (run.takeovers > TAKEOVERS_AT_MOST) {
      await failJobRun(db, run.id, `its worker died ${run.takeovers} times`, 0)
      return { runId: run.id, waits: 'nothing' }
    }
    const job = jobOf(jobs, run.kind)
    if (isChunked(job) && !run.planned) {
      await recordPlan(db, run, await job.plan(context, run.payload as never))
      jobLog.info('job planned')
      return { runId: run.id, waits: 'chunks' }
    }
    await (isChunked(job) ? endChunked(context, job, run) : carryWhole(context, job, run))
    jobLog.info('job ended')
    return { runId: run.id, waits: 'nothing' }
  } catch (error) {
    if (error instanceof JobCancelled) jobLog.info('job cancelled')
    else jobLog.error({ err: error, attempt: run.attempt }, 'job failed')
    const fault = isFault(error)
    if (fault) await waited(FAULT_WAIT_MS)
    const ended = await failJobRun(db, run.id, failureText(error), fault ? ATTEMPTS_AT_MOST : FAILURES_AT_MOST)
    return { runId: run.id, waits: ended ? 'nothing' : 'again' }
  } finally {
    clearInterval(beat)
  }
}

const carryWhole = async (context: JobContext, job: Job<never>, run: ClaimedRun): Promise<void> =>
  succeedJobRun(context.db, run.id, await job.run(context, run.payload as never))

async function endChunked(context: JobContext, job: ChunkedJob<never>, run: ClaimedRun): Promise<void> {
  const totals = await chunkTotals(context.db, run.id)
  await succeedJobRun(context.db, run.id, await job.finish(context, run.payload as never, totals), totals.chunksFailed)
}

/**
 * Claims a chunk (the given one, any of the given run, or whose turn it is) and carries it to its end.
 * @returns undefined when there was nothing to claim
 */
export async function carryChunk(
  { db, log, jobs, silenceSeconds }: Workplace,
  wanted: { readonly runId: string; readonly no: number | null } | null,
): Promise<CarriedChunk | undefined> {
  const chunk = await claimChunk(db, wanted, silenceSeconds)
  if (chunk === undefined) return undefined
  const chunkLog = log.child({ jobRunId: chunk.runId, kind: chunk.kind, chunk: chunk.no })
  const outcome = await carryClaimed(db, chunkLog, jobs, chunk)
  const last = (outcome === 'done' || outcome === 'failed') && (await chunksEnded(db, chunk.runId))
  return { runId: chunk.runId, no: chunk.no, outcome, last }
}

async function carryClaimed(
  db: Database,
  log: Logger,
  jobs: JobTable,
  chunk: ClaimedChunk,
): Promise<CarriedChunk['outcome']> {
  if (chunk.takeovers > TAKEOVERS_AT_MOST) {
    await giveUpChunk(db, chunk, `its worker died ${chunk.takeovers} times`)
    return 'failed'
  }
  const { runId, no, prepared } = chunk
  const payload = chunk.payload as never
  const context = { log, runId, no, payload, prepared }
  try {
    const job = jobOf(jobs, chunk.kind)
    if (!isChunked(job)) throw new Error(`${chunk.kind} is no job in chunks`)
    return await doChunk(db, chunk, {
      work: (tx, range) => job.work(tx, context, range),
      keys: (tx, range) => job.keys(tx, context, range),
    })
  } catch (error) {
    const again = isFault(error) && chunk.attempt < ATTEMPTS_AT_MOST
    log.warn({ err: error, attempt: chunk.attempt }, again ? 'chunk waits for its next attempt' : 'chunk given up')
    await (again ? releaseChunk : giveUpChunk)(db, chunk, failureText(error))
    return again ? 'again' : 'failed'
  }
}

/**
 * Carries a run (the given one, or the oldest that waits) as far as this process can: its whole, or its plan, every chunk that waits and
 * its end.
 * @returns false when there was nothing to claim
 */
export async function runJob(db: Database, log: Logger, jobs: JobTable, id: string | null): Promise<boolean> {
  const workplace = { db, log, jobs, silenceSeconds: SILENCE_SECONDS }
  const step = await carryStep(workplace, id)
  const runId = step?.runId ?? id
  if (runId === null) return false
  let carried = step !== undefined
  if (step === undefined || step.waits === 'chunks') {
    while ((await carryChunk(workplace, { runId, no: null })) !== undefined) carried = true
    carried = (await carryStep(workplace, runId)) !== undefined || carried
  }
  return carried
}

/** Ends what was cancelled and nobody works on any more. */
export const endCancelled = ({ db, silenceSeconds }: Workplace) => endCancelledRuns(db, silenceSeconds)
