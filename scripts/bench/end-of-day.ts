import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type postgres from 'postgres'
import { tenancyOf } from '../../src/app/actor.js'
import { eachLoan } from '../../src/app/business-days/each-loan.js'
import { endOfDaySteps } from '../../src/app/business-days/end-of-day-steps.js'
import { runEndOfDay } from '../../src/app/business-days/run-end-of-day.js'
import { sealJournals } from '../../src/app/ledger/seal-journals.js'
import { publishRules } from '../../src/app/rules/publish-rules.js'
import { bringToDate } from '../../src/app/servicing/bring-to-date.js'
import { takeRepayment } from '../../src/app/servicing/take-payment.js'
import { APP_ROLE, connect, connectRaw, type Database } from '../../src/db/connection.js'
import { withTransaction } from '../../src/db/transaction.js'
import { addDays, type CivilDate, civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import { backendSeconds } from './cpu-time.js'
import { freshDatabase } from './fresh-database.js'
import { type BenchBank, copyLoan, DAY, DUE, loanId, openBank, payOut } from './serviced-loans.js'

/**
 * The end of a month that is over: what falls due, overdue days, categories, accrual, the comparison with the ledger and the next day, of a
 * book in which one loan of twenty is overdue and one of thirty falls due that day. Beside it, in copies of the same database, plain SQL
 * that inserts the journal that came of it, already computed, and moves the loans, and the same loans one by one.
 */
const [small, large] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 100_000)]
if (![small, large].every((count) => Number.isSafeInteger(count) && count >= 1_000)) {
  console.error(
    'usage: node dist/scripts/bench/end-of-day.js [loans of a small book] [loans of a large book], 1000 or more',
  )
  process.exit(2)
}
const MONTH_END = civilDate('2024-06-30')
const RULES = fileURLToPath(new URL('../../../src/rules/', import.meta.url))
const MOST_RESIDENT_MB = 300
/** Against inserting the journal computed before. */
const MOST_TIMES_BARE = 10
/** CPU of a loan in the large book against the small one. */
const MOST_GROWTH = 1.2
const LOANS_ONE_BY_ONE = 2_000
const BARE_CHUNK = 10_000
/** Until it has closed one month the program is still being compiled. */
const WARM_UP = 1_000
/** Of a hundred loans so many are overdue and so many fall due on the day; the others have paid. */
const [OVERDUE, DUE_TODAY] = [5, 3]

const told = (figure: number) => Math.round(figure).toLocaleString('en')
const open = (url: string) => connect({ url, role: APP_ROLE, max: 4, applicationName: 'tandai bench' })

/** How long something took, and seconds of CPU of this program and of its server processes: these say the same on a busy machine. */
interface Timed {
  readonly seconds: number
  readonly work: { readonly program: number; readonly database: number }
}

interface Closed extends Timed {
  readonly residentMb: number
  readonly steps: readonly { readonly step: string; readonly seconds: number; readonly done: number }[]
}

const say = (text: string) => console.log(text)
const failures: string[] = []
const expect = (holds: boolean, what: string) => void (holds || failures.push(what))

const warmed = await freshDatabase()
try {
  say(`${warmed.server}, month end of ${told(small)} and of ${told(large)} loans`)
  await closeMonth(warmed.ownerUrl, await bookOf(warmed.ownerUrl, WARM_UP), 2)
} finally {
  await warmed.close()
}
const first = await book(small, async ({ url, bank, closed }) => {
  const alone = await closeMonth(url, bank, 1)
  say(line('  one range at a time', small, alone))
  say(`  two at a time        ${(alone.seconds / closed.seconds).toFixed(2)} times as fast as one`)
})
const last = await book(large, async ({ doneUrl, url, bank, closed }) => {
  const single = await oneByOne(url, bank)
  say(
    `one by one             ${(single * 1e3).toFixed(1)} ms a loan for the accrual alone, of ${told(LOANS_ONE_BY_ONE)}: ${told(1 / single)} a second; all would take ${told(single * large)} s`,
  )
  const bare = await bareSql(doneUrl, url, bank)
  say(line('plain SQL, computed', large, bare))
  const times = closed.seconds / bare.seconds
  say(`the close takes        ${times.toFixed(1)} times as long  (at most ${MOST_TIMES_BARE})`)
  say(`                       ${(closed.work.database / bare.work.database).toFixed(1)} times the CPU of the database`)
  expect(times <= MOST_TIMES_BARE, `the close takes at most ${MOST_TIMES_BARE} times as long as plain SQL`)
})
say(`CPU of a loan          ${(last / first).toFixed(2)} times that in the small book  (at most ${MOST_GROWTH})`)
expect(!(last / first > MOST_GROWTH), `a loan costs at most ${MOST_GROWTH} times as much in the large book`)
for (const failure of failures) console.error(`FAILED: ${failure}`)
if (failures.length > 0) process.exitCode = 1

