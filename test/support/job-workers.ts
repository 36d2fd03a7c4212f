import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, execPath, kill } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import type postgres from 'postgres'
import type { Test } from 'tap'
import { startEmbeddedServer } from '../../src/db/embedded-server.js'

export interface WorkerOptions {
  /** Of the owner or of the program; the worker takes the program's role. */
  readonly databaseUrl: string
  /** null: the runner that needs no Redis. */
  readonly redisUrl: string | null
  readonly queueName: string
  /** URL of a module that exports `jobTable`. */
  readonly jobs: string
  readonly concurrency?: number
  readonly silenceSeconds?: number
  readonly sweepMs?: number
  readonly logLevel?: string
}

export interface WorkerProcess {
  readonly pid: number
  /** kill -9. */
  kill(): Promise<void>
  /** Lets it finish. @returns the most memory it took */
  stop(): Promise<{ readonly maxRssBytes: number }>
  /** Lets its clock jump against the real one. */
  jump(ms: number): void
}

const SCRIPT = fileURLToPath(new URL('./job-worker.js', import.meta.url))

/** Starts a worker in a process of its own, and waits until it works; it is gone with the test. */
export async function startWorker(t: Test, options: WorkerOptions): Promise<WorkerProcess> {
  const child: ChildProcess = spawn(execPath, [SCRIPT, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH: env.PATH },
  })
  const ended = once(child, 'exit')
  t.teardown(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  const told = await Promise.race([once(child, 'message'), ended])
  if ((told[0] as { ready?: boolean } | null)?.ready !== true) throw new Error(`the worker ended: ${told.join(' ')}`)
  return {
    pid: child.pid as number,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: async () => {
      const last = once(child, 'message')
      child.kill('SIGTERM')
      const [message] = await last
      await ended
      return message as { maxRssBytes: number }
    },
    jump: (jumpMs) => void child.send({ jumpMs }),
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

/** Whether a redis-server can be started here. */
export function redisServerFound(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export interface OwnRedis {
  readonly url: string
  /** FLUSHALL. */
  empty(): Promise<void>
  /** kill -9; what it held is gone. */
  kill(): Promise<void>
  /** Starts it again, on the same port, empty. */
  start(): Promise<void>
}

/** A redis-server of the test's own, which keeps nothing on disk. */
export async function ownRedis(t: Test): Promise<OwnRedis> {
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  const start = async () => {
    server = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      {
        stdio: 'ignore',
        cwd: tmpdir(),
      },
    )
    await withRedis(url, (redis) => redis.ping())
  }
  const stop = async () => {
    if (server === undefined) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
    server = undefined
  }
  await start()
  t.teardown(stop)
  return { url, start, kill: stop, empty: async () => void (await withRedis(url, (redis) => redis.flushall())) }
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 })
  redis.on('error', () => undefined)
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

export interface OwnPostgres {
  readonly url: string
  /** kill -9 of the postmaster: its sessions end where they are. */
  kill(): Promise<void>
  /** Starts it again on the same port; it recovers what was committed. */
  start(): Promise<void>
}

/** A PostgreSQL of the test's own that may be killed: what was committed is with the kernel, which lives on. */
export async function ownPostgres(t: Test): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'tandai-fault-'))
  await chmod(folder, 0o755)
  const dataDir = join(folder, 'data')
  const settings = { port: String(await freePort()), fsync: 'off' }
  const start = () => startEmbeddedServer({ dataDir, log: () => undefined, settings })
  let server = await start()
  t.teardown(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    url: server.url,
    kill: async () => {
      const pid = Number.parseInt(await readFile(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8'), 10)
      kill(pid, 'SIGKILL')
      await sleep(200)
    },
    start: async () => {
      server = await start()
    },
  }
}

export interface RunAtWork {
  readonly state: string
  readonly done: number
  readonly running: number
  /** Process ids of the workers of chunks that run. */
  readonly pids: readonly number[]
}

/** How far a run is, as its chunks say. */
export async function runAtWork(owner: postgres.Sql, runId: string): Promise<RunAtWork> {
  const [row] = await owner<[RunAtWork]>`
    SELECT r.state, (count(*) FILTER (WHERE c.state = 'DONE'))::integer AS done, (count(*) FILTER (WHERE c.state = 'RUNNING'))::integer AS running,
      coalesce(array_agg(split_part(c.worker, ' ', 2)::integer) FILTER (WHERE c.state = 'RUNNING'), '{}') AS pids
    FROM job_run r LEFT JOIN job_chunk c ON c.run_id = r.id WHERE r.id = ${runId} GROUP BY r.id`
  return row
}

/** Waits until a run is as `enough` asks. */
export async function runUntil(
  owner: postgres.Sql,
  runId: string,
  enough: (run: RunAtWork) => boolean,
  patienceMs = 30_000,
): Promise<RunAtWork> {
  const last = performance.now() + patienceMs
  for (;;) {
    const run = await runAtWork(owner, runId)
    if (enough(run)) return run
    if (performance.now() > last) throw new Error(`run ${runId} did not come so far: ${JSON.stringify(run)}`)
    await sleep(20)
  }
}

export interface EndedRun {
  readonly state: string
  readonly done: number
  readonly failed: number
  readonly attempt: number
  readonly takeovers: number
  readonly failure: string | null
  readonly result: unknown
  readonly chunks: number
  /** Chunks by what became of them. */
  readonly states: Readonly<Record<string, number>>
  readonly chunkAttempts: number
}

/** The end of a run, with what its chunks say of themselves. */
export async function endOfRun(owner: postgres.Sql, runId: string, patienceMs = 30_000): Promise<EndedRun> {
  await runUntil(owner, runId, ({ state }) => ['succeeded', 'failed', 'cancelled'].includes(state), patienceMs)
  const [run] = await owner<[EndedRun]>`
    SELECT r.state, r.done, r.failed, r.attempt, r.takeovers, r.failure, r.result, r.chunks,
      (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM (SELECT state, count(*) AS n FROM job_chunk WHERE run_id = r.id GROUP BY state) AS s) AS states,
      (SELECT coalesce(sum(attempt), 0)::integer FROM job_chunk WHERE run_id = r.id) AS "chunkAttempts"
    FROM job_run r WHERE r.id = ${runId}`
  return run
}
