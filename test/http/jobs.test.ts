import { randomUUID } from 'node:crypto'
import { get as httpGet } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import t from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { endCancelled } from '../../jobs/run-job.js'
import type { Actor } from '../../src/app/actor.js'
import { cronDays } from '../../src/app/job-schedules/cron-days.js'
import { seedSchedules } from '../../src/app/job-schedules/seed-schedules.js'
import { writeDueRuns } from '../../src/app/job-schedules/write-due-runs.js'
import { requestJobRun } from '../../src/app/jobs/store.js'
import { constraintOf } from '../../src/db/faults.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { type ServedBank, testBank } from '../support/bank.js'
import { runUntil } from '../support/job-workers.js'
import { asSystem } from '../support/people.js'
import { BANK_01, SIHUI } from '../support/published-loan.js'
import { expectedSums, makeScratch, scratchJob, scratchSums } from '../support/scratch-job.js'

const jobs = new Map([...jobTable, [scratchJob.kind, scratchJob]])
const ITEMS = 600

/** The name of the constraint that refuses. */
const refusedBy = (attempt: PromiseLike<unknown>) => Promise.resolve(attempt).then(() => 'nothing', constraintOf)

const personOf = async (bank: ServedBank, username: string) => {
  const [row] = await bank.owner<[{ userId: string; organisationId: string }]>`
    SELECT id AS "userId", organisation_id AS "organisationId" FROM user_account WHERE username = ${username}`
  return row as unknown as Actor
}

const patch = async (bank: ServedBank, user: string, url: string, payload: unknown) => {
  const answer = await bank.app.inject({
    method: 'PATCH',
    url,
    headers: { authorization: `Bearer ${await bank.tokenOf(user)}`, 'idempotency-key': randomUUID() },
    payload: payload as object,
  })
  return { status: answer.statusCode, body: JSON.parse(answer.payload) }
}

