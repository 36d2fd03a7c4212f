import t from 'tap'
import { formatMoney, money } from '../../../../src/kernel/money.js'
import { annualRatePercent } from '../../../../src/kernel/rate.js'
import { balancesOf, day, lifeOf, paid, replayed, type Told } from './lives.js'

const journal = (loan: ReturnType<typeof replayed>, through: string, closing = true): string =>
  loan
    .postingsThrough(day(through), closing)
    .map(({ on, event, lines }) => {
      const told = lines.map(
        ({ account, side, amount }) => `${side === 'debit' ? 'Dr' : 'Cr'} ${account} ${formatMoney(amount)}`,
      )
      return `${on} ${event.replace('loan.', '').padEnd(17)} ${told.join(' ')}`
    })
    .join('\n')

const BULLET = { method: 'bullet', months: 3, amount: '1000000.00', rate: '3.60' } as const

t.test('interest accrues at month ends and its parts sum to the row', async (t) => {
  const loan = replayed(lifeOf(BULLET, [paid('2024-04-15', '1009100.00')]))
  // 1,000,000 × 3.6 % × 91 / 360 = 9,100.00; 100.00 a night.
  t.equal(
    journal(loan, '2024-04-30'),
    `2024-01-15 disbursed         Dr 1303 1000000.00 Cr 2011 1000000.00
2024-01-31 interest-accrued  Dr 1132 1700.00 Cr 6011 1700.00
2024-02-29 interest-accrued  Dr 1132 2900.00 Cr 6011 2900.00
2024-03-31 interest-accrued  Dr 1132 3100.00 Cr 6011 3100.00
2024-04-15 interest-due      Dr 1132 1400.00 Cr 6011 1400.00
2024-04-15 payment           Dr 2011 1009100.00 Cr 1132 9100.00 Cr 1303 1000000.00`,
  )
  t.equal(loan.positionOn(day('2024-04-15')).state, 'SETTLED')
  t.equal(loan.positionOn(day('2024-04-15')).settledOn, '2024-04-15')
  t.equal(loan.nextEventAfter(day('2024-04-15')), null)
  t.same(balancesOf(loan, '2024-12-31'), { '2011': '910000', '6011': '-910000' })
})

t.test('the month end before the open day is booked, that of the open day when it closes', async (t) => {
  const loan = replayed(lifeOf(BULLET))
  t.equal(loan.postingsThrough(day('2024-01-31'), false).length, 1)
  t.equal(loan.postingsThrough(day('2024-01-31'), true).length, 2)
  t.equal(loan.postingsThrough(day('2024-02-01'), false).length, 2)
})

t.test('overdue principal bears the contract rate and half as much again, unpaid interest compounds', async (t) => {
  // From 2024-04-15: 1,000,000 × 5.4 % / 360 = 150.00 a night; 9,100 × 5.4 % / 360 = 1.365 a night.
  const loan = replayed(lifeOf(BULLET))
  const { due, state, daysOverdue, overdue, accruedInterest } = loan.positionOn(day('2024-04-25'))
  t.equal(state, 'OVERDUE')
  t.equal(daysOverdue, 10)
  t.same(
    Object.entries(due).map(([bucket, amount]) => `${bucket} ${formatMoney(amount)}`),
    ['fee 0.00', 'penalty 1500.00', 'compound 13.65', 'interest 9100.00', 'principal 1000000.00'],
  )
  t.equal(formatMoney(overdue.principal), '1000000.00')
  t.equal(formatMoney(accruedInterest), '0.00')
  t.equal(loan.nextEventAfter(day('2024-04-25')), '2024-04-26')
})

t.test('a day of grace: paid in time nothing is overdue, later everything is from the due date on', async (t) => {
  const penalty = { overdueUplift: '0.5', misuseUplift: '1', graceDays: 3 }
  const inTime = replayed(lifeOf({ ...BULLET, penalty }, [paid('2024-04-18', '1009100.00')]))
  t.equal(inTime.positionOn(day('2024-04-17')).state, 'DISBURSED')
  t.equal(inTime.positionOn(day('2024-04-18')).state, 'SETTLED')
  const late = replayed(lifeOf({ ...BULLET, penalty }))
  t.equal(formatMoney(late.positionOn(day('2024-04-18')).due.penalty), '0.00')
  t.equal(late.positionOn(day('2024-04-18')).daysOverdue, 0)
  t.equal(formatMoney(late.positionOn(day('2024-04-19')).due.penalty), '600.00')
  t.equal(formatMoney(late.positionOn(day('2024-04-20')).due.penalty), '750.00')
  t.equal(late.positionOn(day('2024-04-19')).daysOverdue, 4)
})

