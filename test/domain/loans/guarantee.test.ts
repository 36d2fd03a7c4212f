import fc from 'fast-check'
import t from 'tap'
import { type GuaranteeAsked, type GuaranteeRules, planGuarantee } from '../../../src/domain/loans/guarantee.js'
import { type CallFacts, callGuarantee } from '../../../src/domain/loans/guarantee-call.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { exact } from '../../../src/kernel/exact.js'
import { compareMoney, formatMoney, money, sumMoney } from '../../../src/kernel/money.js'
import { bp, formatBp } from '../../../src/kernel/rate.js'

const RULES: GuaranteeRules = {
  mostShare: exact('0.8'),
  fee: bp('100'),
  feeChange: bp('-30'),
  basis: 'months',
  caps: { smallUpTo: money('5000000'), small: bp('100'), large: bp('150') },
}
const asked = (over: Partial<GuaranteeAsked> = {}): GuaranteeAsked => ({
  principal: money('19000000'),
  share: exact('0.8'),
  baseFee: null,
  from: civilDate('2023-03-03'),
  months: 36,
  ...over,
})

t.test('the fee of a guarantee, a year at a time and ahead', async (t) => {
  // 15,200,000 × 0.70 % a year
  const plan = planGuarantee(RULES, asked())
  t.match(plan, {
    value: { guaranteedPrincipal: money('15200000'), total: money('319200.00'), validTo: '2026-03-03' },
  })
  t.same(plan.ok && plan.value.fees.map(({ dueOn, to, amount }) => [dueOn, to, formatMoney(amount)]), [
    ['2023-03-03', '2024-03-03', '106400.00'],
    ['2024-03-03', '2025-03-03', '106400.00'],
    ['2025-03-03', '2026-03-03', '106400.00'],
  ])
  // 366 days over 365 in the year with the 29th of February.
  const byDays = planGuarantee({ ...RULES, basis: 'actual/365' }, asked({ months: 18 }))
  t.same(byDays.ok && byDays.value.fees.map(({ amount }) => formatMoney(amount)), ['106691.51', '53637.26'])
})

t.test('by grade cheaper, never below nought, never above the cap', async (t) => {
  const fee = (rules: Partial<GuaranteeRules>, over: Partial<GuaranteeAsked> = {}) => {
    const plan = planGuarantee({ ...RULES, ...rules }, asked(over))
    return plan.ok ? [plan.value.baseFee, plan.value.feeChange, plan.value.fee].map(formatBp) : plan.refusal.code
  }
  t.same(fee({}), ['100.00', '-30.00', '70.00'])
  t.same(fee({}, { baseFee: bp('20') }), ['20.00', '-20.00', '0.00'])
  t.same(fee({ feeChange: bp('0') }, { baseFee: bp('150') }), ['150.00', '0.00', '150.00'], 'above 5,000,000')
  t.same(fee({ feeChange: bp('0') }, { baseFee: bp('150.01') }), 'GUARANTEE_FEE_ABOVE_CAP')
  t.same(fee({ feeChange: bp('0') }, { baseFee: bp('100.01'), principal: money('6250000') }), 'GUARANTEE_FEE_ABOVE_CAP')
})

t.test('a guarantee is refused', async (t) => {
  const cases: [string, Partial<GuaranteeAsked>][] = [
    ['NOT_POSITIVE', { principal: money('0') }],
    ['NOT_POSITIVE', { months: 0 }],
    ['NOT_POSITIVE', { share: exact('0') }],
    ['NOT_POSITIVE', { principal: money('0.01'), share: exact('0.1') }],
    ['GUARANTEE_SHARE_TOO_HIGH', { share: exact('0.800001') }],
    ['NEGATIVE_VALUE', { baseFee: bp('-1') }],
  ]
  for (const [code, over] of cases) t.match(planGuarantee(RULES, asked(over)), { ok: false, refusal: { code } }, code)
})

t.test('years of a fee sum to the whole', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999_999 }),
      fc.integer({ min: 1, max: 120 }),
      fc.constantFrom('actual/365' as const, 'months' as const),
      (yuan, months, basis) => {
        const plan = planGuarantee({ ...RULES, basis }, asked({ principal: money(`${yuan}.37`), months }))
        if (!plan.ok) return false
        const { fees, total } = plan.value
        const last = fees.at(-1)
        return (
          compareMoney(sumMoney(fees.map(({ amount }) => amount)), total) === 0 &&
          last?.to === plan.value.validTo &&
          fees.every(({ dueOn }, index) => index === 0 || fees[index - 1]?.to === dueOn)
        )
      },
    ),
  )
})

const call = (over: Partial<CallFacts> = {}): CallFacts => ({
  guarantee: { share: exact('0.8'), validFrom: civilDate('2023-03-03'), validTo: civilDate('2026-03-03') },
  overdue: money('100000.01'),
  paidByGuarantor: money('0'),
  called: money('0'),
  amount: money('80000.00'),
  on: civilDate('2024-07-01'),
  ...over,
})

t.test('a call is for the share of what is overdue, and no more', async (t) => {
  t.match(callGuarantee(call()), { ok: true, value: { available: money('80000.00') } }, '80,000.008, rounded down')
  const cases: [string, Partial<CallFacts>][] = [
    ['NOT_POSITIVE', { amount: money('0') }],
    ['GUARANTEE_NOT_IN_FORCE', { on: civilDate('2023-03-02') }],
    ['GUARANTEE_NOTHING_OVERDUE', { overdue: money('0') }],
    ['GUARANTEE_CALL_ABOVE_SHARE', { amount: money('80000.01') }],
    ['GUARANTEE_CALL_ABOVE_SHARE', { called: money('0.01') }],
    // 80 % was paid: what is left is the bank's own share.
    [
      'GUARANTEE_CALL_ABOVE_SHARE',
      {
        overdue: money('20000.01'),
        paidByGuarantor: money('80000.00'),
        called: money('80000.00'),
        amount: money('0.01'),
      },
    ],
  ]
  for (const [code, over] of cases) t.match(callGuarantee(call(over)), { ok: false, refusal: { code } }, code)
  t.ok(callGuarantee(call({ on: civilDate('2027-01-01') })).ok, 'a claim outlives the last day of the guarantee')
})
