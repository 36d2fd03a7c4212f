import fc from 'fast-check'
import t from 'tap'
import { loanSchedule } from '../../../src/domain/loans/schedule.js'
import type { LoanEvent, RepaymentMethod, ScheduleRequest } from '../../../src/domain/loans/schedule-request.js'
import { addDays, daysBetween } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import {
  addMoney,
  compareMoney,
  isNegativeMoney,
  isZeroMoney,
  money,
  NO_MONEY,
  sumMoney,
} from '../../../src/kernel/money.js'
import { annualRatePercent } from '../../../src/kernel/rate.js'
import { column, golden, HUNDRED, HUNDRED_THOUSAND, on, scheduleOf, scheduleText } from './schedule-text.js'

const rate = annualRatePercent
const withEvents = (base: ScheduleRequest, ...events: LoanEvent[]): ScheduleRequest => ({ ...base, events })
const prepaid = (day: string, amount: string, effect?: 'shorten' | 'lower-instalment'): LoanEvent => ({
  type: 'prepayment',
  on: on(day),
  amount: money(amount),
  effect,
})
const newRate = (day: string, percent: string): LoanEvent => ({
  type: 'rate-change',
  on: on(day),
  annualRate: rate(percent),
})
const paused = (from: string, to: string): LoanEvent => ({ type: 'pause', on: on(from), to: on(to) })
const paidOff = (day: string): LoanEvent => ({ type: 'payoff', on: on(day) })
const repaid = (day: string, amount: string): LoanEvent => ({ type: 'repayment', on: on(day), amount: money(amount) })
const SIX = { ...HUNDRED_THOUSAND, periods: 6 }

t.test('figures of Apache Fineract’s ProgressiveEMICalculatorTest', async (t) => {
  const at9 = { ...HUNDRED, annualRate: rate('9.4822') }
  const cases: [string, ScheduleRequest, string, string][] = [
    [
      '4 % from the first due date',
      withEvents(HUNDRED, newRate('2024-02-01', '4')),
      '0.58 0.28 0.22 0.17 0.11 0.06',
      '17.01 16.88 16.88 16.88 16.88 16.89',
    ],
    [
      '4 % from the 14th night of February',
      withEvents(HUNDRED, newRate('2024-02-14', '4')),
      '0.58 0.37 0.22 0.17 0.11 0.06',
      '17.01 16.90 16.90 16.90 16.90 16.90',
    ],
    [
      'the second instalment paid on 15 February',
      withEvents(HUNDRED, repaid('2024-02-15', '17.01')),
      '0.58 0.24 0.59 0.29 0.20 0.10',
      '17.01 17.01 17.01 17.01 17.01 16.95',
    ],
    ['paid off on 15 February', withEvents(HUNDRED, paidOff('2024-02-15')), '0.58 0.24', '17.01 83.81'],
    [
      'another 100 on a due date',
      { ...at9, disbursements: [{ on: on('2024-03-01'), amount: money('100') }] },
      '0.79 0.66 1.32 0.99 0.67 0.33',
      '17.13 17.13 42.63 42.63 42.63 42.61',
    ],
    [
      'another 100 on 15 February',
      { ...at9, disbursements: [{ on: on('2024-02-15'), amount: money('100') }] },
      '0.79 1.07 1.16 0.88 0.59 0.29',
      '17.13 37.53 37.53 37.53 37.53 37.53',
    ],
  ]
  for (const [name, request, interest, due] of cases) {
    t.equal(column(request, 'interest'), interest, `${name}: interest`)
    t.equal(column(request, 'due'), due, `${name}: due`)
  }
})

