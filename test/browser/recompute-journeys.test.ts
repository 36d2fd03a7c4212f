import t from 'tap'
import { AXE, checkAccessibility } from '../support/accessibility.js'
import { openBrowser, visit, WITHOUT_BROWSER } from '../support/browser.js'
import { runningBank } from '../support/console.js'
import { enter, handIn, nothingWrong, picture, readMain, send, toldAt } from '../support/people-at-the-console.js'
import { publishedCase, SIHUI } from '../support/published-loan.js'
import { done } from '../support/serviced-loan.js'

t.setTimeout(600_000)
const options = { skip: WITHOUT_BROWSER }
/** A firm of the synthetic portfolio with an account, light green. */
const USCC = '91441203MA0000015L'
const ON = '2024-07-01'

t.test('from the city’s saving to one meter row; issued, signed, exported, recomputed', options, async (t) => {
  const bank = await runningBank(t)
  const browser = await openBrowser(t)
  // By requests: a loan of 1,000,000 at 20 BP below its reference.
  const walk = publishedCase(bank)
  await done(
    bank.post('enterprise.001', '/v1/consents', { lenderCode: SIHUI.code, purpose: 'pre_loan', validFrom: ON }),
  )
  const asked = { uscc: USCC, product: 'YUN_TAN_DAI', amount: '1000000.00', tenorMonths: 6, appliedOn: ON }
  const { id: applicationId } = await done(walk.apply(null, asked))
  const { id: quoteId } = await done(walk.quote(applicationId, ON))
  await walk.judge(applicationId, 'YUN_TAN_DAI', ON)
  await done(walk.decide(applicationId, quoteId, { on: ON }))
  const terms = { instalments: 'from-start:1', holidays: 'none' }
  const { id: loanId } = await done(walk.sign(applicationId, { signedOn: ON, terms }))
  const noQuery = { queryCertificateNo: null, queryCertificateOn: null }
  await done(walk.disburse(loanId, { amount: '1000000.00', on: ON, ...noQuery }))

  await t.test('every step of the lineage is a link', async (t) => {
    const auditor = await visit(browser, bank, 'auditor.zq', { script: AXE })
    const { page, settled } = auditor
    const main = page.getByRole('main')
    const look = async (name: string) => {
      await settled()
      t.same((await checkAccessibility(page)).violations, [], `${name} holds to WCAG`)
      await picture(auditor, 'zh', `saving-${name}`)
    }
    await auditor.go('/app/realised-saving?asOf=2024-07-31&from=2024-07-01&to=2024-07-31&by=city')
    await look('city')
    // 31 nights: 1,000,000 × (3.45 % − 3.25 %) × 31 ÷ 360, each interest rounded to the fen: 2,970.83 − 2,798.61.
    t.match(await readMain(auditor), /已实现节约172\.22/)
    t.match(await readMain(auditor), /与账簿一致/)
    await main.locator('tfoot a').first().click()
    await look('loans')
    await main.locator('tbody tr a').first().click()
    await look('segments')
    t.match(page.url(), new RegExp(`/app/loans/${loanId}/segments`))
    t.match(await readMain(auditor), /2024-07-01 – 2024-08-01/)
    await main.locator('tbody').getByRole('link', { name: '利率决定' }).first().click()
    await look('rate')
    t.match(await readMain(auditor), /碳优惠\(浅绿\)/)
    await main.getByRole('link', { name: '当时的碳评级' }).click()
    await look('rating')
    t.match(page.url(), new RegExp(`/app/enterprises/${USCC}/rating`))
    await page.goBack()
    await page.goBack()
    await settled()
    await main.locator('tbody').getByRole('link', { name: '排放核算' }).first().click()
    await look('account')
    await main.locator('a[href*="/app/activities/"]').first().click()
    await look('meter')
    t.match(page.url(), /\/app\/activities\/\d+/)
    nothingWrong(t, auditor)
  })

  await t.test('a report is prepared by one person and signed by another', async (t) => {
    const maker = await visit(browser, bank, SIHUI.officer)
    await maker.go('/app/realised-saving/issues?asOf=2024-07-31')
    await handIn(maker, '出具报告', { 起始日: '2024-07-01', 截止日: '2024-07-31' })
    await maker.page.waitForURL(/issues\/[0-9a-f-]{36}/)
    await maker.settled()
    t.match(await readMain(maker), /待复核/)
    t.equal(await maker.page.getByRole('button', { name: '签发' }).count(), 0, 'who prepares does not sign')
    const checker = await visit(browser, bank, SIHUI.approver, { script: AXE })
    await checker.go(maker.page.url().replace(/^https?:\/\/[^/]+/, ''))
    await handIn(checker, '签发', { 意见: '同意' })
    t.match(await readMain(checker), /已签发/)
    t.same((await checkAccessibility(checker.page)).violations, [])
    checker.expect(409, '/v1/reports/realised-interest-saving/issues')
    await enter(checker, '重述', {})
    await send(checker)
    await checker.page.getByRole('dialog').getByRole('alert').first().waitFor()
    nothingWrong(t, maker, checker)
  })

  await t.test('an export says what it leaves out, and who took it', async (t) => {
    const reviewer = await visit(browser, bank, 'reviewer.pboc', { script: AXE })
    await reviewer.go('/app/exports?asOf=2024-07-31')
    await handIn(reviewer, '申请导出', { 用途: '月度核对' })
    const file = reviewer.page.locator('a[href$="/file"]')
    await file.waitFor()
    t.match(await readMain(reviewer), /留空的栏:申请编号、报价编号、授信额度编号/)
    t.same((await checkAccessibility(reviewer.page)).violations, [])
    const [download] = await Promise.all([reviewer.page.waitForEvent('download'), file.click()])
    t.equal(download.suggestedFilename(), 'loans-2024-07-31.xlsx')
    await reviewer.page.getByRole('cell', { name: 'reviewer.pboc' }).waitFor()
    nothingWrong(t, reviewer)
  })

  await t.test('a recompute is started and watched; a schedule is changed for a reason', async (t) => {
    const admin = await visit(browser, bank, 'admin', { script: AXE })
    await admin.go('/app/jobs?asOf=2024-07-31')
    await handIn(admin, '贷款利率重算', {})
    await admin.page.waitForURL(/jobs\/[0-9a-f-]{36}/)
    await admin.page.getByText('笔，作出利率决定').waitFor()
    t.same((await checkAccessibility(admin.page)).violations, [])
    await admin.go('/app/jobs/schedules')
    await enter(admin, '调整时间', { 'cron 表达式': '* * * * *', 原因: '按周' })
    admin.expect(422, /job-schedules/)
    await send(admin)
    t.match(await toldAt(admin, 'cron 表达式'), /每天至多一次/)
    await admin.page.getByRole('dialog').getByLabel('cron 表达式').fill('15 6 * * 1-5')
    await send(admin)
    await admin.page.getByRole('dialog').waitFor({ state: 'hidden' })
    await admin.settled()
    t.match(await readMain(admin), /每周周一至周五 06:15/)
    t.same((await checkAccessibility(admin.page)).violations, [])
    nothingWrong(t, admin)
  })
})
