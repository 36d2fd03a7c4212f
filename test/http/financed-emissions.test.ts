import t from 'tap'
import { Value } from 'typebox/value'
import {
  BalanceSheetShape,
  FinancedLinesShape,
  FinancedLoanShape,
  FinancedReportShape,
} from '../../src/http/shapes/financed-emissions.js'
import { type Answered, testBank } from '../support/bank.js'
import { disbursedLoan, XINGWANG } from '../support/disbursed-loan.js'
import { activeQuota, enterTerms } from '../support/relending.js'

const bank = await testBank(t)
const { get, post, owner } = bank
// It has a line at Example Bank 01 and so a consent in the demo.
const CUSTOMER = '91441284MA0000672X'
const URL = '/v1/reports/financed-emissions'
const on = 'asOf=2024-06-30'
const SHEETS = `/v1/enterprises/${XINGWANG}/balance-sheets`
const codeOf = ({ status, body }: Answered) => `${status} ${body?.code ?? ''}`.trim()
const now = async () => {
  const [row] = await owner<
    { at: string }[]
  >`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`
  return (row as { at: string }).at
}
const known = (instant: string) => `${on}&knownAt=${encodeURIComponent(instant)}`
const reasonsOf = ({ body }: Answered) =>
  Object.fromEntries(body.coverage.reasons.map((one: { reason: string; loans: number }) => [one.reason, one.loans]))
const consent = (lenderCode: string, fieldGroups?: readonly string[]) =>
  post('enterprise.xingwang', '/v1/consents', {
    lenderCode,
    purpose: 'post_loan',
    validFrom: '2024-06-20',
    ...(fieldGroups ? { fieldGroups } : {}),
  })

/** Twelve months of Xingwang Data: 100,000 kWh and 3 t of diesel each. */
const meters = async () => {
  for (const [carrier, quantity, unit] of [
    ['electricity', '100000', 'kWh'],
    ['diesel', '3', 't'],
  ] as const)
    await owner`
      insert into activity (enterprise_id, month, carrier, quantity, unit, source, data_quality)
      select e.id, to_char(m, 'YYYY-MM'), ${carrier}, ${quantity}, ${unit}, 'park-platform', 2
      from enterprise e, generate_series('2023-07-01'::date, '2024-06-01', '1 month') m where e.uscc = ${XINGWANG}`
}

const sihui = await disbursedLoan(owner, { amount: '3000000.00', on: '2024-06-20' })
const undrawn = await disbursedLoan(owner, { amount: '500000.00', disbursed: false })
const bank01 = await disbursedLoan(owner, { lender: 'BANK-EX-01', amount: '1000000.00', on: '2024-03-31' })
const customer01 = await disbursedLoan(owner, {
  lender: 'BANK-EX-01',
  uscc: CUSTOMER,
  amount: '2000000.00',
  on: '2024-01-02',
})

t.test('a bank without consent has the loan listed with its reason and no figure', async (t) => {
  const report = await get('officer.sihui', `${URL}?${on}`)
  t.equal(report.status, 200, report.text)
  t.match(report.body, {
    method: { id: 'pcaf-business-loans', version: '2022.12', status: 'confirmed', weighting: 'outstanding' },
    period: { from: '2023-07', to: '2024-06' },
    totals: { loans: 0, total: '0', dataQuality: null },
    coverage: { withFigures: { loans: 0 }, withoutFigures: { loans: 1, amount: '3000000.00' }, amountPercent: '0.00' },
    nothingAttributed: [
      { reason: 'GUARANTEE_NOT_CALLED', loans: 0 },
      { reason: 'NOT_DRAWN', loans: 1, amount: '0.00' },
    ],
  })
  t.strictSame(reasonsOf(report), { ACCOUNT_CLOSED: 1 })
  const loan = await get('officer.sihui', `/v1/loans/${sihui}/financed-emissions?${on}`)
  t.match(loan.body, {
    emissions: null,
    reason: { code: 'ACCOUNT_CLOSED', fieldGroup: 'emissions' },
    inputs: { borrower: null },
  })
  t.equal(codeOf(await get('officer.sihui', SHEETS)), '403 CONSENT_REQUIRED')
  const views =
    await owner`select 1 from account_view where organisation_id = (select id from organisation where code = 'RCB-SIHUI')`
  t.equal(views.length, 0, 'nothing was seen, so nothing is logged')
})

