import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { embeddedBinaries } from './embedded-binaries.js'
import { type Cluster, clusterIn, initialise, passwordOf, prepareFolder, removeUnfinished } from './embedded-cluster.js'
import { type Postmaster, runningPostmaster, startPostmaster, stopPostmaster } from './embedded-process.js'

export interface EmbeddedServerOptions {
  /** Holds the data, the password and the log; made when absent. */
  readonly dataDir: string
  readonly log: (message: string) => void
  /** Server settings beyond our own, as `fsync: 'off'` for data that may be lost. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedServer {
  /** Connects the owner of the database `tandai`: may create roles and databases and see all rows, but is no superuser. */
  readonly url: string
  /** A server left running by a program that was killed has been taken over. */
  readonly reused: boolean
  /** Ends all sessions and stops the server; a second call waits for the first. */
  stop(): Promise<void>
}

/** Another program has the folder; the message says which and what to do. */
export class DataFolderInUse extends Error {}

const OWNER = 'tandai_owner'
const DATABASE = 'tandai'
/** An advisory lock in the database `postgres`, held as long as the program that uses the server lives. */
const IN_USE = 7_306_001
const START_PATIENCE_MS = 60_000
const LOCK_PATIENCE_MS = 2_000

type Session = postgres.Sql

const urlOf = (user: string, password: string, port: number, database: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`

const superuserSession = (password: string, port: number): Session =>
  postgres(urlOf('postgres', password, port, 'postgres'), {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: `tandai ${process.pid}` },
  })

/** The kernel closes a killed program's session, so its lock cannot outlive it and no pid need be trusted. */
async function takeServer(session: Session, cluster: Cluster): Promise<void> {
  for (let waited = 0; ; waited += 50) {
    const [lock] = await session<[{ taken: boolean }]>`select pg_try_advisory_lock(${IN_USE}) as taken`
    if (lock.taken) return
    if (waited >= LOCK_PATIENCE_MS) break
    await sleep(50)
  }
  const [holder] = await session`
    select application_name as name from pg_stat_activity join pg_locks using (pid)
    where locktype = 'advisory' and objid = ${IN_USE} and granted`
  const process = String(holder?.name ?? 'unknown').replace('tandai ', 'process ')
  throw new DataFolderInUse(
    `DATA_DIR: the data directory ${cluster.folder} is in use by another program (${process}): stop it first, or choose another one`,
  )
}

async function provideDatabase(session: Session, password: string): Promise<void> {
  const [role] = await session`select 1 from pg_roles where rolname = ${OWNER}`
  if (!role)
    await session.unsafe(`create role ${OWNER} login createdb createrole bypassrls password '${password}'`).simple()
  const [database] = await session`select 1 from pg_database where datname = ${DATABASE}`
  if (!database) await session.unsafe(`create database ${DATABASE} owner ${OWNER}`).simple()
}

/** The owner's url of the server that runs on these data, for a tool beside the program that started it. */
export async function runningEmbeddedServer(dataDir: string): Promise<string | undefined> {
  const cluster = clusterIn(resolve(dataDir))
  const running = await runningPostmaster(cluster)
  return running?.ready ? urlOf(OWNER, await passwordOf(cluster), running.port, DATABASE) : undefined
}

/**
 * Runs a PostgreSQL server on `dataDir`, initialising it the first time and taking over one that a killed program left
 * running, and provides the database `tandai`.
 * @throws Error when another living program uses the directory, the platform has no binaries, or the server does not start
 */
export async function startEmbeddedServer({
  dataDir,
  log,
  settings = {},
}: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const cluster = clusterIn(resolve(dataDir))
  const account = await prepareFolder(cluster)
  const binaries = await embeddedBinaries(cluster.folder, account)
  if (await initialise(cluster, binaries, account)) log(`initialised a database in ${cluster.folder}`)
  const password = await passwordOf(cluster)

  let server: Postmaster | undefined
  let reused = false
  for (const deadline = Date.now() + START_PATIENCE_MS; server === undefined; await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL did not start in time; see ${cluster.log}`)
    const running = await runningPostmaster(cluster)
    if (running?.ready) {
      server = running
      reused = true
    } else if (running === undefined) server = await startPostmaster(cluster, binaries, account, settings)
    if (server) break
  }

  const session = superuserSession(password, server.port)
  try {
    await takeServer(session, cluster)
    await provideDatabase(session, password)
    await removeUnfinished(cluster)
  } catch (error) {
    await session.end({ timeout: 0 })
    throw error
  }
  log(`${reused ? 'took over the PostgreSQL left running' : 'started PostgreSQL'} on 127.0.0.1:${server.port}`)

  let stopping: Promise<void> | undefined
  const stop = async () => {
    await stopPostmaster(cluster, binaries, account)
    await session.end({ timeout: 0 })
    log('stopped PostgreSQL')
  }
  return {
    url: urlOf(OWNER, password, server.port, DATABASE),
    reused,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}
