import fc from 'fast-check'
import t from 'tap'
import { type SubsidyFacts, type SubsidyTerms, subsidyOf } from '../../../src/domain/loans/subsidy.js'
import { nextSubsidyState } from '../../../src/domain/loans/subsidy-life-cycle.js'
import { addDays, civilDate } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import { compareMoney, formatMoney, money } from '../../../src/kernel/money.js'
import { annualRatePercent } from '../../../src/kernel/rate.js'

const share = (value = '0.50', cap: string | null = null): SubsidyTerms => ({
  programme: 'HALF',
  terms: { shape: 'share-of-interest', value: exact(value), lprDay: null },
  capPerEnterpriseYear: cap === null ? null : money(cap),
  products: ['YUN_TAN_DAI'],
  grades: ['DEEP_GREEN', 'LIGHT_GREEN'],
  validFrom: civilDate('2022-08-01'),
})
const lpr: SubsidyTerms = {
  ...share(),
  programme: 'LPR-20',
  terms: { shape: 'percent-of-lpr', value: exact('0.20'), lprDay: 'year-end' },
}
const points: SubsidyTerms = { ...share(), programme: 'BP', terms: { shape: 'bp', value: exact('25'), lprDay: null } }

const facts = (over: Partial<SubsidyFacts> = {}): SubsidyFacts => ({
  programme: share(),
  loan: {
    product: 'YUN_TAN_DAI',
    grade: 'DEEP_GREEN',
    dayCount: 'actual/360',
    maturesOn: civilDate('2025-03-20'),
  },
  period: { from: civilDate('2024-07-01'), to: civilDate('2024-09-30') },
  claimedOn: civilDate('2025-01-10'),
  payments: [
    { on: civilDate('2024-06-30'), interest: money('9999.99') },
    { on: civilDate('2024-07-20'), interest: money('8125.00') },
    { on: civilDate('2024-09-30'), interest: money('8395.83') },
    { on: civilDate('2024-10-01'), interest: money('7777.77') },
  ],
  balances: [
    { from: civilDate('2024-06-20'), to: civilDate('2024-09-01'), balance: money('3000000') },
    { from: civilDate('2024-09-01'), to: civilDate('2024-12-31'), balance: money('2000000') },
  ],
  lpr: annualRatePercent('3.10'),
  earlier: [],
  claimedInYear: money('0'),
  ...over,
})
const amountOf = (over: Partial<SubsidyFacts> = {}) => {
  const subsidy = subsidyOf(facts(over))
  return subsidy.ok ? formatMoney(subsidy.value.amount) : subsidy.refusal.code
}

t.test('a share of the interest paid, both days of the period included, rounded once half-up', async (t) => {
  // (8,125.00 + 8,395.83) × 0.50 = 8,260.415
  const subsidy = subsidyOf(facts())
  t.match(subsidy, { value: { amount: money('8260.42'), interestPaid: money('16520.83'), year: 2024 } })
  t.same(
    subsidy.ok &&
      subsidy.value.steps.map(({ no, code, operation, value, running }) => [no, code, operation, value, running]),
    [
      [1, 'INTEREST_PAID', 'start', '16520.83', '16520.83'],
      [2, 'SHARE', 'times', '0.5', '8260.415'],
      [3, 'ROUNDED', 'round', '8260.42', '8260.42'],
    ],
  )
})

t.test('what was paid after the loan first matured does not count', async (t) => {
  const loan = { ...facts().loan, maturesOn: civilDate('2024-09-20') }
  const subsidy = subsidyOf(facts({ loan }))
  t.match(subsidy, { value: { amount: money('4062.50') } })
  t.match(subsidy.ok && subsidy.value.steps[1], {
    code: 'AFTER_MATURITY',
    operation: 'subtract',
    value: '8395.83',
    running: '8125.00',
  })
  t.equal(amountOf({ loan: { ...loan, maturesOn: civilDate('2024-07-01') } }), 'SUBSIDY_NOTHING_PAID')
})

t.test('a share of the LPR, and basis points, on the balance over nights', async (t) => {
  // 62 nights of 3,000,000 and 30 of 2,000,000: 246,000,000 × 3.10 % × 0.20 ÷ 360 = 4,236.666…
  t.equal(amountOf({ programme: lpr }), '4236.67')
  // 246,000,000 × 0.25 % ÷ 360 = 1,708.333…
  t.equal(amountOf({ programme: points }), '1708.33')
  // In term up to 1 August: 31 nights of 3,000,000.
  const loan = { ...facts().loan, maturesOn: civilDate('2024-08-01') }
  t.equal(amountOf({ programme: points, loan }), '645.83')
  t.equal(
    amountOf({ programme: points, payments: [{ on: civilDate('2024-07-20'), interest: money('1000.00') }] }),
    '1000.00',
    'never more than the interest paid',
  )
  t.equal(amountOf({ programme: lpr, lpr: null }), 'SUBSIDY_RATE_NOT_FIXED')
  t.equal(amountOf({ programme: lpr, claimedOn: civilDate('2024-12-31') }), 'SUBSIDY_RATE_NOT_FIXED')
})

