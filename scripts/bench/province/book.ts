import { fileURLToPath } from 'node:url'
import type postgres from 'postgres'
import { SYSTEM } from '../../../src/app/actor.js'
import { readPortfolio } from '../../../src/app/portfolio/read-portfolio.js'
import { publishRules } from '../../../src/app/rules/publish-rules.js'
import { publish } from '../../../src/app/rules/store.js'
import { APP_ROLE, connect, connectRaw, type Database } from '../../../src/db/connection.js'
import { withTransaction } from '../../../src/db/transaction.js'
import { addMonthsToMonth, firstDayOf, lastDayOf, monthOf } from '../../../src/kernel/civil-date.js'
import type { StoredRule } from '../../../src/rules/rule-table.js'
import { RATED_ON, RECORDED_AT } from './book-days.js'
import { drawCourses, type PolicyChoice } from './courses.js'
import { addCourses, addLoans, type JournalDepth, SYSTEM_AT } from './loan-rows.js'
import { modelRatings } from './model-ratings.js'
import { addBanks, addEnterpriseModels, enterpriseStatements } from './parties.js'

const RULES = fileURLToPath(new URL('../../../../src/rules/', import.meta.url))
const DEMO = fileURLToPath(new URL('../../../../src/demo/zhaoqing-2024/', import.meta.url))

export interface BookOptions {
  readonly journal: JournalDepth
  readonly loans: number
  readonly seed: number
  /** `january`: every loan is repriced on 1 January; pledges and bills, which keep their rate, are left out. */
  readonly policy: PolicyChoice
  readonly connections: number
  readonly say: (line: string) => void
}

/** A firm borrows five times on average. */
export const LOANS_PER_ENTERPRISE = 5
const LOANS_A_CHUNK = 10_000
const ENTERPRISES_A_CHUNK = 10_000
/** More courses than these in each of the ten classes make the book no more varied than its loans are. */
const MOST_COURSES_A_CLASS = 400

/** Writes a book of loans into an empty, migrated database. The same seed, size and options give the same rows, but for the running numbers of journal lines. */
export async function makeBook(ownerUrl: string, options: BookOptions): Promise<void> {
  const { seed, loans, connections, say } = options
  const owner = connectRaw({ url: ownerUrl, max: connections, applicationName: 'tandai province' })
  const db = connect({ url: ownerUrl, role: APP_ROLE, max: 1, applicationName: 'tandai province' })
  const clock = stopwatch(say)
  try {
    await publishBookRules(db)
    clock('rules published')
    const courses = await drawCourses(
      db,
      seed,
      Math.min(MOST_COURSES_A_CLASS, Math.max(10, Math.ceil(loans / 50))),
      options.policy,
    )
    clock(`${courses.length} courses of a loan's life computed by the domain`)
    const models = [
      await modelRatings(db, RATED_ON[0], MODEL_SECTOR),
      await modelRatings(db, RATED_ON[1], MODEL_SECTOR),
    ]
    await owner.begin(async (tx: postgres.TransactionSql) => {
      await tx.unsafe(SYSTEM_AT, [RECORDED_AT.parties])
      await tx.unsafe('CREATE SCHEMA province')
      await addBanks(tx, seed)
      await addEnterpriseModels(tx, models)
      await addCourses(tx, courses, options.journal)
    })
    const enterprises = Math.max(1, Math.ceil(loans / LOANS_PER_ENTERPRISE))
    await sideBySide(connections, rangesOf(enterprises, ENTERPRISES_A_CHUNK), async ({ first, last }) => {
      await owner.begin(async (tx: postgres.TransactionSql) => {
        for (const [at, statement] of enterpriseStatements(seed)) {
          await tx.unsafe(SYSTEM_AT, [at])
          await tx.unsafe(statement, statement.includes('$1') ? [first, last] : [])
        }
      })
    })
    await owner.unsafe(
      'ANALYZE province.enterprise; ANALYZE organisation; ANALYZE enterprise; ANALYZE consent; ANALYZE rating',
    )
    clock(`${enterprises.toLocaleString('en')} enterprises with consents, lines and ratings`)
    const timed = new Map<string, number>()
    await sideBySide(connections, rangesOf(loans, LOANS_A_CHUNK), (range) =>
      addLoans(owner, seed, { ...range, enterprises }, timed),
    )
    clock(`${loans.toLocaleString('en')} loans`)
    for (const [table, milliseconds] of timed)
      say(`    ${table.padEnd(18)} ${(milliseconds / 1e3).toFixed(1)} s of a connection`)
    await owner.unsafe('DROP SCHEMA province CASCADE')
    await owner.unsafe('VACUUM ANALYZE')
    clock('vacuumed and analysed')
  } finally {
    await Promise.all([owner.end({ timeout: 5 }), db.close()])
  }
}

/** Of the demonstration's sectors, the one that firms are modelled in. */
const MODEL_SECTOR = '3252'

/** Made up, for the day before the one at work: whatever is repriced on that day bears another rate, as after every change of the LPR. */
const LOWER_LPR: StoredRule = {
  table: 'lpr',
  key: 'LPR',
  validFrom: '2025-12-31',
  validTo: '2026-01-19',
  publishedOn: '2025-12-31',
  source: 'made up for the book',
  status: 'assumption',
  body: { lpr_1y: '2.90', lpr_5y_plus: '3.40' },
}

/** The product's rules, and the demonstration's means of its sectors for the years before each of the two rating days. */
async function publishBookRules(db: Database): Promise<void> {
  await publishRules(db, RULES)
  await withTransaction(db, SYSTEM, (tx) => publish(tx, [LOWER_LPR]))
  const { benchmarks } = readPortfolio(DEMO).portfolio
  for (const day of RATED_ON) {
    const last = monthOf(day)
    const period = { validFrom: firstDayOf(addMonthsToMonth(last, -11)), validTo: lastDayOf(last) }
    await withTransaction(db, SYSTEM, (tx) =>
      publish(
        tx,
        benchmarks.map((one) => ({ ...one, ...period })),
      ),
    )
  }
}

interface Range {
  readonly no: number
  readonly first: number
  readonly last: number
}
const rangesOf = (count: number, each: number): readonly Range[] =>
  Array.from({ length: Math.ceil(count / each) }, (_, no) => ({
    no,
    first: no * each + 1,
    last: Math.min(count, (no + 1) * each),
  }))

/** Works through the ranges in their order, so many at once. */
async function sideBySide(at: number, ranges: readonly Range[], work: (range: Range) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let range = ranges[next++]; range !== undefined; range = ranges[next++]) await work(range)
  }
  await Promise.all(Array.from({ length: at }, worker))
}

/** Says what has been done since it was last asked, and in how long. */
function stopwatch(say: (line: string) => void): (what: string) => void {
  let from = performance.now()
  return (what) => {
    const now = performance.now()
    say(`${((now - from) / 1e3).toFixed(1).padStart(7)} s  ${what}`)
    from = now
  }
}
