import { resolve } from 'node:path'
import { ConfigProblems, readConfig } from '../src/config.js'
import { APP_ROLE, connect, type Database } from '../src/db/connection.js'
import { runningEmbeddedServer, startEmbeddedServer } from '../src/db/embedded-server.js'

export interface OpenDatabase {
  readonly db: Database
  /** The login that owns the schema. */
  readonly ownerUrl: string
  close(): Promise<void>
}

/**
 * The database that the settings name, for a script: DATABASE_URL, or the embedded server, whether the program is running beside or not.
 * Wrong settings end the process with every problem named.
 */
export async function openDatabase(applicationName: string): Promise<OpenDatabase> {
  const config = settings()
  if (config.databaseUrl !== null) {
    const db = connect({ url: config.databaseUrl, role: APP_ROLE, max: 2, applicationName })
    return { db, ownerUrl: config.databaseOwnerUrl ?? config.databaseUrl, close: () => db.close() }
  }
  const dataDir = resolve(config.dataDir)
  const running = await runningEmbeddedServer(dataDir)
  const server = running === undefined ? await startEmbeddedServer({ dataDir, log: () => undefined }) : undefined
  const url = running ?? (server as { url: string }).url
  const db = connect({ url, role: APP_ROLE, max: 2, applicationName })
  return {
    db,
    ownerUrl: url,
    close: async () => {
      await db.close()
      await server?.stop()
    },
  }
}

function settings() {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error
    console.error(error.message)
    process.exit(2)
  }
}
