import { fileURLToPath } from 'node:url'
import { SYSTEM } from '../../src/app/actor.js'
import { rateEnterprises } from '../../src/app/carbon/rate-enterprises.js'
import { readPortfolio } from '../../src/app/portfolio/read-portfolio.js'
import { publishRules } from '../../src/app/rules/publish-rules.js'
import { publish } from '../../src/app/rules/store.js'
import { APP_ROLE, connect, connectRaw, type Database } from '../../src/db/connection.js'
import { withTransaction } from '../../src/db/transaction.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { freshDatabase } from './fresh-database.js'
import { generateEnterprises, WITHOUT_READINGS } from './generate-enterprises.js'

/** Rating a small and a large book by the product's own batch: cost per enterprise, resident memory, and a second run that writes nothing. */
const RULES = fileURLToPath(new URL('../../../src/rules/', import.meta.url))
const DEMO = fileURLToPath(new URL('../../../src/demo/zhaoqing-2024/', import.meta.url))
const RUN = { asOf: civilDate('2024-06-30'), knownAt: null, jobRunId: null, recordedBy: null }
const MOST_RATIO = 1.2
const MOST_RESIDENT_MB = 300
const SAMPLE_MS = 200

const [small, large] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 100_000)]
if (![small, large].every((count) => Number.isSafeInteger(count) && count > 0)) {
  console.error('usage: node dist/scripts/bench/rerate.js [small] [large]')
  process.exit(2)
}

interface Measured {
  readonly seconds: number
  readonly residentMb: number
  readonly changed: number
}

let failed = false
const expect = (holds: boolean, what: string) => {
  if (holds) return
  failed = true
  console.error(`not so: ${what}`)
}

// The small book on both sides of the large one: a machine that slows down or speeds up meanwhile counts half for either.
const before = await rateBook(small)
const whole = await rateBook(large)
const after = await rateBook(small)

const perEnterprise = { small: (before.seconds + after.seconds) / 2 / small, large: whole.seconds / large }
const ratio = perEnterprise.large / perEnterprise.small
const residentMb = Math.max(before.residentMb, whole.residentMb, after.residentMb)
console.log(
  `cost per enterprise      ${milliseconds(perEnterprise.small)} ms at ${told(small)}, ${milliseconds(perEnterprise.large)} ms at ${told(large)}`,
)
console.log(`ratio                    ${ratio.toFixed(2)}  (at most ${MOST_RATIO})`)
console.log(`resident memory          ${residentMb.toFixed(0)} MB  (at most ${MOST_RESIDENT_MB})`)
expect(ratio <= MOST_RATIO, `the ratio is at most ${MOST_RATIO}`)
expect(residentMb <= MOST_RESIDENT_MB, `resident memory is at most ${MOST_RESIDENT_MB} MB`)
process.exitCode = failed ? 1 : 0

/** Makes a book in a database of its own and rates it twice. */
async function rateBook(count: number): Promise<Measured> {
  const database = await freshDatabase()
  const owner = connectRaw({ url: database.ownerUrl, max: 1, applicationName: 'tandai bench' })
  const db = connect({ url: database.ownerUrl, role: APP_ROLE, max: 4, applicationName: 'tandai bench' })
  try {
    await publishRules(db, RULES)
    const { benchmarks } = readPortfolio(DEMO).portfolio
    await withTransaction(db, SYSTEM, (tx) => publish(tx, benchmarks))
    await generateEnterprises(owner, count)
    console.log(`${told(count)} enterprises of 24 months × 3 carriers on ${database.server}`)
    const first = await measured(db)
    console.log(line('rated', first, count))
    const again = await measured(db)
    const unratable = Math.floor(count / WITHOUT_READINGS)
    console.log(line('rated again', again, count))
    expect(first.changed === count - unratable, `all but ${unratable} of ${count} get a rating`)
    expect(again.changed === 0, 'a second run changes nothing')
    return { ...first, residentMb: Math.max(first.residentMb, again.residentMb) }
  } finally {
    await Promise.all([owner.end({ timeout: 5 }), db.close()])
    await database.close()
  }
}

async function measured(db: Database): Promise<Measured> {
  let resident = process.memoryUsage.rss()
  const sampler = setInterval(() => {
    resident = Math.max(resident, process.memoryUsage.rss())
  }, SAMPLE_MS)
  const from = process.hrtime.bigint()
  const rated = await rateEnterprises(db, RUN).finally(() => clearInterval(sampler))
  const seconds = Number(process.hrtime.bigint() - from) / 1e9
  if (!rated.ok) throw new Error(JSON.stringify(rated.refusal))
  return { seconds, residentMb: resident / 2 ** 20, changed: rated.value.changed }
}

function line(what: string, { seconds, residentMb, changed }: Measured, count: number): string {
  const figures = [
    `${seconds.toFixed(1)} s`,
    `${told(Math.round(count / seconds))} enterprises/s`,
    `${told(changed)} changed`,
  ]
  return `  ${what.padEnd(22)} ${figures.join('  ')}  at most ${residentMb.toFixed(0)} MB resident`
}
function told(count: number): string {
  return count.toLocaleString('en')
}
function milliseconds(seconds: number): string {
  return (seconds * 1e3).toFixed(2)
}