t.test('prepayment: the term or the instalment gives way', async (t) => {
  t.equal(
    scheduleText(withEvents(SIX, prepaid('2024-03-01', '20000'))),
    golden(`
      1  2024-02-01  31  16254.84  1000.00  17254.84  83745.16
      2  2024-03-01  29  16417.39   837.45  17254.84  47327.77
      3  2024-04-01  31  16781.56   473.28  17254.84  30546.21
      4  2024-05-01  30  16949.38   305.46  17254.84  13596.83
      5  2024-06-01  31  13596.83   135.97  13732.80      0.00
      Σ  17254.84        80000.00  2752.16  82752.16`),
    'on a due date: after its instalment, and its row’s balance is net of it',
  )
  t.equal(
    scheduleText(withEvents(SIX, prepaid('2024-02-16', '20000', 'lower-instalment'))),
    golden(`
      1  2024-02-01  31  16254.84  1000.00  17254.84  83745.16
      2  2024-03-01  29  12414.24   740.90  13155.14  51330.92
      3  2024-04-01  31  12641.83   513.31  13155.14  38689.09
      4  2024-05-01  30  12768.25   386.89  13155.14  25920.84
      5  2024-06-01  31  12895.93   259.21  13155.14  13024.91
      6  2024-07-01  30  13024.91   130.25  13155.16      0.00
      Σ  13155.14        80000.00  3030.56  83030.56`),
    'the running row bears 15/29 of a month on 83,745.16 and 14/29 on 63,745.16',
  )
  const half = { ...SIX, method: 'equal-principal', periods: 4 } as const
  t.equal(column(withEvents(half, prepaid('2024-03-01', '30000')), 'principal'), '25000.00 25000.00 20000.00')
  t.equal(
    column(withEvents(half, prepaid('2024-03-01', '30000', 'lower-instalment')), 'principal'),
    '25000.00 25000.00 10000.00 10000.00',
  )
  t.equal(
    column(withEvents({ ...SIX, method: 'bullet' }, prepaid('2024-04-01', '40000')), 'due'),
    '64800.00',
    'interest in one piece, 91/182 of it on 60,000',
  )
  t.equal(
    column(withEvents({ ...SIX, method: 'interest-only', periods: 3 }, prepaid('2024-02-01', '40000')), 'due'),
    '1000.00 600.00 60600.00',
  )
})

t.test('prepayment of everything', async (t) => {
  t.equal(
    scheduleText(withEvents(SIX, prepaid('2024-02-16', '83745.16'))),
    golden(`
      1  2024-02-01  31  16254.84  1000.00  17254.84  83745.16
      2  2024-03-01  29      0.00   433.16    433.16      0.00
      Σ  17254.84        16254.84  1433.16  17688.00`),
    'interest so far stays due with the next instalment',
  )
  t.equal(
    column(withEvents(SIX, prepaid('2024-02-01', '83745.16')), 'balance'),
    '0.00',
    'on a due date nothing is left to come',
  )
  t.match(loanSchedule(withEvents(SIX, prepaid('2024-02-16', '83745.17'))), {
    refusal: { code: 'PREPAYMENT_ABOVE_OWED', on: '2024-02-16', amount: '83745.17', owed: '83745.16' },
  })
  t.equal(
    scheduleText(withEvents(SIX, prepaid('2024-07-01', '0.01'))),
    'PREPAYMENT_ABOVE_OWED',
    'after the last instalment',
  )
  t.equal(
    scheduleText(withEvents(SIX, prepaid('2024-02-01', '83745.16'), prepaid('2024-03-05', '1'))),
    'PREPAYMENT_ABOVE_OWED',
  )
})

t.test('rate change', async (t) => {
  t.equal(
    scheduleText(withEvents(SIX, newRate('2024-01-01', '6'))),
    scheduleText({ ...SIX, annualRate: rate('6') }),
    'from the first night: as if it had been agreed',
  )
  t.equal(
    scheduleText(withEvents(SIX, newRate('2024-07-01', '6'))),
    scheduleText(SIX),
    'on the last due date: too late to matter',
  )
  t.equal(
    column(withEvents({ ...SIX, method: 'interest-only', periods: 3 }, newRate('2024-02-16', '6')), 'interest'),
    '1000.00 758.62 500.00',
    '15/29 at 12 %, 14/29 at 6 %',
  )
  t.equal(
    column(
      withEvents({ ...HUNDRED_THOUSAND, method: 'bullet', dayCount: 'actual/360' }, newRate('2024-07-01', '6')),
      'interest',
    ),
    '9133.33',
    '182 nights at 12 %, 184 at 6 %',
  )
  const change = newRate('2024-04-01', '12')
  const three = { ...HUNDRED, principal: money('114.00') }
  t.equal(
    column(withEvents(three, change), 'due').split(' ').slice(3).join(' '),
    '19.55 19.55 19.57',
    '0.02 off, three rows',
  )
  t.equal(
    column(withEvents({ ...three, smoothing: true }, change), 'due')
      .split(' ')
      .slice(3)
      .join(' '),
    '19.56 19.56 19.55',
    'smoothed if asked: 0.02 is above 0.01 × ⌊3/2⌋',
  )
})

