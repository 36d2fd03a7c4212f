import type { Logger } from 'pino'
import { SILENCE_SECONDS } from '../src/app/jobs/store.js'
import type { Database } from '../src/db/connection.js'
import { carryChunk, carryStep, endCancelled, type JobTable, type Workplace } from './run-job.js'
import type { Runner } from './runner.js'

const POLL_MS = 2_000
const CONCURRENCY = 2

export interface InProcessOptions {
  /** Steps and chunks at once. */
  readonly concurrency?: number
  readonly silenceSeconds?: number
  readonly pollMs?: number
}

const toldOrLater = (told: AbortSignal, ms: number): Promise<void> =>
  new Promise((goOn) => {
    if (told.aborted) return goOn()
    const wake = () => {
      clearTimeout(later)
      goOn()
    }
    const later = setTimeout(() => {
      told.removeEventListener('abort', wake)
      goOn()
    }, ms)
    told.addEventListener('abort', wake, { once: true })
  })

/**
 * Carries what waits in job_run and job_chunk: all that a single program needs. Each of its hands takes first a step of a run, which
 * is short or the whole of a short job, and then the chunk whose turn it is: a long run holds nobody up for longer than a chunk.
 */
export function inProcessRunner(
  db: Database,
  log: Logger,
  jobs: JobTable,
  { concurrency = CONCURRENCY, silenceSeconds = SILENCE_SECONDS, pollMs = POLL_MS }: InProcessOptions = {},
): Runner {
  const workplace: Workplace = { db, log, jobs, silenceSeconds }
  const closing = new AbortController()
  let told = new AbortController()

  const hand = async () => {
    while (!closing.signal.aborted) {
      const since = told.signal
      const carried = await carryOne(workplace).catch((error: unknown) => {
        log.error({ err: error }, 'job runner')
        return false
      })
      if (!carried) await toldOrLater(since, pollMs)
    }
  }
  const wake = () => {
    told.abort()
    told = new AbortController()
  }
  const hands = Array.from({ length: concurrency }, hand)
  return {
    enqueue: async () => wake(),
    close: async () => {
      closing.abort()
      wake()
      await Promise.all(hands)
    },
  }

  async function carryOne(at: Workplace): Promise<boolean> {
    await endCancelled(at)
    const step = await carryStep(at, null)
    if (step !== undefined) {
      if (step.waits === 'chunks') wake()
      return true
    }
    const chunk = await carryChunk(at, null)
    if (chunk?.last) wake()
    return chunk !== undefined
  }
}
