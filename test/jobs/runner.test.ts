import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Queue, Worker } from 'bullmq'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { bullmqRunner } from '../../jobs/bullmq-runner.js'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import type { AnyJob, JobTable } from '../../jobs/run-job.js'
import { runJob } from '../../jobs/run-job.js'
import type { Runner } from '../../jobs/runner.js'
import { type ClaimedChunk, claimChunk, recordPlan } from '../../src/app/jobs/chunk-store.js'
import { doChunk } from '../../src/app/jobs/do-chunk.js'
import { type JobState, jobRunById, requestJobRun, setRunState } from '../../src/app/jobs/store.js'
import type { Database } from '../../src/db/connection.js'
import { type TestDatabase, testDatabase } from '../support/database.js'
import { runUntil } from '../support/job-workers.js'
import { asSystem } from '../support/people.js'
import { expectedSums, makeScratch, type ScratchPayload, scratchJob, scratchSums } from '../support/scratch-job.js'

const log = pino({ level: 'silent' })

/** A table of jobs that tell what happened to them. */
function watchedJobs() {
  const calls: string[] = []
  const jobs: AnyJob[] = [
    scratchJob,
    {
      kind: 'counts',
      run: async ({ progress, runId }) => {
        calls.push(runId)
        await progress(1, 2)
        return { changed: 0 }
      },
    },
    {
      kind: 'fails-once',
      run: async ({ runId }) => {
        calls.push(runId)
        if (calls.filter((id) => id === runId).length === 1) throw new Error('first time')
        return 'second time'
      },
    },
    { kind: 'fails', run: async () => Promise.reject(new Error('always')) },
  ]
  const table: JobTable = new Map(jobs.map((job) => [job.kind, job]))
  return { calls, table }
}

const request = (db: Database, kind: string, payload: Record<string, unknown> = { nonce: randomUUID() }) =>
  asSystem(db, (tx) => requestJobRun(tx, null, kind, payload))
const scratch = async (db: Database, payload: Omit<ScratchPayload, 'nonce'>) =>
  (await request(db, 'scratch', { nonce: randomUUID(), ...payload })).run

async function ended(db: Database, id: string) {
  for (let tries = 0; tries < 300; tries += 1) {
    const run = await asSystem(db, (tx) => jobRunById(tx, id))
    if (run?.state === 'succeeded' || run?.state === 'failed') return run
    await sleep(50)
  }
  throw new Error(`run ${id} did not end`)
}

