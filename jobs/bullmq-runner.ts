import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { waitingJobRuns } from '../src/app/jobs/store.js'
import type { Database } from '../src/db/connection.js'
import { type JobTable, runJob } from './run-job.js'
import type { Runner } from './runner.js'

const SWEEP_MS = 10_000

export interface BullmqOptions {
  readonly redisUrl: string
  /** One for each database: two deployments on one Redis must not take each other's runs. */
  readonly queueName: string
  /** False on a process that only hands over. */
  readonly works: boolean
}

/**
 * Carries run ids over Redis. The record is job_run: a run that Redis lost is found by the sweep and handed over again, and a run
 * that Redis delivers twice is claimed once.
 */
export function bullmqRunner(db: Database, log: Logger, jobs: JobTable, options: BullmqOptions): Runner {
  const { queueName } = options
  const connect = () => {
    const connection = new Redis(options.redisUrl, { maxRetriesPerRequest: null })
    connection.on('error', (error) => log.warn({ err: error }, 'redis'))
    return connection
  }
  const connection = connect()
  // A worker blocks on its connection, so it has one of its own.
  const workerConnection = options.works ? connect() : undefined
  const queue = new Queue(queueName, { connection })
  const enqueue = async (jobRunId: string) => {
    await queue.add('run', { jobRunId }, { jobId: `run-${jobRunId}`, removeOnComplete: true, removeOnFail: true })
  }
  const worker = workerConnection
    ? new Worker<{ jobRunId: string }>(
        queueName,
        async (job) => void (await runJob(db, log, jobs, job.data.jobRunId)),
        {
          connection: workerConnection,
          concurrency: 1,
        },
      )
    : undefined
  worker?.on('error', (error) => log.warn({ err: error }, 'job worker'))

  const sweep = setInterval(() => {
    waitingJobRuns(db)
      .then((ids) => Promise.all(ids.map(enqueue)))
      .catch((error: unknown) => log.warn({ err: error }, 'job sweep'))
  }, SWEEP_MS)
  return {
    enqueue,
    close: async () => {
      clearInterval(sweep)
      await worker?.close()
      await queue.close()
      connection.disconnect()
      workerConnection?.disconnect()
    },
  }
}