t.test('held to what the cap of the year leaves', async (t) => {
  const programme = share('0.50', '10000.00')
  t.equal(amountOf({ programme, claimedInYear: money('0') }), '8260.42')
  t.equal(amountOf({ programme, claimedInYear: money('4000.00') }), '6000.00')
  t.equal(amountOf({ programme, claimedInYear: money('10000.00') }), 'SUBSIDY_CAP_REACHED')
})

t.test('refused, in this order', async (t) => {
  const loan = facts().loan
  const period = (from: string, to: string) => ({ from: civilDate(from), to: civilDate(to) })
  const cases: [string, Partial<SubsidyFacts>][] = [
    ['SUBSIDY_TERMS_UNKNOWN', { programme: { ...share(), terms: null } }],
    ['FROM_AFTER_TO', { period: period('2024-09-30', '2024-07-01') }],
    ['SUBSIDY_NOT_IN_FORCE', { period: period('2022-07-31', '2022-09-30') }],
    ['SUBSIDY_NOT_ELIGIBLE', { loan: { ...loan, product: 'DATA_PLEDGE' } }],
    ['SUBSIDY_NOT_ELIGIBLE', { loan: { ...loan, grade: 'YELLOW' } }],
    ['SUBSIDY_PERIOD_ACROSS_YEARS', { period: period('2024-12-01', '2025-01-05') }],
    ['SUBSIDY_PERIOD_NOT_OVER', { claimedOn: civilDate('2024-09-30') }],
    ['SUBSIDY_PERIOD_CLAIMED', { earlier: [period('2024-05-01', '2024-07-01')] }],
    ['SUBSIDY_NOTHING_PAID', { payments: [] }],
    ['SUBSIDY_NOTHING_PAID', { payments: [{ on: civilDate('2024-08-01'), interest: money('-5.00') }] }],
    [
      'SUBSIDY_BELOW_ONE_FEN',
      { payments: [{ on: civilDate('2024-08-01'), interest: money('0.01') }], programme: share('0.40') },
    ],
  ]
  for (const [code, over] of cases) t.equal(amountOf(over), code, code)
  t.equal(amountOf({ earlier: [period('2024-04-01', '2024-06-30'), period('2024-10-01', '2024-12-31')] }), '8260.42')
})

t.test('the amount never passes the interest paid or the cap, and its steps lead to it', async () => {
  fc.assert(
    fc.property(
      fc.constantFrom(share('0.50', '300000.00'), share('1.00'), { ...points, capPerEnterpriseYear: money('500.00') }),
      fc.array(fc.record({ day: fc.nat(91), fen: fc.integer({ min: -500_000, max: 5_000_000 }) }), { maxLength: 12 }),
      fc.nat(49_999),
      (programme, paid, claimedFen) => {
        const yuanOf = (fen: number) =>
          money(
            `${fen < 0 ? '-' : ''}${(Math.abs(fen) - (Math.abs(fen) % 100)) / 100}.${String(Math.abs(fen) % 100).padStart(2, '0')}`,
          )
        const subsidy = subsidyOf(
          facts({
            programme,
            payments: paid.map(({ day, fen }) => ({
              on: addDays(civilDate('2024-07-01'), day),
              interest: yuanOf(fen),
            })),
            claimedInYear: yuanOf(claimedFen),
          }),
        )
        if (!subsidy.ok) return ['SUBSIDY_NOTHING_PAID', 'SUBSIDY_BELOW_ONE_FEN'].includes(subsidy.refusal.code)
        const { amount, interestPaid, steps } = subsidy.value
        return (
          compareMoney(amount, interestPaid) <= 0 &&
          compareMoney(amount, programme.capPerEnterpriseYear ?? amount) <= 0 &&
          steps.at(-1)?.running === formatMoney(amount) &&
          steps.every(({ no }, index) => no === index + 1)
        )
      },
    ),
  )
})

t.test('a claim goes on by another person each time, and only where it may', async (t) => {
  t.same(nextSubsidyState({ state: 'CLAIMED', takenBy: 'a' }, 'APPROVED', 'b'), { ok: true, value: 'APPROVED' })
  t.match(nextSubsidyState({ state: 'CLAIMED', takenBy: 'a' }, 'APPROVED', 'a'), {
    refusal: { code: 'SUBSIDY_SAME_PERSON' },
  })
  for (const [state, to] of [
    ['CLAIMED', 'PAID'],
    ['CLAIMED', 'RECOVERED'],
    ['APPROVED', 'RECOVERED'],
    ['PAID', 'REJECTED'],
    ['REJECTED', 'APPROVED'],
    ['RECOVERED', 'PAID'],
  ] as const)
    t.match(nextSubsidyState({ state, takenBy: 'a' }, to, 'b'), {
      refusal: { code: 'STATE_FORBIDS', state, event: to },
    })
})
