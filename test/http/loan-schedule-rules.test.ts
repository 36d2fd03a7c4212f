import t from 'tap'
import { HUNDRED, loanCalculator, type Members, TWELVE_A_DAY } from '../support/loan-calculator.js'

const { columnOf, rowsOf, scheduleOf } = await loanCalculator(t)

t.test('rule 1: due dates', async (t) => {
  const from31 = { ...TWELVE_A_DAY, disbursedOn: '2024-01-31', periods: 4 }
  const cases: [Members, string][] = [
    [from31, '2024-02-29 2024-03-31 2024-04-30 2024-05-31'],
    [{ ...from31, monthEnd: 'last-day' }, '2024-02-29 2024-03-31 2024-04-30 2024-05-31'],
    [{ ...from31, monthEnd: 'first-of-next' }, '2024-03-01 2024-03-31 2024-05-01 2024-05-31'],
    [{ ...from31, disbursedOn: '2023-01-30', periods: 2 }, '2023-02-28 2023-03-30'],
    [{ ...from31, disbursedOn: '2023-01-30', periods: 2, monthEnd: 'first-of-next' }, '2023-03-01 2023-03-30'],
    [{ ...from31, disbursedOn: '2024-02-29', every: { months: 12 } }, '2025-02-28 2026-02-28 2027-02-28 2028-02-29'],
    [{ ...from31, disbursedOn: '2024-02-20', every: { weeks: 1 }, periods: 2 }, '2024-02-27 2024-03-05'],
    [{ ...from31, disbursedOn: '2024-02-20', every: { days: 10 }, periods: 2 }, '2024-03-01 2024-03-11'],
  ]
  for (const [body, dates] of cases) t.equal(await columnOf(body, 'dueOn'), dates)

  // f = 40/3000 and 20/3000: 1000 × (76/75)(151/150) ÷ (301/150) = 11,476,000 ÷ 22,575 = 508.3499
  const free: Members = {
    ...HUNDRED,
    principal: '1000.00',
    periods: 2,
    dayCount: 'actual/360',
    dueDates: ['2024-02-10', '2024-03-01'],
  }
  t.same(await rowsOf(free), ['1 2024-02-10 40 495.02 13.33 508.35 504.98', '2 2024-03-01 20 504.98 3.37 508.35 0.00'])
  const { every: _, ...withoutEvery } = free
  t.same(await rowsOf(withoutEvery), await rowsOf(free), 'dueDates say it all')
})

t.test('rule 2: day counts in a schedule', async (t) => {
  const plain = { ...TWELVE_A_DAY, dayCount: '30/360', disbursedOn: '2024-01-31' }
  const cases: [Members, string][] = [
    [plain, '360.00 360.00 360.00'],
    [{ ...plain, every: { weeks: 1 } }, '84.00 84.00 84.00'],
    [{ ...plain, every: { days: 10 } }, '120.00 120.00 120.00'],
    // 31 Jan → 29 Feb is a month; 29 Feb → 29 Mar → 15 Apr a month and 17 days
    [{ ...plain, periods: 2, dueDates: ['2024-02-29', '2024-04-15'] }, '360.00 564.00'],
    // 29 Feb is the termination date, so the last period has 29 days; one period more and it is a 30th on both sides
    [{ ...plain, dayCount: '30e/360-isda', disbursedOn: '2023-12-31', periods: 2 }, '360.00 348.00'],
    [{ ...plain, dayCount: '30e/360-isda', disbursedOn: '2023-12-31' }, '360.00 360.00 360.00'],
    [{ ...plain, dayCount: 'actual/360' }, '348.00 372.00 360.00'],
    // 4320 a year: 29/366 and 31/366
    [{ ...plain, dayCount: 'actual/actual-isda', periods: 2 }, '342.30 365.90'],
  ]
  for (const [body, interest] of cases) t.equal(await columnOf(body, 'interest'), interest)
})