t.test('who records a balance sheet, and what is refused', async (t) => {
  const whole = {
    asOf: '2023-12-31',
    equity: '6000000.00',
    debt: '4000000.00',
    totalAssets: '12000000.00',
    source: '年报',
  }
  const count = async () => (await owner`select count(*)::int as n from balance_sheet`)[0]?.n
  const table: [string, string, object, string][] = [
    ['officer.sihui', SHEETS, whole, '403 FORBIDDEN'],
    ['enterprise.001', SHEETS, whole, '404 NOT_FOUND'],
    ['enterprise.xingwang', SHEETS, { ...whole, asOf: '2024-07-01' }, '422 BALANCE_SHEET_IN_FUTURE'],
    ['enterprise.xingwang', SHEETS, { asOf: '2023-12-31', source: '年报' }, '422 BALANCE_SHEET_EMPTY'],
    ['enterprise.xingwang', SHEETS, { ...whole, totalAssets: '0' }, '422 BALANCE_SHEET_OUT_OF_RANGE'],
    ['enterprise.xingwang', SHEETS, { ...whole, evic: '0.00' }, '422 BALANCE_SHEET_OUT_OF_RANGE'],
    ['enterprise.xingwang', SHEETS, { ...whole, equity: '8000000.01' }, '422 BALANCE_SHEET_DOES_NOT_ADD_UP'],
    ['enterprise.xingwang', SHEETS, { ...whole, debt: '-1' }, '400 MALFORMED_REQUEST'],
    ['enterprise.xingwang', SHEETS, { ...whole, equity: '1.005' }, '400 MALFORMED_REQUEST'],
    ['enterprise.xingwang', SHEETS, { ...whole, equity: 6000000 }, '400 MALFORMED_REQUEST'],
    ['enterprise.xingwang', SHEETS, { ...whole, supersedes: sihui, reason: 'x' }, '404 NOT_FOUND'],
  ]
  for (const [user, url, body, code] of table) t.equal(codeOf(await post(user, url, body)), code, JSON.stringify(body))
  t.equal(await count(), 0, 'refused: nothing moved')

  const recorded = await post('enterprise.xingwang', SHEETS, {
    asOf: '2023-12-31',
    totalAssets: '12000000.00',
    source: '年报',
  })
  t.equal(recorded.status, 201, recorded.text)
  t.match(recorded.body, {
    uscc: XINGWANG,
    equity: null,
    totalAssets: '12000000.00',
    supersedes: null,
    supersededBy: null,
  })
  t.equal(codeOf(await post('steward.zq', SHEETS, whole)), '409 BALANCE_SHEET_EXISTS')
  const { id } = recorded.body
  const other = { ...whole, asOf: '2022-12-31', supersedes: id, reason: 'x' }
  t.equal(codeOf(await post('steward.zq', SHEETS, other)), '422 BALANCE_SHEET_OF_ANOTHER_DAY')
  t.equal(codeOf(await post('steward.zq', SHEETS, { ...whole, supersedes: id })), '422 BALANCE_SHEET_REASON_MISSING')
  t.equal(await count(), 1)
})

