import fc from 'fast-check'
import t from 'tap'
import { DAY_COUNTS } from '../../../src/domain/loans/day-count.js'
import { equalInstalment } from '../../../src/domain/loans/instalment.js'
import { loanSchedule } from '../../../src/domain/loans/schedule.js'
import type { RepaymentMethod, ScheduleRequest } from '../../../src/domain/loans/schedule-request.js'
import { daysBetween } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import {
  addFractions,
  divideFractions,
  divideRounded,
  fraction,
  fractionOfCount,
  multiplyFractions,
  NO_FRACTION,
  WHOLE,
} from '../../../src/kernel/fraction.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isNegativeMoney,
  isZeroMoney,
  money,
  subtractMoney,
  sumMoney,
} from '../../../src/kernel/money.js'
import { annualRatePercent } from '../../../src/kernel/rate.js'
import { column, dueDates, golden, HUNDRED, HUNDRED_THOUSAND, on, scheduleOf, scheduleText } from './schedule-text.js'

const rate = annualRatePercent

t.test('one schedule of each method', async (t) => {
  t.equal(
    scheduleText(HUNDRED_THOUSAND),
    golden(`
      1   2024-02-01  31    7884.88  1000.00    8884.88  92115.12
      2   2024-03-01  29    7963.73   921.15    8884.88  84151.39
      3   2024-04-01  31    8043.37   841.51    8884.88  76108.02
      4   2024-05-01  30    8123.80   761.08    8884.88  67984.22
      5   2024-06-01  31    8205.04   679.84    8884.88  59779.18
      6   2024-07-01  30    8287.09   597.79    8884.88  51492.09
      7   2024-08-01  31    8369.96   514.92    8884.88  43122.13
      8   2024-09-01  31    8453.66   431.22    8884.88  34668.47
      9   2024-10-01  30    8538.20   346.68    8884.88  26130.27
      10  2024-11-01  31    8623.58   261.30    8884.88  17506.69
      11  2024-12-01  30    8709.81   175.07    8884.88   8796.88
      12  2025-01-01  31    8796.88    87.97    8884.85      0.00
      Σ   8884.88         100000.00  6618.53  106618.53`),
    '等额本息: 8,884.88 is the textbook instalment of 100,000 at 1 % a month',
  )
  t.equal(
    scheduleText({ ...HUNDRED_THOUSAND, method: 'equal-principal', periods: 6 }),
    golden(`
      1  2024-02-01  31   16666.67  1000.00   17666.67  83333.33
      2  2024-03-01  29   16666.67   833.33   17500.00  66666.66
      3  2024-04-01  31   16666.67   666.67   17333.34  49999.99
      4  2024-05-01  30   16666.67   500.00   17166.67  33333.32
      5  2024-06-01  31   16666.67   333.33   17000.00  16666.65
      6  2024-07-01  30   16666.65   166.67   16833.32      0.00
      Σ  -               100000.00  3500.00  103500.00`),
    '等额本金',
  )
  t.equal(
    scheduleText({
      ...HUNDRED_THOUSAND,
      method: 'interest-only',
      periods: 4,
      every: { months: 3 },
      dayCount: 'actual/360',
    }),
    golden(`
      1  2024-04-01  91       0.00   3033.33    3033.33  100000.00
      2  2024-07-01  91       0.00   3033.33    3033.33  100000.00
      3  2024-10-01  92       0.00   3066.67    3066.67  100000.00
      4  2025-01-01  92  100000.00   3066.67  103066.67       0.00
      Σ  -               100000.00  12200.00  112200.00`),
    '按季付息到期还本',
  )
  t.equal(
    scheduleText({ ...HUNDRED_THOUSAND, method: 'bullet', dayCount: 'actual/365' }),
    golden(`
      1  2025-01-01  366  100000.00  12032.88  112032.88  0.00
      Σ  -                100000.00  12032.88  112032.88`),
    '利随本清: 366/365 of 12 %',
  )
})

