import t from 'tap'
import { openBrowser, visit, WITHOUT_BROWSER } from '../support/browser.js'
import { runningBank } from '../support/console.js'
import { enter, handIn, nothingWrong, picture, readMain, send, toldAt } from '../support/people-at-the-console.js'
import { BANK_01, DAY, EVIDENCE, publishedCase, SIHUI } from '../support/published-loan.js'
import { CHAIN, rightsChain } from '../support/rights-chain.js'

t.setTimeout(600_000)
const options = { skip: WITHOUT_BROWSER }

t.test('the rights in a data product, from the first review to the listing', options, async (t) => {
  const bank = await runningBank(t)
  const browser = await openBrowser(t)
  const chain = rightsChain(bank)
  // By requests: what the developer hands in, and steps without a judgement. At the console: what each office decides.
  const resourceId = await chain.doCodedResource()
  const authorisationId = await chain.doSubmitted()
  const said = { 意见: '材料齐全,同意' }

  const operator = await visit(browser, bank, CHAIN.operator)
  await operator.go('/app/rights')
  await operator.page.locator('main tr.opens').first().press('Enter')
  await operator.settled()
  t.ok(
    operator.page.url().includes(`/app/rights/authorisations/${authorisationId}`),
    'Enter opens the first application',
  )
  await enter(operator, '初审通过', { 日期: '2024-02-01', ...said })
  operator.expect(422, /steps$/)
  await send(operator)
  t.match(await toldAt(operator, '日期'), /2024-02-01/, 'a day before the application is refused at its field')
  await operator.page.getByRole('dialog').getByLabel('日期').fill('2024-03-05')
  await send(operator)
  await operator.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await operator.settled()

  const bureau = await visit(browser, bank, CHAIN.bureau)
  await bureau.go(`/app/rights/authorisations/${authorisationId}`)
  await handIn(bureau, '复审通过', { 日期: '2024-03-21', ...said })
  t.match((await bank.get(CHAIN.bureau, `/v1/scenario-authorisations/${authorisationId}`)).body, {
    process: {
      steps: [
        {},
        {},
        { event: 'pass-first-review', on: '2024-03-05' },
        { event: 'pass-second-review', on: '2024-03-21' },
      ],
    },
  })
  await chain.done(chain.step('authorisation', authorisationId, CHAIN.bureau, 'confirm-source', '2024-03-22'))
  await chain.done(chain.step('authorisation', authorisationId, CHAIN.developer, 'sign', '2024-03-25', chain.hash))
  const deposited = { ...chain.hash, confirms: ['evidence-deposited'] }
  await chain.done(chain.step('authorisation', authorisationId, CHAIN.operator, 'activate', '2024-03-26', deposited))

  const registrationId = await chain.doNoticed(authorisationId, resourceId)
  const registrar = await visit(browser, bank, CHAIN.registry)
  await registrar.go(`/app/rights/registrations/${registrationId}`)
  await handIn(registrar, '登记', {
    日期: '2024-04-10',
    登记证书号: 'SJ4412024040001',
    '截止日（不含）': '2027-03-01',
    ...said,
  })
  t.match(await readMain(registrar), /SJ4412024040001/, 'the certificate is shown')
  await picture(registrar, 'zh', 'journey-registration')

  const { id: listingId } = await chain.done(chain.list(registrationId))
  const member = { confirms: ['member-in-good-standing'] }
  await chain.done(chain.step('listing', listingId, CHAIN.developer, 'submit', '2024-04-11', member))
  const compliance = await visit(browser, bank, CHAIN.compliance)
  await compliance.go(`/app/rights/listings/${listingId}`)
  await handIn(compliance, '合规会审通过', { 日期: '2024-04-16', '凭证校验值（SHA-256）': EVIDENCE, ...said })
  await chain.done(chain.step('listing', listingId, CHAIN.developer, 'apply', '2024-04-17'))
  const exchange = await visit(browser, bank, CHAIN.exchange)
  await exchange.go(`/app/rights/listings/${listingId}`)
  await handIn(exchange, '挂牌', {
    日期: '2024-04-18',
    挂牌编号: 'GZDEX-2024-0415',
    '截止日（不含）': '2026-12-01',
    ...said,
  })
  t.match(await readMain(exchange), /GZDEX-2024-0415/)
  t.match((await bank.get(CHAIN.exchange, `/v1/listings/${listingId}`)).body, { state: 'LISTED' })
  nothingWrong(t, operator, bureau, registrar, compliance, exchange)
})

