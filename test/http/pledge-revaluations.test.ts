import t from 'tap'
import { revalueCollateral } from '../../src/app/pledges/revalue-collateral.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { testBank } from '../support/bank.js'
import { publishedCase } from '../support/published-loan.js'

t.test('what a pledge is worth, day by day', async (t) => {
  const bank = await testBank(t)
  const loan = publishedCase(bank)
  const productId = await loan.valued()
  const pledgeId = await loan.frozen(productId)
  const on = (day: string) => revalueCollateral(bank.db, { on: civilDate(day), jobRunId: null })
  const rows = async (user = 'officer.sihui') =>
    (await bank.get(user, `/v1/pledges/${pledgeId}/revaluations`)).body.items as Record<string, unknown>[]

  await t.test('is half of the adopted value, written once', async (t) => {
    t.match(await on('2024-06-20'), { pledges: 1, changed: 1, withoutValue: 0 })
    // 6,000,000.00 × 0.50 (ltv.default)
    t.match(await rows(), [
      { onDay: '2024-06-20', adoptedValue: '6000000.00', cap: '0.5', priorLimit: '0.00', mostSecured: '3000000.00' },
    ])
    t.match(await on('2024-06-20'), { changed: 0 })
    t.match(await on('2024-06-24'), { changed: 0 }, 'a day on which nothing changed writes nothing')
  })
  await t.test('follows the value adopted last, and the earlier day stays as it was', async (t) => {
    const report = await loan.report(productId, {
      reportNo: '评报字〔2024〕019号',
      baseDate: '2024-06-21',
      reportValue: '5000000.00',
      ltvClass: 'hard',
    })
    const adopted = await loan.adopt(report.body.id, { adoptedValue: '4000000.01', on: '2024-06-25' })
    t.equal(adopted.status, 200, adopted.text)
    t.match(await on('2024-06-23'), { changed: 0 }, 'as of a day before it was adopted')
    t.match(await on('2024-06-25'), { changed: 1 })
    // 4,000,000.01 × 0.60 = 2,400,000.006, never more than the cap: cut to the fen
    t.match((await rows())[0], {
      onDay: '2024-06-25',
      adoptedValue: '4000000.01',
      cap: '0.6',
      mostSecured: '2400000.00',
    })
  })
  await t.test('is nothing once no value is in force', async (t) => {
    t.match(await on('2026-06-30'), { changed: 1, withoutValue: 1 })
    t.match((await rows())[0], { valuationId: null, adoptedValue: null, cap: null, mostSecured: '0.00' })
  })
  await t.test('two runs at once write one row; nobody else sees it and nobody changes it', async (t) => {
    await bank.owner`UPDATE pledge SET prior_limit = 1000000 WHERE id = ${pledgeId}`
    const at = await Promise.all([1, 2, 3].map(() => on('2024-06-26')))
    t.equal(
      at.reduce((sum, { changed }) => sum + changed, 0),
      1,
    )
    t.match((await rows())[1], { onDay: '2024-06-26', priorLimit: '1000000.00', mostSecured: '1400000.00' })
    t.same(await rows('officer.bank01'), [])
    t.equal((await rows('enterprise.xingwang')).length, 4)
    t.equal((await bank.get('steward.zq', `/v1/pledges/${pledgeId}/revaluations`)).status, 403)
    await t.rejects(bank.owner`UPDATE pledge_revaluation SET most_secured = 9`, /append/)
    await t.rejects(
      bank.owner`INSERT INTO pledge_revaluation (pledge_id, lender_id, enterprise_id, on_day, no, prior_limit, most_secured)
        SELECT pledge_id, lender_id, enterprise_id, on_day, no + 1, 0, 1 FROM pledge_revaluation WHERE valuation_id IS NULL`,
      /pledge_revaluation_nothing_without_value/,
    )
  })
})
