import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectRaw } from '../../src/db/connection.js'
import { startEmbeddedServer } from '../../src/db/embedded-server.js'
import { migrate } from '../../src/db/migrator.js'

const MIGRATIONS = fileURLToPath(new URL('../../../migrations/', import.meta.url))

const LARGE_BYTES = 2 ** 29

export interface FreshDatabase {
  /** Of the login that owns the schema. */
  readonly ownerUrl: string
  readonly server: string
  /** Another one with the same rows; nobody may be connected to this one meanwhile. */
  copy(): Promise<{ readonly url: string; drop(): Promise<void> }>
  /** Drops what was made for the run. */
  close(): Promise<void>
}

/** A migrated database of its own: on the server of DATABASE_URL, whose login must be allowed to create one, or on an embedded server made for the run. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const given = process.env.DATABASE_URL
  const dataDir = given ? null : await mkdtemp(join(tmpdir(), 'tandai-bench-'))
  const embedded = dataDir === null ? null : await startEmbeddedServer({ dataDir, log: () => undefined })
  const serverUrl = given ?? (embedded as { url: string }).url
  const name = `tandai_bench_${randomBytes(4).toString('hex')}`
  const onServer = async (statement: string) => {
    const sql = connectRaw({ url: serverUrl, max: 1, applicationName: 'tandai bench' })
    const rows = await sql.unsafe(statement).finally(() => sql.end())
    return rows[0]
  }
  const at = (database: string) => {
    const url = new URL(serverUrl)
    url.pathname = `/${database}`
    return url.href
  }
  let copies = 0
  const copy = async () => {
    copies += 1
    const copied = `${name}_copy${copies}`
    // A large one goes file by file, between two checkpoints: through the log of the server it takes many times as long.
    const large = (await onServer(`SELECT pg_database_size('${name}') > ${LARGE_BYTES} AS large`))?.large === true
    await onServer(`CREATE DATABASE ${copied} TEMPLATE ${name} STRATEGY ${large ? 'FILE_COPY' : 'WAL_LOG'}`)
    return { url: at(copied), drop: async () => void (await onServer(`DROP DATABASE ${copied} WITH (FORCE)`)) }
  }
  const close = async () => {
    await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await embedded?.stop()
    if (dataDir !== null) await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await onServer(`CREATE DATABASE ${name}`)
    const ownerUrl = at(name)
    await migrate({ url: ownerUrl, directory: MIGRATIONS, log: () => undefined })
    const version = (await onServer("SELECT split_part(version(), ' on ', 1) AS version"))?.version as string
    return { ownerUrl, server: given ? version : `${version}, embedded`, copy, close }
  } catch (error) {
    await close()
    throw error
  }
}
