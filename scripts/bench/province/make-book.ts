import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../../src/config.js'
import { migrate } from '../../../src/db/migrator.js'
import { makeBook } from './book.js'
import { checkBook } from './check-book.js'

/** Fills an empty database with the book of a province: `--loans 1000000 --seed 7 [--policy january] [--journal whole] --database postgres://…`. */
const { values } = parseArgs({
  options: {
    loans: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '7' },
    policy: { type: 'string', default: 'mixed' },
    journal: { type: 'string', default: 'disbursements' },
    connections: { type: 'string', default: '2' },
    database: { type: 'string' },
  },
})
const [loans, seed, connections] = [values.loans, values.seed, values.connections].map(Number)
const database = values.database ?? process.env.DATABASE_URL
const wrong =
  ![loans, seed, connections].every((count) => Number.isSafeInteger(count) && (count as number) > 0) ||
  !['mixed', 'fixed', 'january', 'anniversary', 'rating-change', 'three-segments'].includes(values.policy) ||
  !['disbursements', 'whole'].includes(values.journal)
if (wrong || database === undefined) {
  console.error(
    'usage: make-book --loans 10000 --seed 7 [--policy mixed|fixed|january|anniversary|rating-change|three-segments] [--journal disbursements|whole] [--connections 2] --database url',
  )
  process.exit(2)
}
const from = performance.now()
await migrate({ url: database, directory: join(projectRoot, 'migrations'), log: () => undefined })
await makeBook(database, {
  loans: loans as number,
  seed: seed as number,
  connections: connections as number,
  policy: values.policy as 'mixed',
  journal: values.journal as 'whole',
  say: console.log,
})
console.log(`made in ${((performance.now() - from) / 1e3).toFixed(0)} s`)
process.exitCode = (await checkBook(database, {
  loans: loans as number,
  journal: values.journal as 'whole',
  say: console.log,
}))
  ? 0
  : 1