/** Closes the month of a book of so many loans. @param compare what is done with a copy made before @returns seconds of CPU a loan */
async function book(
  loans: number,
  compare: (made: { doneUrl: string; url: string; bank: BenchBank; closed: Closed }) => Promise<void>,
): Promise<number> {
  const database = await freshDatabase()
  try {
    const bank = await bookOf(database.ownerUrl, loans)
    const before = await database.copy()
    try {
      const closed = await closeMonth(database.ownerUrl, bank, 2)
      say(line(`${told(loans)} loans`, loans, closed))
      for (const { step, seconds, done } of closed.steps) {
        const rate = done > 1 ? `, ${told(done)} loans, ${told(done / seconds)} a second` : ''
        say(`  ${step.padEnd(21)}${seconds.toFixed(2)} s${rate}`)
      }
      say(`  resident memory      ${closed.residentMb.toFixed(0)} MB  (at most ${MOST_RESIDENT_MB})`)
      expect(closed.residentMb <= MOST_RESIDENT_MB, `resident memory is at most ${MOST_RESIDENT_MB} MB`)
      await checkBook(database.ownerUrl, loans)
      await compare({ doneUrl: database.ownerUrl, url: before.url, bank, closed })
      return (closed.work.program + closed.work.database) / loans
    } finally {
      await before.drop()
    }
  } finally {
    await database.close()
  }
}

function line(what: string, loans: number, { seconds, work }: Timed): string {
  const millis = (spent: number) => `${((spent / loans) * 1e3).toFixed(2)} ms`
  return `${what.padEnd(22)} ${seconds.toFixed(2)} s, ${told(loans / seconds)} loans a second; CPU a loan ${millis(work.program)} program, ${millis(work.database)} database`
}

/** @param watch a connection of its own to the database that is worked on */
async function timed(watch: postgres.Sql, url: string, work: () => Promise<void>): Promise<Timed> {
  const spent = async () => {
    const { user, system } = process.cpuUsage()
    const database = (await backendSeconds(watch, url)) ?? Number.NaN
    return { program: (user + system) / 1e6, database, at: performance.now() }
  }
  const before = await spent()
  await work()
  const after = await spent()
  const database = after.database - before.database
  return { seconds: (after.at - before.at) / 1e3, work: { program: after.program - before.program, database } }
}

/** A bank at the last day of June: every loan is a copy of one of three that the program has serviced until then. */
async function bookOf(url: string, loans: number): Promise<BenchBank> {
  const owner = connectRaw({ url, max: 1, applicationName: 'tandai bench' })
  const db = open(url)
  try {
    await publishRules(db, RULES)
    const bank = await openBank(owner)
    const months = (day: string) => ['06', '07', '08', '09', '10', '11', '12'].map((month) => `2024-${month}-${day}`)
    await payOut(owner, bank, { no: 1, on: '2024-05-20', dueDates: months('20') })
    await payOut(owner, bank, { no: 2, on: '2024-05-20', dueDates: months('20') })
    await payOut(owner, bank, { no: 3, on: '2024-05-30', dueDates: months('30') })
    for (const no of [1, 2, 3]) await brought(db, bank, no, DAY)
    const paid = await withTransaction(db, tenancyOf(bank.officer), (tx) =>
      takeRepayment(
        { tx, actor: bank.officer, requestId: 'bench', audited: false },
        {
          loanId: loanId(1),
          version: 1,
          reference: 'x',
          today: DAY,
          on: DAY,
          amount: money(DUE),
          payer: 'borrower',
          excess: 'hold',
        },
      ),
    )
    if (!paid.ok) throw new Error(JSON.stringify(paid.refusal))
    await close(db, owner, bank, addDays(MONTH_END, -1), 1)
    for (let from = 4; from <= loans; from += 10_000) {
      const to = Math.min(loans, from + 9_999)
      const share = Math.floor((to - from + 1) / 100)
      const [overdue, due] = [from + OVERDUE * share, from + (OVERDUE + DUE_TODAY) * share]
      await copyLoan(owner, 2, { from, to: overdue - 1 })
      await copyLoan(owner, 3, { from: overdue, to: due - 1 })
      await copyLoan(owner, 1, { from: due, to })
    }
    await sealJournals(db)
    await owner.unsafe('VACUUM ANALYZE')
    return bank
  } finally {
    await db.close()
    await owner.end()
  }
}

async function brought(db: Database, { officer }: BenchBank, no: number, day: CivilDate): Promise<void> {
  const done = await withTransaction(db, tenancyOf(officer), (tx) =>
    bringToDate({ tx, actor: officer, requestId: 'bench', audited: false }, loanId(no), day, false),
  )
  if (!done.ok) throw new Error(JSON.stringify(done.refusal))
}

