import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import t, { type Test } from 'tap'
import { makeBook } from '../../scripts/bench/province/book.js'
import { DAY_AT_WORK } from '../../scripts/bench/province/book-days.js'
import { sealAuditEvents } from '../../src/app/audit/seal.js'
import { verifyAuditChain } from '../../src/app/audit/verify.js'
import { requestJobRun } from '../../src/app/jobs/store.js'
import { RATE_RECOMPUTE } from '../../src/app/rate-recompute/recompute-rates.js'
import { APP_ROLE, connect, connectRaw } from '../../src/db/connection.js'
import { migrate } from '../../src/db/migrator.js'
import { MIGRATIONS } from '../support/database.js'
import { endOfRun, ownPostgres, ownRedis, redisServerFound, runUntil, startWorker } from '../support/job-workers.js'
import { asSystem } from '../support/people.js'

/** `FAULT_LOANS=100000` shows the same on a larger book. */
const LOANS = Number.parseInt(process.env.FAULT_LOANS ?? '2000', 10)
const JOBS = new URL('../support/small-rate-chunks.js', import.meta.url).href
const PATIENCE_MS = 600_000

const server = await ownPostgres(t)
const at = (name: string) => {
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return url.href
}
const onServer = async (statement: string) => {
  const sql = connectRaw({ url: server.url, max: 1, applicationName: 'rate faults' })
  await sql.unsafe(statement).finally(() => sql.end())
}
await onServer('CREATE DATABASE book')
await migrate({ url: at('book'), directory: MIGRATIONS, log: () => undefined })
await makeBook(at('book'), {
  loans: LOANS,
  seed: 11,
  policy: 'january',
  journal: 'disbursements',
  connections: 2,
  say: () => undefined,
})

/** Everything that a run writes about loans, but for ids and instants, in one figure; and what must not be left behind. */
async function figuresOf(url: string) {
  const owner = connectRaw({ url, max: 1, applicationName: 'rate faults' })
  const db = connect({ url, role: APP_ROLE, max: 2, applicationName: 'rate faults' })
  try {
    await sealAuditEvents(db)
    const { intact } = await verifyAuditChain(db, null)
    return await owner.begin(async (tx) => {
      await tx`SELECT enter_scope('system')`
      const [row] = await tx<
        [{ decisions: number; twice: number; changes: number; split: number; figures: string; left: number }]
      >`
        SELECT (SELECT count(*) FROM loan_rate)::int AS decisions,
          (SELECT count(*) FROM (SELECT FROM loan_rate GROUP BY loan_id HAVING count(*) > 1) twice)::int AS twice,
          (SELECT count(*) FROM loan_event WHERE kind = 'rate-change')::int AS changes,
          (SELECT count(*) FROM job_chunk WHERE jsonb_array_length(detail) > 1)::int AS split,
          encode(sha256(convert_to(
            (SELECT coalesce(string_agg(concat_ws(' ', loan_id, effective_on, rate, reference_rate, discount_bp, grade, rating_id, cause, annual_saving,
               document_hash), E'\n' ORDER BY loan_id), '') FROM loan_rate)
            || (SELECT coalesce(string_agg(concat_ws(' ', loan_id, no, on_date, body - 'rateDecisionId'), E'\n' ORDER BY loan_id, no), '')
                FROM loan_event WHERE kind = 'rate-change'), 'UTF8')), 'hex') AS figures,
          (SELECT count(*) FROM job_chunk WHERE state NOT IN ('DONE'))::int + (SELECT count(*) FROM rate_run_rating)::int
            + (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))::int
            AS left`
      return { ...row, intact }
    })
  } finally {
    await Promise.all([owner.end({ timeout: 5 }), db.close()])
  }
}

interface Place {
  readonly url: string
  readonly owner: ReturnType<typeof connectRaw>
  readonly worker: () => ReturnType<typeof startWorker>
  readonly request: () => Promise<string>
}
/** A copy of the book for workers of its own. */
async function place(t: Test, name: string, redisUrl: string | null): Promise<Place> {
  await onServer(`CREATE DATABASE ${name} TEMPLATE book`)
  const url = at(name)
  const owner = connectRaw({ url, max: 2, applicationName: 'rate faults' })
  t.teardown(() => owner.end({ timeout: 5 }))
  const queueName = `rate-faults-${randomUUID()}`
  return {
    url,
    owner,
    worker: () =>
      startWorker(t, { databaseUrl: url, redisUrl, queueName, jobs: JOBS, silenceSeconds: 2, sweepMs: 300 }),
    request: async () => {
      const db = connect({ url, role: APP_ROLE, max: 1, applicationName: 'rate faults' })
      const { run } = await asSystem(db, (tx) =>
        requestJobRun(tx, null, RATE_RECOMPUTE, { on: DAY_AT_WORK, loans: 'all' }),
      ).finally(() => db.close())
      return run.id
    },
  }
}
const inTheMiddle = ({ owner }: Place, runId: string) =>
  runUntil(owner, runId, ({ done, running }) => done >= 3 && running > 0, PATIENCE_MS)

const undisturbed = await (async () => {
  const calm = await place(t, 'calm', null)
  const worker = await calm.worker()
  const runId = await calm.request()
  const run = await endOfRun(calm.owner, runId, PATIENCE_MS)
  await worker.stop()
  return { run, figures: await figuresOf(calm.url) }
})()
t.test('undisturbed, every loan of the book is decided once', async (t) => {
  const { run, figures } = undisturbed
  t.match(run, { state: 'succeeded', takeovers: 0, failed: 0 })
  t.match(
    figures,
    { decisions: LOANS, twice: 0, left: 0, intact: true, split: 0 },
    'no chunk fails because of another beside it',
  )
  t.comment(`${LOANS} loans, ${run.chunks} chunks, ${figures.changes} bear another rate`)
})

