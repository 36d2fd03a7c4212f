import { randomInt, randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { type Actor, tenancyOf } from '../../src/app/actor.js'
import { accountBalances } from '../../src/app/ledger/account-balances.js'
import { summedBalances } from '../../src/app/ledger/balance-views.js'
import { bookEntries } from '../../src/app/ledger/book-entry.js'
import { sealJournals } from '../../src/app/ledger/seal-journals.js'
import { APP_ROLE, connect, connectRaw, type Database } from '../../src/db/connection.js'
import { type Tx, withTransaction } from '../../src/db/transaction.js'
import { CHART } from '../../src/domain/ledger/account.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import { freshDatabase } from './fresh-database.js'

/**
 * One balance of any day and instant in books of growing size, read from blocks and as the plain sum of the lines; and many connections
 * that book on one account at once.
 */
const SIZES = (process.argv[2] ?? '10000,100000,1000000').split(',').map(Number)
if (!SIZES.every((lines) => Number.isSafeInteger(lines) && lines >= 2)) {
  console.error('usage: node dist/scripts/bench/ledger-balance.js [lines,lines,…]')
  process.exit(2)
}
const READS = 400
const SUMS = 9
const CONNECTIONS = 8
const BOOKING_SECONDS = 8
/** From the smallest book to the largest. */
const MOST_GROWTH = 4
const LEAST_HOT = 300
const DAYS = 1_000

let failed = false
const expect = (holds: boolean, what: string) => {
  if (holds) return
  failed = true
  console.error(`not so: ${what}`)
}
const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1] as number
const told = (count: number) => Math.round(count).toLocaleString('en')

const database = await freshDatabase()
const owner = connectRaw({ url: database.ownerUrl, max: 1, applicationName: 'tandai bench' })
const db = connect({ url: database.ownerUrl, role: APP_ROLE, max: CONNECTIONS, applicationName: 'tandai bench' })
try {
  const bank = await aBank()
  console.log(`on ${database.server}`)
  const medians: number[] = []
  let entries = 0
  for (const lines of SIZES) {
    await fill(bank, entries, lines / 2 - entries)
    const from = performance.now()
    const sealed = await sealJournals(db)
    const seconds = (performance.now() - from) / 1e3
    entries = lines / 2
    await owner`ANALYZE`
    const { fast, plain } = await measured(bank)
    medians.push(fast)
    console.log(
      `${told(lines).padStart(9)} lines  balance ${fast.toFixed(2)} ms  plain sum ${plain.toFixed(2)} ms  (${(plain / fast).toFixed(0)} times)  sealed ${told(sealed / seconds)} entries/s`,
    )
  }
  const [blocks] = await owner<[{ rows: string; levels: number }]>`
    SELECT count(*)::text AS rows, max(level) + 1 AS levels FROM ledger_balance_block`
  console.log(`blocks            ${told(Number(blocks.rows))} rows on ${blocks.levels} levels`)
  const growth = (medians.at(-1) as number) / (medians[0] as number)
  console.log(
    `growth            ${growth.toFixed(2)} times from the smallest book to the largest  (at most ${MOST_GROWTH})`,
  )
  expect(growth <= MOST_GROWTH, `a balance costs at most ${MOST_GROWTH} times as much in the largest book`)
  const perSecond = await hotAccount(bank)
  console.log(
    `hot account       ${told(perSecond)} entries/s on 2011 from ${CONNECTIONS} connections  (at least ${LEAST_HOT})`,
  )
  expect(perSecond >= LEAST_HOT, `at least ${LEAST_HOT} entries a second on one account`)
} finally {
  await Promise.all([owner.end({ timeout: 5 }), db.close()])
  await database.close()
}
process.exitCode = failed ? 1 : 0

async function aBank(): Promise<Actor> {
  const [{ organisationId }] = await owner<[{ organisationId: string }]>`
    INSERT INTO organisation (code, kind, name_zh, name_en, origin) VALUES ('BENCH', 'lender', 'x', 'x', 'bench')
    RETURNING id AS "organisationId"`
  const [{ userId }] = await owner<[{ userId: string }]>`
    INSERT INTO user_account (organisation_id, username, name_zh, name_en, password_hash) VALUES (${organisationId}, 'bench', 'x', 'x', 'x')
    RETURNING id AS "userId"`
  const accounts = CHART.map(({ code, nameZh: name_zh, nameEn: name_en, normalSide: normal_side }) => ({
    organisation_id: organisationId,
    code,
    name_zh,
    name_en,
    normal_side,
  }))
  await owner`INSERT INTO ledger_account ${owner(accounts)}`
  return {
    userId,
    organisationId,
    username: 'bench',
    organisationCode: 'BENCH',
    organisationKind: 'lender',
    roles: ['loan_officer'],
  }
}

