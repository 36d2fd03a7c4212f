import { sql } from 'drizzle-orm'
import { tenancyOf } from '../../src/app/actor.js'
import { backingLoanRows } from '../../src/app/relending/backing-loan-views.js'
import { factsOf, loansToTest } from '../../src/app/relending/backing-loans.js'
import { facilityRules } from '../../src/app/relending/facility-rules.js'
import { APP_ROLE, connect, connectRaw } from '../../src/db/connection.js'
import { withTransaction } from '../../src/db/transaction.js'
import { roomUnderRatio, testLoan } from '../../src/domain/relending/eligibility.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import { freshDatabase } from './fresh-database.js'
import { DAY, FACILITY, reloanBook } from './reloan-book.js'

/** Testing a batch of loans line by line, against the one set-based query that reads the same facts: both read to the last row. */
const LOANS = Number(process.argv[2] ?? 10_000)
if (!Number.isSafeInteger(LOANS) || LOANS < 1) {
  console.error('usage: node dist/scripts/bench/eligibility.js [loans]')
  process.exit(2)
}
const MOST_RATIO = 2
const ROUNDS = 7

const database = await freshDatabase()
const owner = connectRaw({ url: database.ownerUrl, max: 1, applicationName: 'tandai bench' })
const db = connect({ url: database.ownerUrl, role: APP_ROLE, max: 2, applicationName: 'tandai bench' })
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] as number
try {
  const { officer } = await reloanBook(owner, db, LOANS)
  const ids = (await owner<{ id: string }[]>`SELECT id FROM loan ORDER BY id`).map(({ id }) => id)
  const filedOn = civilDate(DAY)
  const requested = money('60000')
  const quotaAvailable = money('1000000000')
  const times = { query: [] as number[], tests: [] as number[] }
  let passed = 0
  for (let round = 0; round < ROUNDS; round += 1)
    await withTransaction(db, tenancyOf(officer), async (tx) => {
      let from = performance.now()
      const rows = await backingLoanRows(tx, ids, null)
      times.query.push(performance.now() - from)
      if (rows.length !== LOANS) throw new Error(`${rows.length} rows`)
      from = performance.now()
      const loans = await loansToTest(tx, ids, null)
      const rules = await facilityRules(tx, FACILITY)
      passed = 0
      for (const id of ids) {
        const loan = loans.get(id)
        if (loan === undefined) throw new Error(`loan ${id} is not to be seen`)
        const facts = factsOf(loan, rules, { requested, filedOn, quotaAvailable, mode: 'LEND_FIRST' })
        roomUnderRatio(facts)
        if (testLoan(facts).eligible) passed += 1
      }
      times.tests.push(performance.now() - from)
      await tx.execute(sql`SELECT 1`)
    })
  const query = median(times.query.slice(2))
  const tests = median(times.tests.slice(2))
  console.log(`on ${database.server}`)
  console.log(`the query           ${query.toFixed(0)} ms for the facts of ${LOANS.toLocaleString('en')} loans`)
  console.log(
    `the batch           ${tests.toFixed(0)} ms with rules and nine checks each; ${passed.toLocaleString('en')} pass`,
  )
  console.log(`ratio               ${(tests / query).toFixed(2)}  (at most ${MOST_RATIO})`)
  if (passed !== LOANS) throw new Error('every loan of the bench is eligible')
  process.exitCode = tests / query <= MOST_RATIO ? 0 : 1
} finally {
  await Promise.all([owner.end({ timeout: 5 }), db.close()])
  await database.close()
}
