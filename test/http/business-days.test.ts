import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { type Bank, testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { BANK_01, publishedCase, SIHUI } from '../support/published-loan.js'

async function ended(bank: Bank, id: string) {
  if (id === undefined) throw new Error('no job was asked for')
  for (let tries = 0; tries < 600; tries += 1) {
    const { body } = await bank.get(SIHUI.officer, `/v1/jobs/${id}`)
    if (body.state === 'succeeded' || body.state === 'failed') return body
    await sleep(50)
  }
  throw new Error(`job ${id} did not end`)
}

t.test('a bank keeps business days', async (t) => {
  const bank = await testBank(t, { today: '2024-08-31', jobs: (db, log) => inProcessRunner(db, log, jobTable) })
  const { get, post } = bank
  const days = (body: unknown, by = SIHUI.approver) => post(by, '/v1/business-days', body)
  const close = (day: string, version: number, by = SIHUI.officer) =>
    post(by, `/v1/business-days/${day}/close`, { version })
  const advance = (to: string, by = SIHUI.approver) => post(by, '/v1/business-days/advance', { to })
  const kept = async () =>
    (await bank.owner`SELECT day, state, version FROM business_day ORDER BY day`).map((row) => ({ ...row }))
  const walk = publishedCase(bank)
  const loanId = await walk.contracted(await walk.frozen(await walk.valued()))
  await disbursedLoan(bank.owner, { lender: BANK_01.code, on: '2024-06-19' })

  await t.test('what is refused moves nothing', async (t) => {
    const refused: [string, () => ReturnType<Bank['post']>, object, RegExp?][] = [
      ['by an officer', () => days({ day: '2024-06-20' }, SIHUI.officer), { status: 403, body: { code: 'FORBIDDEN' } }],
      ['by a borrower', () => days({ day: '2024-06-20' }, 'enterprise.xingwang'), { status: 403 }],
      [
        'on a day that has not come',
        () => days({ day: '2024-09-01' }),
        { status: 422, body: { code: 'DATES_OUT_OF_ORDER' } },
      ],
      [
        'before the last day in the books',
        () => days({ day: '2024-06-18' }, BANK_01.approver),
        { status: 422, body: { code: 'BUSINESS_DAY_BEFORE_BOOKS', day: '2024-06-18', bookedOn: '2024-06-19' } },
        /^账务已记至 2024-06-19,首个营业日 2024-06-18 不能早于该日。$/,
      ],
      ['in an unknown calendar', () => days({ day: '2024-06-20', calendar: 'moon' }), { status: 400 }],
      [
        'closed before any was opened',
        () => close('2024-06-20', 1),
        { status: 404, body: { code: 'NOT_FOUND' } },
        /营业日/,
      ],
      ['advanced before any was opened', () => advance('2024-06-22'), { status: 404, body: { code: 'NOT_FOUND' } }],
    ]
    for (const [what, attempt, answer, told] of refused) {
      const answered = await attempt()
      t.match(answered, answer, what)
      if (told !== undefined) t.match(answered.body.detail, told, what)
    }
    t.same(await kept(), [])
  })

  await t.test('from its first day on nothing is dated after the day at work', async (t) => {
    t.match(await days({ day: '2024-06-20' }), {
      status: 201,
      body: { day: '2024-06-20', state: 'OPEN', calendar: 'every-day', previousDay: null, refused: 0, version: 1 },
    })
    const { applicationId, quoteId } = await walk.quoted(null, { product: 'YUN_TAN_DAI' })
    await walk.done(walk.decide(applicationId, quoteId))
    const contracts = () => bank.owner`SELECT count(*)::int AS count FROM loan`
    const before = await contracts()
    const ahead = await walk.sign(applicationId, { signedOn: '2024-06-21' })
    t.match(ahead, { status: 422, body: { code: 'BUSINESS_DATE_AHEAD', on: '2024-06-21', businessDate: '2024-06-20' } })
    t.equal(ahead.body.detail, '2024-06-21 晚于本行当前营业日 2024-06-20,须待该营业日开启后办理。')
    t.same(await contracts(), before)
    t.match(await walk.disburse(loanId, { on: '2024-06-21' }), { status: 422, body: { code: 'BUSINESS_DATE_AHEAD' } })
    const [paid] = await bank.owner`SELECT count(*)::int AS count FROM disbursement WHERE loan_id = ${loanId}`
    t.equal(paid?.count, 0)
    await walk.done(walk.disburse(loanId))
    const [booked] = await bank.owner`SELECT max(booked_on) AS on FROM journal_entry WHERE subject_id = ${loanId}`
    t.equal(booked?.on, '2024-06-20', 'booked to the business day, whatever day is on the wall')

    const refused: [string, () => ReturnType<Bank['post']>, object][] = [
      [
        'a second first day',
        () => days({ day: '2024-06-25' }),
        { status: 409, body: { code: 'BUSINESS_DAYS_ALREADY_KEPT' } },
      ],
      ['a day that is not there', () => close('2024-06-21', 1), { status: 404 }],
      ['a stale version', () => close('2024-06-20', 7), { status: 409, body: { code: 'STALE_VERSION', current: 1 } }],
      ['by another bank', () => close('2024-06-20', 1, BANK_01.officer), { status: 404 }],
      ['advanced to where it is', () => advance('2024-06-20'), { status: 409, body: { code: 'BUSINESS_DAY_REACHED' } }],
      ['advanced beyond the wall', () => advance('2024-09-01'), { status: 422, body: { code: 'DATES_OUT_OF_ORDER' } }],
      ['advanced by an officer', () => advance('2024-06-22', SIHUI.officer), { status: 403 }],
    ]
    for (const [what, attempt, answer] of refused) t.match(await attempt(), answer, what)
    t.same(await kept(), [{ day: '2024-06-20', state: 'OPEN', version: 1 }])
  })

  await t.test('a day is closed by a job, and the next one is open', async (t) => {
    const asked = await close('2024-06-20', 1)
    t.match(asked, { status: 202, body: { kind: 'end-of-day', payload: { through: '2024-06-20' } } })
    t.match(await ended(bank, asked.body.id), {
      state: 'succeeded',
      done: 1,
      total: 1,
      result: { closed: 1, businessDate: '2024-06-21', blockedBy: null },
    })
    const detail = (await get(SIHUI.officer, '/v1/business-days/2024-06-20')).body
    t.match(detail, { state: 'CLOSED', refused: 0, findings: [], moreFindings: false })
    t.same(
      detail.steps.map(({ no, step, nameZh, state }: Record<string, unknown>) => [no, step, nameZh, state]),
      [
        [1, 'due', '到期与逾期', 'DONE'],
        [2, 'classify', '五级分类', 'DONE'],
        [3, 'reprice', '利率重定价', 'DONE'],
        [4, 'reconcile', '总分核对', 'DONE'],
        [5, 'open-next', '开启下一营业日', 'DONE'],
      ],
    )
    t.match(await close('2024-06-20', 3), {
      status: 409,
      body: { code: 'BUSINESS_DAY_CLOSED', day: '2024-06-20', businessDate: '2024-06-21' },
    })
  })

  await t.test('it catches up day by day, and its loans with it', async (t) => {
    const asked = await advance('2024-08-31')
    t.equal(asked.status, 202)
    t.match(await ended(bank, asked.body.id), {
      state: 'succeeded',
      done: 71,
      total: 71,
      result: { closed: 71, businessDate: '2024-08-31', blockedBy: null },
    })
    const findings = await bank.owner`SELECT day, step, code, detail FROM end_of_day_finding`
    t.same([...findings], [], 'nothing was refused')
    const [loan] = await bank.owner`SELECT state, days_overdue AS days, class FROM loan_state WHERE loan_id = ${loanId}`
    const [first] =
      await bank.owner`SELECT classified_on AS on, class, days_overdue AS days FROM loan_classification WHERE loan_id = ${loanId}`
    t.match(loan, { state: 'OVERDUE', class: 'SPECIAL_MENTION' })
    t.match(first, { class: 'SPECIAL_MENTION' })
    t.ok((first?.days as number) >= 1)
    const monthEnds = await bank.owner`
      SELECT DISTINCT booked_on AS on FROM journal_entry WHERE subject_id = ${loanId} AND posting_key LIKE 'accrual%' ORDER BY 1`
    t.same(
      monthEnds.map(({ on }) => on),
      ['2024-06-30', '2024-07-31'],
    )
    t.match((await get(SIHUI.officer, '/v1/ledger/accounts?asOf=2024-08-31')).body, {
      trialBalance: { balanced: true },
    })

    const page = (await get(SIHUI.officer, '/v1/business-days?limit=2')).body
    t.match(page.items, [
      { day: '2024-08-31', state: 'OPEN' },
      { day: '2024-08-30', state: 'CLOSED' },
    ])
    const next = (await get(SIHUI.officer, `/v1/business-days?limit=200&cursor=${page.nextCursor}`)).body
    t.equal(next.items.length, 71)
    t.equal(next.nextCursor, null)
    t.equal((await get(SIHUI.officer, '/v1/business-days?cursor=abc')).status, 400)
  })

  await t.test('who may look', async (t) => {
    t.same((await get(BANK_01.officer, '/v1/business-days')).body.items, [])
    t.equal((await get(BANK_01.officer, '/v1/business-days/2024-06-20')).status, 404)
    t.equal((await get('enterprise.xingwang', '/v1/business-days')).status, 403)
    t.same((await get(BANK_01.officer, '/v1/business-days?organisation=RCB-SIHUI')).body.items, [])
    t.equal((await get('auditor.zq', '/v1/business-days/2024-06-20?organisation=RCB-SIHUI')).body.state, 'CLOSED')
    t.equal((await get('auditor.zq', '/v1/business-days?organisation=NOBODY')).status, 404)
    const events = await bank.owner`
      SELECT DISTINCT e.action, u.username FROM audit_event e JOIN user_account u ON u.id = e.user_id
      WHERE e.subject_kind = 'business_day' ORDER BY 1, 2`
    t.same(
      events.map(({ action, username }) => `${action} ${username}`),
      [
        'business_day.closed approver.sihui',
        'business_day.closed officer.sihui',
        'business_day.closing approver.sihui',
        'business_day.closing officer.sihui',
        'business_day.opened approver.sihui',
      ],
    )
  })
})

t.test('a bank that works on working days closes a month with the first day after it', async (t) => {
  const bank = await testBank(t, { today: '2024-07-05', jobs: (db, log) => inProcessRunner(db, log, jobTable) })
  const walk = publishedCase(bank)
  const loanId = await walk.contracted(await walk.frozen(await walk.valued()))
  await walk.done(bank.post(SIHUI.approver, '/v1/business-days', { day: '2024-06-28', calendar: 'working-days' }))
  await walk.done(walk.disburse(loanId))
  const { id } = await walk.done(bank.post(SIHUI.approver, '/v1/business-days/advance', { to: '2024-07-02' }))
  t.match(await ended(bank, id), { result: { closed: 2, businessDate: '2024-07-02' } })
  const { steps } = (await bank.get(SIHUI.officer, '/v1/business-days/2024-07-01')).body
  t.match(steps[3], { step: 'accrue', done: 1, refused: 0, state: 'DONE' })
  const accrued = await bank.owner`
    SELECT booked_on AS on FROM journal_entry WHERE subject_id = ${loanId} AND posting_key LIKE 'accrual%'`
  t.same(
    accrued.map(({ on }) => on),
    ['2024-06-30'],
    'for the day on which the month ended',
  )
})
