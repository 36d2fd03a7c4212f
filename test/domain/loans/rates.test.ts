import fc from 'fast-check'
import t from 'tap'
import { annualisedRate } from '../../../src/domain/loans/annualised-rate.js'
import { discountBill } from '../../../src/domain/loans/discount.js'
import { type InterestSegment, interestOver } from '../../../src/domain/loans/interest.js'
import { xirr } from '../../../src/domain/loans/xirr.js'
import { addDays, civilDate } from '../../../src/kernel/civil-date.js'
import { compare, exact } from '../../../src/kernel/exact.js'
import { addMoney, formatMoney, money } from '../../../src/kernel/money.js'
import { annualRatePercent } from '../../../src/kernel/rate.js'
import { HUNDRED_THOUSAND, scheduleOf } from './schedule-text.js'

const segment = (from: string, to: string, balance: string, percent: string): InterestSegment => ({
  from: civilDate(from),
  to: civilDate(to),
  balance: money(balance),
  annualRate: annualRatePercent(percent),
})
const flow = (on: string, amount: string) => ({ on: civilDate(on), amount: money(amount) })

t.test('interest over segments: exact, one rounding on the total', async (t) => {
  // 0.035 twice: rounded apart 0.08, together 0.07.
  const months = [segment('2024-01-01', '2024-02-01', '6.00', '7'), segment('2024-02-01', '2024-03-01', '6.00', '7')]
  t.match(interestOver({ segments: months, dayCount: '30/360' }), {
    value: {
      interest: money('0.07'),
      unrounded: '0.07',
      bySegment: [
        { from: '2024-01-01', to: '2024-02-01', days: 30, interest: '0.035' },
        { from: '2024-02-01', to: '2024-03-01', days: 30, interest: '0.035' },
      ],
    },
  })
  const one = { segments: months.slice(0, 1), dayCount: '30/360' }
  const rounded = (rounding?: 'half-up' | 'half-even', percent = '7') => {
    const answer = interestOver({ ...one, segments: [segment('2024-01-01', '2024-02-01', '6.00', percent)], rounding })
    return answer.ok ? formatMoney(answer.value.interest) : answer.refusal.code
  }
  t.equal(rounded(), '0.04', '0.035')
  t.equal(rounded('half-even'), '0.04')
  t.equal(rounded('half-up', '5'), '0.03', '0.025')
  t.equal(rounded('half-even', '5'), '0.02')

  // 积数法: 1,000,000 for 72 nights and 800,000 for 20, at 3.45 % over 360.
  const quarter = [
    segment('2024-03-21', '2024-06-01', '1000000', '3.45'),
    segment('2024-06-01', '2024-06-21', '800000', '3.45'),
  ]
  t.match(interestOver({ segments: quarter, dayCount: 'actual/360' }), {
    value: { interest: money('8433.33'), unrounded: '8433.33333333333333333333' },
  })
})

t.test('interest: refused', async (t) => {
  const cases: [string, InterestSegment[], string][] = [
    ['NOTHING_TO_CALCULATE', [], 'actual/360'],
    ['FROM_AFTER_TO', [segment('2024-02-01', '2024-01-01', '1', '1')], 'actual/360'],
    ['UNKNOWN_DAY_COUNT', [segment('2024-01-01', '2024-02-01', '1', '1')], 'actual'],
    ['NEGATIVE_VALUE', [segment('2024-01-01', '2024-02-01', '-1', '1')], 'actual/360'],
    ['NEGATIVE_VALUE', [segment('2024-01-01', '2024-02-01', '1', '-1')], 'actual/360'],
  ]
  for (const [code, segments, dayCount] of cases)
    t.match(interestOver({ segments, dayCount }), { ok: false, refusal: { code } }, code)
})

t.test('splitting a segment never changes its interest', async () => {
  fc.assert(
    fc.property(
      fc.constantFrom('actual/360', 'actual/364', 'actual/365', 'actual/actual-isda', 'actual/actual-dec31'),
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.integer({ min: 1, max: 2000 }),
      fc.nat(100),
      (dayCount, yuan, days, share) => {
        const [from, balance] = ['2023-06-15', `${yuan}.37`]
        const to = addDays(civilDate(from), days)
        const cut = addDays(civilDate(from), (days * share - ((days * share) % 100)) / 100)
        const whole = interestOver({ segments: [segment(from, to, balance, '3.45')], dayCount })
        const parts = interestOver({
          segments: [segment(from, cut, balance, '3.45'), segment(cut, to, balance, '3.45')],
          dayCount,
        })
        return whole.ok && parts.ok && whole.value.unrounded === parts.value.unrounded
      },
    ),
  )
})

