import t from 'tap'
import { testBank } from '../support/bank.js'
import { HUNDRED, loanCalculator, type Members, withEvents } from '../support/loan-calculator.js'

const { bank, calculate } = await loanCalculator(t)

/** The document keeps one example as `example`, several as `examples` by name. */
const examplesIn = ({ content }: { content: Record<string, Members> }): unknown[] => {
  const { example, examples = {} } = content['application/json'] ?? {}
  return example === undefined
    ? Object.values(examples as Record<string, Members>).map(({ value }) => value)
    : [example]
}
t.test('each calculator is documented, and its examples give the documented answers', async (t) => {
  const { body: openapi } = await bank.get(null, '/openapi.json')
  for (const name of ['loan-schedule', 'day-count', 'interest', 'discount', 'xirr', 'annualised-rate']) {
    const { requestBody, responses, summary } = openapi.paths[`/v1/calculations/${name}`].post
    t.type(summary, 'string')
    t.same(Object.keys(responses), ['200', '400', '401', '403', '413', '415', '422', '503'])
    const examples = examplesIn(requestBody)
    const answers = examplesIn(responses['200'])
    t.ok(examples.length > 0 && examples.length === answers.length, `${name} has examples`)
    for (const [index, example] of examples.entries()) {
      const answer = await calculate(name, example)
      t.equal(answer.status, 200)
      t.same(answer.body, answers[index], name)
    }
  }
})

t.test('day counts by hand', async (t) => {
  const cases: [string, string, Record<string, [number, string]>, string?][] = [
    [
      '2024-01-31',
      '2024-02-29',
      {
        'actual/360': [29, '29/360'],
        'actual/364': [29, '29/364'],
        'actual/365': [29, '29/365'],
        'actual/actual-isda': [29, '29/366'],
        'actual/actual-dec31': [29, '29/366'],
        '30/360': [30, '30/360'],
        '30/360-us': [29, '29/360'],
        '30/360-bond': [29, '29/360'],
        '30e/360': [29, '29/360'],
        '30e/360-isda': [30, '30/360'],
      },
    ],
    ['2024-01-31', '2024-02-29', { '30e/360-isda': [29, '29/360'] }, '2024-02-29'],
    [
      '2024-02-29',
      '2024-03-31',
      {
        '30/360': [32, '32/360'],
        '30/360-us': [30, '30/360'],
        '30/360-bond': [32, '32/360'],
        '30e/360': [31, '31/360'],
        '30e/360-isda': [30, '30/360'],
      },
    ],
    ['2023-02-28', '2024-02-29', { '30/360-us': [360, '360/360'], '30/360-bond': [361, '361/360'] }],
    // a night in each year: 1/365 + 1/366; both days after 31 December
    ['2023-12-31', '2024-01-02', { 'actual/actual-isda': [2, '731/133590'], 'actual/actual-dec31': [2, '2/366'] }],
    [
      '2024-05-31',
      '2024-05-31',
      { 'actual/360': [0, '0/360'], '30/360-us': [0, '0/360'], '30e/360-isda': [0, '0/360'] },
    ],
  ]
  for (const [from, to, byConvention, terminationDate] of cases)
    for (const [convention, [days, ratio]] of Object.entries(byConvention)) {
      const { body } = await calculate('day-count', { from, to, convention, terminationDate })
      t.equal(body.days, days, `${convention} ${from} ${to}`)
      t.equal(body.fraction.ratio, ratio, `${convention} ${from} ${to}`)
    }
  const { body } = await calculate('day-count', { from: '2023-01-01', to: '2023-02-01', convention: 'actual/365' })
  t.same(body, { days: 31, fraction: { ratio: '31/365', decimal: '0.08493150684931506849' } })
})

t.test('interest, discount and rates by hand', async (t) => {
  const half = { from: '2024-01-01', to: '2024-01-06', balance: '36.50', annualRatePercent: '1' }
  t.same(
    (await calculate('interest', { segments: [half, half], dayCount: 'actual/365' })).body,
    {
      interest: '0.01',
      unrounded: '0.01',
      bySegment: [
        { from: '2024-01-01', to: '2024-01-06', days: 5, interest: '0.005' },
        { from: '2024-01-01', to: '2024-01-06', days: 5, interest: '0.005' },
      ],
    },
    'rounded once, on the total: 0.005 + 0.005',
  )
  t.equal(
    (await calculate('interest', { segments: [half], dayCount: 'actual/365', rounding: 'half-even' })).body.interest,
    '0.00',
  )
  t.equal((await calculate('interest', { segments: [half], dayCount: 'actual/365' })).body.interest, '0.01')

  const bill = { face: '1000000', from: '2024-01-15', to: '2024-07-15', annualRatePercent: '2.4' }
  // 24,000 a year: 182/360, 182/365
  t.same((await calculate('discount', bill)).body, { days: 182, interest: '12133.33', proceeds: '987866.67' })
  t.equal((await calculate('discount', { ...bill, dayCount: 'actual/365' })).body.interest, '11967.12')

  const flow = (on: string, amount: string) => ({ on, amount })
  const rateOf = async (...flows: Members[]) => (await calculate('xirr', { flows })).body.rate
  // 365 and 730 days: 100x² − 230x + 132 = 0 at 1.1 and 1.2; 100x² − 170x + 72 = 0 at 0.8 and 0.9
  t.equal(
    await rateOf(flow('2023-01-01', '-100'), flow('2024-01-01', '230'), flow('2024-12-31', '-132')),
    '0.1000000000000000',
    'the smallest that is not negative',
  )
  t.equal(
    await rateOf(flow('2023-01-01', '-100'), flow('2024-01-01', '170'), flow('2024-12-31', '-72')),
    '-0.1000000000000000',
    'else the one nearest 0',
  )
  // The example of Excel’s XIRR: 0.373362535 by its own last digits
  t.match(
    await rateOf(
      flow('2008-01-01', '-10000'),
      flow('2008-03-01', '2750'),
      flow('2008-10-30', '4250'),
      flow('2009-02-15', '3250'),
      flow('2009-04-01', '2750'),
    ),
    /^0\.37336253\d{8}$/,
  )
  const twoYears = { principal: '100', disbursedOn: '2023-01-01', flows: [flow('2024-12-31', '121')] }
  t.match(
    (await calculate('annualised-rate', twoYears)).body,
    { irrPercent: '10.000000000000', simplePercent: '10.500000000000' },
    '1.1² = 1.21; 21 % in two years',
  )
})

