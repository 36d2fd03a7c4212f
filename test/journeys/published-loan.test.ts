import t from 'tap'
import { Value } from 'typebox/value'
import { sealAuditEvents } from '../../src/app/audit/seal.js'
import { verifyAuditChain } from '../../src/app/audit/verify.js'
import * as shapes from '../../src/http/shapes/lending.js'
import { testBank } from '../support/bank.js'
import { XINGWANG } from '../support/disbursed-loan.js'
import { DAY, publishedCase, SIHUI } from '../support/published-loan.js'

/**
 * Zhaoqing Government Services, 2024-09-03: on 2024-06-20 the first loan against a carbon data product, 3,000,000 yuan. LPR of that
 * day 3.45 % (lpr.csv), spread 100 BP (pricing-terms.csv), cap 0.50 (ltv.default): value, rate and term are invented for the demo.
 */
t.test('the published loan, from the data product to a balanced book', async (t) => {
  const bank = await testBank(t)
  const { get, db } = bank
  const walk = publishedCase(bank)
  const enterprise = `/v1/enterprises/${XINGWANG}`

  t.equal((await get(SIHUI.officer, enterprise)).status, 404, 'without a consent the bank does not see the enterprise')
  t.equal((await walk.consent()).status, 201)
  t.equal((await get(SIHUI.officer, enterprise)).status, 200)

  const product = await walk.product()
  t.match(product, { status: 201, body: { uscc: XINGWANG, rightType: 'operation' } })
  const report = await walk.report(product.body.id)
  t.match(report, { status: 201, body: { state: 'REPORTED', reportValue: '6500000.00', validTo: '2025-06-10' } })
  const adopted = await walk.adopt(report.body.id)
  t.match(adopted, { status: 200, body: { state: 'ADOPTED', adoptedValue: '6000000.00', version: 2 } })

  const pledge = await walk.pledge(product.body.id)
  t.match(pledge, { status: 201, body: { state: 'CONTRACTED', version: 1 } })
  const pledgeId = pledge.body.id
  t.match(await walk.register(pledgeId), { status: 200, body: { state: 'REGISTERED', version: 2 } })
  t.match(await walk.freeze(pledgeId), { status: 200, body: { state: 'FROZEN_CONFIRMED', version: 3 } })

  const application = await walk.apply(pledgeId)
  t.match(application, { status: 201, body: { state: 'APPLIED', amount: '3000000.00', version: 1 } })
  const applicationId = application.body.id
  const quote = await walk.quote(applicationId)
  t.match(quote, {
    status: 201,
    body: {
      rate: '4.45',
      referenceRate: '4.45',
      discountBp: '0.00',
      annualSaving: '0.00',
      grade: 'NOT_RATED',
      ratingId: null,
      pricedOn: DAY,
      expiresOn: '2024-07-20',
      explanation: { carbonAccount: { en: /No carbon rating/ }, rating: null },
    },
  })
  t.same(
    quote.body.explanation.steps.map((step: { code: string; value: string; unit: string; runningPercent: string }) =>
      [step.code, step.value, step.unit, step.runningPercent].join(' '),
    ),
    [
      'LPR 3.45 % 3.45',
      'SPREAD 100.00 BP 4.45',
      'REFERENCE 4.45 % 4.45',
      'CARBON_DISCOUNT 0.00 BP 4.45',
      'RATE 4.45 % 4.45',
    ],
    'a reader can add it up',
  )
  t.ok(
    quote.body.explanation.steps
      .slice(0, 2)
      .every((step: { rule: { ruleId: string } }) => /^\d+$/.test(step.rule.ruleId)),
    'each figure names its rule row',
  )

  const decided = await walk.decide(applicationId, quote.body.id)
  t.match(decided, {
    status: 200,
    body: {
      state: 'APPROVED',
      version: 3,
      approval: {
        approvedAmount: '3000000.00',
        reasons: { collateral: { adoptedValue: '6000000.00', ltv: { cap: '0.5' }, securedAlready: '0.00' } },
      },
    },
  })
  const signed = await walk.sign(applicationId)
  t.match(signed, {
    status: 201,
    body: { state: 'CONTRACTED', amount: '3000000.00', rate: '4.45', dayCount: 'actual/360', disbursed: '0.00' },
  })
  const loanId = signed.body.id
  t.match((await get(SIHUI.officer, `/v1/loans/${loanId}/schedule`)).body, { basis: 'planned' })

  const paid = await walk.disburse(loanId)
  t.match(paid, {
    status: 201,
    body: {
      loan: { state: 'DISBURSED', disbursed: '3000000.00', balance: '3000000.00', version: 2 },
      disbursement: { amount: '3000000.00', disbursedOn: DAY, dueOn: '2025-06-20' },
      entry: {
        event: 'loan.disbursed',
        bookedOn: DAY,
        lines: [
          { account: '1303', side: 'debit', amount: '3000000.00' },
          { account: '2011', side: 'credit', amount: '3000000.00' },
        ],
      },
    },
  })

  const loan = await get(SIHUI.approver, `/v1/loans/${loanId}`)
  t.match(loan, {
    status: 200,
    body: {
      quote: { id: quote.body.id, explanation: { steps: [{ code: 'LPR' }] } },
      pledge: { id: pledgeId, state: 'FROZEN_CONFIRMED' },
      entries: [{ id: paid.body.entry.id }],
      disbursements: [{ noteNo: '借据-0001' }],
      reloans: [],
    },
  })
  const { schedule } = loan.body
  t.equal(schedule.rows.length, 12)
  // 2024-06-20 to 2024-07-20: 3,000,000 × 4.45 % × 30 / 360 = 11,125.00
  t.match(schedule.rows[0], { no: 1, dueOn: '2024-07-20', days: 30, principal: '0.00', interest: '11125.00' })
  t.match(schedule.rows[11], { no: 12, dueOn: '2025-06-20', principal: '3000000.00', balance: '0.00' })
  // Seven months of 31 days at 11,495.83, four of 30 at 11,125.00, one of 28 at 10,383.33
  t.equal(schedule.totals.interest, '135354.14')

  const book = await get(SIHUI.officer, '/v1/ledger/accounts?asOf=2024-06-20')
  t.match(book.body, {
    accounts: [
      { code: '1303', balance: '3000000.00' },
      { code: '2011', balance: '3000000.00' },
    ],
    trialBalance: { debit: '3000000.00', credit: '3000000.00', difference: '0.00', balanced: true },
  })
  t.match(
    (await get(SIHUI.officer, '/v1/ledger/accounts?asOf=2024-06-19')).body.trialBalance,
    { debit: '0.00', credit: '0.00' },
    'the day before nothing was booked',
  )
  t.match((await get(SIHUI.officer, `/v1/ledger/entries?account=1303&subject=${loanId}`)).body.items, [
    { subjectKind: 'loan', subjectId: loanId },
  ])

  const trail = (await get(SIHUI.officer, `/v1/loan-applications/${applicationId}`)).body.trail
  t.same(
    trail.map((event: { action: string }) => event.action),
    [
      'pledge.contracted',
      'pledge.registered',
      'pledge.frozen',
      'loan_application.made',
      'quote.made',
      'loan_application.approved',
      'loan.contracted',
      'loan.disbursed',
    ],
    'every step is on the trail',
  )
  t.match((await get('enterprise.xingwang', `/v1/loans/${loanId}`)).body, { id: loanId, state: 'DISBURSED' })

  const answers = [
    [shapes.DataProductWithValuations, (await get(SIHUI.officer, `/v1/data-products/${product.body.id}`)).body],
    [shapes.ValuationShape, adopted.body],
    [shapes.PledgeShape, (await get(SIHUI.officer, `/v1/pledges/${pledgeId}`)).body],
    [shapes.QuoteShape, (await get(SIHUI.officer, `/v1/quotes/${quote.body.id}`)).body],
    [shapes.ApplicationDetail, (await get(SIHUI.officer, `/v1/loan-applications/${applicationId}`)).body],
    [shapes.LoanDetail, loan.body],
    [shapes.DisbursedShape, paid.body],
  ] as const
  for (const [shape, answer] of answers)
    t.same(Value.Errors(shape, answer), [], 'the answer has the shape it is documented with')

  await sealAuditEvents(db)
  t.match(await verifyAuditChain(db), { intact: true, unsealed: 0, broken: null })
})