/** What every runner must do, whatever carries it. */
async function contract(t: Test, start: (db: Database, table: JobTable) => Runner) {
  const { db, owner } = await testDatabase(t)
  const { calls, table } = watchedJobs()
  const runner = start(db, table)
  t.teardown(() => runner.close())

  await t.test('carries a run to its end with its result', async (t) => {
    const { run } = await request(db, 'counts')
    await runner.enqueue(run.id)
    t.match(await ended(db, run.id), {
      state: 'succeeded',
      result: { changed: 0 },
      done: 2,
      total: 2,
      attempt: 1,
      failure: null,
    })
  })
  await t.test('a run that is told of twice is done once', async (t) => {
    const { run } = await request(db, 'counts')
    await Promise.all([runner.enqueue(run.id), runner.enqueue(run.id)])
    await ended(db, run.id)
    await runner.enqueue(run.id)
    await sleep(300)
    t.equal(calls.filter((id) => id === run.id).length, 1)
  })
  await t.test('the same job asked for twice at once is one run', async (t) => {
    const [one, two] = await Promise.all([request(db, 'counts', { same: '1' }), request(db, 'counts', { same: '1' })])
    t.equal(one.run.id, two.run.id)
    t.equal([one, two].filter(({ created }) => created).length, 1)
    await runner.enqueue(one.run.id)
    await ended(db, one.run.id)
    const later = await request(db, 'counts', { same: '1' })
    t.ok(later.created, 'an ended run does not stand in the way')
    await runner.enqueue(later.run.id)
    await ended(db, later.run.id)
  })
  await t.test('a failure is tried again, a lasting one ends the run and says why', async (t) => {
    const once = (await request(db, 'fails-once')).run
    const always = (await request(db, 'fails')).run
    await runner.enqueue(once.id)
    await runner.enqueue(always.id)
    for (let tries = 0; tries < 4; tries += 1) {
      await sleep(100)
      await runJob(db, log, table, once.id)
      await runJob(db, log, table, always.id)
    }
    t.match(await ended(db, once.id), { state: 'succeeded', attempt: 2, result: 'second time' })
    t.match(await ended(db, always.id), { state: 'failed', attempt: 3, failure: 'always' })
  })
  await t.test('a run whose worker fell silent is taken over', async (t) => {
    const { run } = await request(db, 'counts')
    await owner`UPDATE job_run SET state = 'running', attempt = 1, heartbeat_at = now() - interval '1 hour' WHERE id = ${run.id}`
    await runner.enqueue(run.id)
    t.match(await ended(db, run.id), { state: 'succeeded', attempt: 2 })
  })
  await t.test('a job in chunks is done once, every chunk of it', async (t) => {
    await makeScratch(owner, 1_003)
    const run = await scratch(db, { perChunk: 100 })
    await runner.enqueue(run.id)
    t.match(await ended(db, run.id), {
      state: 'succeeded',
      done: 1003,
      total: 1003,
      failed: 0,
      takeovers: 0,
      result: { done: 1003, changed: 1003, failed: 0, items: 1003, prepared: { days: 37 } },
    })
    t.same(await scratchSums(owner), await expectedSums(owner))
    const chunks = await owner`SELECT no, state, attempt, done FROM job_chunk WHERE run_id = ${run.id} ORDER BY no`
    t.equal(chunks.length, 11)
    t.ok(chunks.every(({ state, attempt }) => state === 'DONE' && attempt === 1))
    t.equal(chunks.at(-1)?.done, 3)
  })
  await t.test(
    'a poisoned item stands alone with its reason, a refused one with its own, and the rest is done',
    async (t) => {
      await makeScratch(owner, 1_000)
      const poisoned = ['item-0000001', 'item-0000450', 'item-0000451', 'item-0001000']
      const refused = ['item-0000452']
      const run = await scratch(db, { perChunk: 250, poisoned, refused })
      await runner.enqueue(run.id)
      t.match(await ended(db, run.id), {
        state: 'succeeded',
        done: 1000,
        failed: 5,
        result: { changed: 995, failed: 5, items: 995 },
      })
      t.same(await scratchSums(owner), await expectedSums(owner, [...poisoned, ...refused]))
      const failures = await owner`
      SELECT chunk_no, subject_id, reason FROM job_failure WHERE run_id = ${run.id} ORDER BY subject_id`
      t.same(failures, [
        { chunk_no: 1, subject_id: 'item-0000001', reason: { code: 'DEFECT', failure: 'this item is poisoned' } },
        { chunk_no: 2, subject_id: 'item-0000450', reason: { code: 'DEFECT', failure: 'this item is poisoned' } },
        { chunk_no: 2, subject_id: 'item-0000451', reason: { code: 'DEFECT', failure: 'this item is poisoned' } },
        { chunk_no: 2, subject_id: 'item-0000452', reason: { code: 'SCRATCH_REFUSED', subjectId: 'item-0000452' } },
        { chunk_no: 4, subject_id: 'item-0001000', reason: { code: 'DEFECT', failure: 'this item is poisoned' } },
      ])
    },
  )
  await t.test('chunks of a run go beside one another, and a long run holds nobody up', async (t) => {
    await makeScratch(owner, 400)
    const long = await scratch(db, { perChunk: 10, slowMs: 50 })
    await runner.enqueue(long.id)
    await runUntil(owner, long.id, ({ done }) => done >= 4)
    const short = (await request(db, 'counts')).run
    await runner.enqueue(short.id)
    t.match(await ended(db, short.id), { state: 'succeeded' })
    const atThat = await runUntil(owner, long.id, () => true)
    t.equal(atThat.state, 'running', 'the short job ended before the long one')
    // A second long one is served beside the first, not behind it.
    const other = await scratch(db, { perChunk: 100, slowMs: 50 })
    await runner.enqueue(other.id)
    await ended(db, other.id)
    t.equal((await runUntil(owner, long.id, () => true)).state, 'running', 'so did four chunks of another run')
    await ended(db, long.id)
    const [beside] = await owner`
      SELECT count(*)::integer AS n FROM job_chunk a JOIN job_chunk b ON b.run_id = a.run_id AND b.no > a.no
      WHERE a.run_id = ${long.id} AND a.started_at < b.finished_at AND b.started_at < a.finished_at`
    t.ok(beside?.n >= 10, `${beside?.n} pairs of chunks ran at once`)
    const [double] = await owner`SELECT count(*)::integer AS n FROM scratch_item WHERE times <> 2`
    t.equal(double?.n, 0, 'each run counted each item once')
  })
  await t.test('a run is paused, goes on, and is cancelled', async (t) => {
    await makeScratch(owner, 200)
    const run = await scratch(db, { perChunk: 10, slowMs: 50 })
    await runner.enqueue(run.id)
    await runUntil(owner, run.id, ({ done }) => done >= 2)
    const become = (state: JobState) => asSystem(db, (tx) => setRunState(tx, run.id, state))
    await become('paused')
    const paused = await runUntil(owner, run.id, ({ running }) => running === 0)
    await sleep(300)
    t.equal((await runUntil(owner, run.id, () => true)).done, paused.done, 'nothing was begun')
    await become('running')
    await runner.enqueue(run.id)
    await runUntil(owner, run.id, ({ done }) => done > paused.done)
    await become('cancelling')
    await runner.enqueue(run.id)
    await runUntil(owner, run.id, ({ state }) => state === 'cancelled')
    const [left] = await owner`
      SELECT count(*) FILTER (WHERE state IN ('PENDING', 'RUNNING'))::integer AS open, sum(done)::integer AS done FROM job_chunk WHERE run_id = ${run.id}`
    t.equal(left?.open, 0)
    t.equal((await scratchSums(owner)).once, left?.done)
  })
  await t.test('a chunk whose worker died is taken over', async (t) => {
    await makeScratch(owner, 20)
    const run = await planned(db, owner)
    await owner`UPDATE job_chunk SET state = 'RUNNING', attempt = 1, heartbeat_at = now() - interval '1 hour' WHERE run_id = ${run} AND no = 1`
    await owner`UPDATE job_run SET state = 'running' WHERE id = ${run}`
    await runner.enqueue(run)
    t.match(await ended(db, run), { state: 'succeeded', takeovers: 1, done: 20 })
    t.same(await scratchSums(owner), await expectedSums(owner))
  })
  await t.test('a run of nothing ends', async (t) => {
    await makeScratch(owner, 0)
    const run = await scratch(db, { perChunk: 10 })
    await runner.enqueue(run.id)
    t.match(await ended(db, run.id), { state: 'succeeded', done: 0, total: 0 })
  })
  await t.test('closing lets the run finish', async (t) => {
    const { run } = await request(db, 'counts')
    await runner.enqueue(run.id)
    await ended(db, run.id)
    await runner.close()
    const waiting = (await request(db, 'counts')).run
    await sleep(200)
    t.match(await asSystem(db, (tx) => jobRunById(tx, waiting.id)), { state: 'queued' })
  })
}