t.test('what the other calculators refuse', async (t) => {
  const days = { from: '2024-01-01', to: '2024-02-01', convention: 'actual/365' }
  const segment = { from: '2024-01-01', to: '2024-02-01', balance: '100', annualRatePercent: '1' }
  const bill = { face: '100', from: '2024-01-01', to: '2024-02-01', annualRatePercent: '1' }
  const flow = (on: string, amount: string) => ({ on, amount })
  const loan = { principal: '100', disbursedOn: '2024-01-01', flows: [flow('2025-01-01', '110')] }
  const cases: [string, string, Members][] = [
    ['day-count', 'FROM_AFTER_TO', { ...days, from: '2024-02-02' }],
    ['day-count', 'UNKNOWN_DAY_COUNT', { ...days, convention: '30/365' }],
    ['day-count', 'TERMINATION_BEFORE_END', { ...days, terminationDate: '2024-01-31' }],
    ['interest', 'NOTHING_TO_CALCULATE', { segments: [], dayCount: 'actual/365' }],
    ['interest', 'FROM_AFTER_TO', { segments: [{ ...segment, to: '2023-12-31' }], dayCount: 'actual/365' }],
    ['interest', 'UNKNOWN_DAY_COUNT', { segments: [segment], dayCount: 'constructor' }],
    ['discount', 'NOT_POSITIVE', { ...bill, face: '0' }],
    ['discount', 'FROM_AFTER_TO', { ...bill, to: '2023-12-31' }],
    ['discount', 'DISCOUNT_ABOVE_FACE', { ...bill, to: '2034-01-01', annualRatePercent: '50' }],
    ['xirr', 'NOTHING_TO_CALCULATE', { flows: [] }],
    ['xirr', 'NO_RATE', { flows: [flow('2024-01-01', '1'), flow('2025-01-01', '1')] }],
    // x² − x + 1 has no real root
    ['xirr', 'NO_RATE', { flows: [flow('2023-01-01', '1'), flow('2024-01-01', '-1'), flow('2024-12-31', '1')] }],
    [
      'xirr',
      'NO_RATE',
      { flows: Array.from({ length: 400 }, (_, day) => flow(`${2000 + day}-01-01`, day % 2 === 0 ? '-1' : '1')) },
    ],
    ['xirr', 'FLOW_BEFORE_FIRST', { flows: [flow('2024-01-01', '-1'), flow('2023-01-01', '2')] }],
    ['annualised-rate', 'NOT_POSITIVE', { ...loan, principal: '0' }],
    ['annualised-rate', 'FLOW_BEFORE_FIRST', { ...loan, fees: [flow('2023-12-31', '1')] }],
    ['annualised-rate', 'NOTHING_TO_CALCULATE', { ...loan, flows: [] }],
  ]
  for (const [name, code, body] of cases)
    for (const language of ['zh', 'en']) {
      const answer = await calculate(name, body, { 'accept-language': language })
      t.equal(answer.status, 422, `${name} ${code}`)
      t.equal(answer.body.code, code, name)
      t.notMatch(answer.body.detail, /[{}—]/, answer.body.detail)
    }
})

