import { FlowProducer, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { type WaitingChunk, waitingChunks } from '../src/app/jobs/chunk-store.js'
import { SILENCE_SECONDS, waitingJobRuns } from '../src/app/jobs/store.js'
import type { Database } from '../src/db/connection.js'
import { carryChunk, carryStep, endCancelled, type JobTable, type Workplace } from './run-job.js'
import type { Runner } from './runner.js'

const SWEEP_MS = 5_000
const CONCURRENCY = 2
/** What a flow carries at once; the sweep brings what is beyond. */
const CHUNKS_AT_ONCE = 2_000
/** Nobody waits for Redis longer: the sweep hands over what it did not take. */
const PATIENCE_MS = 1_000

export interface BullmqOptions {
  readonly redisUrl: string
  /** One for each database: two deployments on one Redis must not take each other's runs. */
  readonly queueName: string
  /** False on a process that only hands over. */
  readonly works: boolean
  /** Steps and chunks at once in this process. */
  readonly concurrency?: number
  readonly silenceSeconds?: number
  readonly sweepMs?: number
}

/** A token of work: which step or chunk may be looked at now. What is to be done with it, Postgres says. */
interface Token {
  readonly runId: string
  /** null: a step of the run. */
  readonly no: number | null
}

/** A worker that is too busy to renew its lock loses a token, which is of no harm: what it has claimed it keeps. */
const STALLS_AT_MOST = 1_000

const ONCE = { removeOnComplete: true, removeOnFail: true } as const

/**
 * Carries tokens of runs and chunks over Redis, as flows: the chunks are the children of their run's end. The record is in Postgres: a
 * token that Redis lost is found by the sweep and handed over again, one that it delivers twice is claimed once, and a token that cannot
 * be used now is dropped. No time is kept in Redis: a clock that jumps delays nothing.
 */
export function bullmqRunner(db: Database, log: Logger, jobs: JobTable, options: BullmqOptions): Runner {
  const { queueName, silenceSeconds = SILENCE_SECONDS } = options
  const workplace: Workplace = { db, log, jobs, silenceSeconds }
  const connect = () => {
    const connection = new Redis(options.redisUrl, { maxRetriesPerRequest: null })
    connection.on('error', (error) => log.warn({ err: error }, 'redis'))
    return connection
  }
  const connection = connect()
  // A worker blocks on its connection, so it has one of its own.
  const workerConnection = options.works ? connect() : undefined
  const queue = new Queue<Token>(queueName, { connection })
  const flows = new FlowProducer({ connection })
  queue.on('error', (error) => log.warn({ err: error }, 'job queue'))
  flows.on('error', (error) => log.warn({ err: error }, 'job queue'))

  const tellOfRun = (runId: string, attempt: number) =>
    queue.add('run', { runId, no: null }, { ...ONCE, jobId: `run-${runId}-${attempt}` })
  const chunkOf = ({ runId, no, turn, attempt }: WaitingChunk) => ({
    name: 'chunk',
    data: { runId, no },
    // Steps of runs go before chunks, and chunks in the order of their turns, of whatever run.
    opts: { ...ONCE, jobId: `chunk-${runId}-${no}-${attempt}`, priority: turn },
  })
  const handOver = async (runId: string) => {
    const chunks = await waitingChunks(db, { runId, limit: CHUNKS_AT_ONCE }, silenceSeconds)
    if (chunks.length === 0) return
    await flows.add({
      name: 'end',
      queueName,
      data: { runId, no: null },
      opts: { ...ONCE, jobId: `end-${runId}` },
      children: chunks.map((chunk) => {
        const { name, data, opts } = chunkOf(chunk)
        return { name, data, queueName, opts: { ...opts, ignoreDependencyOnFailure: true } }
      }),
    })
  }

  /** A run that has no step to carry has chunks that wait, or nothing. */
  const useRunToken = async (runId: string) => {
    for (;;) {
      const step = await carryStep(workplace, runId)
      if (step?.waits === 'again') continue
      if (step === undefined || step.waits === 'chunks') await handOver(runId)
      // A run without a single chunk waits for its end at once.
      if (step?.waits !== 'chunks' || (await waitingChunks(db, { runId, limit: 1 }, silenceSeconds)).length > 0) return
    }
  }
  const worker = workerConnection
    ? new Worker<Token>(
        queueName,
        async ({ data: { runId, no }, parentKey }) => {
          if (no === null) return useRunToken(runId)
          const chunk = await carryChunk(workplace, { runId, no })
          // The end follows by the flow, unless this chunk was handed over by the sweep.
          if (chunk?.last && parentKey === undefined) await useRunToken(runId)
        },
        {
          connection: workerConnection,
          concurrency: options.concurrency ?? CONCURRENCY,
          // A token whose worker died before it could claim anything stands in the way of the sweep, which tells the same token again.
          lockDuration: silenceSeconds * 1_000,
          stalledInterval: silenceSeconds * 500,
          maxStalledCount: STALLS_AT_MOST,
        },
      )
    : undefined
  worker?.on('error', (error) => log.warn({ err: error }, 'job worker'))

  let sweeping: Promise<void> | undefined
  const sweep = async () => {
    await endCancelled(workplace)
    if (connection.status !== 'ready') return
    for (const { id, attempt } of await waitingJobRuns(db, silenceSeconds)) await tellOfRun(id, attempt)
    const chunks = await waitingChunks(db, { runId: null, limit: CHUNKS_AT_ONCE }, silenceSeconds)
    if (chunks.length > 0) await queue.addBulk(chunks.map(chunkOf))
  }
  const sweeper = setInterval(() => {
    sweeping ??= sweep()
      .catch((error: unknown) => log.warn({ err: error }, 'job sweep'))
      .finally(() => {
        sweeping = undefined
      })
  }, options.sweepMs ?? SWEEP_MS)

  return {
    enqueue: async (runId) => {
      await endCancelled(workplace)
      let waited: NodeJS.Timeout | undefined
      await Promise.race([
        tellOfRun(runId, 0).catch((error: unknown) => log.warn({ err: error, jobRunId: runId }, 'redis')),
        new Promise((goOn) => {
          waited = setTimeout(goOn, PATIENCE_MS)
        }),
      ])
      clearTimeout(waited)
    },
    close: async () => {
      clearInterval(sweeper)
      await sweeping
      await worker?.close()
      await flows.close()
      await queue.close()
      connection.disconnect()
      workerConnection?.disconnect()
    },
  }
}