/** A run of two chunks, planned by nobody; it is paused until then, so that no runner is quicker. */
async function planned(db: Database, owner: TestDatabase['owner']) {
  const nonce = randomUUID()
  const [run] = await owner<[{ id: string }]>`
    INSERT INTO job_run (kind, payload, payload_hash, state, attempt)
    VALUES ('scratch', ${JSON.stringify({ nonce, perChunk: 10 })}::text::jsonb, ${nonce}, 'paused', 1) RETURNING id`
  const ranges = [
    { after: null, to: 'item-0000010' },
    { after: 'item-0000010', to: 'item-0000020' },
  ]
  await recordPlan(db, { id: run.id, attempt: 1 }, { total: 20, ranges })
  return run.id
}

t.test('a chunk happens once', async (t) => {
  const { db, owner } = await testDatabase(t)
  const { table } = watchedJobs()
  const work = { work: () => Promise.reject(new Error('must not be worked on')), keys: async () => [] }

  await t.test('a chunk that a transaction holds is nobody else’s, however silent', async (t) => {
    await makeScratch(owner, 20)
    const run = await planned(db, owner)
    await owner`UPDATE job_run SET state = 'running' WHERE id = ${run}`
    const first = await claimChunk(db, { runId: run, no: 1 }, 30)
    await owner`UPDATE job_chunk SET heartbeat_at = now() - interval '1 hour' WHERE run_id = ${run} AND no = 1`
    await owner.begin(async (sql) => {
      await sql`SELECT 1 FROM job_chunk WHERE run_id = ${run} AND no = 1 FOR UPDATE`
      t.equal(await claimChunk(db, { runId: run, no: 1 }, 30), undefined)
    })
    const second = await claimChunk(db, { runId: run, no: 1 }, 30)
    t.match(second, { attempt: 2, takeovers: 1 })
    t.equal(await doChunk(db, first as ClaimedChunk, work), 'lost', 'whoever comes back finds it taken')
    t.same(await scratchSums(owner), { items: 20, once: 0, figure: '0.00' })
    t.equal(await claimChunk(db, { runId: run, no: 1 }, 30), undefined, 'and a second one is not taken over at once')
  })
  await t.test('a run is planned once', async (t) => {
    const run = await planned(db, owner)
    const again = await recordPlan(db, { id: run, attempt: 1 }, { total: 1, ranges: [{ after: null, to: 'z' }] })
    t.equal(again, false)
    const [chunks] = await owner`SELECT count(*)::integer AS n FROM job_chunk WHERE run_id = ${run}`
    t.equal(chunks?.n, 2)
    const { run: refused } = await request(db, 'scratch')
    const nowhere = await recordPlan(
      db,
      { id: refused.id, attempt: 7 },
      { total: 1, ranges: [{ after: null, to: 'z' }] },
    )
    t.equal(nowhere, false, 'not by an attempt that another has followed')
    await owner`UPDATE job_run SET state = 'failed', finished_at = now() WHERE finished_at IS NULL`
  })
  await t.test('a cause that many items share gives the chunk up and says so', async (t) => {
    await makeScratch(owner, 500)
    const poisoned = Array.from({ length: 201 }, (_, index) => `item-${String(index + 1).padStart(7, '0')}`)
    const run = await scratch(db, { perChunk: 250, poisoned })
    await runJob(db, log, table, run.id)
    t.match(await ended(db, run.id), {
      state: 'failed',
      failure: '1 chunks could not be done',
      done: 250,
      result: { changed: 250 },
    })
    const chunks = await owner`SELECT state, failure FROM job_chunk WHERE run_id = ${run.id} ORDER BY no`
    t.match(chunks, [
      { state: 'FAILED', failure: /more than 200 keys.*this item is poisoned/ },
      { state: 'DONE', failure: null },
    ])
    t.equal((await scratchSums(owner)).once, 250, 'of the chunk that was given up nothing stayed')
  })
})

