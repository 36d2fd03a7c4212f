import { argv, env, exit } from 'node:process'
import { fileURLToPath } from 'node:url'
import { MigrationRefused, migrate } from '../src/db/migrator.js'

const url = argv[2] ?? env.DATABASE_URL
if (url === undefined) {
  console.error('usage: DATABASE_URL=postgres://owner@host/database npm run migrate')
  exit(2)
}
try {
  const directory = fileURLToPath(new URL('../../migrations/', import.meta.url))
  const applied = await migrate({ url, directory, log: console.log })
  console.log(applied.length === 0 ? 'nothing to apply' : `${applied.length} applied`)
} catch (error) {
  if (!(error instanceof MigrationRefused)) throw error
  console.error(error.message)
  exit(1)
}