/** The same figures, nothing twice, nothing left, the audit chain whole; and the run says what happened. */
async function asUndisturbed(t: Test, where: Place, runId: string, happened: string) {
  const run = await endOfRun(where.owner, runId, PATIENCE_MS)
  t.match(run, { state: 'succeeded', failed: 0, chunks: undisturbed.run.chunks, result: { decided: LOANS } })
  // A server that dies may fail a chunk in a way that is tried by halves: that changes no figure.
  const { split: _, ...figures } = await figuresOf(where.url)
  const { split: __, ...calm } = undisturbed.figures
  t.same(figures, calm)
  t.comment(
    `${happened}: ${run.takeovers} chunks taken over, ${run.chunkAttempts - run.chunks} begun again, ${run.attempt} attempts of the run`,
  )
  return run
}

t.test('a worker is killed in the middle', async (t) => {
  const where = await place(t, 'worker_killed', null)
  const [one] = await Promise.all([where.worker(), where.worker()])
  const runId = await where.request()
  await inTheMiddle(where, runId)
  await runUntil(where.owner, runId, ({ pids }) => pids.includes(one.pid), PATIENCE_MS)
  await one.kill()
  const run = await asUndisturbed(t, where, runId, 'worker killed')
  t.ok(run.takeovers >= 1)
})

t.test('the run is asked for twice at once, of two workers', async (t) => {
  const where = await place(t, 'asked_twice', null)
  await Promise.all([where.worker(), where.worker()])
  const [first, second] = await Promise.all([where.request(), where.request()])
  t.equal(first, second)
  await asUndisturbed(t, where, first, 'asked for twice')
})

const redisHere = redisServerFound() ? false : 'no redis-server here'
t.test('Redis is emptied, then killed, in the middle', { skip: redisHere }, async (t) => {
  const redis = await ownRedis(t)
  const where = await place(t, 'redis_killed', redis.url)
  await Promise.all([where.worker(), where.worker()])
  const runId = await where.request()
  await inTheMiddle(where, runId)
  await redis.empty()
  await runUntil(where.owner, runId, ({ done, state }) => done >= 8 || state === 'succeeded', PATIENCE_MS)
  await redis.kill()
  await redis.start()
  await asUndisturbed(t, where, runId, 'Redis emptied and killed')
})

t.test('two loans are poisoned: they alone are left out, with their reasons', async (t) => {
  const where = await place(t, 'poisoned', null)
  const inScope = <T>(owner: Place['owner'], work: (tx: postgres.TransactionSql) => Promise<T>) =>
    owner.begin(async (tx) => {
      await tx`SELECT enter_scope('system')`
      return work(tx)
    })
  // One that the bank's rules refuse, and one that breaks what writes it: no number is left for another fact of its life.
  const calm = connectRaw({ url: at('calm'), max: 1, applicationName: 'rate faults' })
  const moving = await inScope(
    calm,
    (tx) => tx<{ loan_id: string }[]>`
    SELECT loan_id FROM loan_event WHERE kind = 'rate-change' ORDER BY loan_id LIMIT 2`,
  ).finally(() => calm.end())
  const [refused, broken] = moving.map(({ loan_id }) => loan_id) as [string, string]
  await inScope(where.owner, async (tx) => {
    await tx`UPDATE repricing_plan SET by_hand_bp = 9999.9999 WHERE loan_id = ${refused}`
    await tx`
      INSERT INTO loan_event (loan_id, lender_id, enterprise_id, no, kind, on_date, body, amount, business_date)
      SELECT id, lender_id, enterprise_id, 2147483647, 'payment', signed_on, '{}', 1, signed_on FROM loan WHERE id = ${broken}`
  })
  await where.worker()
  const runId = await where.request()
  const run = await endOfRun(where.owner, runId, PATIENCE_MS)
  t.match(run, { state: 'succeeded', failed: 2, result: { decided: LOANS - 2 } })
  const failures = await inScope(
    where.owner,
    (tx) => tx<{ subject_id: string; reason: { code: string } }[]>`
    SELECT subject_id, reason FROM job_failure WHERE run_id = ${runId} ORDER BY subject_id`,
  )
  t.same(
    failures.map(({ subject_id, reason: { code } }) => [subject_id, code]),
    [
      [refused, 'RATE_ABOVE_LIMIT'],
      [broken, 'DEFECT'],
    ],
  )
  t.match(await figuresOf(where.url), { decisions: LOANS - 2, twice: 0, left: 0, intact: true })
  t.comment(`poisoned: ${failures.map(({ reason }) => JSON.stringify(reason)).join(' ')}`)
})

// Last: whoever works with the server is gone with it.
t.test('PostgreSQL is killed in the middle', async (t) => {
  const where = await place(t, 'postgres_killed', null)
  await Promise.all([where.worker(), where.worker()])
  const runId = await where.request()
  await inTheMiddle(where, runId)
  await server.kill()
  await server.start()
  const again: Place = { ...where, owner: connectRaw({ url: where.url, max: 2, applicationName: 'rate faults' }) }
  t.teardown(() => again.owner.end({ timeout: 5 }))
  await asUndisturbed(t, again, runId, 'PostgreSQL killed')
})
