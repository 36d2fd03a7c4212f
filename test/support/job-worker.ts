import { argv, resourceUsage } from 'node:process'
import { pino } from 'pino'
import type { JobTable } from '../../jobs/run-job.js'
import { APP_ROLE, connect } from '../../src/db/connection.js'
import type { WorkerOptions } from './job-workers.js'

/**
 * A worker process of its own, as `DUTY=worker` is one, for jobs of a table that a test names. It is told by its parent to let its clock
 * jump; a signal to end lets it finish, and it says then how much memory it took at most.
 */
const options = JSON.parse(argv[2] as string) as WorkerOptions
const { jobTable } = (await import(options.jobs)) as { readonly jobTable: JobTable }
const log = pino({ level: options.logLevel ?? 'silent' }, pino.destination(2))
const db = connect({ url: options.databaseUrl, role: APP_ROLE, max: 8, applicationName: 'tandai worker' })
const { concurrency = 2, silenceSeconds = 2, sweepMs = 300 } = options
const runner =
  options.redisUrl === null
    ? (await import('../../jobs/in-process-runner.js')).inProcessRunner(db, log, jobTable, {
        concurrency,
        silenceSeconds,
        pollMs: sweepMs,
      })
    : (await import('../../jobs/bullmq-runner.js')).bullmqRunner(db, log, jobTable, {
        redisUrl: options.redisUrl,
        queueName: options.queueName,
        works: true,
        concurrency,
        silenceSeconds,
        sweepMs,
      })

const RealDate = Date
process.on('message', (message: { readonly jumpMs?: number }) => {
  const jump = message.jumpMs ?? 0
  globalThis.Date = class extends RealDate {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [RealDate.now() + jump] : given) as []))
    }
    static override now(): number {
      return RealDate.now() + jump
    }
  } as DateConstructor
})
const end = async () => {
  await runner.close()
  await db.close()
  process.send?.({ maxRssBytes: resourceUsage().maxRSS * 1024 }, () => process.exit(0))
}
process.on('SIGTERM', () => void end())
// A test that was killed leaves nobody at work.
process.on('disconnect', () => process.exit(1))
process.send?.({ ready: true })