t.test('further disbursements', async (t) => {
  const more = (day: string, amount = '50000') => ({ on: on(day), amount: money(amount) })
  t.equal(
    scheduleText({ ...SIX, disbursements: [more('2024-01-01')] }),
    scheduleText({ ...SIX, principal: money('150000') }),
    'on the first day: as if it had been one',
  )
  t.equal(
    scheduleText({ ...SIX, disbursements: [more('2024-02-15')] }),
    golden(`
      1  2024-02-01  31   16254.84  1000.00   17254.84   83745.16
      2  2024-03-01  29   26411.51  1096.07   27507.58  107333.65
      3  2024-04-01  31   26434.24  1073.34   27507.58   80899.41
      4  2024-05-01  30   26698.59   808.99   27507.58   54200.82
      5  2024-06-01  31   26965.57   542.01   27507.58   27235.25
      6  2024-07-01  30   27235.25   272.35   27507.60       0.00
      Σ  27507.58        150000.00  4792.76  154792.76`),
  )
  t.equal(
    column({ ...SIX, method: 'equal-principal', periods: 4, disbursements: [more('2024-03-01')] }, 'principal'),
    '25000.00 25000.00 50000.00 50000.00',
  )
  const drawn = { ...HUNDRED, smoothing: true, disbursements: [more('2024-04-01', '15')] }
  t.equal(
    column(drawn, 'due').split(' ').slice(3).join(' '),
    '22.06 22.06 22.08',
    'never smoothed: 0.02 would be above 0.01 × ⌊3/2⌋',
  )
  t.equal(
    column({ ...SIX, gracePrincipalPeriods: 2, disbursements: [more('2024-01-16')] }, 'principal')
      .split(' ')
      .slice(0, 2)
      .join(),
    '0.00,0.00',
  )
})

t.test('pause', async (t) => {
  t.equal(
    scheduleText(withEvents(SIX, paused('2024-03-16', '2024-05-01'))),
    golden(`
      1  2024-02-01  31   16254.84  1000.00   17254.84  83745.16
      2  2024-03-01  29   16417.39   837.45   17254.84  67327.77
      3  2024-04-01  31   16929.06   325.78   17254.84  50398.71
      4  2024-05-01  30   17254.84     0.00   17254.84  33143.87
      5  2024-06-01  31   16923.40   331.44   17254.84  16220.47
      6  2024-07-01  30   16220.47   162.20   16382.67      0.00
      Σ  17254.84        100000.00  2656.87  102656.87`),
    'the instalment stays, the last row takes the saving',
  )
  t.equal(
    scheduleText(withEvents(SIX, paused('2024-03-16', '2024-04-10'), paused('2024-04-01', '2024-05-01'))),
    scheduleText(withEvents(SIX, paused('2024-03-16', '2024-05-01'))),
    'pauses that overlap count once',
  )
  t.equal(
    column(
      withEvents({ ...SIX, method: 'bullet', dayCount: 'actual/365' }, paused('2024-01-01', '2024-07-01')),
      'interest',
    ),
    '0.00',
  )
})

t.test('payoff', async (t) => {
  t.equal(
    scheduleText(withEvents(SIX, paidOff('2024-02-16'))),
    golden(`
      1  2024-02-01  31   16254.84  1000.00   17254.84  83745.16
      2  2024-02-16  15   83745.16   433.16   84178.32      0.00
      Σ  17254.84        100000.00  1433.16  101433.16`),
  )
  t.equal(
    scheduleText(withEvents(SIX, paidOff('2024-02-01'))),
    golden(`
      1  2024-02-01  31   16254.84  1000.00   17254.84  83745.16
      2  2024-02-01   0   83745.16     0.00   83745.16      0.00
      Σ  17254.84        100000.00  1000.00  101000.00`),
    'on a due date: after its instalment',
  )
  t.equal(
    scheduleText(withEvents(SIX, paidOff('2024-07-01'))),
    scheduleText(SIX),
    'on the last due date there is nothing left',
  )
  t.equal(
    column(withEvents(SIX, prepaid('2024-02-16', '20000'), paidOff('2024-02-23')), 'due'),
    '17254.84 64332.19',
    'after a prepayment: 63,745.16, and 15/29 of 837.45 + 7/29 of 637.45 rounded once',
  )
  t.equal(
    column(withEvents({ ...SIX, graceInterestPeriods: 3 }, paidOff('2024-02-16')), 'interest'),
    '0.00 1427.99',
    'interest that a grace held back is due at the end: 1,000.00 and 15/29 of a month on 82,745.16',
  )
})