/** Entries of two lines: half of them on 2011, a second apart; booked on days that advance, one in ten up to 90 days back. */
async function fill({ organisationId }: Actor, from: number, count: number): Promise<void> {
  const most = Math.max(...SIZES) / 2
  for (let done = 0; done < count; done += 20_000) {
    const first = from + done
    const last = from + Math.min(count, done + 20_000)
    await owner.begin(async (tx: postgres.TransactionSql) => {
      await tx`
        INSERT INTO journal_entry (organisation_id, booked_on, event, subject_kind, subject_id, recorded_at)
        SELECT ${organisationId}, date '2021-01-01' + (n * ${DAYS}::bigint / ${most}::bigint)::int
                 - CASE WHEN random() < 0.1 THEN (random() * 90)::int ELSE 0 END,
               'payment', 'loan', gen_random_uuid(), timestamptz '2021-01-01 00:00Z' + n * interval '1 second'
        FROM generate_series(${first}::bigint, ${last - 1}::bigint) n`
      await tx`
        WITH account AS (SELECT array_agg(id ORDER BY code = '2011' DESC, code) AS ids FROM ledger_account WHERE organisation_id = ${organisationId}),
        entry AS (
          SELECT id, (1 + random() * 100000)::numeric(20,2) AS amount,
                 CASE WHEN random() < 0.5 THEN 1 ELSE 2 + floor(random() * 10)::int END AS a, 12 + floor(random() * 12)::int AS b
          FROM journal_entry
          WHERE organisation_id = ${organisationId} AND recorded_at >= timestamptz '2021-01-01 00:00Z' + ${first}::bigint * interval '1 second'
            AND recorded_at < timestamptz '2021-01-01 00:00Z' + ${last}::bigint * interval '1 second')
        INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
        SELECT e.id, account.ids[CASE s.side WHEN 'debit' THEN e.a ELSE e.b END], ${organisationId}, s.side, e.amount
        FROM entry e, account, (VALUES ('debit'), ('credit')) s (side)`
    })
  }
}

/** Milliseconds of one reading, the median of many for random days and instants; both ways agree on every question asked both ways. */
async function measured(bank: Actor): Promise<{ fast: number; plain: number }> {
  const [span] = await owner<[{ seconds: string }]>`
    SELECT extract(epoch FROM max(recorded_at) - min(recorded_at))::bigint::text AS seconds FROM journal_entry`
  const question = () => ({
    asOf: new Date(Date.UTC(2021, 0, 1 + randomInt(DAYS))).toISOString().slice(0, 10),
    knownAt: new Date(Date.UTC(2021, 0, 1) + randomInt(Number(span.seconds)) * 1e3).toISOString(),
    account: '2011',
  })
  const timed = async (count: number, read: (tx: Tx, asked: ReturnType<typeof question>) => Promise<unknown>) => {
    const times: number[] = []
    await withTransaction(db, tenancyOf(bank), async (tx) => {
      for (let i = 0; i < count; i += 1) {
        const asked = question()
        const from = performance.now()
        await read(tx, asked)
        times.push(performance.now() - from)
      }
    })
    return median(times)
  }
  const fast = await timed(READS, (tx, asked) => accountBalances(tx, bank.organisationId, asked))
  const plain = await timed(SUMS, (tx, asked) => summedBalances(tx, bank.organisationId, asked))
  await timed(3, async (tx, asked) => {
    const both = await Promise.all([
      accountBalances(tx, bank.organisationId, asked),
      summedBalances(tx, bank.organisationId, asked),
    ])
    expect(JSON.stringify(both[0]) === JSON.stringify(both[1]), `both ways agree on ${JSON.stringify(asked)}`)
  })
  return { fast, plain }
}

/** Payments of four lines, each in a transaction of its own, all on the settlement account of one bank. */
async function hotAccount(bank: Actor): Promise<number> {
  const until = performance.now() + BOOKING_SECONDS * 1e3
  const booking = async (pool: Database): Promise<number> => {
    let count = 0
    for (; performance.now() < until; count += 1)
      await withTransaction(pool, tenancyOf(bank), async (tx) => {
        const command = { tx, actor: bank, requestId: 'bench', audited: true }
        const booked = await bookEntries(command, [
          {
            organisationId: bank.organisationId,
            bookedOn: civilDate('2024-06-20'),
            event: 'payment',
            subjectKind: 'loan',
            subjectId: randomUUID(),
            postingKey: 'payment:1',
            lines: [
              { account: '2011', side: 'debit', amount: money('1030.00') },
              { account: '1303', side: 'credit', amount: money('1000.00') },
              { account: '1132', side: 'credit', amount: money('29.00') },
              { account: '113210', side: 'credit', amount: money('1.00') },
            ],
          },
        ])
        if (!booked.ok) throw new Error(booked.refusal.code)
      })
    return count
  }
  const counts = await Promise.all(Array.from({ length: CONNECTIONS }, () => booking(db)))
  return counts.reduce((sum, count) => sum + count, 0) / BOOKING_SECONDS
}
