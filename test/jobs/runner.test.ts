import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { bullmqRunner } from '../../jobs/bullmq-runner.js'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import type { AnyJob, JobTable } from '../../jobs/run-job.js'
import { runJob } from '../../jobs/run-job.js'
import type { Runner } from '../../jobs/runner.js'
import { jobRunById, requestJobRun } from '../../src/app/jobs/store.js'
import type { Database } from '../../src/db/connection.js'
import { testDatabase } from '../support/database.js'
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