t.test('the ladder of data quality: nothing, revenue, meters, assurance', async (t) => {
  await consent('RCB-SIHUI')
  const loan = async () => (await get('officer.sihui', `/v1/loans/${sihui}/financed-emissions?${on}`)).body
  t.match(await loan(), { emissions: null, reason: { code: 'EMISSIONS_MISSING', from: '2023-07', to: '2024-06' } })

  // 兴旺数据 belongs to a sector of its own; the mean is entered for the test: 0.5 tCO2 per 万元 × 1,000 万元 = 500 t.
  const [{ sector }] = await owner<
    [{ sector: string }]
  >`select sector_code as sector from enterprise where uscc = ${XINGWANG}`
  await owner`insert into rule (table_name, key, valid_from, valid_to, source, status, body, content_hash)
    values ('sector-benchmarks', ${`${sector}/I_REV`}, '2023-07-01', '2024-06-30', 'test', 'assumption',
      ${owner.json({ sector, name_zh: '数据', name_en: 'Data', metric: 'I_REV', mean: '0.5', entities: '9' })}, 'test-benchmark')`
  await owner`insert into operating_figure (enterprise_id, period_start, period_end, revenue_wan)
    select id, '2023-07', '2024-06', 1000 from enterprise where uscc = ${XINGWANG}`
  // Total assets stand in for equity and debt: score 5; 500 × 3,000,000 ÷ 12,000,000 = 125 t.
  t.match(await loan(), {
    attribution: { basis: 'total-assets', factor: '0.25', denominator: '12000000' },
    emissions: { scope1: '0', scope2: '0', unsplit: '125', total: '125' },
    dataQuality: { score: 5 },
    flags: ['ESTIMATED_FROM_REVENUE'],
    inputs: {
      borrower: {
        emissions: {
          basis: 'REVENUE_SECTOR_FACTOR',
          scope1: null,
          estimate: { revenueWan: '1000', sectorFactor: '0.5' },
        },
      },
    },
  })
  const guide = await get('officer.sihui', `/v1/loans/${sihui}/financed-emissions?${on}&method=cn-average-balance`)
  t.match(guide.body, { dataQuality: { score: 4 } }, 'total assets are what the guide divides by')

  const [first] = (await get('steward.zq', SHEETS)).body.items
  const corrected = await post('steward.zq', SHEETS, {
    asOf: '2023-12-31',
    equity: '6000000.00',
    debt: '4000000.00',
    totalAssets: '12000000.00',
    source: '审计报告',
    supersedes: first.id,
    reason: '补录权益与债务',
  })
  t.equal(corrected.status, 201, corrected.text)
  t.match(await loan(), {
    attribution: { basis: 'equity+debt', factor: '0.3' },
    emissions: { unsplit: '150' },
    dataQuality: { score: 4 },
  })

  await meters()
  // 12 × 100 MWh × 0.4715 = 565.8 t; 36 t of diesel × 43.33 × 0.0202 × 0.98 × 44 ÷ 12 = 113.22440976 t; × 0.3.
  t.match(await loan(), {
    amount: '3000000.00',
    emissions: {
      scope1: '33.967322928',
      scope2: '169.74',
      unsplit: '0',
      total: '203.707322928',
      totalRounded: '203.7073',
    },
    dataQuality: { score: 2 },
    flags: ['FACTOR_VINTAGE_FALLBACK'],
    reason: null,
    inputs: {
      disbursements: [{ on: '2024-06-20', amount: '3000000.00' }],
      borrower: { verification: 'none', balanceSheet: { id: corrected.body.id }, emissions: { total: '679.02440976' } },
    },
    apart: { scope3: { value: null }, removals: { value: null }, credits: { value: null } },
  })
  const { steps } = await loan()
  t.strictSame(
    steps.map(({ step, value }: Record<string, string>) => [step, value]),
    [
      ['amount', '3000000.00'],
      ['denominator', '10000000'],
      ['attributionFactor', '0.3'],
      ['scope1', '33.967322928'],
      ['scope2', '169.74'],
      ['dataQuality', '2'],
    ],
  )
  const verified = await post('steward.zq', `/v1/enterprises/${XINGWANG}/verifications`, {
    level: 'limited',
    period: { from: '2023-07', to: '2024-06' },
    verifierCode: 'AUDIT-ZQ',
    statementNo: '核字〔2024〕1号',
    evidenceHash: 'a'.repeat(64),
    validFrom: '2024-06-01',
  })
  t.equal(verified.status, 201, verified.text)
  t.match(await loan(), { dataQuality: { score: 2 } }, 'assurance counts once it is confirmed')
  await post('auditor.zq', `/v1/verifications/${verified.body.id}/confirmation`, {})
  t.match(await loan(), { dataQuality: { score: 1 } })
})

t.test('the same facts by the Chinese guide: average balance over total assets', async (t) => {
  const { body } = await get('officer.sihui', `${URL}?${on}&method=cn-average-balance`)
  // 11 of 366 days: 3,000,000 × 11 ÷ 366 = 90,163.93; 679.02440976 × 90,163.93 ÷ 12,000,000.
  t.match(body, {
    method: { id: 'cn-average-balance', status: 'secondary', numerator: 'average-balance', weighting: 'emissions' },
    totals: { loans: 1, amount: '90163.93', totalRounded: '5.1020', dataQuality: '1' },
    byDataQuality: [{ key: '1', loans: 1 }],
  })
})

