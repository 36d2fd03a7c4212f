import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { type Actor, tenancyOf } from '../../src/app/actor.js'
import { type ExportFormat, exportFolder } from '../../src/app/exports/export-folder.js'
import { requestExport } from '../../src/app/exports/request-export.js'
import { runExport } from '../../src/app/exports/run-export.js'
import { settleKnownAt } from '../../src/app/known-at/settle-known-at.js'
import { APP_ROLE, connect, connectRaw } from '../../src/db/connection.js'
import { withTransaction } from '../../src/db/transaction.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { freshDatabase } from './fresh-database.js'
import { type BenchBank, openBank } from './serviced-loans.js'

/**
 * A bank's loans written as CSV and as a workbook, each by a process of its own whose resident memory is watched, against a bare COPY of
 * the same columns of the same rows into a file.
 */
const MOST_RESIDENT_MB = 300
const SAMPLE_MS = 20
const TODAY = civilDate('2024-06-20')

interface Written {
  readonly seconds: number
  readonly residentMb: number
  readonly bytes: number
  readonly rows: number
}

if (process.send === undefined) await compare(Number(process.argv[2] ?? 1_000_000))
else {
  const [url = '', folder = '', format = '', actor = ''] = process.argv.slice(2)
  process.send(await write(url, folder, format as ExportFormat, JSON.parse(actor) as Actor))
  process.disconnect()
}

/** What a worker does with one export, from the first statement to the file on the disk. */
async function write(url: string, path: string, format: ExportFormat, actor: Actor): Promise<Written> {
  const db = connect({ url, role: APP_ROLE, max: 4, applicationName: 'tandai bench' })
  const known = await settleKnownAt(db, null)
  if (!known.ok) throw new Error(known.refusal.code)
  const asked = await withTransaction(db, tenancyOf(actor), (tx) =>
    requestExport(
      { tx, actor, requestId: 'bench', audited: false },
      { dataset: 'loans', format, filters: {}, asOf: TODAY, today: TODAY, knownAt: known.value, reason: 'bench' },
    ),
  )
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusal))
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, SAMPLE_MS)
  const from = performance.now()
  const outcome = await runExport(db, { folder: exportFolder(path), days: 1 }, asked.value.exportId, {
    progress: async () => undefined,
    paused: async () => false,
  })
  const seconds = (performance.now() - from) / 1000
  clearInterval(watch)
  await db.close()
  // The kernel's own mark of the highest, in kilobytes, where sampling may have missed it.
  const residentMb = Math.max(peak / 1e6, (process.resourceUsage().maxRSS * 1024) / 1e6)
  return { seconds, residentMb, bytes: Number(outcome.bytes), rows: Number(outcome.rows) }
}

async function compare(count: number): Promise<void> {
  if (!Number.isSafeInteger(count) || count < 1) {
    console.error('usage: node dist/scripts/bench/exports.js [loans]')
    process.exit(2)
  }
  const database = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'tandai-bench-exports-'))
  try {
    const owner = connectRaw({ url: database.ownerUrl, max: 1, applicationName: 'tandai bench' })
    const bank = await openBank(owner)
    await addLoans(owner, count)
    console.log(`${database.server}, ${count.toLocaleString('en')} loans`)
    const copied = await copy(owner, join(folder, 'copy.csv'))
    await owner.end()
    console.log(`bare COPY TO        ${copied.seconds.toFixed(1)} s, ${mega(copied.bytes)}`)
    const csv = await inProcess(database.ownerUrl, folder, 'csv', bank)
    const xlsx = await inProcess(database.ownerUrl, folder, 'xlsx', bank)
    for (const [name, one] of [
      ['CSV', csv],
      ['XLSX', xlsx],
    ] as const) {
      const ratio = (one.seconds / copied.seconds).toFixed(1)
      console.log(
        `${name.padEnd(20)}${one.seconds.toFixed(1)} s (${ratio} × COPY), ${mega(one.bytes)}, ${Math.round(one.rows / one.seconds).toLocaleString('en')} rows/s, ${one.residentMb.toFixed(0)} MB resident at most (bound ${MOST_RESIDENT_MB})`,
      )
      if (one.residentMb > MOST_RESIDENT_MB || one.rows !== count) {
        console.error(`not so: ${name} has every row in at most ${MOST_RESIDENT_MB} MB`)
        process.exitCode = 1
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await database.close()
  }
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}

function inProcess(url: string, folder: string, format: ExportFormat, { officer }: BenchBank): Promise<Written> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [url, folder, format, JSON.stringify(officer)])
    child.once('message', (message) => resolve(message as Written))
    child.once('error', reject)
    child.once('exit', (code) => code === 0 || reject(new Error(`the ${format} writer ended with ${code}`)))
  })
}

