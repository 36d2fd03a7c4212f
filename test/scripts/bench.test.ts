import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type postgres from 'postgres'
import { type Test, test } from 'tap'
import { type BookOptions, makeBook } from '../../scripts/bench/province/book.js'
import { checkBook } from '../../scripts/bench/province/check-book.js'
import { atMost, median, percentile, tableOf } from '../../scripts/bench/table/bench-row.js'
import { type TestDatabase, testDatabase, testServerUrl } from '../support/database.js'

const RUN_ALL = fileURLToPath(new URL('../../scripts/bench/run-all.js', import.meta.url))
const OPTIONS: BookOptions = {
  loans: 240,
  seed: 11,
  policy: 'mixed',
  journal: 'whole',
  connections: 2,
  say: () => undefined,
}

/** Everything that is written of a book but the running numbers, which two connections share out as they come. */
const BYTES = `
  SELECT encode(sha256(convert_to(string_agg(line, '' ORDER BY line), 'UTF8')), 'hex') AS hash, count(*)::int AS lines FROM (
    SELECT to_jsonb(t)::text AS line FROM enterprise t UNION ALL SELECT to_jsonb(t)::text FROM consent t UNION ALL
    SELECT to_jsonb(t)::text FROM rating t UNION ALL SELECT to_jsonb(t)::text FROM credit_line t UNION ALL
    SELECT to_jsonb(t)::text FROM loan_application t UNION ALL SELECT to_jsonb(t)::text FROM quote t UNION ALL
    SELECT to_jsonb(t)::text FROM loan t UNION ALL SELECT to_jsonb(t)::text FROM loan_state t UNION ALL
    SELECT to_jsonb(t)::text FROM disbursement t UNION ALL SELECT to_jsonb(t)::text FROM loan_event t UNION ALL
    SELECT to_jsonb(t)::text FROM journal_entry t UNION ALL SELECT (to_jsonb(t) - 'id')::text FROM journal_line t UNION ALL
    SELECT to_jsonb(t)::text FROM repricing_plan t UNION ALL SELECT (to_jsonb(t) - 'id')::text FROM interest_segment t) lines`

async function bookOf(t: Test, options: BookOptions): Promise<TestDatabase & { readonly hash: string }> {
  const database = await testDatabase(t)
  await makeBook(database.ownerUrl, options)
  const [bytes] = await inSystem(database.owner, (tx) => tx.unsafe<{ hash: string; lines: number }[]>(BYTES))
  t.ok((bytes?.lines ?? 0) > options.loans * 10, 'there is a book')
  return { ...database, hash: bytes?.hash ?? '' }
}

const inSystem = <T>(owner: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<T>) =>
  owner.begin(async (tx: postgres.TransactionSql) => {
    await tx.unsafe("SELECT enter_scope('system')")
    return work(tx)
  })

test('the same seed makes the same book, however many connections write it, and another seed another', async (t) => {
  const book = await bookOf(t, OPTIONS)
  t.equal((await bookOf(t, { ...OPTIONS, connections: 1 })).hash, book.hash)
  t.not((await bookOf(t, { ...OPTIONS, seed: 12 })).hash, book.hash)
})

test('a book is checked by what the program makes of its loans, and a fault in it is found', async (t) => {
  const { ownerUrl, owner } = await bookOf(t, OPTIONS)
  const said: string[] = []
  const checked = () => {
    said.length = 0
    return checkBook(ownerUrl, { ...OPTIONS, say: (line) => void said.push(line) })
  }
  t.equal(await checked(), true, 'nothing is found', { said })
  const faults = [
    ['UPDATE loan_state SET balance = balance - 0.01', 'stands where its life leads to'],
    ["UPDATE repricing_plan SET test_days = '{}', policy = 'quarterly'", 'the repricing plan of loan'],
    ['UPDATE loan_state SET balance = balance + 0.01', null],
  ] as const
  for (const [fault, found] of faults) {
    await inSystem(owner, (tx) => tx.unsafe(fault))
    t.equal(await checked(), false)
    if (found !== null) t.match(said.join('\n'), found)
  }
})

test('a table says what was measured, against what, and whether it is enough', async (t) => {
  const [reached, missed] = [atMost('a', ['1 s', 1], ['1 s', 1], 1.5), atMost('b', ['2 s', 2], ['1 s', 1], 1.5)]
  t.equal(reached.reached, true)
  t.equal(missed.reached, false)
  t.match(tableOf([reached, missed]), /\| a +\| 1 s +\| 1 s +\| 1\.000 \| ≤ 1\.5× +\| reached \|\n.*2\.000.*MISSED/)
  t.equal(median([3, 1, 2, 10]), 2.5)
  t.equal(percentile([...Array.from({ length: 99 }, () => 1), 100], 0.99), 1)
  t.equal(percentile([...Array.from({ length: 98 }, () => 1), 100, 100], 0.99), 100)
})

test('the whole table is measured at small sizes, by workers and a server in processes of their own', async (t) => {
  const child = spawn(process.execPath, [RUN_ALL, '--quick'], {
    env: { ...process.env, DATABASE_URL: testServerUrl() },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill())
  let told = ''
  child.stdout.on('data', (data: Buffer) => {
    told += data.toString()
  })
  const [code] = (await once(child, 'close')) as [number]
  t.equal(code, 0, 'ends well', { told })
  t.match(told, /^machine {5}\d+ cores/m)
  for (const row of [
    /\| full rate recompute of 600 loans, 2 workers .*loans\/s .* bare SQL /,
    /\| cost of a loan as the book grows/,
    /\| recompute of \d+ changed loans/,
    /\| a full run after it decides the same .* reached/,
    /\| two worker processes/,
    /\| p99 of reads during a full run/,
    /\| resident memory of a worker .* reached/,
    /\| realised-saving report of 600 loans × 3 segments/,
    /\| its saving is that of the bare aggregate .* reached/,
  ])
    t.match(told, row)
})