t.test('repayment', async (t) => {
  t.equal(
    scheduleText(withEvents(SIX, repaid('2024-02-01', '17254.84'))),
    scheduleText(SIX),
    'in full on its day: nothing new',
  )
  t.equal(
    column(withEvents(SIX, repaid('2024-02-01', '27254.84')), 'balance').split(' ')[0],
    '73745.16',
    'what is paid above the instalment is principal',
  )
  t.match(loanSchedule(withEvents(SIX, repaid('2024-02-01', '17254.83'))), {
    refusal: { code: 'REPAYMENT_BELOW_DUE', due: '17254.84' },
  })
  t.match(loanSchedule(withEvents(SIX, repaid('2024-02-01', '101000.01'))), {
    refusal: { code: 'REPAYMENT_ABOVE_OWED', owed: '101000.00' },
  })
  t.equal(column(withEvents(SIX, repaid('2024-02-01', '101000.00')), 'due'), '101000.00', 'all at once')
  t.equal(
    scheduleText(withEvents(SIX, repaid('2024-01-10', '17254.84'), repaid('2024-01-20', '17254.84'))),
    'SECOND_REPAYMENT_IN_PERIOD',
  )
  t.equal(
    scheduleText(withEvents(SIX, repaid('2024-02-01', '101000.00'), repaid('2024-03-01', '1'))),
    'EVENT_AFTER_SETTLEMENT',
  )
})

t.test('one day’s order: drawn, new rate, prepaid, paused, paid off, however they are listed', async (t) => {
  const events = [paidOff('2024-02-16'), prepaid('2024-02-16', '120000'), newRate('2024-02-16', '6')]
  const request = { ...SIX, disbursements: [{ on: on('2024-02-16'), amount: money('50000') }] }
  const text = scheduleText({ ...request, events })
  t.equal(text, scheduleText({ ...request, events: events.toReversed() }))
  t.match(text, /2 {2}2024-02-16 +15 +13745.16 +433.16/, '133,745.16 could bear 120,000 only after the draw')
})

t.test('refused', async (t) => {
  const cases: [string, ScheduleRequest][] = [
    ['EVENT_OUTSIDE_LOAN', withEvents(SIX, prepaid('2023-12-31', '1'))],
    ['EVENT_OUTSIDE_LOAN', withEvents(SIX, newRate('2024-07-02', '5'))],
    ['EVENT_OUTSIDE_LOAN', withEvents(SIX, repaid('2024-01-01', '1'))],
    ['EVENT_OUTSIDE_LOAN', { ...SIX, disbursements: [{ on: on('2024-07-01'), amount: money('1') }] }],
    ['NOT_POSITIVE', { ...SIX, disbursements: [{ on: on('2024-02-01'), amount: money('0') }] }],
    ['NOT_POSITIVE', withEvents(SIX, prepaid('2024-02-16', '0'))],
    ['NOT_POSITIVE', withEvents(SIX, repaid('2024-02-16', '-1'))],
    ['RATE_TOO_HIGH', withEvents(SIX, newRate('2024-02-16', '100'))],
    ['NEGATIVE_VALUE', withEvents(SIX, newRate('2024-02-16', '-1'))],
    ['EMPTY_PAUSE', withEvents(SIX, paused('2024-02-16', '2024-02-16'))],
    ['EVENT_AFTER_PAYOFF', withEvents(SIX, paidOff('2024-02-16'), newRate('2024-02-17', '5'))],
    ['EVENT_AFTER_PAYOFF', withEvents(SIX, paidOff('2024-02-16'), paidOff('2024-02-16'))],
    ['EVENT_AFTER_SETTLEMENT', withEvents(SIX, prepaid('2024-02-01', '83745.16'), paidOff('2024-03-16'))],
    ['NEGATIVE_ROW', withEvents(SIX, prepaid('2024-02-28', '83000', 'lower-instalment'))],
  ]
  for (const [code, request] of cases) t.equal(scheduleText(request), code)
  t.equal(
    scheduleText(withEvents({ ...SIX, allowHighRate: true }, newRate('2024-07-01', '150'))),
    scheduleText(SIX),
    'a high rate by leave',
  )
})

