import { setTimeout as sleep } from 'node:timers/promises'
import { strFromU8, unzipSync } from 'fflate'
import t from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { REGISTER } from '../../src/app/reloan-reports/register-columns.js'
import { columnLetters } from '../../src/app/spreadsheets/workbook.js'
import { type Bank, testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { enterTerms } from '../support/relending.js'
import { drawnReloan, reloanFact } from '../support/reloan.js'

const TODAY = '2024-12-31'

async function settled(bank: Bank, user: string, asOf: string) {
  const started = await bank.post(user, '/v1/jobs/reloan-settlement', { asOf }, { key: null })
  for (let tries = 0; tries < 600; tries += 1) {
    const run = (await bank.get(user, `/v1/jobs/${started.body.id}`)).body
    if (run.state === 'succeeded' || run.state === 'failed') return run
    await sleep(50)
  }
  throw new Error('the job did not end')
}

const moved = async ({ owner }: Bank) => {
  const [row] = await owner`
    SELECT (SELECT count(*) FROM journal_entry) AS entries, (SELECT count(*) FROM reloan_interest_fact) AS facts,
           (SELECT count(*) FROM reloan_project) AS projects, (SELECT count(*) FROM audit_event) AS events`
  return row
}

t.test('re-loans: settlement, both books, register and reports', async (t) => {
  const bank = await testBank(t, { today: TODAY, jobs: (db, log) => inProcessRunner(db, log, jobTable) })
  const { get, post } = bank
  await enterTerms(bank)
  const first = await drawnReloan(bank)
  const second = await drawnReloan(bank, first.quotaId)
  const refused = async (
    t: Parameters<typeof testBank>[0],
    [user, url, body]: readonly [string, string, unknown],
    expected: Readonly<Record<string, unknown>>,
    why: string,
  ) => {
    const before = await moved(bank)
    const answer = await post(user, url, body)
    t.match({ ...answer.body, status: answer.status }, expected, why)
    t.same(await moved(bank), before, `${why}: nothing moved`)
  }

  await t.test('the job settles what its asker sees, and twice settles once', async (t) => {
    t.match(await settled(bank, 'officer.bank01', '2024-09-20'), {
      state: 'succeeded',
      result: { reloans: 0, entries: 0, changed: false },
    })
    t.match(await settled(bank, 'officer.sihui', '2024-09-20'), {
      state: 'succeeded',
      result: { reloans: 2, entries: 20, changed: true, refused: [] },
    })
    t.match(await settled(bank, 'approver.pboc', '2024-09-20'), {
      state: 'succeeded',
      result: { reloans: 2, entries: 0, changed: false },
    })
    t.equal((await post('auditor.zq', '/v1/jobs/reloan-settlement', { asOf: '2024-09-20' }, { key: null })).status, 403)
  })

  await t.test('the interest of one, on both sides and by nobody else', async (t) => {
    const url = `/v1/reloans/${first.reloanId}/interest?asOf=2024-09-30`
    for (const user of ['officer.sihui', 'reviewer.pboc', 'auditor.zq'])
      t.match((await get(user, url)).body, {
        principal: '1800000.00',
        rate: '1.75',
        dueOn: '2025-06-20',
        arrears: '0.00',
        accrued: '962.500000',
        settlements: [{ from: '2024-06-20', on: '2024-09-20', days: 92, interest: '8050.00', unpaid: '0.00' }],
        blocked: null,
      })
    t.equal((await get('officer.bank01', url)).status, 404)
    t.equal((await get('officer.sihui', `/v1/reloans/${first.reloanId}/interest?asOf=2024-06-19`)).status, 404)
  })

  await t.test('interest that did not come in', async (t) => {
    const url = `/v1/reloans/${first.reloanId}/interest-facts`
    const unpaid = { kind: 'unpaid', on: '2024-09-20', amount: '8050.00', document: '扣收失败通知 1 号' }
    const paid = { ...unpaid, kind: 'paid', on: '2024-10-20' }
    await refused(t, ['officer.sihui', url, unpaid], { status: 403, code: 'FORBIDDEN' }, 'the bank of itself')
    await refused(
      t,
      ['reviewer.pboc', url, { ...unpaid, on: '2024-09-19' }],
      { status: 422, code: 'RELOAN_NOT_SETTLED_ON' },
      'no settlement day',
    )
    await refused(
      t,
      ['reviewer.pboc', url, { ...unpaid, amount: '8050.01' }],
      { status: 422, code: 'RELOAN_UNPAID_ABOVE_INTEREST' },
      'more than was due',
    )
    await refused(
      t,
      ['reviewer.pboc', url, paid],
      { status: 422, code: 'RELOAN_PAID_ABOVE_ARREARS' },
      'nothing is owed',
    )
    await refused(
      t,
      ['reviewer.pboc', url, { ...unpaid, amount: '0.00' }],
      { status: 422, code: 'NOT_POSITIVE' },
      'nothing',
    )
    await refused(
      t,
      ['reviewer.pboc', url, { ...unpaid, on: '2025-03-20' }],
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
      'tomorrow',
    )
    t.match(await post('reviewer.pboc', url, unpaid), { status: 201, body: { kind: 'unpaid', amount: '8050.00' } })
    await refused(t, ['reviewer.pboc', url, unpaid], { status: 409, code: 'RELOAN_INTEREST_TOLD_ALREADY' }, 'twice')
    t.match(await post('reviewer.pboc', url, paid), { status: 201 })
    t.match(await settled(bank, 'approver.pboc', '2024-12-20'), { state: 'succeeded' })
    const { body } = await get('officer.sihui', `/v1/reloans/${first.reloanId}/interest?asOf=2024-12-20`)
    t.match(body.settlements[1], { interest: '7974.24', unpaid: '0.00' }, 'compounded for 30 nights')
    t.equal(body.arrears, '0.00')
  })

  await t.test('both books agree on every day, and a difference is named', async (t) => {
    const url = '/v1/reports/reloan-reconciliation'
    for (let day = 20; day <= 30; day += 1)
      for (const month of ['06', '09']) {
        const { body } = await get('reviewer.pboc', `${url}?asOf=2024-${month}-${day}`)
        t.equal(body.items.length, 2)
        for (const item of body.items) {
          t.same(item.causes, [])
          for (const account of item.accounts) t.equal(account.difference, '0.00')
        }
      }
    const { body } = await get('officer.sihui', `${url}?asOf=2024-12-20&limit=1`)
    t.match(body.items[0].accounts, [
      { lenderAccount: '1003', branchAccount: '2002' },
      {
        lenderAccount: '2004',
        branchAccount: '1302',
        lender: '-1800000.00',
        branch: '1800000.00',
        difference: '0.00',
        cause: null,
      },
      { lenderAccount: '2231', branchAccount: '1132', lender: '0.00', branch: '0.00' },
      { lenderAccount: '6411', branchAccount: '6011' },
    ])
    const rest = await get('officer.sihui', `${url}?asOf=2024-12-20&limit=1&cursor=${body.nextCursor}`)
    t.equal(rest.body.items.length, 1)
    t.equal(rest.body.nextCursor, null)
    t.equal((await get('officer.sihui', `${url}?cursor=bm90`)).status, 400)
    t.same((await get('officer.bank01', url)).body.items, [], 'another bank sees nothing')
    t.equal((await get('steward.zq', url)).status, 403)

    // A fact whose books were not written, and an entry on one book alone.
    await reloanFact(bank, second.reloanId, { kind: 'returned', on: '2024-12-21', amount: '600000.00' })
    await bank.owner.begin(async (sql) => {
      const [entry] = await sql<[{ id: string }]>`
        INSERT INTO journal_entry (organisation_id, booked_on, event, subject_kind, subject_id)
        SELECT r.lender_id, '2024-12-22', 'reloan.corrected', 'reloan', r.id FROM reloan r WHERE r.id = ${first.reloanId} RETURNING id`
      await sql`
        INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
        SELECT ${entry.id}, a.id, a.organisation_id, CASE a.code WHEN '2231' THEN 'debit' ELSE 'credit' END, 5
        FROM ledger_account a JOIN organisation o ON o.id = a.organisation_id WHERE o.code = 'RCB-SIHUI' AND a.code IN ('2231', '6411')`
    })
    const causes = async (asOf: string) => {
      const answer = await get('auditor.zq', `${url}?asOf=${asOf}`)
      return Object.fromEntries(
        answer.body.items.map((item: { reloanId: string; causes: string[] }) => [item.reloanId, item.causes]),
      )
    }
    t.same(await causes('2024-12-20'), { [first.reloanId]: [], [second.reloanId]: [] })
    t.same(await causes('2024-12-31'), {
      [first.reloanId]: ['ENTRY_ON_ONE_BOOK'],
      [second.reloanId]: ['PRINCIPAL_NOT_AS_FACTS'],
    })
    t.same(
      (await get('auditor.zq', `${url}?asOf=2024-12-31&knownAt=2024-07-01T00:00:00Z`)).body.items,
      [],
      'what was known then stays what it was',
    )
  })

  await t.test('the register: fields of a reviewer, empty where nothing is held', async (t) => {
    const url = '/v1/reports/reloan-register'
    const { body } = await get('officer.sihui', `${url}?asOf=2024-12-31`)
    t.equal(body.items.length, 2)
    const rowOf = (id: string) => body.items.find((row: { packageTwoId: string }) => row.packageTwoId === id)
    t.match(rowOf(first.reloanId), {
      quotaLimit: '100000000.00',
      quotaRemaining: '96400000.00',
      applicant: 'officer.sihui',
      lenderCode: 'RCB-SIHUI',
      approvalStatus: '已批复',
      reloanStatus: '存续',
      customerId: /^[0-9A-Z]{18}$/,
      loanAmount: '3000000.00',
      loanBalance: '3000000.00',
      loanRate: '3.25',
      disbursedOn: '2024-06-20',
      class: '正常',
      filed: '是',
      backfilled: '否',
      amount: '1800000.00',
      balance: '1800000.00',
      drawnOn: '2024-06-20',
      dueOn: '2025-06-20',
      endedOn: null,
      mode: '先贷后借',
      kind: 'ZNZX-GREEN-ZQ',
      kindName: '肇庆碳账户专项额度',
      rate: '1.75',
      termMonths: '12',
      extensions: '0',
      collateralType: null,
      revenue: null,
    })
    t.equal(rowOf(second.reloanId).balance, '1200000.00')
    const columns = new Map<string, { held: boolean; masked: boolean }>(
      body.columns.map((column: { key: string; held: boolean; masked: boolean }) => [column.key, column]),
    )
    t.match(columns.get('collateralType'), { held: false })
    t.match(columns.get('applicant'), { held: true, masked: false })
    const atBranch = (await get('reviewer.pboc', `${url}?asOf=2024-12-31`)).body
    t.equal(atBranch.items[0].applicant, null)
    t.match(
      atBranch.columns.find(({ key }: { key: string }) => key === 'applicant'),
      { masked: true },
    )
    const page = (await get('reviewer.pboc', `${url}?asOf=2024-12-31&limit=1`)).body
    t.equal(
      (await get('reviewer.pboc', `${url}?asOf=2024-12-31&limit=1&cursor=${page.nextCursor}`)).body.items.length,
      1,
    )
    t.same((await get('officer.bank01', url)).body.items, [])
    t.equal((await get('steward.zq', url)).status, 403)
  })

  await t.test('its files: numbers are numbers, dates are dates, and the log says who took them', async (t) => {
    const url = '/v1/reports/reloan-register?asOf=2024-12-31&format='
    const csv = await get('reviewer.pboc', `${url}csv`)
    t.match(csv.headers['content-type'], /text\/csv/)
    const lines = csv.text.replace('\ufeff', '').trim().split('\r\n')
    t.equal(lines.length, 3)
    t.match(lines[0], /^人行批复文号,人行批复文件名,/)
    t.match(
      lines.find((line) => line.includes(first.reloanId)),
      /1800000\.00,1800000\.00,,2024-06-20,2025-06-20/,
    )
    const answer = await bank.app.inject({
      method: 'GET',
      url: `${url}xlsx`,
      headers: { authorization: `Bearer ${await bank.tokenOf('officer.sihui')}` },
    })
    t.equal(answer.statusCode, 200)
    const parts = unzipSync(answer.rawPayload)
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] as Uint8Array)
    const amount = columnLetters(REGISTER.findIndex(({ key }) => key === 'amount'))
    t.match(sheet, new RegExp(`<c r="${amount}4" s="\\d+"><v>1800000\\.00</v></c>`), 'an amount')
    t.match(sheet, /s="\d+"><v>45463<\/v>/, '2024-06-20 as a day')
    t.match(strFromU8(parts['xl/worksheets/sheet2.xml'] as Uint8Array), /系统未收录,留空/)
    const log = await bank.owner`
      SELECT u.username, a.detail ->> 'format' AS format, a.detail ->> 'rows' AS rows, a.detail ->> 'masked' AS masked
      FROM audit_event a JOIN user_account u ON u.id = a.user_id WHERE a.action = 'reloan-register.exported' ORDER BY a.id`
    t.same(log, [
      { username: 'reviewer.pboc', format: 'csv', rows: '2', masked: '["applicant", "totalAssets"]' },
      { username: 'officer.sihui', format: 'xlsx', rows: '2', masked: '[]' },
    ])
    t.equal(
      (await get('officer.bank01', `${url}csv`)).text.trim().split('\r\n').length,
      1,
      'another bank: the heading alone',
    )
  })

  await t.test('quota by day, maturities, spread', async (t) => {
    const used = await get('reviewer.pboc', '/v1/reports/reloan-quota-utilisation?from=2024-06-19&asOf=2024-06-21')
    t.match(used.body.quotas, [
      {
        quotaId: first.quotaId,
        peak: { day: '2024-06-20', used: '3600000.00' },
        days: [
          { day: '2024-06-19', limit: '0.00', drawn: '0.00' },
          { day: '2024-06-20', limit: '100000000.00', drawn: '3600000.00', available: '96400000.00', exceeded: false },
          { day: '2024-06-21', drawn: '3600000.00' },
        ],
      },
    ])
    t.match((await get('reviewer.pboc', '/v1/reports/reloan-quota-utilisation?from=2023-01-01&asOf=2024-06-21')).body, {
      code: 'REPORT_PERIOD_TOO_LONG',
      days: 538,
      most: 400,
    })
    t.match((await get('reviewer.pboc', '/v1/reports/reloan-quota-utilisation?from=2024-06-22&asOf=2024-06-21')).body, {
      code: 'DATES_OUT_OF_ORDER',
    })
    t.same((await get('officer.bank01', '/v1/reports/reloan-quota-utilisation?asOf=2024-06-21')).body.quotas, [])

    const { body: ladder } = await get('officer.sihui', '/v1/reports/reloan-maturities?asOf=2024-12-31')
    t.match(
      ladder.rungs.filter(({ reloans }: { reloans: number }) => reloans > 0),
      [{ rung: 'to-180', reloans: 2, balance: '3000000.00', weightedRate: '1.75' }],
    )
    t.same((await get('officer.bank01', '/v1/reports/reloan-maturities')).body.byFacility, [])

    await disbursedLoan(bank.owner, { rate: '4.05', amount: '1000000.00' })
    const spread = '/v1/reports/reloan-pass-through?asOf=2024-12-31'
    t.match((await get('officer.sihui', spread)).body, {
      total: { reloans: 2, balance: '3000000.00', reloanRate: '1.75', loanRate: '3.25', spreadBp: '150.00' },
      rows: [{ lender: 'RCB-SIHUI', facility: 'ZNZX-GREEN-ZQ', spreadBp: '150.00' }],
      comparison: { loans: 1, amount: '1000000.00', rate: '4.05', savingBp: '80.00' },
      notCompared: null,
    })
    t.match((await get('reviewer.pboc', spread)).body, {
      total: { spreadBp: '150.00' },
      comparison: null,
      notCompared: { en: /branch/ },
    })
    t.match((await get('officer.bank01', spread)).body, { total: { reloans: 0, spreadBp: null }, rows: [] })
  })

  await t.test('disclosure: projects, amount, weighted rate, annual reduction in three windows', async (t) => {
    const url = `/v1/loans/${first.loanId}/reloan-projects`
    const project = {
      name: '屋顶光伏',
      field: 'clean-energy',
      investment: '12000000.00',
      annualReductionT: '1000',
      document: '环境效益测算报告 1 号',
    }
    await refused(t, ['officer.bank01', url, project], { status: 404, code: 'NOT_FOUND' }, 'of another bank')
    await refused(t, ['reviewer.pboc', url, project], { status: 403 }, 'the branch')
    await refused(
      t,
      ['officer.sihui', url, { ...project, investment: '0.00' }],
      { status: 422, code: 'NOT_POSITIVE' },
      'no cost',
    )
    await refused(t, ['officer.sihui', url, { ...project, field: 'coal' }], { status: 400 }, 'another field')
    t.match(await post('officer.sihui', url, { ...project, annualReductionT: '999' }), { status: 201 })
    t.match(await post('officer.sihui', url, project), {
      status: 201,
      body: { annualReductionT: '1000', verifiedBy: null },
    })
    const report = '/v1/reports/reloan-disclosure?facility=ZNZX-GREEN-ZQ'
    const figures = {
      projects: 2,
      amount: '6000000.00',
      weightedRate: '3.25',
      annualReductionT: '250',
      withoutProject: 1,
    }
    t.match((await get('reviewer.pboc', `${report}&asOf=2024-06-30`)).body.windows, [
      { window: 'quarter', from: '2024-04-01', ...figures },
      { window: 'year-to-date', from: '2024-01-01', ...figures },
      { window: 'cumulative', from: null, ...figures },
    ])
    const later = (await get('officer.sihui', `${report}&asOf=2024-12-31`)).body.windows
    t.match(later[0], { window: 'quarter', from: '2024-10-01', projects: 0, weightedRate: null, annualReductionT: '0' })
    t.match(later[1].byField[0], { field: 'clean-energy', projects: 1, amount: '3000000.00', annualReductionT: '250' })
    t.match((await get('officer.bank01', '/v1/reports/reloan-disclosure')).body.windows[2], { projects: 0 })
  })
})
