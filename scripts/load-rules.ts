import { join } from 'node:path'
import { argv } from 'node:process'
import { publishRules, RuleFilesRefused } from '../src/app/rules/publish-rules.js'
import { projectRoot } from '../src/config.js'
import { openDatabase } from './open-database.js'

/** Publishes the rule files of a directory (the product's own unless one is named): all of them, or none. */
const { db, close } = await openDatabase('tandai load-rules')
try {
  const { added, known } = await publishRules(db, argv[2] ?? join(projectRoot, 'src', 'rules'))
  console.log(`${added} rules published, ${known} already known`)
} catch (error) {
  if (!(error instanceof RuleFilesRefused)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await close()
}