t.test('discount', async (t) => {
  const bill = {
    face: money('1000000.00'),
    from: civilDate('2024-01-15'),
    to: civilDate('2024-07-15'),
    annualRate: annualRatePercent('1.8'),
  }
  t.match(
    discountBill(bill),
    { value: { days: 182, interest: money('9100.00'), proceeds: money('990900.00') } },
    '1,000,000 × 182 × 1.8 % ÷ 360',
  )
  t.match(discountBill({ ...bill, dayCount: 'actual/365' }), {
    value: { interest: money('8975.34'), proceeds: money('991024.66') },
  })
  t.match(discountBill({ ...bill, to: bill.from }), { value: { days: 0, interest: money('0'), proceeds: bill.face } })
  const tie = { ...bill, face: money('9.00'), to: civilDate('2024-02-14'), annualRate: annualRatePercent('2') }
  t.match(discountBill(tie), { value: { interest: money('0.02') } }, '0.015')
  t.match(discountBill({ ...tie, face: money('15.00') }), { value: { interest: money('0.03') } }, '0.025')
  t.match(discountBill({ ...tie, face: money('15.00'), rounding: 'half-even' }), { value: { interest: money('0.02') } })
  const refused: [string, Partial<typeof bill> & { dayCount?: string }][] = [
    ['NOT_POSITIVE', { face: money('0') }],
    ['NEGATIVE_VALUE', { annualRate: annualRatePercent('-1') }],
    ['FROM_AFTER_TO', { to: civilDate('2024-01-14') }],
    ['UNKNOWN_DAY_COUNT', { dayCount: '30/365' }],
    ['DISCOUNT_ABOVE_FACE', { annualRate: annualRatePercent('200') }],
  ]
  for (const [code, change] of refused) t.match(discountBill({ ...bill, ...change }), { refusal: { code } }, code)
})

t.test('xirr', async (t) => {
  const cases: [string, [string, string][], string][] = [
    [
      'Microsoft Excel’s XIRR example: 0.373362535',
      [
        ['2008-01-01', '-10000'],
        ['2008-03-01', '2750'],
        ['2008-10-30', '4250'],
        ['2009-02-15', '3250'],
        ['2009-04-01', '2750'],
      ],
      '0.3733625335188315',
    ],
    [
      'a year at 10 %',
      [
        ['2023-01-01', '-100'],
        ['2024-01-01', '110'],
      ],
      '0.1000000000000000',
    ],
    [
      'half lost',
      [
        ['2023-01-01', '-100'],
        ['2024-01-01', '50'],
      ],
      '-0.5000000000000000',
    ],
    [
      'nothing gained',
      [
        ['2023-01-01', '-100'],
        ['2024-01-01', '100'],
      ],
      '0.0000000000000000',
    ],
    [
      'roots 10 % and 20 %: the smaller',
      [
        ['2023-01-01', '-100'],
        ['2024-01-01', '230'],
        ['2024-12-31', '-132'],
      ],
      '0.1000000000000000',
    ],
    [
      'roots −50 % and 20 %: the one not negative',
      [
        ['2023-01-01', '-100'],
        ['2024-01-01', '170'],
        ['2024-12-31', '-60'],
      ],
      '0.2000000000000000',
    ],
    [
      'roots −50 % and −20 %: the one nearest 0',
      [
        ['2023-01-01', '-100'],
        ['2024-01-01', '130'],
        ['2024-12-31', '-40'],
      ],
      '-0.2000000000000000',
    ],
    [
      'a double root at 0',
      [
        ['2023-01-01', '-100'],
        ['2024-01-01', '200'],
        ['2024-12-31', '-100'],
      ],
      '0.0000000000000000',
    ],
    [
      'the borrower’s side',
      [
        ['2023-01-01', '100'],
        ['2024-01-01', '-110'],
      ],
      '0.1000000000000000',
    ],
    [
      'flows of one day are one',
      [
        ['2023-01-01', '-60'],
        ['2023-01-01', '-40'],
        ['2024-01-01', '110'],
      ],
      '0.1000000000000000',
    ],
    [
      'listed out of order after the first',
      [
        ['2023-01-01', '-100'],
        ['2024-12-31', '60.50'],
        ['2024-01-01', '55'],
      ],
      '0.1000000000000000',
    ],
  ]
  for (const [name, flows, rate] of cases)
    t.match(xirr(flows.map(([on, amount]) => flow(on, amount))), { value: { rate } }, name)
  t.match(xirr([flow('2023-01-01', '-100'), flow('2024-01-01', '103.45')]), {
    value: { rate: '0.0345000000000000', ratePercent: '3.45000000000000' },
  })
  const refused: [string, ReturnType<typeof flow>[]][] = [
    ['NOTHING_TO_CALCULATE', []],
    ['NO_RATE', [flow('2023-01-01', '-100')]],
    ['NO_RATE', [flow('2023-01-01', '100'), flow('2024-01-01', '1')]],
    ['NO_RATE', [flow('2023-01-01', '-100'), flow('2023-01-01', '100')]],
    ['NO_RATE', [flow('2023-01-01', '-100'), flow('2024-01-01', '200'), flow('2024-12-31', '-150')]],
    ['FLOW_BEFORE_FIRST', [flow('2023-01-01', '-100'), flow('2022-12-31', '110')]],
  ]
  for (const [code, flows] of refused) t.match(xirr(flows), { refusal: { code } }, code)
})

