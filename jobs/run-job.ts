import type { Logger } from 'pino'
import { failureText } from '../src/app/jobs/failure-text.js'
import { claimJobRun, failJobRun, heartbeat, reportProgress, succeedJobRun } from '../src/app/jobs/store.js'
import type { Database } from '../src/db/connection.js'
import type { Job } from './job.js'

const HEARTBEAT_MS = 5_000

export type JobTable = ReadonlyMap<string, Job<never>>

/**
 * Claims a run (the given one, or the oldest waiting) and carries it to its end. Both runners call this and nothing else.
 * @returns false when there was nothing to claim
 */
export async function runJob(db: Database, log: Logger, jobs: JobTable, id: string | null): Promise<boolean> {
  const run = await claimJobRun(db, id)
  if (run === undefined) return false
  const jobLog = log.child({ jobRunId: run.id, kind: run.kind })
  const beat = setInterval(() => {
    heartbeat(db, run.id).catch((error: unknown) => jobLog.warn({ err: error }, 'heartbeat failed'))
  }, HEARTBEAT_MS)
  try {
    const job = jobs.get(run.kind)
    if (job === undefined) throw new Error(`no job is called ${run.kind}`)
    const result = await job.run(
      { db, log: jobLog, runId: run.id, progress: (done, total) => reportProgress(db, run.id, done, total) },
      run.payload as never,
    )
    await succeedJobRun(db, run.id, result)
    jobLog.info('job succeeded')
  } catch (error) {
    jobLog.error({ err: error, attempt: run.attempt }, 'job failed')
    await failJobRun(db, run.id, failureText(error))
  } finally {
    clearInterval(beat)
  }
  return true
}
