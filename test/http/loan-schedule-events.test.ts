import t from 'tap'
import { FREE, HUNDRED, loanCalculator, type Members, TWELVE_A_DAY, withEvents } from '../support/loan-calculator.js'

const { calculate, columnOf, rowsOf, scheduleOf } = await loanCalculator(t)

t.test('rule 10: what is refused, and by what code', async (t) => {
  const cases: [string, Members][] = [
    ['NOT_POSITIVE', { principal: '0' }],
    ['ZERO_PERIODS', { periods: 0 }],
    ['TOO_MANY_PERIODS', { periods: 601 }],
    ['TOO_MANY_PERIODS', { periods: 2_000_000_000, allowLong: true }],
    ['RATE_TOO_HIGH', { annualRatePercent: '100' }],
    ['NEGATIVE_VALUE', { annualRatePercent: '-1' }],
    ['UNKNOWN_DAY_COUNT', { dayCount: 'actual/366' }],
    ['INTERVAL_NOT_POSITIVE', { every: { months: 0 } }],
    ['DATE_OUT_OF_RANGE', { every: { months: 1_000_000 } }],
    ['DUE_DATES_COUNT', { dueDates: ['2024-02-01'] }],
    ['DUE_DATES_NOT_RISING', { dueDates: ['2024-02-01', '2024-03-01', '2024-03-01'] }],
    ['DUE_DATES_NOT_RISING', { dueDates: ['2024-01-01', '2024-02-01', '2024-03-01'] }],
    ['GRACE_TOO_LONG', { gracePrincipalPeriods: 3 }],
    ['GRACE_TOO_LONG', { graceInterestPeriods: 3 }],
    ['NEGATIVE_VALUE', { gracePrincipalPeriods: -1 }],
    ['FLAT_NEEDS_EQUAL_INSTALMENT', { interestType: 'flat', method: 'bullet' }],
    ['FLAT_TAKES_NO_EVENTS', { interestType: 'flat', events: [{ type: 'payoff', on: '2024-02-01' }] }],
    ['DOWN_PAYMENT_TOO_HIGH', { downPaymentPercent: '100' }],
    ['NOT_POSITIVE', { instalmentMultipleOf: '0' }],
    // 0.10/12 rounds to 0.01: eleven rows repay 0.11
    ['NEGATIVE_ROW', { principal: '0.10', periods: 12, method: 'equal-principal' }],
    // an instalment of 0 against 1.00 of interest
    ['NEGATIVE_ROW', { instalmentMultipleOf: '1000' }],
    ['EVENT_OUTSIDE_LOAN', { events: [{ type: 'payoff', on: '2024-04-02' }] }],
    ['EVENT_OUTSIDE_LOAN', { disbursements: [{ on: '2024-04-01', amount: '1' }] }],
    ['NOT_POSITIVE', { disbursements: [{ on: '2024-02-01', amount: '0' }] }],
    ['EMPTY_PAUSE', { events: [{ type: 'pause', on: '2024-02-01', to: '2024-02-01' }] }],
    ['RATE_TOO_HIGH', { events: [{ type: 'rate-change', on: '2024-02-01', annualRatePercent: '100' }] }],
    ['PREPAYMENT_ABOVE_OWED', { events: [{ type: 'prepayment', on: '2024-02-01', amount: '67.01' }] }],
    ['REPAYMENT_ABOVE_OWED', { events: [{ type: 'repayment', on: '2024-02-01', amount: '101.01' }] }],
    ['REPAYMENT_BELOW_DUE', { events: [{ type: 'repayment', on: '2024-02-01', amount: '33.99' }] }],
    [
      'SECOND_REPAYMENT_IN_PERIOD',
      {
        events: [
          { type: 'repayment', on: '2024-01-10', amount: '40' },
          { type: 'repayment', on: '2024-01-20', amount: '40' },
        ],
      },
    ],
    [
      'EVENT_AFTER_PAYOFF',
      {
        events: [
          { type: 'payoff', on: '2024-02-10' },
          { type: 'prepayment', on: '2024-02-11', amount: '1' },
        ],
      },
    ],
    [
      'EVENT_AFTER_SETTLEMENT',
      {
        events: [
          { type: 'prepayment', on: '2024-02-01', amount: '67.00' },
          { type: 'payoff', on: '2024-03-10' },
        ],
      },
    ],
    [
      'CALCULATION_TOO_LARGE',
      {
        periods: 600,
        events: Array.from({ length: 1000 }, (_, index) =>
          index % 2 === 0
            ? { type: 'rate-change', on: '2024-01-02', annualRatePercent: '6' }
            : { type: 'pause', on: '2024-01-02', to: '2024-01-03' },
        ),
      },
    ],
  ]
  for (const [code, change] of cases) {
    const what = `${code} ${JSON.stringify(change).slice(0, 100)}`
    for (const language of ['zh', 'en']) {
      const answer = await calculate('loan-schedule', { ...HUNDRED, ...change }, { 'accept-language': language })
      t.equal(answer.status, 422, what)
      t.equal(answer.body.code, code, what)
      t.match(answer.headers['content-type'], /^application\/problem\+json/)
      t.notMatch(answer.body.detail, /[{}—]/, `every fact of the sentence is there: ${answer.body.detail}`)
    }
  }
  t.equal((await scheduleOf({ ...TWELVE_A_DAY, periods: 600 })).body.rows.length, 600, '600 need no leave')
  t.equal((await scheduleOf({ ...TWELVE_A_DAY, periods: 601, allowLong: true })).body.rows.length, 601)
  t.equal(
    await columnOf({ ...HUNDRED, periods: 1, annualRatePercent: '120', allowHighRate: true }, 'interest'),
    '10.00',
  )
  t.match((await scheduleOf({ ...HUNDRED, events: [{ type: 'prepayment', on: '2024-02-01', amount: '70' }] })).body, {
    on: '2024-02-01',
    amount: '70.00',
    owed: '67.00',
  })
})

