import { join } from 'node:path'
import { projectRoot } from '../src/config.js'
import { MigrationRefused, migrate } from '../src/db/migrator.js'
import { openDatabase } from './open-database.js'

const { ownerUrl, close } = await openDatabase('tandai migrate')
try {
  const applied = await migrate({ url: ownerUrl, directory: join(projectRoot, 'migrations'), log: console.log })
  console.log(applied.length === 0 ? 'nothing to apply' : `${applied.length} applied`)
} catch (error) {
  if (!(error instanceof MigrationRefused)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await close()
}