t.test('rule 3: half a fen is seen as half a fen', async (t) => {
  const month = { ...HUNDRED, method: 'interest-only', periods: 1 }
  const cases: [Members, string][] = [
    [{ ...month, principal: '6.00', annualRatePercent: '7' }, '0.04'],
    [{ ...month, principal: '6.00', annualRatePercent: '7', rounding: 'half-even' }, '0.04'],
    // 30 × 1 % ÷ 12 = 0.025
    [{ ...month, principal: '30.00', annualRatePercent: '1', rounding: 'half-up' }, '0.03'],
    [{ ...month, principal: '30.00', annualRatePercent: '1', rounding: 'half-even' }, '0.02'],
    // 36.50 × 1 % × 5/365 = 0.005
    [{ ...month, principal: '36.50', annualRatePercent: '1', dayCount: 'actual/365', every: { days: 5 } }, '0.01'],
  ]
  for (const [body, interest] of cases) t.equal(await columnOf(body, 'interest'), interest)
})

t.test('rule 4: methods', async (t) => {
  const { body: equal } = await scheduleOf(HUNDRED)
  t.equal(equal.instalment, '34.00')
  t.same(equal.totals, { principal: '100.00', interest: '2.01', due: '102.01' })
  t.same(await rowsOf(HUNDRED), [
    '1 2024-02-01 31 33.00 1.00 34.00 67.00',
    '2 2024-03-01 29 33.33 0.67 34.00 33.67',
    '3 2024-04-01 31 33.67 0.34 34.01 0.00',
  ])
  t.same(await rowsOf({ ...HUNDRED, method: 'equal-principal' }), [
    '1 2024-02-01 31 33.33 1.00 34.33 66.67',
    '2 2024-03-01 29 33.33 0.67 34.00 33.34',
    '3 2024-04-01 31 33.34 0.33 33.67 0.00',
  ])
  t.same(await rowsOf({ ...HUNDRED, method: 'interest-only' }), [
    '1 2024-02-01 31 0.00 1.00 1.00 100.00',
    '2 2024-03-01 29 0.00 1.00 1.00 100.00',
    '3 2024-04-01 31 100.00 1.00 101.00 0.00',
  ])
  t.same(await rowsOf({ ...HUNDRED, method: 'bullet' }), ['1 2024-04-01 91 100.00 3.00 103.00 0.00'])
  for (const method of ['equal-principal', 'interest-only', 'bullet'])
    t.equal((await scheduleOf({ ...HUNDRED, method })).body.instalment, null, method)
})

t.test('rule 5: flat interest', async (t) => {
  // 1000 × 12 % × 3/12 = 30; 333.33 + 10
  const flat = { ...HUNDRED, principal: '1000.00', interestType: 'flat' }
  t.same(await rowsOf(flat), [
    '1 2024-02-01 31 333.33 10.00 343.33 666.67',
    '2 2024-03-01 29 333.33 10.00 343.33 333.34',
    '3 2024-04-01 31 333.34 10.00 343.34 0.00',
  ])
  t.same(await rowsOf({ ...flat, smoothing: true }), await rowsOf(flat), 'never smoothed')
  // 40 on the whole 1000, 10 a row; 900/3 + 10 = 310
  t.same(await rowsOf({ ...flat, periods: 4, downPaymentPercent: '10', gracePrincipalPeriods: 1 }), [
    '1 2024-01-01 0 100.00 0.00 100.00 900.00',
    '2 2024-02-01 31 0.00 10.00 10.00 900.00',
    '3 2024-03-01 29 300.00 10.00 310.00 600.00',
    '4 2024-04-01 31 300.00 10.00 310.00 300.00',
    '5 2024-05-01 30 300.00 10.00 310.00 0.00',
  ])
  // 100 × 10 % × 3/12 = 2.50: 0.83 a row, the last 0.84
  t.equal(await columnOf({ ...HUNDRED, interestType: 'flat', annualRatePercent: '10' }, 'interest'), '0.83 0.83 0.84')
})

