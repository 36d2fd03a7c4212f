import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { type Bank, testBank } from '../support/bank.js'

const URL = '/v1/reports/interest-saving?asOf=2024-06-30'
/** Zhaoqing Government Services, 2024-09-03: 26 institutions, 163 enterprises, 27.54 亿, 34 BP, 1,976 万. */
const PUBLISHED = {
  institutions: 26,
  enterprises: 163,
  lines: 163,
  lineIncrease: '2754000000.00',
  totalLine: '5812000000.00',
  averageDiscountBp: '34.00',
  annualSaving: '19760800.00',
}

async function runJob(bank: Bank, user: string, kind: string, body: unknown) {
  const started = await bank.post(user, `/v1/jobs/${kind}`, body, { key: null })
  for (let tries = 0; tries < 200; tries += 1) {
    const run = (await bank.get(user, `/v1/jobs/${started.body.id}`)).body
    if (run.state === 'succeeded' || run.state === 'failed') return { started, run }
    await sleep(50)
  }
  throw new Error('the job did not end')
}

t.test('the interest-saving report', async (t) => {
  const bank = await testBank(t, { jobs: (db, log) => inProcessRunner(db, log, jobTable) })

  await t.test('gives the published figures out of rows and rules', async (t) => {
    for (const user of ['reviewer.pboc', 'auditor.zq', 'steward.zq', 'admin']) {
      const { status, body } = await bank.get(user, URL)
      t.equal(status, 200)
      t.match(body.totals, PUBLISHED, user)
      t.equal(body.byInstitution.length, 26)
    }
  })
  await t.test('parts add up to the whole in every dimension', async (t) => {
    const { body } = await bank.get('reviewer.pboc', URL)
    const fen = (text: string) => BigInt(text.replace('.', ''))
    for (const rows of [body.byInstitution, body.byGrade, body.bySector, body.byProduct])
      for (const figure of ['priorLimit', 'totalLine', 'lineIncrease', 'annualSaving'])
        t.equal(
          rows.reduce((sum: bigint, row: Record<string, string>) => sum + fen(row[figure] as string), 0n),
          fen(body.totals[figure]),
          figure,
        )
  })
  await t.test('a bank sees its own lines, an enterprise its own, nobody another', async (t) => {
    const sihui = (await bank.get('officer.sihui', URL)).body
    t.same(
      sihui.byInstitution.map((row: { key: string }) => row.key),
      ['RCB-SIHUI'],
    )
    const other = (await bank.get('officer.bank01', URL)).body
    t.same(
      other.byInstitution.map((row: { key: string }) => row.key),
      ['BANK-EX-01'],
    )
    t.ok((await bank.get('enterprise.001', URL)).body.totals.enterprises <= 1)
    t.equal((await bank.get('enterprise.xingwang', URL)).body.totals.lines, 0)
    const foreign = (await bank.get('officer.sihui', '/v1/lineage/credit-lines?asOf=2024-06-30&institution=BANK-EX-01'))
      .body
    t.same(foreign.items, [])
  })
  await t.test('every row leads to its lines, and they add up to it', async (t) => {
    const { body } = await bank.get('reviewer.pboc', URL)
    const row = body.byInstitution.find((one: { key: string }) => one.key === 'RCB-SIHUI')
    const lines: { annualSaving: string; links: Record<string, string>; uscc: string }[] = []
    let url: string | null = `${row.lineage}&limit=2`
    while (url !== null) {
      const page: { items: typeof lines; nextCursor: string | null } = (await bank.get('reviewer.pboc', url)).body
      lines.push(...page.items)
      url = page.nextCursor === null ? null : `${row.lineage}&limit=2&cursor=${page.nextCursor}`
    }
    t.equal(lines.length, row.lines)
    const fen = (text: string) => BigInt(text.replace('.', ''))
    t.equal(
      lines.reduce((sum, line) => sum + fen(line.annualSaving), 0n),
      fen(row.annualSaving),
    )
  })
  await t.test('the walk from the total to a meter reading', async (t) => {
    const { body } = await bank.get('auditor.zq', URL)
    const [line] = (await bank.get('auditor.zq', `${body.totals.lineage}&limit=1`)).body.items
    const decision = (await bank.get('auditor.zq', line.links.rateDecision)).body
    t.equal(decision.discountBp, line.discountBp)
    const rating = (await bank.get('auditor.zq', line.links.rating)).body
    t.equal(rating.grade, line.grade)
    const account = (await bank.get('auditor.zq', line.links.carbonAccount)).body
    const row = account.months.at(-1).rows.find((one: { carrier: string }) => one.carrier === 'electricity')
    t.match(row.factor, { value: '0.4715', vintage: 2021, fallback: true })
    const activity = (await bank.get('auditor.zq', `/v1/activities/${row.activityId}`)).body
    t.equal(activity.quantity, row.quantity)
  })
  await t.test('recomputing changes nothing and says so; issuing twice issues once', async (t) => {
    const { started, run } = await runJob(bank, 'admin', 'rate-recompute', { asOf: '2024-06-30' })
    t.equal(started.status, 202)
    t.match(run, { state: 'succeeded', result: { ratings: { changed: 0 }, rates: { changed: 0 } } })
    const first = (await runJob(bank, 'reviewer.pboc', 'interest-saving-report', { asOf: '2024-06-30' })).run
    const again = (await runJob(bank, 'reviewer.pboc', 'interest-saving-report', { asOf: '2024-06-30' })).run
    t.match(first, { state: 'succeeded', result: { changed: true, totals: PUBLISHED } })
    t.match(again, {
      state: 'succeeded',
      result: { changed: false, reportId: first.result.reportId, documentHash: first.result.documentHash },
    })
    t.not(again.id, first.id)
  })
  await t.test('one changed reading changes the figures, and the old ones can still be had', async (t) => {
    const before = await bank.get('auditor.zq', URL)
    const knownAt = before.body.knownAt
    const [line] = (await bank.get('auditor.zq', `/v1/lineage/credit-lines?asOf=2024-06-30&grade=DEEP_GREEN&limit=1`))
      .body.items
    const account = (await bank.get('steward.zq', `/v1/enterprises/${line.uscc}/carbon-account?asOf=2024-06-30`)).body
    const month = account.months.at(-1)
    const row = month.rows.find((one: { carrier: string }) => one.carrier === 'electricity')
    const corrected = await bank.post('steward.zq', `/v1/enterprises/${line.uscc}/activities`, {
      supersedes: row.activityId,
      month: month.month,
      carrier: 'electricity',
      quantity: '99000000',
      unit: 'kWh',
      source: 'utility',
      dataQuality: 2,
      reason: 'the utility corrected its bill',
    })
    t.equal(corrected.status, 201, corrected.text)
    const after = (await bank.get('auditor.zq', URL)).body
    t.not(after.totals.annualSaving, PUBLISHED.annualSaving)
    t.not(after.totals.averageDiscountBp, PUBLISHED.averageDiscountBp)
    const asKnownThen = await bank.get('auditor.zq', `${URL}&knownAt=${encodeURIComponent(knownAt)}`)
    t.equal(asKnownThen.text, before.text, 'bit for bit')
    const restated = (await runJob(bank, 'reviewer.pboc', 'interest-saving-report', { asOf: '2024-06-30' })).run
    t.match(restated.result, { changed: true, totals: { annualSaving: after.totals.annualSaving } })
  })
  await t.test('wrong questions are refused by name', async (t) => {
    for (const query of [
      'asOf=2024-02-30',
      'asOf=yesterday',
      'asOf=2024-06-30&knownAt=2024',
      'asof=2024-06-30',
      'asOf=2024-06-30&asOf=2024-06-29',
    ])
      t.equal((await bank.get('auditor.zq', `/v1/reports/interest-saving?${query}`)).status, 400, query)
    t.equal((await bank.post('admin', '/v1/jobs/interest-saving-report', { asOf: '2024-02-30' })).status, 400)
    t.equal((await bank.post('admin', '/v1/jobs/interest-saving-report', { day: '2024-06-30' })).status, 400)
    t.equal((await bank.post('admin', '/v1/jobs/interest-saving-report')).status, 202, 'without a body: today')
  })
})