t.test('rule 11: prepayment', async (t) => {
  const paid = (on: string, amount: string, effect?: string) => ({ type: 'prepayment', on, amount, effect })
  // 1200 without interest, 100 a month; 300 paid on the first due date leave 800
  t.equal(
    await columnOf(withEvents(FREE, paid('2024-02-01', '300')), 'balance'),
    '800.00 700.00 600.00 500.00 400.00 300.00 200.00 100.00 0.00',
    'shortened by default; the balance of its day is net of it',
  )
  t.equal(
    await columnOf(withEvents(FREE, paid('2024-02-01', '300', 'shorten')), 'balance'),
    await columnOf(withEvents(FREE, paid('2024-02-01', '300')), 'balance'),
  )
  // 800/11 = 72.73; ten of them leave 72.70
  t.match(
    await columnOf(withEvents(FREE, paid('2024-02-01', '300', 'lower-instalment')), 'due'),
    /^100\.00( 72\.73){10} 72\.70$/,
  )
  // Nights 1–10 Jan on 36,000 are 120; 21 nights on 18,000 are 126: due with the instalment
  t.same(await rowsOf(withEvents({ ...TWELVE_A_DAY, periods: 2 }, paid('2024-01-11', '18000'))), [
    '1 2024-02-01 31 0.00 246.00 246.00 18000.00',
    '2 2024-03-01 29 18000.00 174.00 18174.00 0.00',
  ])
  t.same(
    await rowsOf(withEvents(TWELVE_A_DAY, paid('2024-01-11', '36000'))),
    ['1 2024-02-01 31 0.00 120.00 120.00 0.00'],
    'all of it: the interest so far still falls due',
  )
})

