import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import type postgres from 'postgres'
import { publishRules } from '../../src/app/rules/publish-rules.js'
import { APP_ROLE, connect, connectRaw } from '../../src/db/connection.js'
import { buildServer } from '../../src/http/server.js'
import { pgbenchScript, type Statement, tappedWire } from './captured-statements.js'
import { backendSeconds, cpuSeconds } from './cpu-time.js'
import { freshDatabase } from './fresh-database.js'
import { HttpClient } from './http-client.js'
import { type BenchBank, benchBank, DAY, DUE, loanId } from './serviced-loans.js'

/**
 * Repayments through HTTP, the whole of each (session, command, audit, idempotency, ledger), against pgbench sending the statements of one
 * of them as fast as it can: as many clients, each loan paid once, turn by turn in one run. Every payment debits account 2011 of one bank.
 */
const [clients, seconds, loans] = [
  Number(process.argv[2] ?? 16),
  Number(process.argv[3] ?? 10),
  Number(process.argv[4] ?? 40_000),
]
if (![clients, seconds, loans].every((count) => Number.isSafeInteger(count) && count > 0)) {
  console.error('usage: node dist/scripts/bench/repayments.js [clients] [seconds of a turn] [loans]')
  process.exit(2)
}
const TURNS = 3
const LEAST_SHARE = 0.5
const LEAST_HOT = 300
/** CPU of the program against that of the server processes, a repayment: the same however busy the machine is. */
const MOST_WORK = 1
/** Repayments before any is measured: until then the program is still being compiled. */
const WARM_UP = 1_000
/** Loans of the statements that are captured, and of nobody else. */
const CAPTURED = 3
const RULES = fileURLToPath(new URL('../../../src/rules/', import.meta.url))
const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url))

const payment = JSON.stringify({ on: DAY, amount: DUE, reference: '回单-1', version: 1 })
const told = (perSecond: number) => Math.round(perSecond).toLocaleString('en')

