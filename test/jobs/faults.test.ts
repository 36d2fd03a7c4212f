import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { requestJobRun } from '../../src/app/jobs/store.js'
import { APP_ROLE, connect, connectRaw, type Database } from '../../src/db/connection.js'
import { migrate } from '../../src/db/migrator.js'
import { MIGRATIONS, testDatabase } from '../support/database.js'
import {
  endOfRun,
  type OwnRedis,
  ownPostgres,
  ownRedis,
  redisServerFound,
  runUntil,
  startWorker,
} from '../support/job-workers.js'
import { asSystem } from '../support/people.js'
import { expectedSums, makeScratch, type ScratchPayload, scratchSums } from '../support/scratch-job.js'

const JOBS = new URL('../support/scratch-job.js', import.meta.url).href
const ITEMS = 2_000
const CHUNKS = 20
/** Long enough to be killed in. */
const SLOW: Omit<ScratchPayload, 'nonce'> = { perChunk: ITEMS / CHUNKS, slowMs: 150 }

const found = redisServerFound()
const skip = found ? false : 'no redis-server here: what Redis carries is held where there is one'

const request = (db: Database, payload: Omit<ScratchPayload, 'nonce'> = SLOW, nonce: string = randomUUID()) =>
  asSystem(db, (tx) => requestJobRun(tx, null, 'scratch', { nonce, ...payload }))

/** A database with two workers, over what carries their work. */
async function place(t: Test, redis: OwnRedis | null) {
  const database = await testDatabase(t)
  const queueName = `faults-${randomUUID()}`
  const worker = () =>
    startWorker(t, { databaseUrl: database.ownerUrl, redisUrl: redis?.url ?? null, queueName, jobs: JOBS })
  const [one, other] = await Promise.all([worker(), worker()])
  return { ...database, worker, one, other }
}
type Place = Awaited<ReturnType<typeof place>>

/** A run that is at work: some of its chunks are done, others not begun. */
async function atWork({ owner, db }: Pick<Place, 'owner' | 'db'>, payload = SLOW, nonce: string = randomUUID()) {
  await makeScratch(owner, ITEMS)
  const { run } = await request(db, payload, nonce)
  await runUntil(owner, run.id, ({ done, running }) => done >= 4 && running > 0)
  return run.id
}

/** Every item counted once, every chunk done once, nothing left over: the figures of a run that nothing disturbed. */
async function undisturbed(
  t: Test,
  { owner }: Pick<Place, 'owner'>,
  runId: string,
  { left = [], begunAgain = 0 }: { readonly left?: readonly string[]; readonly begunAgain?: number | null } = {},
) {
  const run = await endOfRun(owner, runId)
  t.match(run, { state: 'succeeded', done: ITEMS, failed: left.length, chunks: CHUNKS, states: { DONE: CHUNKS } })
  t.match(run.result, { done: ITEMS, changed: ITEMS - left.length, items: ITEMS - left.length, failed: left.length })
  t.same(await scratchSums(owner), await expectedSums(owner, left))
  if (begunAgain !== null) t.equal(run.chunkAttempts, CHUNKS + begunAgain, `${begunAgain} chunks were begun again`)
  return run
}

/** kill -9 of a worker while it works on a chunk; a third one comes in its place. */
async function killedAtWork(t: Test, at: Place) {
  const runId = await atWork(at)
  await runUntil(at.owner, runId, ({ pids }) => pids.includes(at.one.pid))
  await at.one.kill()
  await at.worker()
  const ended = await undisturbed(t, at, runId, { begunAgain: null })
  t.ok(ended.takeovers >= 1, `of the killed worker ${ended.takeovers} chunks were taken over`)
  t.equal(ended.chunkAttempts, CHUNKS + ended.takeovers, 'and no other was begun again')
}

t.test('without Redis', async (t) => {
  const at = await place(t, null)
  await t.test('a worker is killed at work', (t) => killedAtWork(t, at))
  await t.test('items are poisoned', async (t) => {
    await makeScratch(at.owner, ITEMS)
    const left = ['item-0000001', 'item-0000777', 'item-0002000']
    const { run } = await request(at.db, { perChunk: SLOW.perChunk, poisoned: left })
    await undisturbed(t, at, run.id, { left })
    const failures =
      await at.owner`SELECT subject_id, reason FROM job_failure WHERE run_id = ${run.id} ORDER BY subject_id`
    t.same(
      failures.map((row) => ({ ...row })),
      left.map((subject_id) => ({ subject_id, reason: { code: 'DEFECT', failure: 'this item is poisoned' } })),
    )
    const { maxRssBytes } = await at.other.stop()
    t.ok(maxRssBytes < 300 * 2 ** 20, `a worker took ${(maxRssBytes / 2 ** 20).toFixed(0)} MiB at most`)
  })
})

t.test('with Redis', { skip }, async (t) => {
  const redis = await ownRedis(t)
  const at = await place(t, redis)
  await t.test('a worker is killed at work', (t) => killedAtWork(t, at))
  await t.test('the same job is asked for twice at once', async (t) => {
    await makeScratch(at.owner, ITEMS)
    const [one, two] = await Promise.all([request(at.db, SLOW, 'the same'), request(at.db, SLOW, 'the same')])
    t.equal(one.run.id, two.run.id)
    await undisturbed(t, at, one.run.id)
    const [runs] = await at.owner`SELECT count(*)::integer AS n FROM job_run WHERE payload ->> 'nonce' = 'the same'`
    t.equal(runs?.n, 1)
  })
  await t.test('Redis is emptied', async (t) => {
    const runId = await atWork(at)
    await redis.empty()
    await undisturbed(t, at, runId)
  })
  await t.test('Redis is killed and comes back empty', async (t) => {
    const runId = await atWork(at)
    await redis.kill()
    await runUntil(at.owner, runId, ({ running }) => running === 0)
    await sleep(500)
    await redis.start()
    await undisturbed(t, at, runId)
  })
  await t.test('the clock of a worker jumps over midnight, and back by two days', async (t) => {
    const runId = await atWork(at)
    at.other.jump(86_400_000)
    await runUntil(at.owner, runId, ({ done }) => done >= 8)
    at.other.jump(-2 * 86_400_000)
    t.equal((await undisturbed(t, at, runId)).takeovers, 0)
  })
})

t.test('PostgreSQL is killed in the middle', async (t) => {
  const server = await ownPostgres(t)
  await migrate({ url: server.url, directory: MIGRATIONS, log: () => undefined })
  const redis = found ? await ownRedis(t) : null
  const db = connect({ url: server.url, role: APP_ROLE, max: 2, applicationName: 'test' })
  const before = connectRaw({ url: server.url, max: 1, applicationName: 'test' })
  const queueName = `faults-${randomUUID()}`
  const options = { databaseUrl: server.url, redisUrl: redis?.url ?? null, queueName, jobs: JOBS }
  await Promise.all([startWorker(t, options), startWorker(t, options)])
  const runId = await atWork({ owner: before, db })
  await server.kill()
  await Promise.all([db.close(0), before.end({ timeout: 0 })])
  await sleep(1_000)
  await server.start()
  const owner = connectRaw({ url: server.url, max: 1, applicationName: 'test' })
  t.teardown(() => owner.end({ timeout: 0 }))
  const ended = await undisturbed(t, { owner }, runId, { begunAgain: null })
  t.ok(ended.chunkAttempts > CHUNKS, `chunks that were at work were begun again (${ended.chunkAttempts - CHUNKS})`)
})