t.test('misuse and delay never stack: the heavier applies', async (t) => {
  const misused: Told = { kind: 'misuse', on: day('2024-03-16'), amount: null }
  const loan = replayed(lifeOf(BULLET, [misused]))
  // While it runs the misuse penalty comes on top of the interest: 100.00 a night; overdue, the doubled rate replaces it: 200.00.
  t.equal(formatMoney(loan.positionOn(day('2024-04-15')).due.penalty), '3000.00')
  t.equal(formatMoney(loan.positionOn(day('2024-04-16')).due.penalty), '3200.00')
  const cleared = replayed(lifeOf(BULLET, [misused, { kind: 'misuse-cleared', on: day('2024-03-26') }]))
  t.equal(formatMoney(cleared.positionOn(day('2024-04-15')).due.penalty), '1000.00')
  t.equal(formatMoney(cleared.positionOn(day('2024-04-16')).due.penalty), '1150.00')
  const part = replayed(lifeOf(BULLET, [{ kind: 'misuse', on: day('2024-03-16'), amount: money('250000.00') }]))
  t.equal(formatMoney(part.positionOn(day('2024-04-15')).due.penalty), '750.00')
})

t.test('a pause bears nothing of any kind, a new rate moves the penalty from its night on', async (t) => {
  const pause: Told = { kind: 'pause', on: day('2024-04-10'), to: day('2024-04-20') }
  const loan = replayed(lifeOf(BULLET, [pause]))
  t.equal(formatMoney(loan.positionOn(day('2024-04-15')).due.interest), '8600.00')
  t.equal(formatMoney(loan.positionOn(day('2024-04-20')).due.penalty), '0.00')
  t.equal(formatMoney(loan.positionOn(day('2024-04-21')).due.penalty), '150.00')
  const rate = annualRatePercent('7.20')
  const changed = replayed(
    lifeOf(BULLET, [{ kind: 'rate-change', on: day('2024-04-17'), annualRate: rate, referenceRate: rate }]),
  )
  t.equal(formatMoney(changed.positionOn(day('2024-04-18')).due.penalty), '600.00')
})

t.test('a bad loan is paid principal first, a good one costs, penalties, interest, principal', async (t) => {
  const buckets = (on: string, amount: string) => {
    const sums = new Map<string, bigint>()
    for (const { bucket, amount: fen } of replayed(lifeOf(BULLET, [paid(on, amount)])).allocationsThrough(day(on)))
      sums.set(bucket, (sums.get(bucket) ?? 0n) + fen)
    return [...sums].map(([bucket, fen]) => `${bucket} ${fen}`)
  }
  // 90 nights of 150.00; compound: 30 nights on 9,100.00, 31 on 9,140.95, 29 on 9,183.46, at 5.4 % / 360.
  t.same(buckets('2024-07-14', '20000.00'), ['penalty 1350000', 'compound 12340', 'interest 637660'])
  t.same(buckets('2024-07-15', '20000.00'), ['principal 2000000'])
})

t.test('due date after due date through all kinds, when the contract says so', async (t) => {
  const order = (across: 'by-kind' | 'by-instalment') =>
    replayed(
      lifeOf(
        {
          waterfall: {
            normal: ['fee', 'penalty', 'compound', 'interest', 'principal'],
            bad: [],
            badFromDaysOverdue: 9999,
            across,
          },
        },
        [paid('2024-03-15', '11000.00')],
      ),
    )
      .allocationsThrough(day('2024-03-15'))
      .map(({ bucket, no }) => `${bucket} ${no}`)
  t.same(order('by-kind'), ['penalty null', 'compound null', 'interest 1', 'interest 2', 'principal 1', 'principal 2'])
  t.same(order('by-instalment'), [
    'interest 1',
    'principal 1',
    'penalty null',
    'compound null',
    'interest 2',
    'principal 2',
  ])
})