async function close(
  db: Database,
  owner: postgres.Sql,
  { officer }: BenchBank,
  through: CivilDate,
  rangesAtOnce: number,
): Promise<void> {
  const { organisationId, userId } = officer
  // The first of them is asked for by hand; each later day is closed in the name of who closed the one before.
  await owner`
    UPDATE business_day SET state = 'CLOSING', closing_by = ${userId}, closing_at = now(), version = version + 1
    WHERE organisation_id = ${organisationId} AND state = 'OPEN' AND previous_day IS NULL`
  const steps = ['due', 'classify', 'reprice', 'reconcile', 'open-next']
  await owner`
    INSERT INTO end_of_day_step (organisation_id, day, no, step)
    SELECT b.organisation_id, b.day, s.no, s.step
    FROM business_day b, unnest(${steps}::text[]) WITH ORDINALITY s (step, no)
    WHERE b.organisation_id = ${organisationId} AND b.state = 'CLOSING' AND b.previous_day IS NULL
      AND NOT EXISTS (SELECT 1 FROM end_of_day_step e WHERE e.organisation_id = b.organisation_id AND e.day = b.day)`
  const report = await runEndOfDay(db, endOfDaySteps, { organisationId, through, runId: randomUUID(), rangesAtOnce })
  if (report.businessDate !== addDays(through, 1)) throw new Error(JSON.stringify(report))
}

async function closeMonth(url: string, bank: BenchBank, rangesAtOnce: number): Promise<Closed> {
  const owner = connectRaw({ url, max: 1, applicationName: 'tandai bench' })
  const db = open(url)
  let resident = process.memoryUsage.rss()
  const watch = setInterval(() => {
    resident = Math.max(resident, process.memoryUsage.rss())
  }, 200)
  try {
    const taken = await timed(owner, url, () => close(db, owner, bank, MONTH_END, rangesAtOnce))
    const steps = await owner<{ step: string; seconds: number; done: number }[]>`
      SELECT s.step, extract(epoch FROM s.finished_at - s.started_at)::float8 AS seconds,
             s.done + (SELECT coalesce(sum(c.done), 0) FROM end_of_day_chunk c WHERE (c.day, c.step) = (s.day, s.step))::int AS done
      FROM end_of_day_step s WHERE s.day = ${MONTH_END} ORDER BY s.no`
    return { ...taken, residentMb: resident / 2 ** 20, steps: [...steps] }
  } finally {
    clearInterval(watch)
    await db.close()
    await owner.end()
  }
}

/** Nothing was found, every loan has the accrual of the month, and the ledger agrees with the loans. */
async function checkBook(url: string, loans: number): Promise<void> {
  const owner = connectRaw({ url, max: 1, applicationName: 'tandai bench' })
  try {
    const [book] = await owner<{ findings: number; accrued: number; overdue: number; difference: string }[]>`
      SELECT (SELECT count(*)::int FROM end_of_day_finding) AS findings,
             (SELECT count(DISTINCT subject_id)::int FROM journal_entry WHERE posting_key = 'accrual:2024-06-30') AS accrued,
             (SELECT count(*)::int FROM loan_state WHERE days_overdue > 0) AS overdue,
             (SELECT sum(CASE side WHEN 'debit' THEN amount ELSE -amount END)::text FROM journal_line) AS difference`
    say(
      `  ${book?.accrued} accruals, ${book?.overdue} overdue, ${book?.findings} findings; debits less credits ${book?.difference}`,
    )
    // A loan whose row falls due on the last day has the night of that day only: it accrues as well.
    expect(
      book?.findings === 0 && book.accrued === loans && book.difference === '0.00',
      'every loan is accrued and the book balances',
    )
  } finally {
    await owner.end()
  }
}

/** Seconds a loan, of one that is accrued by itself, as a command brings one to date; nothing of it stays. */
async function oneByOne(url: string, { officer }: BenchBank): Promise<number> {
  const db = open(url)
  class Enough extends Error {}
  try {
    const began = performance.now()
    for (let from = 1; from <= LOANS_ONE_BY_ONE; from += 50) {
      const ids = Array.from({ length: 50 }, (_, index) => loanId(from + index))
      await withTransaction(db, tenancyOf(officer), async (tx) => {
        const command = { tx, actor: officer, requestId: 'bench', audited: false }
        const done = await eachLoan({ command }, ids, (command, id) => bringToDate(command, id, MONTH_END, true))
        if (done.refused > 0) throw new Error(JSON.stringify(done.findings[0]))
        throw new Enough()
      }).catch((error) => {
        if (!(error instanceof Enough)) throw error
      })
    }
    return (performance.now() - began) / 1e3 / LOANS_ONE_BY_ONE
  } finally {
    await db.close()
  }
}

