import { parseArgs } from 'node:util'
import { connectRaw } from '../../src/db/connection.js'
import { freshDatabase } from './fresh-database.js'
import { type BenchRow, tableOf } from './table/bench-row.js'
import { tellMachine } from './table/machine.js'
import { OTHERS, otherRow } from './table/other-benches.js'
import { recomputeRows } from './table/recompute-rows.js'
import { savingRows } from './table/saving-rows.js'

/** `npm run bench`: every figure of the table in one run on one PostgreSQL; ends with code 1 when one of them misses what it must reach. */
const { values } = parseArgs({
  options: {
    /** Sizes of the recompute, rising; the report is measured at the last one. */
    loans: { type: 'string', default: '10000,100000,1000000' },
    seed: { type: 'string', default: '7' },
    turns: { type: 'string', default: '2' },
    /** recompute, saving, or the name of another bench; all of the table unless told. */
    only: { type: 'string' },
    /** The other benches as well. */
    all: { type: 'boolean', default: false },
    /** Small sizes: proves that the harness works, and judges nothing. */
    quick: { type: 'boolean', default: false },
  },
})
const names = ['recompute', 'saving', ...Object.keys(OTHERS)]
const wanted = values.only?.split(',') ?? (values.all ? names : ['recompute', 'saving'])
const sizes = (values.quick ? '200,600' : values.loans).split(',').map(Number)
const [seed, turns] = [Number(values.seed), values.quick ? 1 : Number(values.turns)]
if (
  ![...sizes, seed, turns].every((count) => Number.isSafeInteger(count) && count > 0) ||
  !wanted.every((name) => names.includes(name))
) {
  console.error(
    `usage: npm run bench -- [--loans 10000,100000,1000000] [--turns 2] [--seed 7] [--quick] [--all] [--only ${names.join(',')}]`,
  )
  process.exit(2)
}

const empty = await freshDatabase()
const sql = connectRaw({ url: empty.ownerUrl, max: 1, applicationName: 'tandai bench' })
for (const line of await tellMachine(sql)) console.log(line)
await sql.end()
await empty.close()

const rows: BenchRow[] = []
if (wanted.includes('recompute'))
  rows.push(
    ...(await recomputeRows({
      sizes,
      seed,
      turns,
      readsPerSecond: 40,
      idleSeconds: values.quick ? 2 : 30,
      say: console.log,
    })),
  )
if (wanted.includes('saving'))
  rows.push(...(await savingRows({ loans: sizes.at(-1) as number, seed, turns, say: console.log })))
for (const name of Object.keys(OTHERS) as (keyof typeof OTHERS)[])
  if (wanted.includes(name)) rows.push(await otherRow(name))
console.log(`\n${tableOf(rows)}`)
if (values.quick)
  console.log('\na quick run shows that everything can be measured; at its sizes the ratios say nothing')
process.exitCode = values.quick || rows.every(({ reached }) => reached) ? 0 : 1