t.test('figures of Apache Fineract’s ProgressiveEMICalculatorTest', async (t) => {
  const at9 = { ...HUNDRED, annualRate: rate('9.4822') }
  const cases: [string, ScheduleRequest, string, string][] = [
    ['30/360 months', at9, '0.79 0.66 0.53 0.40 0.27 0.13', '17.13 17.13 17.13 17.13 17.13 17.13'],
    [
      'a better instalment is not found, so the first is kept',
      { ...HUNDRED, annualRate: rate('15.678'), dayCount: 'actual/365', smoothing: true },
      '1.33 1.05 0.90 0.66 0.46 0.22',
      '17.43 17.43 17.43 17.43 17.43 17.47',
    ],
    [
      'actual/actual over the turn of a leap year',
      { ...at9, disbursedOn: on('2023-12-12'), dayCount: 'actual/actual-isda' },
      '0.80 0.67 0.50 0.41 0.26 0.14',
      '17.13 17.13 17.13 17.13 17.13 17.13',
    ],
    [
      'no interest',
      { ...HUNDRED, principal: money('1000'), annualRate: rate('0'), periods: 4 },
      '0.00 0.00 0.00 0.00',
      '250.00 250.00 250.00 250.00',
    ],
    [
      'weeks over 364',
      { ...at9, every: { weeks: 1 }, dayCount: 'actual/364' },
      '0.18 0.15 0.12 0.09 0.06 0.03',
      '16.77 16.77 16.77 16.77 16.77 16.78',
    ],
    [
      'fortnights over 364, smoothed from 33.58',
      { ...at9, every: { weeks: 2 }, periods: 3, dayCount: 'actual/364', smoothing: true },
      '0.36 0.24 0.12',
      '33.57 33.57 33.58',
    ],
    [
      'fifteen days over 360',
      { ...at9, every: { days: 15 } },
      '0.40 0.33 0.26 0.20 0.13 0.07',
      '16.90 16.90 16.90 16.90 16.90 16.89',
    ],
  ]
  for (const [name, request, interest, due] of cases) {
    t.equal(column(request, 'interest'), interest, `${name}: interest`)
    t.equal(column(request, 'due'), due, `${name}: due`)
  }
})

t.test('rule 1: due dates count from the start', async (t) => {
  const from31 = { ...HUNDRED_THOUSAND, disbursedOn: on('2024-01-31'), periods: 4 }
  t.equal(dueDates(from31), '2024-02-29 2024-03-31 2024-04-30 2024-05-31')
  t.equal(dueDates({ ...from31, monthEnd: 'first-of-next' }), '2024-03-01 2024-03-31 2024-05-01 2024-05-31')
  t.equal(
    dueDates({ ...from31, disbursedOn: on('2024-02-29'), every: { months: 12 }, periods: 4 }),
    '2025-02-28 2026-02-28 2027-02-28 2028-02-29',
  )
  t.equal(dueDates({ ...from31, every: { weeks: 2 }, periods: 2 }), '2024-02-14 2024-02-28')
  t.equal(dueDates({ ...from31, every: { days: 45 }, periods: 2 }), '2024-03-16 2024-04-30')
  const free = [on('2024-02-20'), on('2024-03-20'), on('2024-06-20'), on('2024-07-20')]
  t.equal(
    scheduleText({ ...HUNDRED_THOUSAND, periods: 4, dueDates: free, dayCount: 'actual/360' }),
    golden(`
      1  2024-02-20  50   24382.84  1666.67   26049.51  75617.16
      2  2024-03-20  29   25318.54   730.97   26049.51  50298.62
      3  2024-06-20  92   24507.02  1542.49   26049.51  25791.60
      4  2024-07-20  30   25791.60   257.92   26049.52      0.00
      Σ  26049.51        100000.00  4198.05  104198.05`),
    'the instalment from the periods’ own factors',
  )
})

t.test('rule 2: day counts inside a schedule', async (t) => {
  const interestOnly = {
    ...HUNDRED_THOUSAND,
    method: 'interest-only',
    disbursedOn: on('2024-08-31'),
    periods: 6,
  } as const
  t.equal(column(interestOnly, 'interest'), '1000.00 1000.00 1000.00 1000.00 1000.00 1000.00', '30n days a month')
  t.equal(
    column({ ...interestOnly, every: { weeks: 1 }, periods: 2 }, 'interest'),
    '233.33 233.33',
    '7n days a week over 360',
  )
  t.equal(
    column({ ...interestOnly, dayCount: '30e/360-isda' }, 'interest'),
    '1000.00 1000.00 1000.00 1000.00 1000.00 933.33',
    'the last due date is the termination date: 28 February stays a 28th',
  )
  t.equal(
    column(
      {
        ...interestOnly,
        disbursedOn: on('2024-01-31'),
        periods: 3,
        dueDates: [on('2024-02-29'), on('2024-04-15'), on('2024-05-15')],
      },
      'interest',
    ),
    '1000.00 1566.67 1000.00',
    'free dates: a month; a month and 17 days; a month',
  )
  t.equal(column({ ...HUNDRED_THOUSAND, method: 'bullet', periods: 5 }, 'interest'), '5000.00', 'a bullet: 150 days')
})