t.test('rule 6: smoothing', async (t) => {
  // 33.58 leaves 33.56 in the last row: off by 0.02 > 0.01 × ⌊3/2⌋; 33.58 + round(−0.02/3) = 33.57 leaves 33.58
  const fortnights = { ...HUNDRED, annualRatePercent: '9.4822', every: { weeks: 2 }, dayCount: 'actual/364' }
  t.equal(await columnOf(fortnights, 'due'), '33.58 33.58 33.56')
  t.equal(await columnOf({ ...fortnights, smoothing: true }, 'due'), '33.57 33.57 33.58')
  t.same(await rowsOf({ ...HUNDRED, smoothing: true }), await rowsOf(HUNDRED), '0.01 off three rows is near enough')
  t.equal(
    (await scheduleOf({ ...fortnights, smoothing: true, graceInterestPeriods: 1 })).body.instalment,
    '33.58',
    'not with interest grace',
  )
})

t.test('rule 7: multiples and the down payment', async (t) => {
  const thousand = { ...HUNDRED, principal: '1000.00', instalmentMultipleOf: '10' }
  // 340.02 is near 340
  t.equal(await columnOf(thousand, 'due'), '340.00 340.00 340.07')
  // 870 × 0.340022 = 295.82 is near 300
  t.same(await rowsOf({ ...thousand, downPaymentPercent: '12.5' }), [
    '1 2024-01-01 0 130.00 0.00 130.00 870.00',
    '2 2024-02-01 31 291.30 8.70 300.00 578.70',
    '3 2024-03-01 29 294.21 5.79 300.00 284.49',
    '4 2024-04-01 31 284.49 2.84 287.33 0.00',
  ])
  t.match(await columnOf({ ...thousand, downPaymentPercent: '12.5', rounding: 'half-even' }, 'due'), /^120\.00 /)
  t.equal(await columnOf({ ...thousand, method: 'equal-principal' }, 'principal'), '333.33 333.33 333.34')
  const { body } = await scheduleOf({ ...HUNDRED, method: 'interest-only', downPaymentPercent: '20' })
  t.same(body.totals, { principal: '100.00', interest: '2.40', due: '102.40' }, '80 at 1 % three times')
})

t.test('rule 8: grace', async (t) => {
  t.same(await rowsOf({ ...HUNDRED, periods: 4, gracePrincipalPeriods: 1 }), [
    '1 2024-02-01 31 0.00 1.00 1.00 100.00',
    '2 2024-03-01 29 33.00 1.00 34.00 67.00',
    '3 2024-04-01 31 33.33 0.67 34.00 33.67',
    '4 2024-05-01 30 33.67 0.34 34.01 0.00',
  ])
  t.equal(
    await columnOf(
      { ...HUNDRED, principal: '90.00', method: 'equal-principal', gracePrincipalPeriods: 1 },
      'principal',
    ),
    '0.00 45.00 45.00',
  )
  // Row 1 is all principal: 66.00 bears 0.66, and 1.00 + 0.66 falls due in row 2
  t.same(await rowsOf({ ...HUNDRED, graceInterestPeriods: 1 }), [
    '1 2024-02-01 31 34.00 0.00 34.00 66.00',
    '2 2024-03-01 29 32.34 1.66 34.00 33.66',
    '3 2024-04-01 31 33.66 0.34 34.00 0.00',
  ])
  t.equal(
    await columnOf({ ...HUNDRED, principal: '90.00', method: 'equal-principal', graceInterestPeriods: 1 }, 'interest'),
    '0.00 1.50 0.30',
    '0.90 + 0.60',
  )
  t.equal(
    await columnOf({ ...HUNDRED, method: 'interest-only', graceInterestPeriods: 2 }, 'interest'),
    '0.00 0.00 3.00',
    'not compounded',
  )
})

t.test('long schedules answer soon', async (t) => {
  const long = { ...HUNDRED, principal: '10000000.00', annualRatePercent: '4.123456', smoothing: true, allowLong: true }
  for (const [periods, milliseconds] of [
    [600, 1500],
    [12_000, 5000],
  ] as const) {
    const started = performance.now()
    const { body } = await scheduleOf({ ...long, periods, every: { days: 1 }, dayCount: 'actual/actual-isda' })
    t.ok(performance.now() - started < milliseconds, `${periods} periods in ${performance.now() - started} ms`)
    t.equal(body.rows.length, periods)
    t.equal(body.rows.at(-1).balance, '0.00')
    t.equal(body.totals.principal, '10000000.00')
  }
})
