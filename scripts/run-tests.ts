import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { argv, env, execPath, exit } from 'node:process'
import { connectRaw } from '../src/db/connection.js'
import { startEmbeddedServer } from '../src/db/embedded-server.js'
import { sweepTestDatabases } from '../test/support/database.js'

/**
 * Runs tap (all files, or those named) on the server of DATABASE_URL, or else on a PostgreSQL started for this run alone
 * in a temporary folder, and ends with tap's exit code.
 */
const quiet = () => undefined
const PREFIX = 'tandai-tests-'
const IN_MEMORY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A run that was killed leaves its server running: the next one stops it and removes its folder. */
async function removeOrphans(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number.parseInt(name.slice(PREFIX.length), 10)
    if (!name.startsWith(PREFIX) || isAlive(pid)) continue
    const dataDir = join(tmpdir(), name)
    try {
      const orphan = await startEmbeddedServer({ dataDir, log: quiet, settings: IN_MEMORY })
      await orphan.stop()
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  }
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = env.DATABASE_URL
  if (given) {
    await sweepTestDatabases(given)
    return { url: given, stop: async () => undefined }
  }
  await removeOrphans()
  const dataDir = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const server = await startEmbeddedServer({ dataDir, log: quiet, settings: IN_MEMORY })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Resolves with tap's exit code; a signal is handed on, so that tap ends its files first. */
function runTap(url: string): Promise<number> {
  const require = createRequire(import.meta.url)
  const tap = join(dirname(require.resolve('tap/package.json')), 'dist', 'esm', 'run.mjs')
  const child = spawn(execPath, [tap, ...argv.slice(2)], {
    stdio: 'inherit',
    env: { ...env, TEST_DATABASE_URL: url },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

const server = await startServer()
let code = 1
try {
  const sql = connectRaw({ url: server.url, max: 1, applicationName: 'tandai tests' })
  const [version] = await sql<[{ name: string }]>`select split_part(version(), ' on ', 1) as name`
  await sql.end()
  code = await runTap(server.url)
  console.log(`ran on ${version.name}${env.DATABASE_URL ? ' of DATABASE_URL' : ', built in'}`)
} finally {
  await server.stop()
}
exit(code)
