import type { Logger } from 'pino'
import { writeDueRuns } from '../src/app/job-schedules/write-due-runs.js'
import type { Database } from '../src/db/connection.js'
import type { Runner } from './runner.js'

const TICK_MS = 5_000

/**
 * Looks now and then what is due by the schedules, and hands it over. Any number of processes may do so: each schedule is held while its
 * run is written, and a day has one run.
 */
export function scheduler(db: Database, log: Logger, runner: Pick<Runner, 'enqueue'>, tickMs = TICK_MS) {
  let ticking: Promise<void> | undefined
  const tick = async () => {
    for (const id of await writeDueRuns(db)) await runner.enqueue(id)
  }
  const ticker = setInterval(() => {
    ticking ??= tick()
      .catch((error: unknown) => log.warn({ err: error }, 'job scheduler'))
      .finally(() => {
        ticking = undefined
      })
  }, tickMs)
  return {
    close: async () => {
      clearInterval(ticker)
      await ticking
    },
  }
}