t.test('the published loan, from the consent to the payment', options, async (t) => {
  const bank = await runningBank(t)
  const browser = await openBrowser(t)
  const walk = publishedCase(bank)

  // The firm signs in with its password.
  const firm = await visit(browser, bank, null)
  await picture(firm, 'zh', 'sign-in')
  await firm.page.getByLabel('用户名').fill('enterprise.xingwang')
  await firm.page.getByLabel('密码', { exact: true }).fill('wrong')
  firm.expect(401, '/v1/sessions')
  await firm.page.locator('button[type=submit]').click()
  await firm.page.locator('form').getByRole('alert').waitFor()
  await firm.page.getByLabel('密码', { exact: true }).fill('tandai-demo')
  await firm.page.locator('button[type=submit]').click()
  await firm.page.getByRole('navigation', { name: /./ }).first().waitFor()
  await firm.settled()
  await firm.go('/app/consents')
  await handIn(firm, '授权一家银行', { 起始日: DAY, 目的: '贷前审查' })
  t.match(await readMain(firm), /贷前审查[\s\S]*有效/, 'the consent is in force')

  // By requests: the product, its value and its pledge.
  const { id: productId } = await walk.done(walk.product())
  const { id: valuationId } = await walk.done(walk.report(productId))
  await walk.done(walk.adopt(valuationId))
  const pledgeId = await walk.frozen(productId)

  const officer = await visit(browser, bank, SIHUI.officer)
  await officer.go('/app/applications')
  const application = {
    统一社会信用代码: '91441200MA9000011L',
    产品: '数据产品质押贷款',
    金额: '3,000,000.005',
    '期限（月）': '12',
    申请日: DAY,
    用途: '数据产品研发与设备采购',
  }
  await enter(officer, '新建申请', application)
  await send(officer)
  t.match(await toldAt(officer, '金额'), /最多两位小数/, 'an amount of three decimals is told before it is sent')
  const dialog = officer.page.getByRole('dialog')
  await dialog.getByLabel('金额').fill('3,000,000.00')
  await dialog.getByLabel('质押').click()
  await officer.page.locator('.ant-select-item-option', { hasText: 'SJ4412024060001' }).click()
  await send(officer)
  await dialog.waitFor({ state: 'hidden' })
  await officer.page.waitForURL(/applications\/[0-9a-f-]{36}/)
  await officer.settled()
  const applicationId = /applications\/([0-9a-f-]{36})/.exec(officer.page.url())?.[1] ?? ''
  await handIn(officer, '出具报价', { 报价日: DAY })
  const quoted = await readMain(officer)
  const { body: known } = await bank.get(SIHUI.officer, `/v1/loan-applications/${applicationId}`)
  t.match(known, { state: 'QUOTED', pledgeId, quotes: [{ rate: '4.45' }] })
  t.match(quoted, /4\.45/, 'the rate offered is shown with its way')
  await picture(officer, 'zh', 'journey-quote')

  // Whoever made it does not decide it.
  t.equal(await officer.page.getByRole('button', { name: '审批', exact: true }).count(), 0)
  const approver = await visit(browser, bank, SIHUI.approver)
  await approver.go(`/app/applications/${applicationId}`)
  await enter(approver, '审批', { '批准金额 (选填)': '3000000.01', 审批日: DAY, 意见: '同意' })
  approver.expect(422, /decision$/)
  await send(approver)
  t.match(await toldAt(approver, '批准金额 (选填)'), /3,?000,?000/, 'more than was asked for is refused at its field')
  await approver.page.getByRole('dialog').getByLabel('批准金额').fill('3000000.00')
  await send(approver)
  await approver.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await approver.settled()
  t.match((await bank.get(SIHUI.officer, `/v1/loan-applications/${applicationId}`)).body, { state: 'APPROVED' })

  await officer.page.reload()
  await officer.settled()
  await handIn(officer, '签订合同', { 合同编号: '四农商借〔2024〕001号' })
  const { body: signed } = await bank.get(SIHUI.officer, `/v1/loan-applications/${applicationId}`)
  await officer.go(`/app/loans/${signed.loanId}`)
  await handIn(officer, '放款', {
    借据号: '借据-0001',
    收款人: '肇庆高新区兴旺数据有限公司',
    查询证明编号: '查询证明-2',
    查询日: DAY,
    用途凭证: '采购合同 2024-06',
  })
  t.match(await readMain(officer), /3,000,000\.00/)
  t.match((await bank.get(SIHUI.officer, `/v1/loans/${signed.loanId}`)).body, {
    balance: '3000000.00',
    rate: '4.45',
  })
  await picture(officer, 'zh', 'journey-loan')

  // The firm sees its loan, its schedule and its quotes; another bank sees nothing of it.
  await firm.go('/app/loans')
  await firm.page.locator('main tr.opens').first().press('Enter')
  await firm.settled()
  t.match(await readMain(firm), /四农商借〔2024〕001号/)
  const stranger = await visit(browser, bank, BANK_01.officer)
  for (const list of ['/app/applications', '/app/loans', '/app/pledges']) {
    await stranger.go(list)
    t.equal(await stranger.page.locator('main tbody tr').count(), 0, `another bank has no rows at ${list}`)
  }
  for (const [path, address] of [
    [`/v1/loans/${signed.loanId}`, `/app/loans/${signed.loanId}`],
    [`/v1/loan-applications/${applicationId}`, `/app/applications/${applicationId}`],
    [`/v1/pledges/${pledgeId}`, `/app/pledges/${pledgeId}`],
  ] as const) {
    stranger.expect(404, path)
    // The screen of a pledge asks for how it is handled beside.
    if (path.startsWith('/v1/pledges/')) stranger.expect(404, `${path}/process`)
    await stranger.go(address)
    t.notMatch(await readMain(stranger), /兴旺|3,000,000/, `another bank reads nothing at ${address}`)
  }
  nothingWrong(t, firm, officer, approver, stranger)
})
