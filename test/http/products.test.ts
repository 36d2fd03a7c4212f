import t from 'tap'
import { type Bank, testBank } from '../support/bank.js'
import { publishedCase, SIHUI } from '../support/published-loan.js'

const OFFICER = SIHUI.officer
const bank = await testBank(t)

const tablesOf = async ({ owner }: Bank) => {
  const [row] = await owner`
    select (select count(*) from loan_application)::int as applications, (select count(*) from loan)::int as loans,
           (select count(*) from audit_event)::int as events`
  return row
}

t.test('products and working days', async (t) => {
  const { get } = bank
  const list = await get(OFFICER, '/v1/products?asOf=2024-06-20')
  t.equal(list.status, 200)
  t.same(
    list.body.items.map(({ code, nameZh, kind, offered }: Record<string, unknown>) => [code, nameZh, kind, offered]),
    [
      ['DATA_PLEDGE', '数据产品质押贷款', 'pledge-loan', true],
      ['YUN_TAN_DAI', '云碳贷', 'loan', true],
      ['YUN_TAN_DAN', '云碳担', 'guaranteed-loan', true],
      ['YUN_TAN_TIE', '云碳贴', 'bill-discount', true],
    ],
  )
  const one = await get(OFFICER, '/v1/products/YUN_TAN_TIE?asOf=2022-09-01')
  t.match(one, { status: 200, body: { asOf: '2022-09-01', product: { code: 'YUN_TAN_TIE', unknownTerm: null } } })
  const term = (name: string) => one.body.product.terms.find((row: { term: string }) => row.term === name)
  t.match(term('tenor_max_months'), { value: '12', unit: 'months', status: 'recalled', validTo: '2022-12-31' })
  t.match(term('overdue_uplift'), { value: '0.5', status: 'assumption', ruleId: /^\d+$/, source: /251号/ })
  t.match(
    (await get(OFFICER, '/v1/products/YUN_TAN_TIE?asOf=2022-09-01&knownAt=2022-07-31T00:00:00Z')).body,
    { code: 'NOT_FOUND', what: 'product' },
    'not known before it was published',
  )
  t.match((await get(OFFICER, '/v1/products?asOf=2022-07-31')).body.items, [])
  t.match(await get(OFFICER, '/v1/products/YUN_TAN'), { status: 404 })
  t.equal((await get(null, '/v1/products')).status, 401)

  const year = await get(OFFICER, '/v1/working-days?year=2024')
  t.match(year.body, { year: 2024, published: true, publishedThrough: '2026-12-31', workingDays: 251 })
  t.match(year.body.days[0], {
    day: '2024-01-01',
    kind: 'holiday',
    source: /国办发明电〔2023〕7号/,
    status: 'secondary',
  })
  const before = await get(OFFICER, '/v1/working-days?year=2024&knownAt=2023-10-01T00:00:00Z')
  t.match(before.body, { published: false, publishedThrough: '2023-12-31', workingDays: 262, days: [] })
  t.match((await get(OFFICER, '/v1/working-days?year=2027')).body, { published: false, days: [] })
  t.match((await get(OFFICER, '/v1/working-days')).body, { year: 2024 })
  t.equal((await get(OFFICER, '/v1/working-days?year=24')).status, 400)
})