const base = fc
  .record({
    method: fc.constantFrom<RepaymentMethod>('equal-instalment', 'equal-principal', 'interest-only', 'bullet'),
    dayCount: fc.constantFrom('30/360', 'actual/360', 'actual/actual-isda', '30e/360-isda'),
    periods: fc.integer({ min: 1, max: 18 }),
    smoothing: fc.boolean(),
    percent: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ percent, ...rest }) => ({ ...HUNDRED_THOUSAND, ...rest, annualRate: rate(`${percent}`) }))
const lastDay = (request: ScheduleRequest) =>
  scheduleOf({ ...request, method: 'interest-only' }).rows.at(-1)?.dueOn ?? request.disbursedOn
const dayOf = (request: ScheduleRequest, share: number) =>
  addDays(
    request.disbursedOn,
    (daysBetween(request.disbursedOn, lastDay(request)) * share -
      ((daysBetween(request.disbursedOn, lastDay(request)) * share) % 100)) /
      100,
  )

t.test('principal comes back in full whatever happens, and the balance is never negative', async () => {
  fc.assert(
    fc.property(
      base,
      fc.array(
        fc.tuple(
          fc.nat(99),
          fc.constantFrom('prepay', 'lower', 'rate', 'pause', 'draw'),
          fc.integer({ min: 1, max: 9 }),
        ),
        { maxLength: 4 },
      ),
      fc.nat(100),
      (request, happenings, end) => {
        const events: LoanEvent[] = []
        const disbursements = []
        for (const [share, kind, size] of happenings) {
          const day = dayOf(request, share)
          if (kind === 'prepay' || kind === 'lower')
            events.push(prepaid(day, `${size}000`, kind === 'lower' ? 'lower-instalment' : 'shorten'))
          if (kind === 'rate') events.push(newRate(day, `${size}`))
          if (kind === 'pause') events.push({ type: 'pause', on: day, to: addDays(day, size * 5) })
          if (kind === 'draw') disbursements.push({ on: day, amount: money(`${size}000`) })
        }
        if (end < 50) events.push(paidOff(dayOf(request, 99)))
        const schedule = loanSchedule({ ...request, events, disbursements })
        if (!schedule.ok)
          return ['PREPAYMENT_ABOVE_OWED', 'NEGATIVE_ROW', 'EVENT_AFTER_SETTLEMENT', 'EVENT_OUTSIDE_LOAN'].includes(
            schedule.refusal.code,
          )
        const drawn = addMoney(request.principal, sumMoney(disbursements.map(({ amount }) => amount)))
        const prepaidInAll = sumMoney(events.map((event) => (event.type === 'prepayment' ? event.amount : NO_MONEY)))
        const { rows, totals } = schedule.value
        return (
          compareMoney(addMoney(totals.principal, prepaidInAll), drawn) === 0 &&
          rows.every((row, index) => row.no === index + 1 && !isNegativeMoney(row.balance)) &&
          isZeroMoney(rows.at(-1)?.balance ?? NO_MONEY)
        )
      },
    ),
    { numRuns: 300 },
  )
})

t.test('facts without effect leave the plain schedule: a replay is the straight computation', async () => {
  fc.assert(
    fc.property(base, fc.nat(99), (request, share) => {
      const day = dayOf(request, share)
      const plain = scheduleText(request)
      const sameRate: LoanEvent = { type: 'rate-change', on: day, annualRate: request.annualRate }
      const interestOnly = { ...request, method: 'interest-only' as const }
      return (
        scheduleText({ ...request, events: [], disbursements: [] }) === plain &&
        scheduleText(withEvents(interestOnly, sameRate)) === scheduleText(interestOnly)
      )
    }),
    { numRuns: 60 },
  )
})

t.test('splitting a period never changes its interest', async () => {
  fc.assert(
    fc.property(base, fc.array(fc.nat(99), { minLength: 1, maxLength: 5 }), (request, shares) => {
      const splits = shares.map(
        (share): LoanEvent => ({ type: 'rate-change', on: dayOf(request, share), annualRate: request.annualRate }),
      )
      const whole = { ...request, method: 'bullet' as const }
      return scheduleText(withEvents(whole, ...splits)) === scheduleText(whole)
    }),
    { numRuns: 100 },
  )
})

t.test('what is paid down is not lent: a down payment is a smaller loan from row 2', async (t) => {
  const down = column({ ...SIX, downPaymentPercent: exact('40'), events: [newRate('2024-03-16', '6')] }, 'due')
  t.equal(
    down,
    `40000.00 ${column({ ...SIX, principal: money('60000'), events: [newRate('2024-03-16', '6')] }, 'due')}`,
  )
})
