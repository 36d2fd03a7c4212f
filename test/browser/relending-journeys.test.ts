import t from 'tap'
import { openBrowser, visit, WITHOUT_BROWSER } from '../support/browser.js'
import { runningBank } from '../support/console.js'
import { enter, nothingWrong, picture, readMain, send, toldAt } from '../support/people-at-the-console.js'
import { BANK_01, DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { activeQuota, enterTerms } from '../support/relending.js'

t.setTimeout(600_000)
const options = { skip: WITHOUT_BROWSER }

t.test('the published re-loan, from the filing to the money', options, async (t) => {
  const bank = await runningBank(t)
  const browser = await openBrowser(t)
  const walk = publishedCase(bank)
  // By requests: the loan and the terms of the facility.
  const loanId = await walk.contracted(await walk.frozen(await walk.valued()))
  await walk.done(walk.disburse(loanId))
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)

  const officer = await visit(browser, bank, SIHUI.officer)
  await officer.go(`/app/quotas/${quotaId}?asOf=${DAY}`)
  await officer.page.getByRole('button', { name: '报账申请' }).click()
  await officer.settled()
  await officer.page.getByRole('main').getByRole('checkbox').first().check()
  const requested = officer.page.getByRole('textbox', { name: /申请金额|申请/ }).first()
  await requested.fill('1800000.01')
  officer.expect(422, '/v1/reloan-filings')
  await officer.page.getByRole('button', { name: '提交报账' }).click()
  await officer.page.getByRole('alert').first().waitFor()
  t.match(await readMain(officer), /1,?800,?000/, 'more than the ratio allows is refused where it stands')
  await requested.fill('1800000.00')
  await officer.page.getByRole('button', { name: '提交报账' }).click()
  await officer.page.waitForURL(/filings\/[0-9a-f-]{36}/)
  await officer.settled()
  const filingId = /filings\/([0-9a-f-]{36})/.exec(officer.page.url())?.[1] ?? ''

  const reviewer = await visit(browser, bank, 'reviewer.pboc')
  await reviewer.go('/app/filings')
  await reviewer.page.locator('main tr.opens').first().press('Enter')
  await reviewer.settled()
  t.ok(reviewer.page.url().includes(filingId))
  await picture(reviewer, 'zh', 'journey-filing')
  await reviewer.page.getByRole('button', { name: '审核', exact: true }).click()
  await reviewer.page.getByRole('dialog').getByLabel('意见', { exact: true }).fill('符合条件')
  await reviewer.page.getByRole('dialog').getByRole('button', { name: '审核', exact: true }).click()
  await reviewer.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await reviewer.settled()
  t.equal(await reviewer.page.getByRole('button', { name: '审批发放' }).count(), 0, 'who reviews does not grant')

  const approver = await visit(browser, bank, 'approver.pboc')
  await approver.go(`/app/filings/${filingId}`)
  await enter(approver, '审批发放', { 批准金额: '1800000.01', 意见: '同意' })
  approver.expect(422, /grant$/)
  await send(approver)
  t.match(await toldAt(approver, '批准金额'), /1,?800,?000/, 'more than was asked for is refused at its field')
  await approver.page.getByRole('dialog').getByLabel('批准金额').fill('1800000.00')
  await send(approver)
  await approver.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await approver.settled()
  t.match((await bank.get('reviewer.pboc', `/v1/reloan-filings/${filingId}`)).body, {
    state: 'GRANTED',
    granted: '1800000.00',
  })

  await officer.go(`/app/quotas/${quotaId}?asOf=${DAY}`)
  await officer.page.reload()
  await officer.settled()
  t.match(await readMain(officer), /1,800,000\.00/, 'the quota shows what is reserved')
  await picture(officer, 'zh', 'journey-quota')

  await approver.go('/app/report')
  t.match(await readMain(approver), /19,760,800\.00/, 'the city report adds up to the published saving')
  await picture(approver, 'zh', 'journey-city-report')

  const stranger = await visit(browser, bank, BANK_01.officer)
  for (const list of ['/app/filings', '/app/quotas']) {
    await stranger.go(list)
    t.equal(await stranger.page.locator('main tbody tr').count(), 0, `another bank has no rows at ${list}`)
  }
  stranger.expect(404, `/v1/reloan-filings/${filingId}`)
  await stranger.go(`/app/filings/${filingId}`)
  t.notMatch(await readMain(stranger), /1,800,000|SIHUI/)

  const auditor = await visit(browser, bank, 'auditor.zq')
  await auditor.go('/app/audit')
  t.match(await readMain(auditor), /reviewer\.pboc/, 'who did what')
  await auditor.page.getByRole('button', { name: '校验审计链' }).click()
  await auditor.settled()
  t.match(await readMain(auditor), /审计链完整/, 'the chain is verified')
  await picture(auditor, 'zh', 'journey-audit')
  nothingWrong(t, officer, reviewer, approver, stranger, auditor)
})

t.test('a firm reads its account and hands in its figures', options, async (t) => {
  const bank = await runningBank(t)
  const browser = await openBrowser(t)
  const firm = await visit(browser, bank, 'enterprise.001', { language: 'en' })
  await firm.page
    .getByRole('link', { name: /account/i })
    .first()
    .click()
  await firm.settled()
  t.match(await readMain(firm), /tCO₂|tCO2/, 'its emissions')
  await picture(firm, 'en', 'journey-carbon-account')
  await firm.page
    .getByRole('tab', { name: /activity|import|upload/i })
    .first()
    .click()
    .catch(() => undefined)
  await firm.settled()
  const file = firm.page.locator('input[type=file]').first()
  if ((await file.count()) > 0) {
    await file.setInputFiles({
      name: 'readings.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('month,carrier,quantity,unit,source\n2026-10,electricity,-5,kWh,park-platform\n'),
    })
    await firm.settled()
  }
  await picture(firm, 'en', 'journey-import')
  await firm.go('/app/credit-lines')
  t.ok((await firm.page.locator('main tbody tr').count()) > 0, 'its credit lines')
  await picture(firm, 'en', 'journey-credit-lines')
  nothingWrong(t, firm)
})