t.test('a contract freezes its terms', async (t) => {
  const { get, owner } = bank
  const walk = publishedCase(bank)
  const pledgeId = await walk.frozen(await walk.valued())

  const outside: [string, Record<string, unknown>, string][] = [
    ['before the product was launched', { appliedOn: '2022-07-31' }, 'PRODUCT_NOT_OFFERED'],
    ['too little', { amount: '99.99' }, 'AMOUNT_OUTSIDE_PRODUCT'],
    ['too much', { amount: '100000000.01' }, 'AMOUNT_OUTSIDE_PRODUCT'],
    ['too long', { tenorMonths: 121 }, 'TENOR_OUTSIDE_PRODUCT'],
  ]
  const before = await tablesOf(bank)
  for (const [why, other, code] of outside) {
    const answer = await walk.apply(null, { product: 'YUN_TAN_DAI', ...other })
    t.match(answer, { status: 422, body: { code } }, why)
  }
  t.match(
    await walk.apply(null, { product: 'YUN_TAN_TIE', tenorMonths: 7 }),
    { status: 422, body: { code: 'TENOR_OUTSIDE_PRODUCT', tenorMonths: 7, least: 1, most: 6 } },
    'a bill',
  )
  t.same(await tablesOf(bank), before, 'nothing moved')

  const { applicationId, quoteId } = await walk.quoted(pledgeId)
  t.equal((await walk.decide(applicationId, quoteId)).status, 200)
  const refused: [Record<string, unknown>, number, string][] = [
    [{ terms: { instalments: 'settlement-day:3|6|9|12:20:inside' } }, 422, 'TERM_NOT_OFFERED'],
    [{ terms: { repricing: 'rating-change' } }, 422, 'TERM_NOT_OFFERED'],
    [{ terms: { gracePrincipalPeriods: 7 } }, 422, 'GRACE_ABOVE_PRODUCT'],
    [{ terms: { overdueUplift: '0.6' } }, 422, 'UPLIFT_OUTSIDE_LEGAL'],
    [{ terms: { misuseUplift: '0.4' } }, 422, 'UPLIFT_OUTSIDE_LEGAL'],
    [{ terms: { rounding: 'half-even' } }, 400, 'MALFORMED_REQUEST'],
    [{ method: 'custom' }, 422, 'METHOD_NOT_OFFERED'],
    [{ method: 'annuity' }, 400, 'MALFORMED_REQUEST'],
  ]
  const decided = await tablesOf(bank)
  for (const [other, status, code] of refused)
    t.match(await walk.sign(applicationId, other), { status, body: { code } }, JSON.stringify(other))
  t.same(await tablesOf(bank), decided, 'nothing moved')

  const signed = await walk.sign(applicationId, {
    method: 'equal-principal',
    terms: {
      holidays: 'following',
      gracePrincipalPeriods: 3,
      repricing: 'january',
      overdueUplift: '0.3',
      compoundCharged: false,
    },
  })
  t.match(signed, { status: 201, body: { method: 'equal-principal', dayCount: 'actual/360' } })
  t.notOk('terms' in signed.body, 'told with the detail')
  const loan = await get(OFFICER, `/v1/loans/${signed.body.id}`)
  t.match(loan.body.terms, {
    product: 'DATA_PLEDGE',
    kind: 'pledge-loan',
    method: 'equal-principal',
    instalments: { kind: 'from-start', months: 1 },
    holidays: 'following',
    gracePrincipalPeriods: 3,
    repricing: 'january',
    penalty: { overdueUplift: '0.3', misuseUplift: '1', graceDays: 0 },
    compound: { charged: false },
    waterfall: { normal: ['fee', 'penalty', 'compound', 'interest', 'principal'], badFromDaysOverdue: 91 },
  })
  t.ok(loan.body.terms.rules.some((row: { term: string }) => row.term === 'penalty.overdue_uplift_max'))
  const due = loan.body.schedule.rows.map((row: { dueOn: string }) => row.dueOn)
  // 2024-07-20 is a Saturday, 2024-10-20 a Sunday, 2025-04-20 a Sunday.
  t.same(due.slice(0, 4), ['2024-07-22', '2024-08-20', '2024-09-20', '2024-10-21'])
  t.equal(loan.body.schedule.rows[2].principal, '0.00')
  t.equal(loan.body.schedule.rows[3].principal, '333333.33')

  const [row] = await owner`select terms ->> 'method' as method from loan where id = ${signed.body.id}`
  t.equal(row?.method, 'equal-principal')
  await t.rejects(
    owner`insert into loan (contract_no, lender_id, enterprise_id, application_id, quote_id, product, amount, rate, reference_rate,
            tenor_months, method, day_count, purpose, signed_on, signed_by, terms)
          select 'other', lender_id, enterprise_id, application_id, quote_id, product, amount, rate, reference_rate,
            tenor_months, 'bullet', day_count, purpose, signed_on, signed_by, terms from loan where id = ${signed.body.id}`,
    /loan_terms_agree/,
    'the columns say what the terms say',
  )

  await owner`alter table loan disable trigger loan_append_only`
  await owner`update loan set terms = null where id = ${signed.body.id}`
  const older = await get(OFFICER, `/v1/loans/${signed.body.id}`)
  t.match(
    older.body.terms,
    {
      method: 'equal-principal',
      instalments: { kind: 'from-start', months: 1 },
      holidays: 'none',
      gracePrincipalPeriods: 0,
      repricing: 'fixed',
      penalty: { overdueUplift: '0.5' },
    },
    'a contract older than its terms is serviced by its product, month after month from the disbursement',
  )
  t.match(older.body.schedule.rows[0], { dueOn: '2024-07-20', principal: '250000.00' })
})

