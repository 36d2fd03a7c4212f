import t from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { seedSchedules } from '../../src/app/job-schedules/seed-schedules.js'
import { writeDueRuns } from '../../src/app/job-schedules/write-due-runs.js'
import { tellJobFailure } from '../../src/http/shapes/job-runs.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { testBank } from '../support/bank.js'
import { runUntil } from '../support/job-workers.js'
import { SIHUI } from '../support/published-loan.js'
import { refused } from '../support/refused.js'

const PATH = '/v1/jobs/loan-rate-recompute'

t.test('a recompute of loan rates is started by hand', async (t) => {
  const bank = await testBank(t, { jobs: (db, log) => inProcessRunner(db, log, jobTable) })
  const start = (user: string, body: object) => bank.post(user, PATH, body)

  const { status, body } = await start('steward.zq', { on: '2024-06-21', loans: 'all' })
  t.equal(status, 202)
  t.match(body, { kind: 'loan-rate-recompute', payload: { on: '2024-06-21', loans: 'all' } })
  await runUntil(bank.owner, body.id, ({ state }) => ['succeeded', 'failed'].includes(state))
  t.match((await bank.get('steward.zq', `/v1/jobs/${body.id}`)).body, {
    state: 'succeeded',
    result: { on: '2024-06-21', loans: 'all', failed: 0 },
  })

  await refused(t, bank, [
    [
      'a day that has not come',
      () => start('admin', { on: '2099-01-01', loans: 'all' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'another set of loans',
      () => start('admin', { on: '2024-06-21', loans: 'some' }),
      { status: 400, code: 'MALFORMED_REQUEST' },
    ],
    ['no day', () => start('admin', { loans: 'all' }), { status: 400, code: 'MALFORMED_REQUEST' }],
    ['a bank', () => start(SIHUI.officer, { on: '2024-06-21', loans: 'all' }), { status: 403, code: 'FORBIDDEN' }],
    [
      'an auditor',
      () => start('auditor.zq', { on: '2024-06-21', loans: 'changed' }),
      { status: 403, code: 'FORBIDDEN' },
    ],
  ])
})

t.test('a schedule says what it will run next, as the scheduler then does', async (t) => {
  const bank = await testBank(t)
  await seedSchedules(bank.db, civilDate('2024-06-20'))
  const told = async () => {
    const { body } = await bank.get('auditor.zq', '/v1/job-schedules?limit=100')
    return body.items as { id: string; version: number; nextRun: { businessDay: string } | null }[]
  }
  const before = await told()
  t.ok(before.length > 5)
  t.ok(before.every(({ nextRun }) => nextRun !== null))
  const off = before[0] as (typeof before)[number]
  await bank.owner`UPDATE job_schedule SET active = false WHERE id = ${off.id}`
  t.equal((await told()).find(({ id }) => id === off.id)?.nextRun, null, 'one that is off runs no more')

  await writeDueRuns(bank.db, '2099-01-01T00:00:00Z')
  const written = await bank.owner<{ scheduleId: string; businessDay: string }[]>`
    SELECT schedule_id AS "scheduleId", business_day::text AS "businessDay" FROM job_run WHERE schedule_id IS NOT NULL`
  t.same(
    new Map(written.map(({ scheduleId, businessDay }) => [scheduleId, businessDay])),
    new Map(before.filter(({ id }) => id !== off.id).map(({ id, nextRun }) => [id, nextRun?.businessDay])),
  )
})

t.test('the reason of a failure is told in both languages', async (t) => {
  const told = (reason: { code: string } & Record<string, unknown>) =>
    tellJobFailure({ chunkNo: 1, no: 1, subjectId: 'x', reason, recordedAt: '2024-06-21T00:00:00Z' })
  const open = told({ code: 'EARLIER_REPRICING_OPEN', on: '2024-06-21', earlierOn: '2024-03-21' })
  for (const text of [open.zh, open.en]) {
    t.match(text, /2024-03-21/)
    t.notMatch(text, /[{}]/, 'every fact is put in')
  }
  t.match(told({ code: 'DEFECT', failure: 'database error 23514' }).zh, /程序出错.*23514/)
  t.match(told({ code: 'NOBODY_KNOWS' }), { zh: 'NOBODY_KNOWS', en: 'NOBODY_KNOWS' })
})