/** The columns of the export, by the owner of the tables: no rights to look up, no page to begin. */
async function copy(
  owner: ReturnType<typeof connectRaw>,
  path: string,
): Promise<{ readonly seconds: number; readonly bytes: number }> {
  const from = performance.now()
  const rows = await owner
    .unsafe(`COPY (
    SELECT l.contract_no, o.code, o.name_zh, e.uscc, e.name_zh, e.name_en, e.sector_code, l.product, l.amount, l.rate, l.reference_rate,
           l.tenor_months, l.method, l.day_count, l.purpose, l.signed_on, s.state, s.disbursed, s.balance, s.days_overdue, s.class,
           s.restructured, s.next_event_on, l.recorded_at, l.id, l.application_id, l.quote_id, l.pledge_id, l.credit_line_id
    FROM loan l JOIN loan_state s ON s.loan_id = l.id JOIN organisation o ON o.id = l.lender_id LEFT JOIN enterprise e ON e.id = l.enterprise_id
    ORDER BY l.recorded_at, l.id) TO STDOUT WITH (FORMAT csv, HEADER)`)
    .readable()
  let bytes = 0
  rows.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  await pipeline(rows, createWriteStream(path))
  return { seconds: (performance.now() - from) / 1000, bytes }
}

/** Contracts of one bank with a state beside each; their amounts differ. */
async function addLoans(owner: ReturnType<typeof connectRaw>, count: number): Promise<void> {
  const parties = `(SELECT q.lender_id AS lender, q.enterprise_id AS borrower, q.made_by AS officer, q.id AS quote FROM quote q LIMIT 1) p`
  const id = `('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid`
  const amount = '(10000 + n % 9000000 + (n % 100) / 100.0)::numeric(20,2)'
  const series = 'generate_series($1::bigint, $2::bigint) n'
  for (let first = 1; first <= count; first += 50_000) {
    const last = Math.min(first + 49_999, count)
    await owner.begin(async (tx) => {
      await tx.unsafe(
        `INSERT INTO loan_application (id, lender_id, enterprise_id, product, amount, tenor_months, purpose, applied_on, state, made_by)
         SELECT ${id}, lender, borrower, 'YUN_TAN_DAI', ${amount}, 12, '采购', '2024-05-20', 'CONTRACTED', officer FROM ${parties}, ${series}`,
        [first, last],
      )
      await tx.unsafe(
        `INSERT INTO loan (id, contract_no, lender_id, enterprise_id, application_id, quote_id, product, amount, rate, reference_rate,
           tenor_months, method, day_count, purpose, signed_on, signed_by)
         SELECT ${id}, 'BENCH-${randomUUID().slice(0, 4)}-' || n, lender, borrower, ${id}, quote, 'YUN_TAN_DAI', ${amount}, 3.25 + n % 100 / 1000.0, 3.8, 12,
           'interest-only', 'actual/360', '采购原材料', '2024-05-20', officer FROM ${parties}, ${series}`,
        [first, last],
      )
      await tx.unsafe(
        `INSERT INTO loan_state (loan_id, lender_id, enterprise_id, state, contracted, disbursed, balance, next_event_on)
         SELECT ${id}, lender, borrower, 'DISBURSED', ${amount}, ${amount}, ${amount}, '2024-06-21' FROM ${parties}, ${series}`,
        [first, last],
      )
    })
  }
  await owner.unsafe('VACUUM ANALYZE')
}