t.test('rule 3: one division, ties by name', async (t) => {
  const six = { ...HUNDRED, principal: money('6.00'), method: 'interest-only', periods: 2 } as const
  t.equal(column(six, 'interest'), '0.04 0.04', '0.035')
  t.equal(column({ ...six, rounding: 'half-even' }, 'interest'), '0.04 0.04', '0.035 to the even 4')
  t.equal(column({ ...six, principal: money('30.00'), annualRate: rate('1') }, 'interest'), '0.03 0.03', '0.025')
  t.equal(
    column({ ...six, principal: money('30.00'), annualRate: rate('1'), rounding: 'half-even' }, 'interest'),
    '0.02 0.02',
  )
})

t.test('rule 4: only the equal instalment has an instalment', async (t) => {
  for (const method of ['equal-principal', 'interest-only', 'bullet'] as const)
    t.equal(scheduleOf({ ...HUNDRED, method }).instalment, null, method)
  t.equal(column({ ...HUNDRED, method: 'equal-principal', periods: 3 }, 'principal'), '33.33 33.33 33.34')
})

t.test('rule 5: flat interest', async (t) => {
  t.equal(
    scheduleText({
      ...HUNDRED_THOUSAND,
      interestType: 'flat',
      periods: 4,
      downPaymentPercent: exact('25'),
      gracePrincipalPeriods: 1,
    }),
    golden(`
      1  2024-01-01   0   25000.00     0.00   25000.00  75000.00
      2  2024-02-01  31       0.00  1000.00    1000.00  75000.00
      3  2024-03-01  29   25000.00  1000.00   26000.00  50000.00
      4  2024-04-01  31   25000.00  1000.00   26000.00  25000.00
      5  2024-05-01  30   25000.00  1000.00   26000.00      0.00
      Σ  26000.00        100000.00  4000.00  104000.00`),
    'on the whole principal, though a quarter is paid down',
  )
  t.equal(
    scheduleText({ ...HUNDRED, interestType: 'flat', annualRate: rate('10'), periods: 3, smoothing: true }),
    golden(`
      1  2024-02-01  31   33.34  0.83   34.17  66.66
      2  2024-03-01  29   33.34  0.83   34.17  33.32
      3  2024-04-01  31   33.32  0.84   34.16   0.00
      Σ  34.17           100.00  2.50  102.50`),
    'total 2.50; the last row takes the rest; never smoothed',
  )
  t.equal(
    column(
      { ...HUNDRED, interestType: 'flat', annualRate: rate('12'), periods: 4, graceInterestPeriods: 2 },
      'interest',
    ),
    '0.00 0.00 3.00 1.00',
  )
})

t.test('rule 6: smoothing', async (t) => {
  const long = { ...HUNDRED, principal: money('500.00'), annualRate: rate('24'), periods: 48 }
  const last = (request: ScheduleRequest) => formatMoney(scheduleOf(request).rows.at(-1)?.due ?? money('0'))
  t.equal(formatMoney(scheduleOf(long).instalment ?? money('0')), '16.30')
  t.equal(last(long), '16.37', '0.07 off with 48 rows is within 0.24: nothing to do')
  t.equal(scheduleText({ ...long, smoothing: true }), scheduleText(long))
  const graceful = { ...HUNDRED, every: { weeks: 2 }, periods: 3, dayCount: 'actual/364', annualRate: rate('9.4822') }
  t.equal(formatMoney(scheduleOf({ ...graceful, smoothing: true }).instalment ?? money('0')), '33.57')
  t.equal(
    formatMoney(scheduleOf({ ...graceful, smoothing: true, graceInterestPeriods: 1 }).instalment ?? money('0')),
    '33.58',
    'not with interest grace',
  )
})