t.test("a carbon loan settles on the bank's day unless it agrees otherwise", async (t) => {
  const { get } = bank
  const walk = publishedCase(bank)
  const approved = async () => {
    const { applicationId, quoteId } = await walk.quoted(null, {
      product: 'YUN_TAN_DAI',
      amount: '100000.00',
      tenorMonths: 6,
    })
    t.equal((await walk.decide(applicationId, quoteId)).status, 200)
    return applicationId
  }
  const rowsOf = async (loanId: string) =>
    (await get(OFFICER, `/v1/loans/${loanId}`)).body.schedule.rows.map(
      ({ dueOn, days, principal }: Record<string, unknown>) => `${dueOn} ${days} ${principal}`,
    )

  const usual = await walk.sign(await approved(), { method: undefined })
  t.match(usual, { status: 201, body: { method: 'interest-only' } }, 'the first method of the product')
  t.same(
    await rowsOf(usual.body.id),
    [
      '2024-06-21 1 0.00',
      '2024-07-22 31 0.00',
      '2024-08-21 30 0.00',
      '2024-09-23 33 0.00',
      '2024-10-21 28 0.00',
      '2024-11-21 31 0.00',
      '2024-12-20 29 100000.00',
    ],
    'the night of the 20th belongs to the period that ends; a date without business moves on',
  )

  const customId = await approved()
  const rows = [
    { dueOn: '2024-08-31', principal: '30000.00' },
    { dueOn: '2024-12-20', principal: '70000' },
  ]
  const refused: [Record<string, unknown>, string][] = [
    [{}, 'CUSTOM_ROWS_MISSING'],
    [{ customRows: rows.slice(1) }, 'CUSTOM_ROWS_SUM'],
    [{ customRows: rows.toReversed() }, 'DUE_DATES_NOT_RISING'],
    [{ customRows: [{ dueOn: '2024-12-21', principal: '100000' }] }, 'CUSTOM_ROW_BEYOND_TERM'],
  ]
  const before = await tablesOf(bank)
  for (const [terms, code] of refused)
    t.match(await walk.sign(customId, { method: 'custom', terms }), { status: 422, body: { code } }, code)
  t.match(await walk.sign(customId, { method: 'bullet', terms: { customRows: rows } }), {
    body: { code: 'CUSTOM_ROWS_WITHOUT_METHOD' },
  })
  t.same(await tablesOf(bank), before, 'nothing moved')
  const custom = await walk.sign(customId, { method: 'custom', terms: { customRows: rows } })
  t.match(custom, { status: 201, body: { method: 'custom' } })
  t.same(await rowsOf(custom.body.id), ['2024-08-31 72 30000.00', '2024-12-20 111 70000.00'])
})
