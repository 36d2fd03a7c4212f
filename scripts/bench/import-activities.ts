import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { bulkImport } from '../../src/app/activity-import/bulk-import.js'
import type { AccountedMonth } from '../../src/app/activity-import/bulk-store.js'
import { importRules } from '../../src/app/activity-import/import-rules.js'
import { type Accounting, accountingOn } from '../../src/app/activity-import/preview.js'
import { SYSTEM } from '../../src/app/actor.js'
import { publishRules } from '../../src/app/rules/publish-rules.js'
import { APP_ROLE, connect, connectRaw } from '../../src/db/connection.js'
import { withTransaction } from '../../src/db/transaction.js'
import { accountEmissions, totalsOf } from '../../src/domain/carbon/emissions.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { exact, formatExact, roundHalfUp } from '../../src/kernel/exact.js'
import { type Tonnes, tonnesExact } from '../../src/kernel/quantity.js'
import { freshDatabase } from './fresh-database.js'
import {
  addEnterprises,
  csvOf,
  ROWS_PER_ENTERPRISE,
  type SyntheticEnterprise,
  streamOf,
  syntheticEnterprise,
} from './synthetic-activities.js'

/** Importing and accounting activity rows against a bare COPY of the same rows into the same table with its indexes. */
const RULES = fileURLToPath(new URL('../../../src/rules/', import.meta.url))
const TODAY = civilDate('2024-06-30')
const MOST_RATIO = 3
const SAMPLE = 500

const rows = Number(process.argv[2] ?? 1_000_000)
if (!Number.isSafeInteger(rows) || rows < 1) {
  console.error('usage: node dist/scripts/bench/import-activities.js [rows]')
  process.exit(2)
}

const seconds = async (work: () => Promise<void>): Promise<number> => {
  const from = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - from) / 1e9
}

const database = await freshDatabase()
const owner = connectRaw({ url: database.ownerUrl, max: 2, applicationName: 'tandai bench' })
const raw = connectRaw({ url: database.ownerUrl, role: APP_ROLE, max: 2, applicationName: 'tandai bench' })
const db = connect({ url: database.ownerUrl, role: APP_ROLE, max: 2, applicationName: 'tandai bench' })
try {
  await publishRules(db, RULES)
  const { accounting, rules } = await withTransaction(db, SYSTEM, async (tx) => {
    const found = await importRules(tx, TODAY)
    if (!found.ok) throw new Error(JSON.stringify(found.refusal))
    return { accounting: await accountingOn(tx, '', TODAY), rules: found.value }
  })
  const enterprises = Array.from({ length: Math.ceil(rows / ROWS_PER_ENTERPRISE) }, (_, index) =>
    syntheticEnterprise(index),
  )
  const ids = await addEnterprises(owner, enterprises)
  const byId = csvOf(enterprises, rows, (index) => ids[index] as string)
  const byUscc = csvOf(enterprises, rows, (index) => (enterprises[index] as SyntheticEnterprise).uscc)

  const copied = await seconds(async () => {
    const copy =
      owner.unsafe(`COPY activity (enterprise_id, month, carrier, meter, quantity, unit, green_quantity, source, data_quality,
      evidence) FROM STDIN (FORMAT csv)`)
    await pipeline(streamOf(byId), await copy.writable())
  })
  await owner.unsafe('TRUNCATE activity CASCADE')

  const months = new Map<string, AccountedMonth>()
  const imported = await seconds(async () => {
    const loaded = await bulkImport(raw, {
      file: streamOf(byUscc),
      accounting,
      rules,
      take: (some) => {
        for (const month of some) months.set(`${month.uscc} ${month.month}`, month)
      },
    })
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal.problems.slice(0, 5)))
    console.log(
      `${loaded.value.rows} rows, ${enterprises.length} enterprises, ${loaded.value.decisions} decisions on ${database.server}`,
    )
  })

  const wrong = differences(enterprises, months, accounting)
  const ratio = imported / copied
  console.log(`bare COPY with indexes   ${copied.toFixed(2)} s  ${perSecond(copied)} rows/s`)
  console.log(`import and accounting    ${imported.toFixed(2)} s  ${perSecond(imported)} rows/s`)
  console.log(`ratio                    ${ratio.toFixed(2)}  (at most ${MOST_RATIO})`)
  console.log(`${months.size} enterprise-months accounted; ${wrong} of the sampled ones differ from the domain's own`)
  if (ratio > MOST_RATIO || wrong > 0) process.exitCode = 1
} finally {
  await Promise.all([owner.end({ timeout: 5 }), raw.end({ timeout: 5 }), db.close()])
  await database.close()
}

function perSecond(time: number): string {
  return Math.round(rows / time).toLocaleString('en')
}

/** The months of a sample of whole enterprises that the domain, asked row by row, counts otherwise; compared as text. */
function differences(
  all: readonly SyntheticEnterprise[],
  accounted: ReadonlyMap<string, AccountedMonth>,
  accounting: Accounting,
): number {
  const whole = all.slice(0, Math.floor(rows / ROWS_PER_ENTERPRISE))
  const step = Math.max(1, Math.floor(whole.length / SAMPLE))
  let wrong = whole.length === 0 ? 1 : 0
  for (let index = 0; index < whole.length; index += step) {
    const { uscc, region, activities } = whole[index] as SyntheticEnterprise
    const emissions = accountEmissions({ ...accounting, region, activities })
    if (!emissions.ok) throw new Error(JSON.stringify(emissions.refusal))
    for (const month of new Set(activities.map((activity) => activity.month))) {
      const { scope1, scope2Location, scope2Market } = totalsOf(
        emissions.value.rows.filter((row) => row.month === month),
      )
      const found = accounted.get(`${uscc} ${month}`)
      const same =
        found !== undefined &&
        text(found.scope1) === rounded(scope1) &&
        text(found.scope2Location) === rounded(scope2Location) &&
        text(found.scope2Market) === rounded(scope2Market)
      if (!same) wrong += 1
    }
  }
  return wrong
}

function text(figure: string): string {
  return formatExact(exact(figure))
}
function rounded(tonnes: Tonnes): string {
  return formatExact(roundHalfUp(tonnesExact(tonnes), 20))
}