t.test('malformed: 400 with a pointer to the member', async (t) => {
  const event = (members: Members) => withEvents(HUNDRED, { on: '2024-02-10', ...members })
  const { every: _, ...withoutEvery } = HUNDRED
  const { principal: __, ...withoutPrincipal } = HUNDRED
  const schedules: [string, unknown][] = [
    ['/principal', { ...HUNDRED, principal: 100 }],
    ...['1e3', 'NaN', '-1', '1.005', '', ' 1', '+1', '01', '1,000', '0x10', 'Infinity', '١'].map(
      (principal): [string, unknown] => ['/principal', { ...HUNDRED, principal }],
    ),
    ['/principal', withoutPrincipal],
    ['/annualRatePercent', { ...HUNDRED, annualRatePercent: 12 }],
    ['/annualRatePercent', { ...HUNDRED, annualRatePercent: '12%' }],
    ['/disbursedOn', { ...HUNDRED, disbursedOn: '2023-02-29' }],
    ['/disbursedOn', { ...HUNDRED, disbursedOn: '2024-1-1' }],
    ['/periods', { ...HUNDRED, periods: '3' }],
    ['/periods', { ...HUNDRED, periods: 2.5 }],
    ['/every', withoutEvery],
    ['/every', { ...HUNDRED, every: {} }],
    ['/every', { ...HUNDRED, every: { months: 1, days: 1 } }],
    ['/every/years', { ...HUNDRED, every: { years: 1 } }],
    ['/every/months', { ...HUNDRED, every: { months: '1' } }],
    ['/dueDates/1', { ...HUNDRED, dueDates: ['2024-02-01', '2024-02-30', '2024-04-01'] }],
    ['/method', { ...HUNDRED, method: 'annuity' }],
    ['/interestType', { ...HUNDRED, interestType: 'simple' }],
    ['/monthEnd', { ...HUNDRED, monthEnd: 'none' }],
    ['/rounding', { ...HUNDRED, rounding: 'down' }],
    ['/smoothing', { ...HUNDRED, smoothing: 'true' }],
    ['/downPaymentPercent', { ...HUNDRED, downPaymentPercent: '-5' }],
    ['/instalmentMultipleOf', { ...HUNDRED, instalmentMultipleOf: 10 }],
    ['/gracePrincipalPeriods', { ...HUNDRED, gracePrincipalPeriods: '1' }],
    ['/disbursements/0/amount', { ...HUNDRED, disbursements: [{ on: '2024-02-01' }] }],
    ['/colour', { ...HUNDRED, colour: 'green' }],
    ['/events/0/type', event({})],
    ['/events/0/type', event({ type: 'holiday' })],
    ['/events/0/on', withEvents(HUNDRED, { type: 'payoff' })],
    ['/events/0/amount', event({ type: 'repayment' })],
    ['/events/0/amount', event({ type: 'prepayment', effect: 'shorten' })],
    ['/events/0/amount', event({ type: 'prepayment', amount: 5 })],
    ['/events/0/effect', event({ type: 'prepayment', amount: '5', effect: 'none' })],
    ['/events/0/annualRatePercent', event({ type: 'rate-change' })],
    ['/events/0/to', event({ type: 'pause' })],
    ['/events/0/to', event({ type: 'pause', to: '2024-02-31' })],
    ['/events/0/amount', event({ type: 'payoff', amount: '5' })],
    ['/events/0/by', event({ type: 'payoff', by: 'me' })],
    ['', 'null'],
    ['', '[]'],
    ['', '{"principal":'],
  ]
  for (const [pointer, body] of schedules) {
    const { status, body: problem } = await calculate('loan-schedule', body)
    const what = `${pointer} ${JSON.stringify(body).slice(0, 80)}`
    t.equal(status, 400, what)
    t.equal(problem.code, 'MALFORMED_REQUEST', what)
    t.ok(
      problem.errors.some((error: Members) => error.pointer === pointer),
      what,
    )
  }
  const others: [string, string, unknown][] = [
    ['day-count', '/convention', { from: '2024-01-01', to: '2024-02-01' }],
    ['day-count', '/to', { from: '2024-01-01', to: '2024-02-30', convention: '30/360' }],
    ['day-count', '/dayCount', { from: '2024-01-01', to: '2024-02-01', convention: '30/360', dayCount: '30/360' }],
    [
      'interest',
      '/segments/0/balance',
      { segments: [{ from: '2024-01-01', to: '2024-02-01', balance: 1, annualRatePercent: '1' }], dayCount: '30/360' },
    ],
    ['discount', '/face', { face: '1.005', from: '2024-01-01', to: '2024-02-01', annualRatePercent: '1' }],
    ['xirr', '/flows/0/amount', { flows: [{ on: '2024-01-01', amount: -100 }] }],
    ['xirr', '/guess', { flows: [], guess: '0.1' }],
    [
      'annualised-rate',
      '/flows/0/amount',
      { principal: '1', disbursedOn: '2024-01-01', flows: [{ on: '2024-01-01', amount: '-1' }] },
    ],
  ]
  for (const [name, pointer, body] of others) {
    const { status, body: problem } = await calculate(name, body)
    t.equal(status, 400, `${name} ${pointer}`)
    t.ok(
      problem.errors.some((error: Members) => error.pointer === pointer),
      `${name} ${pointer}`,
    )
  }
})

t.test('open where calculators are, signed in elsewhere', async (t) => {
  const closed = await testBank(t, { portfolio: false, openCalculators: false })
  const { status, body } = await closed.post(null, '/v1/calculations/loan-schedule', HUNDRED, { key: null })
  t.equal(status, 401)
  t.equal(body.code, 'SIGN_IN_REQUIRED')
})
