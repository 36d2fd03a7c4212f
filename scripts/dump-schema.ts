import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectRaw } from '../src/db/connection.js'
import { startEmbeddedServer } from '../src/db/embedded-server.js'
import { migrate } from '../src/db/migrator.js'
import { dumpSchema } from '../src/db/schema-dump.js'

/** Migrates an empty database of a server made for the purpose and writes what came out to migrations/schema.sql. */
const directory = fileURLToPath(new URL('../../migrations/', import.meta.url))
const dataDir = await mkdtemp(join(tmpdir(), 'tandai-schema-'))
const server = await startEmbeddedServer({ dataDir, log: () => undefined, settings: { fsync: 'off' } })
try {
  await migrate({ url: server.url, directory, log: () => undefined })
  const sql = connectRaw({ url: server.url, max: 1, applicationName: 'tandai schema' })
  await writeFile(join(directory, 'schema.sql'), await dumpSchema(sql))
  await sql.end()
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