const database = await freshDatabase()
const owner = connectRaw({ url: database.ownerUrl, max: 1, applicationName: 'tandai bench' })
const folder = await mkdtemp(join(tmpdir(), 'tandai-bench-'))
let server: ChildProcess | null = null
let pgbenchDatabase: { url: string; drop(): Promise<void> } | null = null
try {
  const bank = await madeBank()
  const statements = await capturedRepayment(bank)
  const script = join(folder, 'repayment.sql')
  await writeFile(script, await scriptOf(bank, statements))
  await owner.end()
  pgbenchDatabase = await database.copy()

  const running = await served()
  server = running.process
  const open = await Promise.all(Array.from({ length: clients }, () => HttpClient.open(running.address)))
  const paid = await overHttp(open, bank, CAPTURED, 2, WARM_UP)
  const watch = connectRaw({ url: database.ownerUrl, max: 1, applicationName: 'tandai bench' })
  const work: Work = { program: 0, database: 0, repayments: 0 }
  const [http, bare]: number[][] = [[], []]
  let [nextHttp, nextBare] = [CAPTURED + paid.count, CAPTURED]
  for (let turn = 0; turn < TURNS; turn += 1) {
    const bench = await bareSql(pgbenchDatabase.url, script, nextBare)
    nextBare = bench.next
    bare?.push(bench.perSecond)
    const before = await worked(running.process, watch)
    const done = await overHttp(open, bank, nextHttp, seconds)
    const after = await worked(running.process, watch)
    work.program += after.program - before.program
    work.database += after.database - before.database
    work.repayments += done.count
    nextHttp += done.count
    http?.push(done.count / done.seconds)
  }
  for (const client of open) client.close()
  await watch.end()
  await report(statements, http ?? [], bare ?? [], nextHttp, work)
} finally {
  server?.kill('SIGTERM')
  if (server !== null) await new Promise((ended) => server?.once('exit', ended))
  await pgbenchDatabase?.drop()
  await owner.end()
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

/** Seconds of CPU; NaN where the system does not tell. */
interface Work {
  program: number
  database: number
  repayments: number
}

async function worked({ pid }: ChildProcess, watch: postgres.Sql): Promise<Omit<Work, 'repayments'>> {
  const [program, backends] = await Promise.all([cpuSeconds(pid as number), backendSeconds(watch, database.ownerUrl)])
  return { program: program ?? Number.NaN, database: backends ?? Number.NaN }
}

async function madeBank(): Promise<BenchBank> {
  const db = connect({ url: database.ownerUrl, role: APP_ROLE, max: 1, applicationName: 'tandai bench' })
  try {
    await publishRules(db, RULES)
    return await benchBank(owner, db, loans)
  } finally {
    await db.close()
  }
}

/** What one repayment sends to the database; the ones before it let the driver prepare its statements. */
async function capturedRepayment({ token }: BenchBank): Promise<readonly Statement[]> {
  const wire = await tappedWire(database.ownerUrl)
  const db = connect({ url: wire.url, role: APP_ROLE, max: 1, applicationName: 'tandai bench' })
  const log = pino({ level: 'silent' })
  const app = await buildServer({
    db,
    log,
    openCalculators: false,
    demo: false,
    secureCookies: false,
    today: () => DAY,
    jobs: { enqueue: async () => undefined },
    consoleRoot: folder,
    ready: async () => true,
  })
  try {
    for (let no = 1; no <= CAPTURED; no += 1) {
      wire.taken()
      const { statusCode, payload } = await app.inject({
        method: 'POST',
        url: `/v1/loans/${loanId(no)}/repayments`,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        payload: payment,
      })
      if (statusCode !== 201) throw new Error(payload)
    }
    return wire.taken()
  } finally {
    await app.close()
    await db.close()
    wire.close()
  }
}

/** Ids that are there before any payment: of the bank, its people, its borrower and its accounts. */
async function scriptOf({ officer }: BenchBank, statements: readonly Statement[]): Promise<string> {
  const rows = await owner<{ id: string }[]>`SELECT id FROM ledger_account UNION ALL SELECT id FROM organisation`
  const stays = new Set([officer.userId, ...rows.map(({ id }) => id)])
  return pgbenchScript(owner, statements, loanId(CAPTURED), stays)
}

/** The program itself, as it is started anywhere. */
async function served(): Promise<{ readonly process: ChildProcess; readonly address: string }> {
  const env = { ...process.env, DATABASE_URL: database.ownerUrl, PORT: '0', DEMO: 'off', REDIS_URL: '' }
  const profile =
    process.env.CPU_PROFILE === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env.CPU_PROFILE}`]
  const started = spawn(process.execPath, [...profile, MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((found, failed) => {
    let text = ''
    started.once('exit', (code) => failed(new Error(`the program ended with ${code}: ${text}`)))
    started.stdout.on('data', (data: Buffer) => {
      text = `${text}${data}`.slice(-2_000)
      const listening = /Tandai 已启动 (http:\S+)/.exec(text)
      if (listening !== null) found(listening[1] as string)
    })
  })
  return { process: started, address }
}

/** Each client pays the next loan as soon as it has its answer. */
async function overHttp(
  open: readonly HttpClient[],
  { token }: BenchBank,
  first: number,
  forSeconds: number,
  atLeast = 0,
): Promise<{ readonly count: number; readonly seconds: number }> {
  const from = performance.now()
  const until = from + forSeconds * 1e3
  let count = 0
  await Promise.all(
    open.map(async (client) => {
      while (performance.now() < until || count < atLeast) {
        count += 1
        const no = first + count
        if (no > loans) throw new Error('every loan is paid: ask for more of them')
        const headers = `authorization: Bearer ${token}\r\nidempotency-key: ${crypto.randomUUID()}\r\n`
        const status = await client.post(`/v1/loans/${loanId(no)}/repayments`, headers, payment)
        if (status !== 201) throw new Error(`loan ${no} was answered with ${status}`)
      }
    }),
  )
  return { count, seconds: (performance.now() - from) / 1e3 }
}

/** The same statements from pgbench. Each of its clients has loans of its own; the next turn begins after the last of them. */
async function bareSql(
  url: string,
  script: string,
  first: number,
): Promise<{ readonly perSecond: number; readonly next: number }> {
  const each = Math.floor((loans - CAPTURED) / clients / TURNS)
  const vars = { i: 0, first, each }
  const { hostname, port, username, password, pathname } = new URL(url)
  const args = [
    ...['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', script],
    ...Object.entries(vars).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
    ...['-h', hostname, '-p', port || '5432', '-U', decodeURIComponent(username), pathname.slice(1)],
  ]
  const env = {
    ...process.env,
    PGPASSWORD: decodeURIComponent(password),
    PGOPTIONS: `-c role=${APP_ROLE} -c timezone=UTC`,
  }
  const { output, code } = await outputOf('pgbench', args, env)
  const perSecond = Number(/tps = ([\d.]+)/.exec(output)?.[1])
  const failures = Number(/failed transactions: (\d+)/.exec(output)?.[1] ?? 0)
  if (code !== 0 || !Number.isFinite(perSecond) || failures > 0)
    throw new Error(`pgbench ended with ${code}: ${output}`)
  return { perSecond, next: first + each * clients }
}

function outputOf(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly output: string; readonly code: number | null }> {
  return new Promise((ended, failed) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => {
        output = `${output}${data}`.slice(-4_000)
      })
    child.once('error', failed)
    child.once('close', (code) => ended({ output, code }))
  })
}

async function report(
  statements: readonly Statement[],
  http: readonly number[],
  bare: readonly number[],
  paid: number,
  work: Work,
): Promise<void> {
  const sql = connectRaw({ url: database.ownerUrl, max: 1, applicationName: 'tandai bench' })
  const [book] = await sql<[{ payments: number; audited: number; answers: number; difference: string }]>`
    SELECT (SELECT count(*)::int FROM journal_entry WHERE event = 'loan.payment') AS payments,
           (SELECT count(*)::int FROM audit_event WHERE action = 'loan.payment-taken') AS audited,
           (SELECT count(*)::int FROM idempotency_answer) AS answers,
           (SELECT sum(CASE side WHEN 'debit' THEN amount ELSE -amount END)::text FROM journal_line) AS difference`
  await sql.end()
  const [httpMean, bareMean] = [mean(http), mean(bare)]
  const share = httpMean / bareMean
  const each = (turns: readonly number[]) => turns.map(told).join(', ')
  console.log(
    `${clients} clients, ${TURNS} turns of ${seconds} s each, ${statements.length} statements a repayment, on ${database.server}`,
  )
  console.log(`through HTTP             ${told(httpMean)} repayments/s  (${each(http)})`)
  console.log(`pgbench, same statements ${told(bareMean)} repayments/s  (${each(bare)})`)
  console.log(`share                    ${(share * 100).toFixed(0)} %  (at least ${LEAST_SHARE * 100} %)`)
  const spent = work.program / work.database
  const millis = (spentSeconds: number) => `${((spentSeconds / work.repayments) * 1e3).toFixed(2)} ms`
  console.log(
    Number.isNaN(spent)
      ? 'CPU a repayment          not told by this system'
      : `CPU a repayment          ${millis(work.program)} program, ${millis(work.database)} database: ${spent.toFixed(2)}  (at most ${MOST_WORK})`,
  )
  console.log(`hot account 2011         ${told(httpMean)} postings/s  (at least ${LEAST_HOT})`)
  console.log(
    `${book.payments} payments, ${book.audited} audit events and ${book.answers} answers of ${paid} repayments; debits less credits ${book.difference}`,
  )
  const whole = [book.payments, book.audited, book.answers].every((count) => count === paid)
  if (share < LEAST_SHARE || spent > MOST_WORK || httpMean < LEAST_HOT || !whole || book.difference !== '0.00')
    process.exitCode = 1
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length
}
