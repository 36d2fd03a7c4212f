import t from 'tap'
import { testBank } from '../support/bank.js'
import { XINGWANG } from '../support/disbursed-loan.js'
import { addPerson } from '../support/people.js'
import { BANK_01, DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { type Expected, everything, refused } from '../support/refused.js'

const malformed = (pointer: string): Expected => ({
  status: 400,
  code: 'MALFORMED_REQUEST',
  facts: { errors: [{ pointer }] },
})

t.test('data products and valuations', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  await walk.done(walk.consent())
  const product = await walk.done(walk.product())
  const report = await walk.done(walk.report(product.id))

  await refused(t, bank, [
    [
      'a bank enters no product',
      () => bank.post(SIHUI.officer, '/v1/data-products', {}),
      { status: 403, code: 'FORBIDDEN' },
    ],
    ['a certificate twice', () => walk.product(), { status: 409, code: 'CERTIFICATE_REGISTERED' }],
    [
      'a malformed national code',
      () => walk.product({ certificateNo: 'SJ4412024130001' }),
      { status: 422, code: 'CERTIFICATE_CODE_MALFORMED' },
    ],
    [
      'more than five years',
      () => walk.product({ certificateNo: 'SJ4412024060002', certificateValidTo: '2029-06-02' }),
      { status: 422, code: 'CERTIFICATE_TOO_LONG', facts: { latest: '2029-06-01' } },
    ],
    [
      'an end before the start',
      () => walk.product({ certificateNo: 'SJ4412024060002', certificateValidTo: '2024-05-31' }),
      { status: 422, code: 'CERTIFICATE_PERIOD_REVERSED' },
    ],
    [
      'an authorisation that has ended',
      () => walk.product({ certificateNo: 'SJ4412024060002', authorisationValidTo: '2024-05-31' }),
      { status: 422, code: 'AUTHORISATION_ENDED' },
    ],
    [
      'a name of 41 characters',
      () => walk.product({ certificateNo: 'SJ4412024060002', name: '数'.repeat(41) }),
      { status: 422, code: 'NAME_TOO_LONG', facts: { length: 41, most: 40 } },
    ],
    [
      'the operator as holder',
      () => walk.product({ certificateNo: 'SJ4412024060002', operator: XINGWANG }),
      { status: 422, code: 'OPERATOR_OWNS_PRODUCT' },
    ],
    [
      'a day that does not exist',
      () => walk.product({ certificateValidTo: '2026-02-30' }),
      malformed('/certificateValidTo'),
    ],
    ['an unknown member', () => walk.product({ surprise: 1 }), malformed('/surprise')],
    ['an amount as a number', () => walk.report(product.id, { reportValue: 6500000 }), malformed('/reportValue')],
    ['an exponent', () => walk.report(product.id, { reportValue: '1e3' }), malformed('/reportValue')],
    ['three decimals', () => walk.report(product.id, { reportValue: '1.005' }), malformed('/reportValue')],
    ['a negative amount', () => walk.report(product.id, { reportValue: '-1.00' }), malformed('/reportValue')],
    [
      'a report of nothing',
      () => walk.report(product.id, { reportValue: '0.00' }),
      { status: 422, code: 'NOT_POSITIVE' },
    ],
    [
      'a base date to come',
      () => walk.report(product.id, { baseDate: '2024-07-01' }),
      { status: 422, code: 'VALUATION_BASE_DATE_AHEAD' },
    ],
    [
      'the borrower as its own valuer',
      () => walk.report(product.id, { valuer: '肇庆高新区兴旺数据有限公司' }),
      { status: 422, code: 'VALUER_NOT_INDEPENDENT' },
    ],
    [
      'a product of nobody',
      () => walk.report('00000000-0000-4000-8000-000000000000'),
      { status: 404, code: 'NOT_FOUND', facts: { what: 'data product' } },
    ],
    [
      'a product without consent',
      () => publishedCase(bank, BANK_01).report(product.id),
      { status: 404, code: 'NOT_FOUND', facts: { what: 'data product' } },
    ],
    ['adopted by a loan officer', () => walk.adopt(report.id, {}, SIHUI.officer), { status: 403, code: 'FORBIDDEN' }],
    [
      'adopted above the report',
      () => walk.adopt(report.id, { adoptedValue: '6500000.01' }),
      { status: 422, code: 'ADOPTED_ABOVE_REPORT', facts: { reportValue: '6500000.00' } },
    ],
    ['adopted at nothing', () => walk.adopt(report.id, { adoptedValue: '0' }), { status: 422, code: 'NOT_POSITIVE' }],
    [
      'adopted without a value',
      () => walk.adopt(report.id, { adoptedValue: undefined }),
      { status: 422, code: 'ADOPTED_VALUE_REQUIRED' },
    ],
    [
      'adopted before the base date',
      () => walk.adopt(report.id, { on: '2024-06-09' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'adopted in the future',
      () => walk.adopt(report.id, { on: '2024-07-01' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'a stale version',
      () => walk.adopt(report.id, { version: 2 }),
      { status: 409, code: 'STALE_VERSION', facts: { seen: 2, current: 1 } },
    ],
    [
      'the report of another bank',
      () => walk.adopt(report.id, {}, BANK_01.approver),
      { status: 404, code: 'NOT_FOUND', facts: { what: 'valuation' } },
    ],
  ])
  await walk.done(walk.adopt(report.id))
  await refused(t, bank, [
    ['adopted twice', () => walk.adopt(report.id, { version: 2 }), { status: 409, code: 'STATE_FORBIDS' }],
  ])
  const second = await walk.done(walk.report(product.id, { reportNo: '评报字〔2024〕019号' }))
  await walk.done(walk.adopt(second.id, { adoptedValue: '5900000.00' }))
  const states = (await bank.get(SIHUI.officer, `/v1/data-products/${product.id}`)).body.valuations
  t.same(states.map(({ state }: { state: string }) => state).sort(), ['ADOPTED', 'SUPERSEDED'], 'one adopted value')
})

t.test('pledges', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  const other = publishedCase(bank, BANK_01)
  const productId = await walk.valued()
  const use = await walk.done(walk.product({ rightType: 'use' }))
  const unvalued = await walk.done(walk.product({ certificateNo: 'SJ4412024060003' }))
  await walk.done(other.consent())
  const otherReport = await walk.done(other.report(productId))
  await walk.done(other.adopt(otherReport.id))

  await refused(t, bank, [
    [
      'a query four days old',
      () => walk.pledge(productId, { queryCertificateOn: '2024-06-16' }),
      { status: 422, code: 'QUERY_CERTIFICATE_OLD', facts: { oldest: '2024-06-17' } },
    ],
    [
      'a query to come',
      () => walk.pledge(productId, { queryCertificateOn: '2024-06-21' }),
      { status: 422, code: 'QUERY_CERTIFICATE_AHEAD' },
    ],
    [
      'a query that is not clean',
      () => walk.pledge(productId, { queryIsClean: false }),
      { status: 409, code: 'QUERY_CERTIFICATE_NOT_CLEAN' },
    ],
    ['the right of use', () => walk.pledge(use.id), { status: 422, code: 'RIGHT_NOT_PLEDGEABLE' }],
    ['no adopted value', () => walk.pledge(unvalued.id), { status: 422, code: 'VALUE_NOT_ADOPTED' }],
    [
      'a contract to come',
      () => walk.pledge(productId, { contractedOn: '2024-07-01', queryCertificateOn: '2024-07-01' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'a limit of nothing',
      () => walk.pledge(productId, { securedLimit: '0.00' }),
      { status: 422, code: 'NOT_POSITIVE' },
    ],
    ['an approver contracts', () => bank.post(SIHUI.approver, '/v1/pledges', {}), { status: 403, code: 'FORBIDDEN' }],
  ])

  const pledge = await walk.done(walk.pledge(productId))
  const elsewhere = await other.pledge(productId)
  t.match(elsewhere, { status: 409, body: { code: 'PLEDGE_EXISTS' } })
  t.notMatch(elsewhere.text, /SIHUI|四会|lender/, 'who holds the other pledge is not told')
  await refused(t, bank, [
    ['the same right twice', () => walk.pledge(productId), { status: 409, code: 'PLEDGE_EXISTS' }],
    ['the same right at another bank', () => other.pledge(productId), { status: 409, code: 'PLEDGE_EXISTS' }],
    [
      'frozen before it is registered',
      () => walk.freeze(pledge.id, { version: 1 }),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
    [
      'registered under another class',
      () => walk.register(pledge.id, { collateralClass: '1' }),
      { status: 422, code: 'REGISTRATION_CLASS_WRONG' },
    ],
    [
      'registered before it is contracted',
      () => walk.register(pledge.id, { registeredOn: '2024-06-19' }),
      { status: 422, code: 'REGISTRATION_DATE_WRONG' },
    ],
    [
      'registered for less than a month',
      () => walk.register(pledge.id, { validTo: '2024-07-19' }),
      { status: 422, code: 'REGISTRATION_TERM_OUT_OF_RANGE' },
    ],
    [
      'registered on a stale version',
      () => walk.register(pledge.id, { version: 9 }),
      { status: 409, code: 'STALE_VERSION' },
    ],
    ['registered by another bank', () => other.register(pledge.id), { status: 404, code: 'NOT_FOUND' }],
  ])
  await walk.done(walk.register(pledge.id, { registrationNo: '中登网-77' }))
  await refused(t, bank, [
    [
      'frozen before registration',
      () => walk.freeze(pledge.id, { frozenOn: '2024-06-19' }),
      { status: 422, code: 'FREEZE_BEFORE_REGISTRATION' },
    ],
    [
      'frozen in the future',
      () => walk.freeze(pledge.id, { frozenOn: '2024-07-01' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    ['a blank receipt', () => walk.freeze(pledge.id, { freezeReceiptNo: ' ' }), malformed('/freezeReceiptNo')],
  ])
  const release = { releasedOn: DAY, reason: '未用信', version: 2 }
  t.match(await bank.post(SIHUI.officer, `/v1/pledges/${pledge.id}/release`, release), {
    status: 200,
    body: { state: 'RELEASED', version: 3 },
  })
  const again = await walk.done(other.pledge(productId))
  await refused(t, bank, [
    [
      'a number of the registry twice',
      () => other.register(again.id, { registrationNo: '中登网-77' }),
      { status: 409, code: 'REGISTRATION_NO_USED' },
    ],
    [
      'released twice',
      () => bank.post(SIHUI.officer, `/v1/pledges/${pledge.id}/release`, { ...release, version: 3 }),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
  ])
  t.equal((await bank.get(SIHUI.officer, `/v1/pledges/${again.id}`)).status, 404, "another bank's pledge is not there")
})

t.test('applications, quotes and approvals', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  const other = publishedCase(bank, BANK_01)
  await refused(t, bank, [
    [
      'an enterprise without consent',
      () => walk.apply(null, { product: 'YUN_TAN_DAI' }),
      { status: 404, code: 'NOT_FOUND', facts: { what: 'enterprise' } },
    ],
  ])
  const productId = await walk.valued()
  const pledgeId = await walk.frozen(productId)
  await walk.done(other.consent())
  await refused(t, bank, [
    ['no pledge', () => walk.apply(null), { status: 422, code: 'PLEDGE_REQUIRED' }],
    ["another bank's pledge", () => other.apply(pledgeId), { status: 404, code: 'NOT_FOUND' }],
    [
      '13 months',
      () => walk.apply(pledgeId, { tenorMonths: 13 }),
      { status: 422, code: 'TERM_ABOVE_MOST', facts: { most: 12 } },
    ],
    ['nothing', () => walk.apply(pledgeId, { amount: '0.00' }), { status: 422, code: 'NOT_POSITIVE' }],
    ['tomorrow', () => walk.apply(pledgeId, { appliedOn: '2024-07-01' }), { status: 422, code: 'DATES_OUT_OF_ORDER' }],
    ['a wrong check digit', () => walk.apply(pledgeId, { uscc: '91441200MA9000012L' }), malformed('/uscc')],
    ['a product that is not known', () => walk.apply(pledgeId, { product: 'YUN_TAN' }), malformed('/product')],
    [
      'an approver applies',
      () => bank.post(SIHUI.approver, '/v1/loan-applications', {}),
      { status: 403, code: 'FORBIDDEN' },
    ],
  ])

  const { applicationId, quoteId } = await walk.quoted(pledgeId)
  const twin = await walk.quoted(pledgeId)
  const dear = await walk.quoted(pledgeId, { amount: '3000000.01' })
  const both = await addPerson(bank, {
    username: 'both.sihui',
    organisationCode: SIHUI.code,
    kind: 'lender',
    roles: ['loan_officer', 'credit_approver'],
  })
  const own = await walk.done(
    bank.post(both.username, '/v1/loan-applications', {
      uscc: XINGWANG,
      product: 'YUN_TAN_DAI',
      amount: '100.00',
      tenorMonths: 6,
      purpose: '周转',
      appliedOn: DAY,
    }),
  )
  const ownQuote = await walk.done(walk.quote(own.id))

  await refused(t, bank, [
    [
      'quoted before it was applied for',
      () => walk.quote(applicationId, '2024-06-19'),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'quoted for a day to come',
      () => walk.quote(applicationId, '2024-07-01'),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    ['quoted by another bank', () => other.quote(applicationId), { status: 404, code: 'NOT_FOUND' }],
    [
      'approved by the officer',
      () => walk.decide(applicationId, quoteId, {}, SIHUI.officer),
      { status: 403, code: 'FORBIDDEN' },
    ],
    [
      'approved by the maker',
      () => walk.decide(own.id, ownQuote.id, {}, both.username),
      { status: 403, code: 'SELF_APPROVAL' },
    ],
    [
      'rejected by the maker',
      () => walk.decide(own.id, undefined, { decision: 'REJECT' }, both.username),
      { status: 403, code: 'SELF_APPROVAL' },
    ],
    [
      'approved by another bank',
      () => walk.decide(applicationId, quoteId, {}, BANK_01.approver),
      { status: 404, code: 'NOT_FOUND' },
    ],
    [
      'approved on a stale version',
      () => walk.decide(applicationId, quoteId, { version: 1 }),
      { status: 409, code: 'STALE_VERSION' },
    ],
    ['approved without a quote', () => walk.decide(applicationId, undefined), { status: 422, code: 'QUOTE_REQUIRED' }],
    [
      'bound to the quote of another application',
      () => walk.decide(applicationId, twin.quoteId),
      { status: 422, code: 'QUOTE_DOES_NOT_MATCH', facts: { member: 'application' } },
    ],
    [
      'bound to a quote of nobody',
      () => walk.decide(applicationId, '00000000-0000-4000-8000-000000000000'),
      { status: 404, code: 'NOT_FOUND' },
    ],
    [
      'approved before it was priced',
      () => walk.decide(applicationId, quoteId, { on: '2024-06-19' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'a fen above half the adopted value',
      () => walk.decide(dear.applicationId, dear.quoteId),
      {
        status: 422,
        code: 'AMOUNT_ABOVE_LTV',
        facts: { requested: '3000000.01', available: '3000000.00', ltvCap: '0.5' },
      },
    ],
    [
      'approved above what was applied for',
      () => walk.decide(applicationId, quoteId, { approvedAmount: '3000000.01' }),
      { status: 422, code: 'AMOUNT_ABOVE_APPLIED' },
    ],
    [
      'signed before it is approved',
      () => walk.sign(applicationId, { version: 2 }),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
  ])

  await walk.done(walk.decide(applicationId, quoteId))
  await refused(t, bank, [
    [
      'approved twice',
      () => walk.decide(applicationId, quoteId, { version: 3 }),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
    [
      'rejected afterwards',
      () => walk.decide(applicationId, undefined, { decision: 'REJECT', version: 3 }),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
    ['quoted again', () => walk.quote(applicationId), { status: 409, code: 'STATE_FORBIDS' }],
    [
      'a second loan on the same value',
      () => walk.decide(twin.applicationId, twin.quoteId),
      { status: 422, code: 'AMOUNT_ABOVE_LTV', facts: { available: '0.00' } },
    ],
    [
      'the pledge released under an approval',
      () => bank.post(SIHUI.officer, `/v1/pledges/${pledgeId}/release`, { releasedOn: DAY, reason: '试', version: 3 }),
      { status: 409, code: 'DEBT_OUTSTANDING', facts: { owed: '3000000.00' } },
    ],
    [
      'a contract above the approval',
      () => walk.sign(applicationId, { amount: '3000000.01' }),
      { status: 422, code: 'AMOUNT_ABOVE_APPROVED' },
    ],
    [
      'a contract of nothing',
      () => walk.sign(applicationId, { amount: '0.00' }),
      { status: 422, code: 'NOT_POSITIVE' },
    ],
    [
      'signed before it was approved',
      () => walk.sign(applicationId, { signedOn: '2024-06-19' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'signed on a stale version',
      () => walk.sign(applicationId, { version: 2 }),
      { status: 409, code: 'STALE_VERSION' },
    ],
    ['signed by another bank', () => other.sign(applicationId), { status: 404, code: 'NOT_FOUND' }],
  ])
  for (const user of [BANK_01.officer, 'enterprise.001']) {
    t.equal(
      (await bank.get(user, `/v1/loan-applications/${applicationId}`)).status,
      404,
      `${user} sees no such application`,
    )
    t.equal((await bank.get(user, `/v1/quotes/${quoteId}`)).status, 404, `${user} sees no such quote`)
    t.same((await bank.get(user, '/v1/loan-applications')).body.items, [], `${user} has an empty list`)
  }

  const rejected = await walk.done(
    walk.decide(twin.applicationId, undefined, { decision: 'REJECT', opinion: '额度不足' }),
  )
  t.match(rejected, {
    state: 'REJECTED',
    approval: { decision: 'REJECTED', approvedAmount: null, opinion: '额度不足' },
  })
})

t.test('what a later day forbids', async (t) => {
  const bank = await testBank(t, { today: '2025-06-30' })
  const walk = publishedCase(bank)
  const productId = await walk.valued()
  const pledge = await walk.done(walk.pledge(productId))
  // Six months more than the loans may run.
  await walk.done(walk.register(pledge.id, { validTo: '2025-10-15' }))
  await walk.done(walk.freeze(pledge.id))
  const a = await walk.quoted(pledge.id, { amount: '1000000.00', tenorMonths: 6 })
  const b = await walk.quoted(pledge.id, { amount: '1000000.00' })
  await refused(t, bank, [
    [
      'a quote on the day after its last',
      () => walk.decide(a.applicationId, a.quoteId, { on: '2024-07-21' }),
      { status: 422, code: 'QUOTE_EXPIRED', facts: { expiresOn: '2024-07-20' } },
    ],
    [
      'a loan beyond its registration',
      () => walk.decide(b.applicationId, b.quoteId),
      { status: 422, code: 'TERM_BEYOND_RIGHTS', facts: { endsOn: '2025-06-20', rightsEnd: '2025-04-15' } },
    ],
  ])
  await walk.done(walk.decide(a.applicationId, a.quoteId, { on: '2024-07-20' }))
  await refused(t, bank, [
    [
      'an approval on its 91st day',
      () => walk.sign(a.applicationId, { signedOn: '2024-10-19' }),
      { status: 409, code: 'APPROVAL_EXPIRED', facts: { expiredOn: '2024-10-18' } },
    ],
  ])
  const loan = await walk.done(walk.sign(a.applicationId, { signedOn: '2024-10-10' }))
  await refused(t, bank, [
    [
      'paid out on an expired approval',
      () => walk.disburse(loan.id, { amount: '1000000.00', on: '2024-10-19', queryCertificateOn: '2024-10-19' }),
      { status: 409, code: 'APPROVAL_EXPIRED' },
    ],
    [
      'paid out so late that it outlives the registration',
      () => walk.disburse(loan.id, { amount: '1000000.00', on: '2024-10-18', queryCertificateOn: '2024-10-18' }),
      { status: 422, code: 'TERM_BEYOND_RIGHTS' },
    ],
    [
      'paid out on a value that has lapsed',
      () => walk.disburse(loan.id, { amount: '1000000.00', on: '2025-06-11', queryCertificateOn: '2025-06-11' }),
      { status: 422, code: 'VALUATION_NOT_IN_FORCE' },
    ],
  ])
})

t.test('disbursements', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  const other = publishedCase(bank, BANK_01)
  const productId = await walk.valued()
  const pledge = await walk.done(walk.pledge(productId))
  const loanId = await walk.contracted(pledge.id)
  const both = await addPerson(bank, {
    username: 'both.sihui',
    organisationCode: SIHUI.code,
    kind: 'lender',
    roles: ['loan_officer', 'credit_approver'],
  })
  const { id: small } = await walk.done(walk.apply(null, { product: 'YUN_TAN_DAI', amount: '100.00' }))
  const { id: smallQuote } = await walk.done(walk.quote(small))
  await walk.judge(small, 'YUN_TAN_DAI')
  await walk.done(walk.decide(small, smallQuote, {}, both.username))
  const { contractNo } = (await bank.get(SIHUI.officer, `/v1/loans/${loanId}`)).body
  await refused(t, bank, [
    ['a contract number twice', () => walk.sign(small, { contractNo }), { status: 409, code: 'CONTRACT_NO_USED' }],
  ])
  const smallLoan = await walk.done(walk.sign(small))

  await refused(t, bank, [
    [
      'before the freeze',
      () => walk.disburse(loanId),
      { status: 409, code: 'CONDITIONS_NOT_MET', facts: { conditions: ['FROZEN_CONFIRMED'] } },
    ],
    [
      'without the second query',
      () => walk.disburse(loanId, { queryCertificateNo: null }),
      {
        status: 409,
        code: 'CONDITIONS_NOT_MET',
        facts: { conditions: ['FROZEN_CONFIRMED', 'SECOND_QUERY_CERTIFICATE'] },
      },
    ],
  ])
  await walk.done(walk.register(pledge.id))
  await walk.done(walk.freeze(pledge.id))
  await refused(t, bank, [
    [
      'on the first query',
      () => walk.disburse(loanId, { queryCertificateNo: '查询证明-1' }),
      { status: 409, code: 'CONDITIONS_NOT_MET', facts: { conditions: ['SECOND_QUERY_CERTIFICATE'] } },
    ],
    [
      'on a query four days old',
      () => walk.disburse(loanId, { queryCertificateOn: '2024-06-16' }),
      { status: 422, code: 'QUERY_CERTIFICATE_OLD' },
    ],
    [
      'on a query that is not clean',
      () => walk.disburse(loanId, { queryIsClean: false }),
      { status: 409, code: 'QUERY_CERTIFICATE_NOT_CLEAN' },
    ],
    [
      'before the contract',
      () => walk.disburse(loanId, { on: '2024-06-19' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'in the future',
      () => walk.disburse(loanId, { on: '2024-07-01', queryCertificateOn: '2024-07-01' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'a fen above the contract',
      () => walk.disburse(loanId, { amount: '3000000.01' }),
      { status: 422, code: 'AMOUNT_ABOVE_CONTRACT', facts: { available: '3000000.00' } },
    ],
    ['nothing', () => walk.disburse(loanId, { amount: '0.00' }), { status: 422, code: 'NOT_POSITIVE' }],
    ['to nobody', () => walk.disburse(loanId, { payee: ' ' }), malformed('/payee')],
    ['without evidence of use', () => walk.disburse(loanId, { useEvidence: undefined }), malformed('/useEvidence')],
    ['on a stale version', () => walk.disburse(loanId, { version: 2 }), { status: 409, code: 'STALE_VERSION' }],
    ['by the approver role', () => walk.disburse(loanId, {}, SIHUI.approver), { status: 403, code: 'FORBIDDEN' }],
    [
      'by the approver in another role',
      () => walk.disburse(smallLoan.id, { amount: '100.00' }, both.username),
      { status: 403, code: 'SELF_DISBURSEMENT' },
    ],
    ['by another bank', () => other.disburse(loanId), { status: 404, code: 'NOT_FOUND', facts: { what: 'loan' } }],
    [
      'without an idempotency key',
      () =>
        bank.post(
          SIHUI.officer,
          `/v1/loans/${smallLoan.id}/disbursements`,
          { amount: '100.00', on: DAY, noteNo: '借据-9', payee: '供应商', useEvidence: '合同', version: 1 },
          { key: null },
        ),
      { status: 400, code: 'IDEMPOTENCY_KEY_REQUIRED' },
    ],
    [
      'a loan without pledge before its contract',
      () => walk.disburse(smallLoan.id, { amount: '100.00', on: '2024-06-19' }),
      { status: 422, code: 'DISBURSEMENT_BEFORE_CONTRACT', facts: { signedOn: DAY } },
    ],
  ])

  const key = 'disbursement-1'
  const body = {
    amount: '1000000.00',
    on: DAY,
    noteNo: '借据-1',
    payee: '供应商',
    useEvidence: '合同',
    queryCertificateNo: '查询证明-2',
    queryCertificateOn: DAY,
    version: 1,
  }
  const url = `/v1/loans/${loanId}/disbursements`
  const first = await bank.post(SIHUI.officer, url, body, { key })
  t.match(first, { status: 201, body: { loan: { disbursed: '1000000.00', balance: '1000000.00', version: 2 } } })
  const paid = await everything(bank)
  const replay = await bank.post(SIHUI.officer, url, body, { key })
  t.match(replay, { status: 201, headers: { 'idempotency-replayed': 'true' } })
  t.equal(replay.text, first.text, 'the same answer, byte for byte')
  t.equal(await everything(bank), paid, 'and nothing paid twice')
  await refused(t, bank, [
    [
      'the key with another amount',
      () => bank.post(SIHUI.officer, url, { ...body, amount: '2.00' }, { key }),
      { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' },
    ],
    ['a loan note twice', () => walk.disburse(loanId, { ...body, version: 2 }), { status: 409, code: 'NOTE_NO_USED' }],
    [
      'a fen above what is left',
      () => walk.disburse(loanId, { amount: '2000000.01', version: 2 }),
      { status: 422, code: 'AMOUNT_ABOVE_CONTRACT', facts: { available: '2000000.00' } },
    ],
    [
      'the pledge released under a loan',
      () => bank.post(SIHUI.officer, `/v1/pledges/${pledge.id}/release`, { releasedOn: DAY, reason: '试', version: 3 }),
      { status: 409, code: 'DEBT_OUTSTANDING' },
    ],
  ])
  t.match(await walk.disburse(loanId, { amount: '2000000.00', noteNo: '借据-2', version: 2 }), {
    status: 201,
    body: { loan: { disbursed: '3000000.00' } },
  })
  for (const user of [BANK_01.officer, 'enterprise.001', 'reviewer.pboc']) {
    t.equal((await bank.get(user, `/v1/loans/${loanId}`)).status, 404, `${user} sees no such loan`)
    t.equal((await bank.get(user, `/v1/loans/${loanId}/schedule`)).status, 404, `${user} sees no schedule`)
    t.same((await bank.get(user, '/v1/ledger/entries')).body.items, [], `${user} sees no entry`)
  }
  t.match((await bank.get('auditor.zq', '/v1/ledger/accounts?organisation=RCB-SIHUI')).body, {
    trialBalance: { debit: '3000000.00', balanced: true },
  })
  t.match((await bank.get(BANK_01.officer, '/v1/ledger/accounts?organisation=RCB-SIHUI')).body, {
    accounts: [],
    trialBalance: { debit: '0.00' },
  })
})

t.test('rights and limits that a pledge stands on', async (t) => {
  const bank = await testBank(t, { today: '2025-06-30' })
  const walk = publishedCase(bank)
  const productId = await walk.valued({ listing: { no: '挂牌-1', validTo: '2024-09-30' } })
  await refused(t, bank, [
    [
      'a listing that has ended',
      () => walk.pledge(productId, { contractedOn: '2024-10-01', queryCertificateOn: '2024-10-01' }),
      { status: 422, code: 'RIGHT_NOT_IN_FORCE', facts: { right: 'listing', validTo: '2024-09-30' } },
    ],
  ])
  const late = await walk.done(walk.report(productId))
  await refused(t, bank, [
    [
      'a report adopted after its end',
      () => walk.adopt(late.id, { on: '2024-10-01' }),
      { status: 422, code: 'VALUATION_EXPIRED', facts: { validTo: '2024-09-30' } },
    ],
  ])
  const pledge = await walk.done(walk.pledge(productId, { securedLimit: '1000000.00' }))
  const above = await walk.quoted(pledge.id, { amount: '1000000.01', tenorMonths: 3 })
  const open = await walk.quoted(pledge.id, { amount: '1000000.00', tenorMonths: 3 })
  await refused(t, bank, [
    [
      'a fen above the secured limit',
      () => walk.decide(above.applicationId, above.quoteId),
      { status: 422, code: 'AMOUNT_ABOVE_SECURED_LIMIT', facts: { limit: '1000000.00' } },
    ],
  ])
  await walk.done(
    bank.post(SIHUI.officer, `/v1/pledges/${pledge.id}/release`, { releasedOn: DAY, reason: '试', version: 1 }),
  )
  await bank.owner`UPDATE enterprise SET ownership = 'public_institution' WHERE uscc = ${XINGWANG}`
  await refused(t, bank, [
    [
      'an application on a released pledge',
      () => walk.apply(pledge.id),
      { status: 409, code: 'PLEDGE_NOT_LIVE', facts: { state: 'RELEASED' } },
    ],
    [
      'an approval on a released pledge',
      () => walk.decide(open.applicationId, open.quoteId),
      { status: 409, code: 'PLEDGE_NOT_LIVE' },
    ],
    [
      'a public body as pledgor',
      () => walk.pledge(productId),
      { status: 422, code: 'PLEDGOR_NOT_ALLOWED', facts: { kind: 'public_institution' } },
    ],
  ])
})

t.test('who lends: consent, grade and guarantor', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  const consent = await walk.done(walk.consent())
  const loanId = await walk.contracted(null, { product: 'YUN_TAN_DAI', amount: '100.00' })
  await walk.done(bank.post('enterprise.xingwang', `/v1/consents/${consent.id}/withdrawal`))
  await refused(t, bank, [
    [
      'an application after the consent was withdrawn',
      () => walk.apply(null, { product: 'YUN_TAN_DAI' }),
      { status: 403, code: 'CONSENT_REQUIRED', facts: { uscc: XINGWANG } },
    ],
  ])
  t.match((await bank.get(SIHUI.officer, `/v1/loans/${loanId}`)).body, { id: loanId }, 'its loan stays with the bank')

  const [rated] = await bank.owner<{ uscc: string; grade: string; lender: string }[]>`
    SELECT e.uscc, d.grade, o.code AS lender FROM rate_decision d JOIN enterprise e ON e.id = d.enterprise_id
    JOIN organisation o ON o.id = d.lender_id WHERE o.code = 'BANK-EX-01' AND d.grade = 'DEEP_GREEN' LIMIT 1`
  const other = publishedCase(bank, BANK_01)
  const green = await walk.done(
    other.apply(null, { uscc: rated?.uscc, product: 'YUN_TAN_DAI', amount: '1000000.00', appliedOn: '2024-06-30' }),
  )
  t.match(
    (await other.quote(green.id, '2024-06-30')).body,
    // LPR 3.45 less 40 BP (pricing-grid.csv): 1,000,000 × 0.40 % = 4,000.00 a year
    {
      rate: '3.05',
      referenceRate: '3.45',
      discountBp: '40.00',
      annualSaving: '4000.00',
      grade: 'DEEP_GREEN',
      ratingId: /./,
    },
    'a rated enterprise gets its discount, and the quote names the rating',
  )

  await addPerson(bank, {
    username: 'cases.guarantor',
    organisationCode: 'GUA-1',
    kind: 'guarantor',
    roles: ['loan_officer'],
  })
  const guarantor = publishedCase(bank, { ...SIHUI, code: 'GUA-1', officer: 'cases.guarantor' })
  await walk.done(guarantor.consent())
  const guaranteed = await walk.done(guarantor.apply(null, { product: 'YUN_TAN_DAN', amount: '500000.00' }))
  t.match(guaranteed, { lender: 'GUA-1', state: 'APPLIED' }, 'a guarantor keeps its own cases')
  await refused(t, bank, [
    [
      "a bank's approver on a guarantor's case",
      () => walk.decide(guaranteed.id, undefined, { decision: 'REJECT', version: 1 }),
      { status: 404, code: 'NOT_FOUND' },
    ],
  ])
})

t.test('every list walks by cursor', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  const productId = await walk.valued()
  const pledgeId = await walk.frozen(productId)
  for (let i = 0; i < 3; i += 1) await walk.done(walk.apply(pledgeId))
  const seen = new Set<string>()
  let cursor = ''
  for (let page = 0; page < 3; page += 1) {
    const { body } = await bank.get(SIHUI.officer, `/v1/loan-applications?limit=1${cursor}`)
    t.equal(body.items.length, 1)
    seen.add(body.items[0].id)
    cursor = `&cursor=${body.nextCursor}`
    if (page === 2) t.equal(body.nextCursor, null)
  }
  t.equal(seen.size, 3)
  for (const list of ['data-products', 'pledges', 'loan-applications', 'loans', 'ledger/entries'])
    t.equal((await bank.get(SIHUI.officer, `/v1/${list}?cursor=bm8`)).status, 400, `${list} refuses what is no cursor`)
  t.equal((await bank.get(null, '/v1/loans')).status, 401)
})

t.test('the interface describes every answer of the slice', async (t) => {
  const bank = await testBank(t, { portfolio: false })
  const { paths } = (await bank.get(null, '/openapi.json')).body
  const slice = /^\/v1\/(data-products|valuations|pledges|loan-applications|quotes|loans|ledger)/
  const described = Object.entries(
    paths as Record<string, Record<string, { responses: Record<string, unknown> }>>,
  ).filter(([path]) => slice.test(path))
  t.ok(described.length > 22)
  for (const [path, methods] of described)
    for (const [method, { responses }] of Object.entries(methods)) {
      const success = method === 'post' ? (responses['201'] ?? responses['200']) : responses['200']
      t.ok(success, `${method} ${path} says what it answers`)
      if (method === 'post') t.ok(responses['409'] && responses['422'], `${method} ${path} says what it refuses`)
    }
})