t.test('rule 7: multiples and the down payment', async (t) => {
  const thousand = { ...HUNDRED, principal: money('1000.00'), instalmentMultipleOf: money('10') }
  t.equal(
    scheduleText({ ...thousand, downPaymentPercent: exact('12.5') }),
    golden(`
      1  2024-01-01   0   130.00   0.00   130.00  870.00
      2  2024-02-01  31   144.92   5.08   150.00  725.08
      3  2024-03-01  29   145.77   4.23   150.00  579.31
      4  2024-04-01  31   146.62   3.38   150.00  432.69
      5  2024-05-01  30   147.48   2.52   150.00  285.21
      6  2024-06-01  31   148.34   1.66   150.00  136.87
      7  2024-07-01  30   136.87   0.80   137.67    0.00
      Σ  150.00          1000.00  17.67  1017.67`),
    '125 is a tie: 130; 147.96 is near 150',
  )
  t.equal(
    column({ ...thousand, downPaymentPercent: exact('12.5'), rounding: 'half-even' }, 'due').split(' ')[0],
    '120.00',
  )
  t.equal(
    column({ ...thousand, method: 'equal-principal', periods: 3 }, 'principal'),
    '333.33 333.33 333.34',
    'not equal principal',
  )
  t.equal(scheduleText({ ...HUNDRED, downPaymentPercent: exact('0') }), scheduleText(HUNDRED))
})

t.test('rule 8: grace', async (t) => {
  t.equal(
    scheduleText({ ...HUNDRED, gracePrincipalPeriods: 2 }),
    golden(`
      1  2024-02-01  31    0.00  0.58    0.58  100.00
      2  2024-03-01  29    0.00  0.58    0.58  100.00
      3  2024-04-01  31   24.79  0.58   25.37   75.21
      4  2024-05-01  30   24.93  0.44   25.37   50.28
      5  2024-06-01  31   25.08  0.29   25.37   25.20
      6  2024-07-01  30   25.20  0.15   25.35    0.00
      Σ  25.37           100.00  2.62  102.62`),
  )
  t.equal(
    scheduleText({ ...HUNDRED, annualRate: rate('7'), graceInterestPeriods: 2 }),
    golden(`
      1  2024-02-01  31   17.01  0.00   17.01  82.99
      2  2024-03-01  29   17.01  0.00   17.01  65.98
      3  2024-04-01  31   15.57  1.44   17.01  50.41
      4  2024-05-01  30   16.72  0.29   17.01  33.69
      5  2024-06-01  31   16.81  0.20   17.01  16.88
      6  2024-07-01  30   16.88  0.10   16.98   0.00
      Σ  17.01           100.00  2.03  102.03`),
    'Apache Fineract’s testProgressiveInterestMoratoriumSchedule: 0.58 + 0.48 + 0.38 in the first row after, each row the instalment',
  )
  const both = { ...HUNDRED_THOUSAND, periods: 5, gracePrincipalPeriods: 2, graceInterestPeriods: 2 }
  t.equal(column(both, 'interest'), '0.00 0.00 3000.00 689.98 356.86', 'no interest on interest')
  t.equal(column(both, 'due'), '0.00 0.00 34002.21 34002.21 36042.42')
  t.equal(
    scheduleText({ ...HUNDRED, annualRate: rate('90'), periods: 12, graceInterestPeriods: 8 }),
    'NEGATIVE_ROW',
    'an instalment that does not cover what a grace held back',
  )
  t.equal(
    column(
      { ...HUNDRED, interestType: 'flat', annualRate: rate('12'), periods: 4, graceInterestPeriods: 2 },
      'principal',
    ),
    '26.00 26.00 23.00 25.00',
    'flat: instalment 26.00, interest 1.00 a row, 3.00 in the third',
  )
  t.equal(column({ ...both, method: 'bullet' }, 'interest'), '5000.00', 'a bullet has nothing to wait for')
})

