import { execFile, spawn } from 'node:child_process'
import { open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Account, type Binaries, spawnSettings } from './embedded-binaries.js'
import type { Cluster } from './embedded-cluster.js'

const run = promisify(execFile)
const LOG_LIMIT_BYTES = 10_000_000

export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** It accepts connections; otherwise it is starting or stopping. */
  readonly ready: boolean
}

/** https://www.postgresql.org/docs/18/storage-file-layout.html: pid, data, start, port, socket, address, shmem, status. */
async function readPidFile(cluster: Cluster): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!(pid > 0)) return undefined
  return { pid, port: Number.parseInt(lines[3] ?? '0', 10), ready: lines[7] === 'ready' }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A postmaster's working directory is its data directory; a zombie has none, and a recycled pid another one. */
async function servesCluster(pid: number, cluster: Cluster): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux')
    return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === (await realpath(cluster.data))
  if (process.platform === 'win32') return true
  const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return /postgres\s*$/.test(stdout)
}

/** The server that runs on these data, whoever started it. Forgets a pid file that names some other process. */
export async function runningPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  const found = await readPidFile(cluster)
  if (found === undefined) return undefined
  if (await servesCluster(found.pid, cluster)) return found
  const again = await readPidFile(cluster)
  if (again?.pid === found.pid && isAlive(found.pid)) await rm(join(cluster.data, 'postmaster.pid'), { force: true })
  return undefined
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

async function openLog(cluster: Cluster) {
  const size = await stat(cluster.log).then(
    (entry) => entry.size,
    () => 0,
  )
  if (size > LOG_LIMIT_BYTES) await rename(cluster.log, `${cluster.log}.1`)
  return { file: await open(cluster.log, 'a', 0o600), from: size > LOG_LIMIT_BYTES ? 0 : size }
}

/** Worth another try: a dying predecessor still holds the shared memory, another starter was first, or took the port. */
const PASSING = /pre-existing shared memory block|lock file .* already exists|Address already in use|could not bind/

/**
 * Starts a server on a free loopback port in a session of its own, so that a terminal's Ctrl-C reaches the program,
 * which stops it in order. Undefined when it ended for a passing reason and is worth another look.
 * @throws Error with the tail of its log
 */
export async function startPostmaster(
  cluster: Cluster,
  binaries: Binaries,
  account: Account,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster | undefined> {
  const port = await freePort()
  const log = await openLog(cluster)
  const options = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  }
  const child = spawn(
    binaries.path('postgres'),
    [
      ...['-D', cluster.data, '-p', String(port)],
      ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...spawnSettings(account), stdio: ['ignore', log.file.fd, log.file.fd], detached: true },
  )
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`
  })
  child.unref()
  try {
    while (ended === undefined) {
      const found = await readPidFile(cluster)
      if (found !== undefined && found.pid === child.pid && found.ready) return found
      await sleep(15)
    }
  } finally {
    await log.file.close()
  }
  const written = (await readFile(cluster.log, 'utf8')).slice(log.from)
  if (PASSING.test(written)) return undefined
  throw new Error(`PostgreSQL did not start (${ended}); the end of ${cluster.log}:\n${written.slice(-2000)}`)
}

/** Stops the server: `fast` ends its sessions and writes a checkpoint, `immediate` leaves recovery to the next start. */
export async function stopPostmaster(cluster: Cluster, binaries: Binaries, account: Account): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    try {
      await run(
        binaries.path('pg_ctl'),
        ['stop', '-D', cluster.data, '-m', mode, '-w', '-t', '60'],
        spawnSettings(account),
      )
      return
    } catch (error) {
      if ((await runningPostmaster(cluster)) === undefined) return
      if (mode === 'immediate') throw error
    }
  }
}