t.test('rule 11: rate change', async (t) => {
  const to = (on: string, annualRatePercent: string) => ({ type: 'rate-change', on, annualRatePercent })
  // 36,000 for a 30/360 month: 360 at 12 %, 180 at 6 %. 15 of February’s 29 nights at 12 %: 186.21 + 86.90
  t.equal(
    await columnOf(withEvents({ ...TWELVE_A_DAY, dayCount: '30/360' }, to('2024-02-16', '6')), 'interest'),
    '360.00 273.10 180.00',
  )
  t.equal(
    await columnOf(withEvents({ ...TWELVE_A_DAY, method: 'bullet' }, to('2024-01-11', '24')), 'interest'),
    '2064.00',
    '10 nights at 12, 81 at 24 a day',
  )
  // On a due date after its instalment: 67.00 in two rows without interest
  t.equal(await columnOf(withEvents(HUNDRED, to('2024-02-01', '0')), 'due'), '34.00 33.50 33.50')
  // February bears 0.67 × 15/29 = 0.3466: 67.3466 ÷ 2 = 33.67; row 2 repays 33.32, row 3 the 33.68 left
  const { body } = await scheduleOf(withEvents(HUNDRED, to('2024-02-16', '0')))
  t.equal(body.instalment, '33.67')
  t.same(
    body.rows.map((row: Members) => `${row.principal} ${row.interest} ${row.due}`),
    ['33.00 1.00 34.00', '33.32 0.35 33.67', '33.68 0.00 33.68'],
  )
})

t.test('rule 11: disbursements', async (t) => {
  const drawn = (on: string, amount: string) => ({ disbursements: [{ on, amount }] })
  // 25 of 100; then (75 + 60) ÷ 3
  const four = { ...HUNDRED, annualRatePercent: '0', periods: 4 }
  t.equal(await columnOf({ ...four, ...drawn('2024-02-10', '60') }, 'due'), '25.00 45.00 45.00 45.00')
  t.equal(
    await columnOf({ ...four, method: 'equal-principal', ...drawn('2024-02-01', '60') }, 'balance'),
    '135.00 90.00 45.00 0.00',
    'on a due date it shows in that row',
  )
  // 11 nights on 36,000 at 12 a day, 20 on 72,000 at 24
  const { body } = await scheduleOf({ ...TWELVE_A_DAY, ...drawn('2024-01-12', '36000') })
  t.equal(body.rows[0].interest, '612.00')
  t.equal(body.totals.principal, '72000.00')
})

t.test('rule 11: pause', async (t) => {
  const pause = (on: string, to: string) => ({ type: 'pause', on, to })
  t.equal(
    await columnOf(withEvents(TWELVE_A_DAY, pause('2024-01-11', '2024-01-21')), 'interest'),
    '252.00 348.00 372.00',
    '10 of 31 nights are free',
  )
  // January free: 34.00 of principal; 0.66 on 66.00, 0.33 on 32.66
  t.same(await rowsOf(withEvents(HUNDRED, pause('2024-01-01', '2024-02-01'))), [
    '1 2024-02-01 31 34.00 0.00 34.00 66.00',
    '2 2024-03-01 29 33.34 0.66 34.00 32.66',
    '3 2024-04-01 31 32.66 0.33 32.99 0.00',
  ])
})

t.test('rule 11: payoff and repayment', async (t) => {
  const payoff = (on: string) => ({ type: 'payoff', on })
  t.same(await rowsOf(withEvents(TWELVE_A_DAY, payoff('2024-01-11'))), [
    '1 2024-01-11 10 36000.00 120.00 36120.00 0.00',
  ])
  t.same(
    await rowsOf(withEvents(TWELVE_A_DAY, payoff('2024-02-01'))),
    ['1 2024-02-01 31 0.00 372.00 372.00 36000.00', '2 2024-02-01 0 36000.00 0.00 36000.00 0.00'],
    'on a due date, after its instalment',
  )
  const repayment = (on: string, amount: string) => ({ type: 'repayment', on, amount })
  t.same(await rowsOf(withEvents(HUNDRED, repayment('2024-02-01', '34.00'))), await rowsOf(HUNDRED), 'as agreed')
  t.match(await columnOf(withEvents(HUNDRED, repayment('2024-02-01', '44.00')), 'balance'), /^57\.00 /, '10 more')
  t.same(
    await rowsOf(withEvents(HUNDRED, repayment('2024-02-01', '101.00'))),
    ['1 2024-02-01 31 100.00 1.00 101.00 0.00'],
    'everything at once',
  )
})