t.test('runs are paused, resumed, cancelled and watched', async (t) => {
  const bank = await testBank(t, {
    jobs: (db, log) => inProcessRunner(db, log, jobs, { concurrency: 1, pollMs: 100, silenceSeconds: 2 }),
  })
  await makeScratch(bank.owner, ITEMS)
  const officer = await personOf(bank, SIHUI.officer)
  const asked = (slowMs: number, rest: object = {}) =>
    asSystem(bank.db, (tx) =>
      requestJobRun(tx, officer, 'scratch', { nonce: randomUUID(), perChunk: 50, slowMs, ...rest }),
    ).then(({ run }) => run.id)
  const steer = (user: string, id: string, how: string, body: unknown = {}) =>
    bank.post(user, `/v1/jobs/${id}/${how}`, body)
  const ended = (id: string) =>
    runUntil(bank.owner, id, ({ state }) => ['succeeded', 'failed', 'cancelled'].includes(state))

  await t.test('a paused run stops after its chunk, and goes on where it stopped', async (t) => {
    const id = await asked(100)
    await runUntil(bank.owner, id, ({ done }) => done >= 2)
    t.match(await steer(SIHUI.officer, id, 'resume'), {
      status: 409,
      body: { code: 'JOB_NOT_PAUSED', state: 'running' },
    })
    t.match(await steer(SIHUI.officer, id, 'pause', { reason: 'month end' }), {
      status: 200,
      body: { state: 'paused' },
    })
    await runUntil(bank.owner, id, ({ running }) => running === 0)
    const { done } = (await bank.get(SIHUI.officer, `/v1/jobs/${id}`)).body
    await sleep(400)
    const still = (await bank.get(SIHUI.officer, `/v1/jobs/${id}`)).body
    t.match(still, { state: 'paused', done, total: ITEMS, step: 'chunks', chunks: { running: 0, done: done / 50 } })
    t.ok(done > 0 && done < ITEMS)
    t.match(await steer(SIHUI.officer, id, 'pause'), {
      status: 409,
      body: { code: 'JOB_PAUSED', detail: '作业已经暂停。' },
    })
    t.match(await steer(SIHUI.officer, id, 'resume'), { status: 200, body: { state: 'running' } })
    await ended(id)
    t.match((await bank.get(SIHUI.officer, `/v1/jobs/${id}`)).body, {
      state: 'succeeded',
      done: ITEMS,
      chunks: { pending: 0, running: 0, done: 12, failed: 0, cancelled: 0 },
      ratePerSecond: /^\d+\.\d$/,
    })
    t.same(await scratchSums(bank.owner), await expectedSums(bank.owner))
    for (const how of ['pause', 'resume', 'cancel'])
      t.match(await steer(SIHUI.officer, id, how), { status: 409, body: { code: 'JOB_ENDED', state: 'succeeded' } })
    const told =
      await bank.owner`SELECT action, detail FROM audit_event WHERE subject_id = ${id} AND action <> 'job.requested' ORDER BY id`
    t.match(told, [
      { action: 'job.paused', detail: { from: 'running', to: 'paused', reason: 'month end' } },
      { action: 'job.resumed', detail: { from: 'paused', to: 'running' } },
    ])
  })

  await t.test('a cancelled run keeps what is done and begins no more', async (t) => {
    await makeScratch(bank.owner, ITEMS)
    const id = await asked(150)
    await runUntil(bank.owner, id, ({ done }) => done >= 2)
    t.match(await steer('admin', id, 'cancel'), { status: 200, body: { state: 'cancelling' } })
    t.match(await steer('admin', id, 'cancel'), { status: 409, body: { code: /^JOB_(CANCELLING|ENDED)$/ } })
    t.match(await ended(id), { state: 'cancelled', running: 0 })
    const run = (await bank.get('admin', `/v1/jobs/${id}`)).body
    t.equal(run.chunks.done + run.chunks.cancelled, 12)
    t.equal((await scratchSums(bank.owner)).once, run.done)
    t.equal(run.result, null)
    const waiting = await asked(0)
    await steer(SIHUI.officer, waiting, 'cancel')
    await endCancelled({ db: bank.db, log: pino({ level: 'silent' }), jobs, silenceSeconds: 2 })
    t.match(await ended(waiting), { state: /cancelled|succeeded/ })
  })

  await t.test('others may not steer it, other banks do not see it', async (t) => {
    const id = await asked(0)
    await ended(id)
    for (const url of ['', '/chunks', '/failures', '/events'])
      t.match(await bank.get(BANK_01.officer, `/v1/jobs/${id}${url}`), { status: 404 }, url)
    t.match(await steer(BANK_01.officer, id, 'cancel'), { status: 404, body: { code: 'NOT_FOUND' } })
    const colleague = await steer(SIHUI.approver, id, 'cancel')
    t.match(colleague, { status: 403, body: { code: 'JOB_OF_OTHERS' } })
    t.match(colleague.body.detail, /发起人/)
    const [open] = await bank.raw.begin(async (sql) => {
      await sql`SELECT set_config('tandai.scope', 'lender', true), set_config('tandai.organisation_id', ${officer.organisationId}, true), set_config('tandai.user_id', ${officer.userId}, true)`
      return sql`SELECT count(*)::integer AS n FROM job_chunk WHERE run_id = ${id}`
    })
    t.equal(open?.n, 12, 'who sees the run sees its chunks')
    // The database holds it too: nothing of a run but its state, and only where a person may lead it.
    for (const change of ['done = 0', "state = 'succeeded'", "kind = 'other'"])
      t.equal(
        await refusedBy(
          bank.raw.begin(async (sql) => {
            await sql`SELECT set_config('tandai.scope', 'administrator', true)`
            await sql.unsafe(`UPDATE job_run SET ${change} WHERE id = '${id}'`)
          }),
        ),
        'job_run_steered',
        change,
      )
    t.equal(await refusedBy(bank.owner`UPDATE job_chunk SET done = 0 WHERE run_id = ${id}`), 'job_chunk_done_once')
  })

  await t.test('chunks, failures and runs are listed by pages and filters', async (t) => {
    const id = await asked(0, { poisoned: ['item-0000007', 'item-0000008', 'item-0000300'] })
    await ended(id)
    const walk = async (url: string) => {
      const items: Record<string, unknown>[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { status, body } = await bank.get(SIHUI.officer, `${url}${cursor && `&cursor=${cursor}`}`)
        t.equal(status, 200)
        items.push(...body.items)
        cursor = body.nextCursor
      }
      return items
    }
    t.same(
      (await walk(`/v1/jobs/${id}/chunks?limit=5`)).map(({ no }) => no),
      Array.from({ length: 12 }, (_, index) => index + 1),
    )
    t.same(await walk(`/v1/jobs/${id}/chunks?limit=5&state=FAILED`), [])
    t.match(await walk(`/v1/jobs/${id}/failures?limit=2`), [
      { chunkNo: 1, subjectId: 'item-0000007', reason: { code: 'DEFECT' } },
      { chunkNo: 1, subjectId: 'item-0000008' },
      { chunkNo: 6, subjectId: 'item-0000300' },
    ])
    const runs = await walk('/v1/jobs?limit=2&kind=scratch&state=succeeded')
    t.ok(runs.length >= 3 && runs.every(({ kind, state }) => kind === 'scratch' && state === 'succeeded'))
    t.same(await walk('/v1/jobs?kind=end-of-day'), [])
    t.equal((await bank.get(SIHUI.officer, '/v1/jobs?state=lost')).status, 400)
    t.equal((await bank.get(SIHUI.officer, `/v1/jobs/${id}/failures?cursor=nonsense`)).status, 400)
  })

  await t.test('progress is told as it happens, and the stream ends with the run', async (t) => {
    await makeScratch(bank.owner, ITEMS)
    const address = await bank.app.listen({ port: 0, host: '127.0.0.1' })
    const authorization = `Bearer ${await bank.tokenOf(SIHUI.officer)}`
    const listen = (id: string, heard: (text: string) => void) =>
      new Promise<{ text: string; headers: Record<string, unknown> }>((over, failed) => {
        const call = httpGet(`${address}/v1/jobs/${id}/events`, { headers: { authorization } }, (answer) => {
          let text = ''
          answer.setEncoding('utf8').on('data', (part: string) => {
            text += part
            heard(text)
          })
          answer.once('end', () => over({ text, headers: answer.headers }))
        })
        call.once('error', failed)
      })
    const id = await asked(150)
    const began = performance.now()
    const { text, headers } = await listen(id, () => undefined)
    const took = performance.now() - began
    t.match(headers, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': /no-store/ })
    const events = text.split('\n\n').filter((part) => part.startsWith('event: '))
    const runs = events.map((part) => JSON.parse(part.split('data: ')[1] as string))
    t.ok(events.length >= 3 && events.length <= took / 500 + 2, `${events.length} events in ${took.toFixed(0)} ms`)
    t.match(events.at(-1), /^event: end\n/)
    t.match(runs.at(-1), { state: 'succeeded', done: ITEMS })
    const told = runs.map(({ done }) => done)
    t.same(
      told,
      [...told].sort((a, b) => a - b),
      'progress goes forward',
    )
    t.match((await listen(id, () => undefined)).text, /^event: end\n/, 'an ended run is told once')
    // Whoever goes away is forgotten: far more streams than one may have open, one after another.
    const slow = await asked(400)
    for (let tries = 0; tries < 14; tries += 1) {
      const call = httpGet(`${address}/v1/jobs/${slow}/events`, { headers: { authorization } })
      const status = await new Promise((first) => call.once('response', (answer) => first(answer.statusCode)))
      t.equal(status, 200)
      call.destroy()
      await sleep(20)
    }
    await steer(SIHUI.officer, slow, 'cancel')
    await ended(slow)
  })
})

t.test('what runs by itself', async (t) => {
  const bank = await testBank(t)
  await seedSchedules(bank.db, civilDate('2024-06-30'))
  t.equal(await seedSchedules(bank.db, civilDate('2024-06-30')), 0, 'twice adds nothing')
  const list = async (user = 'admin') => (await bank.get(user, '/v1/job-schedules?limit=200')).body.items
  const schedules = await list()
  const kinds = schedules.map(({ kind }: { kind: string }) => kind)
  t.ok(
    kinds.every((kind: string) => jobTable.has(kind)),
    'every schedule has its job',
  )
  t.match(
    schedules.find(({ kind }: { kind: string }) => kind === 'reloan-checks'),
    {
      organisation: 'PBOC-ZQ',
      payload: { centralBankId: /^[0-9a-f-]{36}$/ },
    },
  )
  for (const { code, cron } of schedules) t.ok(cronDays(cron), `${code} comes`)
  t.ok(schedules.every(({ reason }: { reason: string }) => reason.length > 20))
  t.same(await list(SIHUI.officer), [], 'a bank has none')

  // From here on the clock is the test's: only the daily watch of collateral runs, from a day of the past.
  await bank.owner`UPDATE job_schedule SET active = (code = 'collateral-watch-daily'), from_day = '2024-06-27'`
  const runs = async () =>
    (
      await bank.owner`SELECT business_day AS day, state, payload FROM job_run WHERE schedule_id IS NOT NULL ORDER BY business_day`
    ).map(({ day, state, payload }) => `${day} ${state} ${payload.asOf}`)
  const end = (state = 'succeeded') =>
    bank.owner`UPDATE job_run SET state = ${state}, finished_at = now() WHERE schedule_id IS NOT NULL AND finished_at IS NULL`
  const at = (instant: string) => writeDueRuns(bank.db, instant)

  await t.test('each day once, in order, whatever the clock does', async (t) => {
    t.same(await at('2024-06-27T20:59:59Z'), [], 'a second before five in the morning in Shanghai')
    t.equal((await Promise.all(Array.from({ length: 4 }, () => at('2024-06-27T21:00:00Z')))).flat().length, 1)
    t.same(await at('2024-06-30T21:00:00Z'), [], 'a day waits for the day before')
    await end('failed')
    t.equal((await at('2024-06-30T21:00:00Z')).length, 1)
    await end()
    t.same(await at('2024-06-28T20:00:00Z'), [], 'the clock has jumped back')
    t.equal((await at('2024-06-29T21:00:01Z')).length, 1)
    await end()
    t.same(await at('2024-06-29T21:00:02Z'), [], 'the same instant again')
    t.equal((await at('2024-06-30T22:00:00Z')).length, 1)
    await end()
    t.same(await runs(), [
      '2024-06-28 failed 2024-06-28',
      '2024-06-29 succeeded 2024-06-29',
      '2024-06-30 succeeded 2024-06-30',
      '2024-07-01 succeeded 2024-07-01',
    ])
    t.equal(
      await refusedBy(bank.owner`INSERT INTO job_run (kind, payload, payload_hash, schedule_id, business_day)
        SELECT kind, '{}', 'other', schedule_id, business_day FROM job_run WHERE business_day = '2024-06-30'`),
      'job_run_scheduled_once',
    )
  })

  await t.test('a month is checked when it is over, a settlement day after its end', async (t) => {
    await bank.owner`UPDATE job_schedule SET active = (code IN ('reloan-checks-monthly', 'reloan-settlement')), from_day = '2024-05-31'`
    for (const day of [
      '2024-06-21T02:00:00Z',
      '2024-06-30T16:59:00Z',
      '2024-06-30T17:00:00Z',
      '2024-06-30T19:00:00Z',
    ]) {
      await at(day)
      await end()
    }
    const made = await bank.owner`
      SELECT s.kind, r.business_day AS day, r.payload - 'centralBankId' AS payload FROM job_run r JOIN job_schedule s ON s.id = r.schedule_id
      WHERE s.kind LIKE 'reloan%' ORDER BY r.business_day, s.kind`
    t.same(
      made.map((row) => ({ ...row })),
      [
        { kind: 'reloan-settlement', day: '2024-06-20', payload: { asOf: '2024-06-20' } },
        { kind: 'reloan-checks', day: '2024-06-30', payload: { month: '2024-06' } },
        { kind: 'reloan-settlement', day: '2024-06-30', payload: { asOf: '2024-06-30' } },
      ],
    )
  })

  await t.test('an administrator changes it with a reason, under its version', async (t) => {
    const one = (await list()).find(({ code }: { code: string }) => code === 'rate-recompute-daily')
    const url = `/v1/job-schedules/${one.id}`
    const change = { version: one.version, cron: '0 1 * * 1-5', reason: 'only on working days' }
    const refused: [string, string, object, object][] = [
      ['by an officer', SIHUI.officer, change, { status: 403 }],
      ['with a wrong version', 'admin', { ...change, version: 9 }, { status: 409, body: { code: 'STALE_VERSION' } }],
      ['without a reason', 'admin', { version: 1, active: true }, { status: 400 }],
      ['to what it is', 'admin', { ...change, cron: one.cron }, { status: 422, body: { code: 'SCHEDULE_UNCHANGED' } }],
      ...['*/5 * * * *', '0 * * * *', '0 1 30 2 *', '61 1 * * *', 'every day at 1'].map(
        (cron): [string, string, object, object] => [
          `to ${cron}`,
          'admin',
          { ...change, cron },
          { status: 422, body: { code: 'SCHEDULE_CRON_UNUSABLE', cron } },
        ],
      ),
    ]
    for (const [what, user, body, answer] of refused) t.match(await patch(bank, user, url, body), answer, what)
    t.match(
      (await list()).find(({ id }: { id: string }) => id === one.id),
      { cron: one.cron, version: 1 },
    )
    t.match(await patch(bank, 'admin', url, { ...change, active: true }), {
      status: 200,
      body: { cron: '0 1 * * 1-5', active: true, version: 2, changedBy: 'admin', reason: 'only on working days' },
    })
    const [event] = await bank.owner`SELECT detail FROM audit_event WHERE action = 'job_schedule.changed'`
    t.match(event?.detail, {
      from: { cron: '0 10 * * *' },
      to: { cron: '0 1 * * 1-5' },
      reason: 'only on working days',
    })
    const [begins] =
      await bank.owner`SELECT from_day = (now() AT TIME ZONE 'Asia/Shanghai')::date AS today FROM job_schedule WHERE id = ${one.id}`
    t.equal(begins?.today, true, 'what it missed while it was off stays undone')
    t.match(await patch(bank, 'admin', `/v1/job-schedules/${randomUUID()}`, change), { status: 404 })
  })
})