t.test('two banks, each its own book; the auditor all of it, the branch what is filed, the steward none', async (t) => {
  const other = await get('officer.bank01', `${URL}?${on}`)
  t.strictSame(reasonsOf(other), { ACCOUNT_CLOSED: 1, BALANCE_SHEET_MISSING: 1 })
  t.match(other.body.coverage, { withoutFigures: { loans: 2, amount: '3000000.00' } })
  t.equal(codeOf(await get('officer.bank01', `/v1/loans/${sihui}/financed-emissions?${on}`)), '404 NOT_FOUND')

  await consent('BANK-EX-01', ['emissions'])
  const closed = await get('officer.bank01', `/v1/loans/${bank01}/financed-emissions?${on}`)
  t.match(closed.body.reason, { code: 'ACCOUNT_CLOSED', fieldGroup: 'operating' }, 'what is closed is not missing')
  t.equal(codeOf(await get('officer.bank01', SHEETS)), '403 CONSENT_REQUIRED')
  await consent('BANK-EX-01', ['emissions', 'operating'])
  const open = await get('officer.bank01', `/v1/loans/${bank01}/financed-emissions?${on}`)
  t.match(open.body, { attribution: { factor: '0.1' }, emissions: { scope2: '56.58' } })

  await post('steward.zq', `/v1/enterprises/${CUSTOMER}/balance-sheets`, {
    asOf: '2023-12-31',
    equity: '-5000000.00',
    debt: '80000000.00',
    source: '审计报告',
  })
  const city = await get('auditor.zq', `${URL}?${on}`)
  const account = (await get('auditor.zq', `/v1/enterprises/${CUSTOMER}/carbon-account?${on}`)).body
  t.match(city.body, {
    totals: { loans: 3, borrowers: 2, amount: '6000000.00' },
    byInstitution: [
      { key: 'BANK-EX-01', loans: 2, amount: '3000000.00' },
      { key: 'RCB-SIHUI', loans: 1, amount: '3000000.00' },
    ],
    coverage: { withFigures: { loans: 3 }, withoutFigures: { loans: 0 }, amountPercent: '100.00' },
  })
  t.equal(city.body.totals.dataQualityRounded, '1.3333', 'scores 1, 1 and 2 over 3, 1 and 2 million: 8 ÷ 6')
  const lines = (await get('auditor.zq', `${city.body.lines}&limit=2`)).body
  t.equal(lines.items.length, 2)
  const rest = (await get('auditor.zq', `${city.body.lines}&limit=2&cursor=${lines.nextCursor}`)).body
  const all = [...lines.items, ...rest.items]
  t.strictSame(new Set(all.map(({ loanId }) => loanId)), new Set([sihui, bank01, customer01, undrawn]))
  const ofCustomer = all.find(({ loanId }) => loanId === customer01)
  // Negative equity counts as zero: 2,000,000 ÷ 80,000,000.
  t.match(ofCustomer, { attribution: { basis: 'equity+debt', factor: '0.025' }, dataQuality: { score: 2 } })
  const scope1 = BigInt(Math.round(Number(account.totals.current.scope1) * 0.025 * 1e6))
  t.equal(BigInt(Math.round(Number(ofCustomer.emissions.scope1) * 1e6)), scope1, "the account's own scope 1 × 0.025")

  t.match((await get('steward.zq', `${URL}?${on}`)).body, {
    totals: { loans: 0 },
    coverage: { withoutFigures: { loans: 0 }, amountPercent: null },
    population: { en: /no loan/ },
  })
  t.match((await get('reviewer.pboc', `${URL}?${on}`)).body, { totals: { loans: 0 }, population: { en: /filed/ } })
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const filed = await post('officer.sihui', '/v1/reloan-filings', {
    quotaId,
    filedOn: '2024-06-20',
    loans: [{ loanId: sihui, requested: '1800000.00' }],
  })
  t.equal(filed.status, 201, filed.text)
  t.match((await get('reviewer.pboc', `${URL}?${on}`)).body, {
    totals: { loans: 1, amount: '3000000.00', scope2: '169.74' },
    byInstitution: [{ key: 'RCB-SIHUI' }],
  })
  t.equal((await get('enterprise.xingwang', `${URL}?${on}`)).status, 403)
  t.equal(
    (await get('enterprise.xingwang', `/v1/loans/${sihui}/financed-emissions?${on}`)).body.emissions.scope2,
    '169.74',
  )
  t.equal(codeOf(await get('enterprise.001', `/v1/loans/${sihui}/financed-emissions?${on}`)), '404 NOT_FOUND')
  t.equal(codeOf(await get('admin', `/v1/loans/${sihui}/financed-emissions?${on}`)), '404 NOT_FOUND')
})