t.test('rule 10: refused', async (t) => {
  const cases: [string, Partial<ScheduleRequest>][] = [
    ['NOT_POSITIVE', { principal: money('0') }],
    ['NOT_POSITIVE', { principal: money('-1') }],
    ['ZERO_PERIODS', { periods: 0 }],
    ['ZERO_PERIODS', { periods: -1 }],
    ['TOO_MANY_PERIODS', { periods: 601 }],
    ['TOO_MANY_PERIODS', { periods: 12_001, allowLong: true }],
    ['RATE_TOO_HIGH', { annualRate: rate('100') }],
    ['NEGATIVE_VALUE', { annualRate: rate('-0.01') }],
    ['UNKNOWN_DAY_COUNT', { dayCount: 'actual/370' }],
    ['INTERVAL_NOT_POSITIVE', { every: { months: 0 } }],
    ['DATE_OUT_OF_RANGE', { every: { months: 240 }, periods: 60 }],
    ['NOTHING_TO_CALCULATE', { every: undefined }],
    ['DUE_DATES_COUNT', { dueDates: [on('2024-02-01')] }],
    ['DUE_DATES_NOT_RISING', { periods: 2, dueDates: [on('2024-02-01'), on('2024-02-01')] }],
    ['DUE_DATES_NOT_RISING', { periods: 1, dueDates: [on('2024-01-01')] }],
    ['GRACE_TOO_LONG', { gracePrincipalPeriods: 6 }],
    ['GRACE_TOO_LONG', { graceInterestPeriods: 6 }],
    ['NEGATIVE_VALUE', { graceInterestPeriods: -1 }],
    ['NOT_POSITIVE', { instalmentMultipleOf: money('0') }],
    ['FLAT_NEEDS_EQUAL_INSTALMENT', { interestType: 'flat', method: 'bullet' }],
    ['FLAT_TAKES_NO_EVENTS', { interestType: 'flat', events: [{ type: 'payoff', on: on('2024-02-01') }] }],
    ['DOWN_PAYMENT_TOO_HIGH', { downPaymentPercent: exact('100') }],
    ['NEGATIVE_VALUE', { downPaymentPercent: exact('-1') }],
    ['NEGATIVE_ROW', { principal: money('0.10'), periods: 12, method: 'equal-principal' }],
    ['NEGATIVE_ROW', { instalmentMultipleOf: money('50') }],
    [
      'NEGATIVE_ROW',
      { periods: 3, annualRate: rate('90'), dueDates: [on('2027-01-01'), on('2027-02-01'), on('2027-03-01')] },
    ],
  ]
  for (const [code, change] of cases) t.equal(scheduleText({ ...HUNDRED, ...change }), code, JSON.stringify(change))
  t.equal(scheduleOf({ ...HUNDRED_THOUSAND, periods: 600 }).rows.length, 600, '600 need no leave')
  t.equal(scheduleOf({ ...HUNDRED_THOUSAND, periods: 601, allowLong: true }).rows.length, 601)
  t.equal(column({ ...HUNDRED, annualRate: rate('120'), allowHighRate: true, periods: 1 }, 'interest'), '10.00')
  t.match(loanSchedule({ ...HUNDRED, principal: money('0.10'), periods: 12, method: 'equal-principal' }), {
    refusal: { no: 12, dueOn: '2025-01-01', principal: '-0.01', interest: '0.00', due: '-0.01' },
  })
})

const anyRequest: fc.Arbitrary<ScheduleRequest> = fc
  .record({
    fen: fc.integer({ min: 1_000_000, max: 2_000_000_000 }),
    hundredths: fc.integer({ min: 0, max: 3600 }),
    disbursed: fc.integer({ min: 0, max: 400 }),
    periods: fc.integer({ min: 1, max: 40 }),
    every: fc.constantFrom({ months: 1 }, { months: 3 }, { weeks: 2 }, { days: 10 }),
    method: fc.constantFrom<RepaymentMethod>('equal-instalment', 'equal-principal', 'interest-only', 'bullet'),
    dayCount: fc.constantFrom(...Object.keys(DAY_COUNTS)),
    rounding: fc.constantFrom('half-up' as const, 'half-even' as const),
    smoothing: fc.boolean(),
    grace: fc.tuple(fc.nat(3), fc.nat(3)),
    monthEnd: fc.constantFrom('last-day' as const, 'first-of-next' as const),
    down: fc.constantFrom('0', '12.5', '30'),
  })
  .map(({ fen, hundredths, disbursed, grace, down, ...rest }) => ({
    ...rest,
    principal: money(`${fen}`.replace(/(\d\d)$/, '.$1')),
    annualRate: rate(`${hundredths}`.padStart(3, '0').replace(/(\d\d)$/, '.$1')),
    disbursedOn: on(`202${disbursed % 4}-0${1 + (disbursed % 9)}-${10 + (disbursed % 19)}`),
    gracePrincipalPeriods: grace[0] < rest.periods ? grace[0] : 0,
    graceInterestPeriods: grace[1] < rest.periods ? grace[1] : 0,
    downPaymentPercent: exact(down),
  }))