/** Seconds to insert the same journal and to move the same loans, all computed before, as the bank itself, on two connections. */
async function bareSql(doneUrl: string, url: string, { officer }: BenchBank): Promise<Timed> {
  const done = connectRaw({ url: doneUrl, max: 1, applicationName: 'tandai bench' })
  const owner = connectRaw({ url, max: 1, applicationName: 'tandai bench' })
  const bank = connectRaw({ url, role: APP_ROLE, max: 2, applicationName: 'tandai bench' })
  try {
    await owner.unsafe(`
      CREATE TABLE staged_entry AS SELECT *, 0 AS chunk FROM journal_entry WITH NO DATA;
      CREATE TABLE staged_line AS SELECT *, 0 AS chunk FROM journal_line WITH NO DATA;
      CREATE TABLE staged_state AS SELECT *, 0 AS chunk FROM loan_state WITH NO DATA;
      GRANT SELECT ON staged_entry, staged_line, staged_state TO ${APP_ROLE}`)
    const chunk = (id: string) => `(substr(${id}::text, 25)::bigint - 1) / ${BARE_CHUNK}`
    const staged = [
      [
        'staged_entry',
        `SELECT e.*, ${chunk('e.subject_id')} AS chunk FROM journal_entry e WHERE booked_on = '${MONTH_END}'`,
      ],
      [
        'staged_line',
        `SELECT l.*, ${chunk('e.subject_id')} AS chunk FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id WHERE booked_on = '${MONTH_END}'`,
      ],
      [
        'staged_state',
        `SELECT s.*, ${chunk('s.loan_id')} AS chunk FROM loan_state s WHERE s.next_event_on = date '${MONTH_END}' + 1 OR s.next_event_on IS NULL`,
      ],
    ] as const
    for (const [table, query] of staged)
      for await (const rows of done.unsafe(`SELECT to_jsonb(q)::text AS row FROM (${query}) q`).cursor(20_000))
        await owner.unsafe(
          `INSERT INTO ${table} SELECT r.* FROM jsonb_populate_recordset(NULL::${table}, $1::text::jsonb) r`,
          [`[${rows.map(({ row }) => row).join(',')}]`],
        )
    await owner.unsafe(`
      CREATE INDEX ON staged_entry (chunk); CREATE INDEX ON staged_line (chunk); CREATE INDEX ON staged_state (chunk)`)
    await owner.unsafe('VACUUM ANALYZE staged_entry')
    await owner.unsafe('VACUUM ANALYZE staged_line')
    await owner.unsafe('VACUUM ANALYZE staged_state')
    const chunks = (await owner<{ chunk: number }[]>`SELECT DISTINCT chunk FROM staged_entry ORDER BY 1`).map(
      ({ chunk }) => chunk,
    )
    const work = async () => {
      for (let at = chunks.shift(); at !== undefined; at = chunks.shift()) {
        const no = at
        await bank.begin(async (tx: postgres.TransactionSql) => {
          await tx`SELECT set_config('tandai.scope', 'lender', true), set_config('tandai.organisation_id', ${officer.organisationId}, true), set_config('tandai.user_id', ${officer.userId}, true)`
          await tx`
            INSERT INTO journal_entry (id, organisation_id, booked_on, event, subject_kind, subject_id, posting_key, recorded_by)
            SELECT id, organisation_id, booked_on, event, subject_kind, subject_id, posting_key, recorded_by FROM staged_entry WHERE chunk = ${no}`
          await tx`
            INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
            SELECT entry_id, account_id, organisation_id, side, amount FROM staged_line WHERE chunk = ${no}`
          await tx`
            UPDATE loan_state s SET state = n.state, balance = n.balance, next_event_on = n.next_event_on, days_overdue = n.days_overdue,
              overdue_since = n.overdue_since, class = n.class, version = n.version
            FROM staged_state n WHERE n.chunk = ${no} AND n.loan_id = s.loan_id`
        })
      }
    }
    const taken = await timed(owner, url, async () => void (await Promise.all([work(), work()])))
    const count = async (sql: postgres.Sql) =>
      (
        await sql<
          { count: number }[]
        >`SELECT count(*)::int AS count FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id WHERE booked_on = ${MONTH_END}`
      )[0]?.count
    const [ours, theirs] = [await count(done), await count(owner)]
    say(`  ${told(ours ?? 0)} lines of the day, ${told(theirs ?? 0)} by plain SQL`)
    expect(ours === theirs, 'plain SQL writes the same lines')
    return taken
  } finally {
    await done.end()
    await owner.end()
    await bank.end()
  }
}