t.test('money beyond what is due waits and pays the next due date by itself', async (t) => {
  const loan = replayed(lifeOf({ method: 'interest-only', amount: '360000.00' }, [paid('2024-02-01', '1200.00')]))
  t.equal(formatMoney(loan.positionOn(day('2024-02-14')).held), '1200.00')
  // 360,000 × 3.6 % × 31 / 360 = 1,116.00
  t.equal(formatMoney(loan.positionOn(day('2024-02-15')).held), '84.00')
  t.match(journal(loan, '2024-02-15', false), '2024-02-15 held-applied      Dr 2241 1116.00 Cr 1132 1116.00')
  t.equal(loan.positionOn(day('2024-02-16')).daysOverdue, 0)
})

t.test('extension: interest to the day falls due, the principal runs on under its new dates', async (t) => {
  const extended: Told = {
    kind: 'restructure',
    on: day('2024-04-10'),
    method: 'interest-only',
    annualRate: annualRatePercent('7.20'),
    dueDates: [day('2024-05-10'), day('2024-06-10')],
  }
  const loan = replayed(lifeOf(BULLET, [extended]))
  t.same(
    loan.schedule.map((row) => [row.no, row.dueOn, formatMoney(row.principal), formatMoney(row.interest)]),
    [
      [1, '2024-04-10', '0.00', '8600.00'],
      [2, '2024-05-10', '0.00', '6000.00'],
      [3, '2024-06-10', '1000000.00', '6200.00'],
    ],
  )
  t.equal(loan.maturity, '2024-06-10')
  t.equal(formatMoney(loan.positionOn(day('2024-04-20')).due.principal), '0.00')
})

t.test('written off, the claim stays, nothing accrues, and what comes back restores the allowance', async (t) => {
  const gone: Told = { kind: 'write-off', on: day('2024-05-15') }
  const loan = replayed(lifeOf(BULLET, [gone, paid('2024-08-01', '50000.00')]))
  t.equal(loan.positionOn(day('2024-05-15')).state, 'WRITTEN_OFF')
  t.equal(loan.nextEventAfter(day('2024-05-15')), null)
  t.same(
    loan.positionOn(day('2024-07-31')).totalDue,
    loan.positionOn(day('2024-05-15')).totalDue,
    'nothing has accrued since',
  )
  const { '1303': principal, '1132': interest, '113210': penalty, '1304': allowance } = balancesOf(loan, '2024-12-31')
  t.same([principal, interest, penalty], [undefined, undefined, undefined])
  t.equal(allowance, '-5000000')
})

t.test('a discounted bill pays its interest up front and earns it by the night', async (t) => {
  const bill = lifeOf({ ...BULLET, kind: 'bill-discount' }, [paid('2024-04-15', '1000000.00')])
  t.equal(
    journal(replayed(bill), '2024-04-30'),
    `2024-01-15 disbursed         Dr 130101 1000000.00 Cr 2011 990900.00 Cr 130102 9100.00
2024-01-31 discount-earned   Dr 130102 1700.00 Cr 601130 1700.00
2024-02-29 discount-earned   Dr 130102 2900.00 Cr 601130 2900.00
2024-03-31 discount-earned   Dr 130102 3100.00 Cr 601130 3100.00
2024-04-15 discount-earned   Dr 130102 1400.00 Cr 601130 1400.00
2024-04-15 payment           Dr 2011 1000000.00 Cr 130101 1000000.00`,
  )
})

t.test('a fee for the guarantor is owed to the bank and passed on', async (t) => {
  const fee: Told = {
    kind: 'fee',
    on: day('2024-01-15'),
    amount: money('8000.00'),
    fee: 'guarantee',
    forGuarantor: true,
  }
  const loan = replayed(lifeOf(BULLET, [fee, paid('2024-01-16', '8000.00')]))
  t.match(balancesOf(loan, '2024-01-20'), { '224110': '-800000' })
  t.equal(formatMoney(loan.positionOn(day('2024-01-16')).totalDue), '0.00')
})