t.test('job runs in this process', (t) => contract(t, (db, table) => inProcessRunner(db, log, table)))

const redisUrl = process.env.REDIS_URL
t.test(
  redisUrl === undefined
    ? 'no REDIS_URL: BullMQ is held by the same contract where there is one'
    : 'job runs over Redis',
  { skip: redisUrl === undefined },
  (t) =>
    contract(t, (db, table) =>
      bullmqRunner(db, log, table, {
        redisUrl: redisUrl as string,
        queueName: `tandai-test-${randomUUID()}`,
        works: true,
      }),
    ),
)

t.test('a token whose worker died before it claimed anything', { skip: redisUrl === undefined }, async (t) => {
  const { db, owner } = await testDatabase(t)
  await makeScratch(owner, 20)
  const queueName = `tandai-test-${randomUUID()}`
  const run = await planned(db, owner)
  await owner`UPDATE job_run SET state = 'running' WHERE id = ${run}`
  const redis = { url: redisUrl as string }
  const queue = new Queue(queueName, { connection: redis })
  const names = [1, 2].map((no) => `chunk-${run}-${no}-0`)
  await queue.addBulk(
    names.map((jobId, index) => ({ name: 'chunk', data: { runId: run, no: index + 1 }, opts: { jobId } })),
  )
  const dead = new Worker(queueName, null, { connection: redis, autorun: false, lockDuration: 500 })
  const taken = await Promise.all([dead.getNextJob('one'), dead.getNextJob('two')])
  t.same(taken.map((job) => job?.id).sort(), names, 'both tokens are with a worker that does nothing')
  await dead.close(true)
  const runner = bullmqRunner(db, log, watchedJobs().table, {
    redisUrl: redis.url,
    queueName,
    works: true,
    silenceSeconds: 1,
    sweepMs: 200,
  })
  t.match(await ended(db, run), { state: 'succeeded', takeovers: 0, done: 20 })
  await runner.close()
  await queue.obliterate({ force: true })
  await queue.close()
})