t.test('as known before a correction the answers are the same bytes', async (t) => {
  const instant = await now()
  const before = await get('officer.sihui', `${URL}?${known(instant)}`)
  const loanBefore = await get('officer.sihui', `/v1/loans/${sihui}/financed-emissions?${known(instant)}`)
  const sheets = (await get('enterprise.xingwang', SHEETS)).body.items
  t.match(sheets, [{ supersededBy: null }, { supersededBy: sheets[0].id }], 'both versions, the newer first')
  const correction = {
    asOf: '2023-12-31',
    equity: '6000000.00',
    debt: '14000000.00',
    totalAssets: '22000000.00',
    source: '审计报告',
    reason: '更正债务',
  }
  t.equal(
    codeOf(await post('steward.zq', SHEETS, { ...correction, supersedes: sheets[1].id })),
    '409 BALANCE_SHEET_SUPERSEDED',
  )
  t.equal((await post('steward.zq', SHEETS, { ...correction, supersedes: sheets[0].id })).status, 201)
  t.match((await get('officer.sihui', `${URL}?${on}`)).body.totals, { scope2: '84.87' }, '565.8 × 3 ÷ 20')
  t.equal((await get('officer.sihui', `${URL}?${known(instant)}`)).text, before.text)
  t.equal((await get('officer.sihui', `/v1/loans/${sihui}/financed-emissions?${known(instant)}`)).text, loanBefore.text)

  const later = await post('enterprise.xingwang', SHEETS, { asOf: '2024-06-30', evic: '60000000.00', source: '半年报' })
  t.equal(later.status, 201)
  t.match(
    (await get('officer.sihui', `${URL}?${on}`)).body.totals,
    { scope2: '28.29' },
    'EVIC of the newest: 565.8 × 3 ÷ 60',
  )
  t.match((await get('officer.sihui', `${URL}?asOf=2024-06-19`)).body, { totals: { loans: 0 } }, 'not yet drawn')
  const midMonth = await get('officer.bank01', `/v1/loans/${bank01}/financed-emissions?asOf=2024-06-29`)
  t.match(
    midMonth.body,
    { emissions: null, reason: { code: 'EMISSIONS_INCOMPLETE', missing: ['2023-06'] } },
    '2023-06 to 2024-05',
  )
})

t.test('the answers are what the interface says they are', async (t) => {
  for (const method of ['pcaf-business-loans', 'cn-average-balance']) {
    const query = `${on}&method=${method}`
    const answers = [
      [FinancedReportShape, `${URL}?${query}`],
      [FinancedLinesShape, `${URL}/loans?${query}`],
      [FinancedLoanShape, `/v1/loans/${sihui}/financed-emissions?${query}`],
      [FinancedLoanShape, `/v1/loans/${undrawn}/financed-emissions?${query}`],
    ] as const
    for (const [shape, url] of answers)
      t.strictSame([...Value.Errors(shape, (await get('auditor.zq', url)).body)], [], url)
  }
  for (const sheet of (await get('auditor.zq', SHEETS)).body.items)
    t.strictSame([...Value.Errors(BalanceSheetShape, sheet)], [])
})

t.test('wrong questions are refused by name', async (t) => {
  for (const query of ['asOf=2024-02-30', 'method=mine', 'purpose=post_loan', `${on}&knownAt=2024`])
    t.equal((await get('auditor.zq', `${URL}?${query}`)).status, 400, query)
  t.equal(codeOf(await get('auditor.zq', `${URL}?asOf=2022-12-30`)), '422 ATTRIBUTION_METHOD_NOT_IN_FORCE')
  t.equal(codeOf(await get('auditor.zq', `${URL}/loans?cursor=bm9uZQ`)), '400 MALFORMED_REQUEST')
  t.equal(codeOf(await get('steward.zq', `${SHEETS}?cursor=bm9uZQ`)), '400 MALFORMED_REQUEST')
  t.equal(codeOf(await get(null, URL)), '401 SIGN_IN_REQUIRED')
})