t.test('xirr finds the rate that a sum was lent at', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 40 }), (percent, years) => {
      // Each year its interest, and the principal at the end of a whole number of 365-day years.
      const start = civilDate('2001-01-01')
      const flows = [{ on: start, amount: money('-100') }]
      for (let year = 1; year <= years; year += 1)
        flows.push({
          on: addDays(start, 365 * year),
          amount: money(year === years ? `${100 + percent}` : `${percent}`),
        })
      const answer = xirr(flows)
      return answer.ok && compare(exact(answer.value.ratePercent), exact(`${percent}`)) === 0
    }),
    { numRuns: 50 },
  )
})

t.test('annualised rate', async (t) => {
  const loan = { principal: money('100'), disbursedOn: civilDate('2023-01-01') }
  const year = { ...loan, flows: [flow('2024-01-01', '112')] }
  t.match(annualisedRate(year), { value: { irrPercent: '12.000000000000', simplePercent: '12.000000000000' } })
  t.match(
    annualisedRate({ ...loan, flows: [flow('2024-12-31', '124')] }),
    { value: { irrPercent: '11.355287256600', simplePercent: '12.000000000000' } },
    'two years: √1.24 − 1, and 24 over 2',
  )
  t.match(
    annualisedRate({ ...year, fees: [flow('2023-01-01', '4')] }),
    { value: { irrPercent: '16.666666666667', simplePercent: '16.666666666667' } },
    'a fee at the start: 16 of cost over the 96 actually used',
  )
  t.match(
    annualisedRate({ ...year, fees: [flow('2024-01-01', '3')] }),
    { value: { irrPercent: '15.000000000000', simplePercent: '15.000000000000' } },
    'a fee at the end: 15 over 100',
  )
  const { rows } = scheduleOf({ ...HUNDRED_THOUSAND, dayCount: 'actual/365' })
  const instalments = annualisedRate({
    principal: HUNDRED_THOUSAND.principal,
    disbursedOn: HUNDRED_THOUSAND.disbursedOn,
    flows: rows.map((row) => ({ on: row.dueOn, amount: addMoney(row.principal, row.interest) })),
  })
  t.ok(instalments.ok)
  if (instalments.ok) {
    t.match(instalments.value.simplePercent, /^(12\.0000|11\.9999)/, 'a loan without fees costs its contract rate')
    t.match(instalments.value.irrPercent, /^12\.68/, '(1 + 12 %/12)^12 − 1 = 12.68 %')
    t.match(instalments.value.methodNotes.join(), /公告〔2021〕3号.*单利/s)
  }
})

t.test('annualised rate: refused', async (t) => {
  const loan = { principal: money('100'), disbursedOn: civilDate('2023-01-01'), flows: [flow('2024-01-01', '112')] }
  t.match(annualisedRate({ ...loan, principal: money('0') }), { refusal: { code: 'NOT_POSITIVE' } })
  t.match(annualisedRate({ ...loan, flows: [] }), { refusal: { code: 'NOTHING_TO_CALCULATE' } })
  t.match(annualisedRate({ ...loan, flows: [flow('2022-01-01', '112')] }), { refusal: { code: 'FLOW_BEFORE_FIRST' } })
  t.match(annualisedRate({ ...loan, fees: [flow('2024-01-01', '-1')] }), { refusal: { code: 'NEGATIVE_VALUE' } })
  t.match(annualisedRate({ ...loan, fees: [flow('2023-01-01', '100')] }), { refusal: { code: 'NO_RATE' } })
})
