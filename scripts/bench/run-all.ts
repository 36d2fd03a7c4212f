import { parseArgs } from 'node:util'
import { connectRaw } from '../../src/db/connection.js'
import { freshDatabase } from './fresh-database.js'
import { type BenchRow, tableOf } from './table/bench-row.js'
import { tellMachine } from './table/machine.js'
import { recomputeRows } from './table/recompute-rows.js'

/** `npm run bench`: every figure of the table in one run on one PostgreSQL; ends with code 1 when one of them misses what it must reach. */
const { values } = parseArgs({
  options: {
    loans: { type: 'string', default: '10000,100000,1000000' },
    seed: { type: 'string', default: '7' },
    turns: { type: 'string', default: '2' },
    quick: { type: 'boolean', default: false },
  },
})
const sizes = (values.quick ? '500,2000' : values.loans).split(',').map(Number)
const [seed, turns] = [Number(values.seed), Number(values.turns)]
if (![...sizes, seed, turns].every((count) => Number.isSafeInteger(count) && count > 0)) {
  console.error('usage: npm run bench -- [--loans 10000,100000,1000000] [--turns 2] [--seed 7] [--quick]')
  process.exit(2)
}

const empty = await freshDatabase()
const sql = connectRaw({ url: empty.ownerUrl, max: 1, applicationName: 'tandai bench' })
for (const line of await tellMachine(sql)) console.log(line)
await sql.end()
await empty.close()

const rows: BenchRow[] = [
  ...(await recomputeRows({
    sizes,
    seed,
    turns: values.quick ? 1 : turns,
    readsPerSecond: 40,
    idleSeconds: values.quick ? 2 : 30,
    say: console.log,
  })),
]
console.log(`\n${tableOf(rows)}`)
process.exitCode = rows.every(({ reached }) => reached) ? 0 : 1