t.test('rule 9: whatever the terms, the rows add up', async () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      const schedule = loanSchedule(request)
      if (!schedule.ok) return schedule.refusal.code === 'NEGATIVE_ROW' && (request.graceInterestPeriods ?? 0) > 0
      const { rows, totals } = schedule.value
      let owed = request.principal
      let before = request.disbursedOn
      for (const [index, row] of rows.entries()) {
        owed = subtractMoney(owed, row.principal)
        if (row.no !== index + 1 || row.days !== daysBetween(before, row.dueOn)) return false
        if (compareMoney(row.balance, owed) !== 0 || isNegativeMoney(row.balance)) return false
        if (compareMoney(row.due, addMoney(row.principal, row.interest)) !== 0) return false
        before = row.dueOn
      }
      return (
        isZeroMoney(owed) &&
        compareMoney(totals.principal, request.principal) === 0 &&
        compareMoney(totals.interest, sumMoney(rows.map((row) => row.interest))) === 0 &&
        compareMoney(totals.due, addMoney(totals.principal, totals.interest)) === 0
      )
    }),
    { numRuns: 200 },
  )
})

t.test('the last instalment is off by no more than half a fen for each row, compounded', async () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      const plain = { ...request, method: 'equal-instalment' as const, graceInterestPeriods: 0 }
      const { rows, instalment } = scheduleOf(plain)
      const last = rows.at(-1)?.due ?? money('0')
      const off = subtractMoney(last, instalment ?? money('0'))
      const allowed = money(`${plain.periods * 4}`.padStart(3, '0').replace(/(\d\d)$/, '.$1'))
      return compareMoney(off, allowed) <= 0 && compareMoney(off, subtractMoney(money('0'), allowed)) >= 0
    }),
    { numRuns: 200 },
  )
})

t.test('smoothing never leaves the last row further off', async () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      const off = (smoothing: boolean) => {
        const { rows, instalment } = scheduleOf({
          ...request,
          method: 'equal-instalment',
          graceInterestPeriods: 0,
          smoothing,
        })
        const difference = subtractMoney(rows.at(-1)?.due ?? money('0'), instalment ?? money('0'))
        return isNegativeMoney(difference) ? subtractMoney(money('0'), difference) : difference
      }
      return compareMoney(off(true), off(false)) <= 0
    }),
    { numRuns: 100 },
  )
})

t.test('the instalment is rounded as if it were known exactly, ties included', async () => {
  const factor = fc.tuple(fc.nat(300), fc.constantFrom(1000, 360, 365)).map(([a, d]) => fraction(BigInt(a), BigInt(d)))
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.oneof(fc.array(factor, { maxLength: 12 }), fc.array(fc.constant(NO_FRACTION), { maxLength: 9 })),
      fc.constantFrom(1n, 5n, 1000n),
      fc.constantFrom('half-up' as const, 'half-even' as const),
      (fen, laterFactors, multiple, rounding) => {
        let [growth, annuity] = [WHOLE, WHOLE]
        for (const f of laterFactors) {
          growth = multiplyFractions(growth, addFractions(WHOLE, f))
          annuity = addFractions(WHOLE, multiplyFractions(annuity, addFractions(WHOLE, f)))
        }
        const exactly = divideFractions(multiplyFractions(fractionOfCount(fen), growth), annuity)
        const remaining = { balance: BigInt(fen), firstInterest: NO_FRACTION, laterFactors }
        return (
          equalInstalment(remaining, { rounding, multiple, smoothing: false }) ===
          divideRounded(exactly.numerator, exactly.denominator * multiple, rounding) * multiple
        )
      },
    ),
    { numRuns: 300 },
  )
})
