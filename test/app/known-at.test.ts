import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { settleKnownAt } from '../../src/app/known-at/settle-known-at.js'
import { testBank } from '../support/bank.js'

t.test('an answer never changes under its instant', async (t) => {
  const bank = await testBank(t)
  const { db, owner } = bank
  const [reading] = await owner<[{ id: string; uscc: string; enterprise: string; month: string; carrier: string }]>`
    SELECT a.id::text, e.uscc, e.id AS enterprise, a.month, a.carrier FROM activity a JOIN enterprise e ON e.id = a.enterprise_id
    WHERE a.carrier = 'electricity' AND a.month = '2024-05' ORDER BY e.uscc LIMIT 1`
  const url = `/v1/enterprises/${reading.uscc}/carbon-account?asOf=2024-06-30`
  const correct = (sql: typeof owner | Awaited<ReturnType<typeof owner.reserve>>) => sql`
    INSERT INTO activity (enterprise_id, month, carrier, quantity, unit, source, data_quality, supersedes, reason)
    VALUES (${reading.enterprise}, ${reading.month}, ${reading.carrier}, 1, 'kWh', 'utility', 2, ${reading.id}, 'test')`

  await t.test('even while a fact is being recorded', async (t) => {
    const writer = await owner.reserve()
    await writer`BEGIN`
    await correct(writer)
    const before = await bank.get('auditor.zq', url)
    t.equal(before.status, 200)
    await writer`COMMIT`
    writer.release()
    const then = await bank.get('auditor.zq', `${url}&knownAt=${encodeURIComponent(before.body.knownAt)}`)
    t.equal(then.text, before.text, 'bit for bit')
    const now = await bank.get('auditor.zq', url)
    t.not(now.body.totals.current.total, before.body.totals.current.total, 'and what was recorded is known now')
  })
  await t.test('an instant that is not settled is refused, and what can be asked is told', async (t) => {
    const future = await bank.get('auditor.zq', `${url}&knownAt=2999-01-01T00:00:00Z`)
    t.match(future, { status: 422, body: { code: 'KNOWN_AT_NOT_SETTLED', knownAt: '2999-01-01T00:00:00Z' } })
    t.equal((await bank.get('auditor.zq', `${url}&knownAt=${encodeURIComponent(future.body.latest)}`)).status, 200)
    for (const path of [
      '/v1/reports/interest-saving?asOf=2024-06-30',
      '/v1/ledger/accounts?asOf=2024-06-30',
      '/v1/reloan-facilities?asOf=2024-06-30',
    ])
      t.match(
        (await bank.get('reviewer.pboc', `${path}&knownAt=2999-01-01T00:00:00Z`)).body,
        { code: 'KNOWN_AT_NOT_SETTLED' },
        path,
      )
  })
  await t.test('a writer at work holds the instant just before it, and lets it go at its end', async (t) => {
    const writer = await owner.reserve()
    await writer`BEGIN`
    const [{ at }] = await writer<[{ at: string }]>`SELECT recording_instant() AS at`
    await sleep(30)
    const during = await settleKnownAt(db, null)
    t.ok(during.ok && during.value < at, 'before the writer')
    t.match(await settleKnownAt(db, at), { ok: false, refusal: { code: 'KNOWN_AT_NOT_SETTLED' } })
    const [again] = await writer<[{ at: string }]>`SELECT recording_instant() AS at`
    t.equal(again.at, at, 'one instant for all its facts')
    await writer`ROLLBACK`
    writer.release()
    const after = await settleKnownAt(db, null)
    t.ok(after.ok && after.value > at)
  })
  await t.test('every table of facts records under that instant', async (t) => {
    const others = await owner<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attname = 'recorded_at' AND c.relnamespace = 'public'::regnamespace
        AND pg_get_expr(d.adbin, d.adrelid) <> 'recording_instant()' ORDER BY 1`
    t.same(
      others.map(({ name }) => name),
      [
        'idempotency_answer',
        'job_failure',
        'job_schedule',
        'organisation',
        'portfolio_import',
        'user_account',
        'user_role',
      ],
    )
  })
})
