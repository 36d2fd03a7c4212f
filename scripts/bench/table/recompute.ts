import { SYSTEM } from '../../../src/app/actor.js'
import { requestJobRun } from '../../../src/app/jobs/store.js'
import { RATE_RECOMPUTE, type RateRecompute } from '../../../src/app/rate-recompute/recompute-rates.js'
import { APP_ROLE, connect, connectRaw } from '../../../src/db/connection.js'
import { withTransaction } from '../../../src/db/transaction.js'
import { DAY_AT_WORK } from '../province/book-days.js'
import { type Child, startChild } from './child-process.js'

export interface MeasuredRun {
  readonly runId: string
  /** From when a worker took the run to when it ended, by the clock of the database. */
  readonly seconds: number
  /** The most that any of its workers held. */
  readonly peakMb: number | null
  readonly result: { readonly decided: number; readonly changed: number; readonly waiting: number }
  readonly failed: number
}

const LOOK_EVERY_MS = 25

/** Recomputes the rates of a database with so many worker processes, which are ready before the run is asked for. */
export async function recompute(url: string, workers: number, loans: RateRecompute['loans']): Promise<MeasuredRun> {
  const children = await startedWorkers(url, workers)
  const db = connect({ url, role: APP_ROLE, max: 1, applicationName: 'tandai bench' })
  const watch = connectRaw({ url, max: 1, applicationName: 'tandai bench' })
  try {
    await settled(watch)
    const { run } = await withTransaction(db, SYSTEM, (tx) =>
      requestJobRun(tx, null, RATE_RECOMPUTE, { on: DAY_AT_WORK, loans }),
    )
    for (;;) {
      await new Promise((later) => setTimeout(later, LOOK_EVERY_MS))
      const ended = await endOf(watch, run.id)
      if (ended === undefined) continue
      const peaks = await Promise.all(children.map((child) => child.peakMb()))
      return { ...ended, runId: run.id, peakMb: peaks.includes(null) ? null : Math.max(...(peaks as number[])) }
    }
  } finally {
    await Promise.all([...children.map((child) => child.stop()), db.close(), watch.end({ timeout: 5 })])
  }
}

const startedWorkers = (url: string, workers: number): Promise<Child[]> =>
  Promise.all(Array.from({ length: workers }, () => startChild('./worker.js', [url])))

/** Begins with nothing left to write of what came before; of a small book there is next to nothing. */
export const settled = async (sql: ReturnType<typeof connectRaw>): Promise<void> => {
  const [size] = await sql<[{ large: boolean }]>`SELECT pg_database_size(current_database()) > 2 ^ 29 AS large`
  if (size.large) await sql`CHECKPOINT`
}

async function endOf(watch: ReturnType<typeof connectRaw>, runId: string) {
  return watch.begin(async (tx) => {
    await tx`SELECT enter_scope('system')`
    const [run] = await tx<
      { state: string; failed: number; failure: string | null; result: MeasuredRun['result']; seconds: string }[]
    >`
      SELECT state, failed, failure, result, extract(epoch FROM finished_at - started_at) AS seconds FROM job_run
      WHERE id = ${runId} AND finished_at IS NOT NULL`
    if (run === undefined) return undefined
    if (run.state !== 'succeeded') throw new Error(`the run ended as ${run.state}: ${run.failure}`)
    return { seconds: Number(run.seconds), result: run.result, failed: run.failed }
  })
}
