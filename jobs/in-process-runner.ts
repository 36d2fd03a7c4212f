import type { Logger } from 'pino'
import type { Database } from '../src/db/connection.js'
import { type JobTable, runJob } from './run-job.js'
import type { Runner } from './runner.js'

const POLL_MS = 2_000

/** Takes waiting runs one after another from job_run: all that a single program needs. */
export function inProcessRunner(db: Database, log: Logger, jobs: JobTable): Runner {
  let closing = false
  let working: Promise<void> = Promise.resolve()
  let queued = false

  const drain = async () => {
    queued = false
    while (!closing && (await runJob(db, log, jobs, null)));
  }
  const wake = () => {
    if (queued || closing) return
    queued = true
    working = working.then(drain).catch((error: unknown) => log.error({ err: error }, 'job runner'))
  }
  const poll = setInterval(wake, POLL_MS)
  wake()
  return {
    enqueue: async () => wake(),
    close: async () => {
      closing = true
      clearInterval(poll)
      await working
    },
  }
}
