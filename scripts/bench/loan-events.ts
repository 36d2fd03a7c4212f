import { pino } from 'pino'
import type postgres from 'postgres'
import { APP_ROLE, connect, connectRaw } from '../../src/db/connection.js'
import { type App, buildServer } from '../../src/http/server.js'
import { backendSeconds } from './cpu-time.js'
import { freshDatabase } from './fresh-database.js'
import { type BenchBank, DAY, loanId, openBank, payOut } from './serviced-loans.js'

/** What a loan with many events costs to look at: its detail, where it stands, its schedule and where its money went. */
const sizes = (process.argv[2] ?? '1000,10000').split(',').map(Number)
if (sizes.length < 2 || !sizes.every((events) => Number.isSafeInteger(events) && events > 0)) {
  console.error('usage: node dist/scripts/bench/loan-events.js [events,events,…]')
  process.exit(2)
}
const READS = 9
const MOST_MS = 200
/** Beyond what grows with the events: 1 is linear. */
const MOST_GROWTH = 1.5
/** Ten years of months up to the day at work. */
const MONTHS = 120
const PATHS = ['', '/position', '/schedule', '/allocations', '/events'] as const

const database = await freshDatabase()
const owner = connectRaw({ url: database.ownerUrl, max: 1, applicationName: 'tandai bench' })
const db = connect({ url: database.ownerUrl, role: APP_ROLE, max: 2, applicationName: 'tandai bench' })
const app = await buildServer({
  db,
  log: pino({ level: 'silent' }),
  openCalculators: false,
  demo: false,
  secureCookies: false,
  today: () => DAY,
  jobs: { enqueue: async () => undefined },
  consoleRoot: '.',
  ready: async () => true,
})
try {
  const bank = await openBank(owner)
  for (const [index, events] of sizes.entries()) await loanOfEvents(bank, index + 1, events)
  await owner.unsafe('VACUUM ANALYZE')
  console.log(`on ${database.server}`)
  let worst = true
  for (const path of PATHS) {
    const reads: Read[] = []
    for (const index of sizes.keys()) reads.push(await medianOf(app, bank, `/v1/loans/${loanId(index + 1)}${path}`))
    const times = reads.map(({ time }) => time)
    const [first, last] = [times[0] as number, times.at(-1) as number]
    const growth = last / first / ((sizes.at(-1) as number) / (sizes[0] as number))
    const figures = times.map((time, index) => `${time.toFixed(1)} ms at ${sizes[index]}`).join('  ')
    console.log(
      `${`GET /v1/loans/:id${path}`.padEnd(30)} ${figures}  growth ${growth.toFixed(2)}  ${told(reads.at(-1) as Read)}`,
    )
    if (last > MOST_MS && path !== '/allocations') worst = false
    if (growth > MOST_GROWTH) worst = false
  }
  console.log(`at most ${MOST_MS} ms at ${sizes.at(-1)} events, and ${MOST_GROWTH} times what is linear`)
  if (!worst) process.exitCode = 1
} finally {
  await app.close()
  await Promise.all([owner.end({ timeout: 5 }), db.close()])
  await database.close()
}

/**
 * A loan ten years old with so many events, evenly spread: of ten, six payments, two payments that repay principal early, a fee and a
 * reversal of a payment. Each is an entry in the book.
 */
async function loanOfEvents(bank: BenchBank, no: number, events: number): Promise<void> {
  const dueDates = Array.from({ length: MONTHS }, (_, month) => new Date(Date.UTC(2014, 6 + month, 20)))
  await payOut(owner, bank, { no, on: '2014-06-20', dueDates: dueDates.map((day) => day.toISOString().slice(0, 10)) })
  const id = loanId(no)
  await owner.begin(async (tx: postgres.TransactionSql) => {
    await tx.unsafe(
      `INSERT INTO loan_event (id, loan_id, lender_id, enterprise_id, no, kind, on_date, amount, body, reverses, business_date, recorded_by)
       SELECT md5($1::text || n)::uuid, l.id, l.lender_id, l.enterprise_id, n + 1,
              CASE n % 10 WHEN 8 THEN 'fee' WHEN 9 THEN 'reversal' ELSE 'payment' END,
              date '2014-06-21' + (n * 3640::bigint / $2::bigint)::int, CASE WHEN n % 10 < 9 THEN 1.00 END,
              CASE n % 10 WHEN 8 THEN '{"fee": "手续费", "forGuarantor": false}' WHEN 9 THEN '{"kind": "payment"}'
                WHEN 6 THEN '{"excess": {"does": "prepay", "principal": "1.00", "effect": "lower-instalment"}, "payer": "borrower"}'
                WHEN 7 THEN '{"excess": {"does": "prepay", "principal": "1.00", "effect": "shorten"}, "payer": "borrower"}'
                ELSE '{"excess": {"does": "hold"}, "payer": "borrower"}' END::jsonb,
              CASE WHEN n % 10 = 9 THEN md5($1::text || (n - 8))::uuid END, date '2014-06-21', l.signed_by
       FROM loan l, generate_series(1::bigint, $2::bigint) n WHERE l.id = $1::uuid`,
      [id, events],
    )
    await tx.unsafe(
      `INSERT INTO journal_entry (organisation_id, booked_on, event, subject_kind, subject_id, posting_key)
       SELECT f.lender_id, f.on_date, 'loan.payment', 'loan', f.loan_id, 'payment:' || f.id
       FROM loan_event f WHERE f.loan_id = $1 AND f.kind = 'payment'`,
      [id],
    )
    await tx.unsafe(
      `INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
       SELECT e.id, a.id, e.organisation_id, a.normal_side, 1.00
       FROM journal_entry e JOIN ledger_account a ON a.organisation_id = e.organisation_id AND a.code IN ('1303', '2011')
       WHERE e.subject_id = $1 AND e.event = 'loan.payment'`,
      [id],
    )
  })
}

/** Milliseconds: of the clock, and of CPU, which other work on the machine does not lengthen; null where the system does not tell. */
interface Read {
  readonly time: number
  readonly program: number
  readonly database: number | null
}

function told({ program, database }: Read): string {
  return `CPU ${program.toFixed(1)} ms program, ${database === null ? 'not told' : `${database.toFixed(1)} ms`} database`
}

async function medianOf(served: App, { token }: BenchBank, url: string): Promise<Read> {
  const times: number[] = []
  const works: number[] = []
  const before = await backendSeconds(owner, database.ownerUrl)
  for (let read = 0; read < READS; read += 1) {
    const [from, worked] = [performance.now(), process.cpuUsage()]
    const { statusCode, payload } = await served.inject({ url, headers: { authorization: `Bearer ${token}` } })
    times.push(performance.now() - from)
    const { user, system } = process.cpuUsage(worked)
    works.push((user + system) / 1e3)
    if (statusCode !== 200) throw new Error(payload)
  }
  const after = await backendSeconds(owner, database.ownerUrl)
  return {
    time: median(times),
    program: median(works),
    database: before === null || after === null ? null : ((after - before) / READS) * 1e3,
  }
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[READS >> 1] as number
}
