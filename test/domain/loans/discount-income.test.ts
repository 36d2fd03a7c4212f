import fc from 'fast-check'
import t from 'tap'
import { earnedBetween, earnedBy, unearnedOn } from '../../../src/domain/loans/discount-income.js'
import { type BillToDiscount, discountTerms } from '../../../src/domain/loans/discount-terms.js'
import { addDays, civilDate } from '../../../src/kernel/civil-date.js'
import { addMoney, compareMoney, formatMoney, money, sumMoney } from '../../../src/kernel/money.js'
import { annualRatePercent } from '../../../src/kernel/rate.js'

const bill = (over: Partial<BillToDiscount> = {}): BillToDiscount => ({
  face: money('1000000'),
  discountedOn: civilDate('2024-03-15'),
  maturesOn: civilDate('2024-06-20'),
  annualRate: annualRatePercent('3.25'),
  ...over,
})
const termsOf = (asked: BillToDiscount) => {
  const terms = discountTerms(asked)
  if (!terms.ok) throw new Error(terms.refusal.code)
  return terms.value
}

t.test('a bill: 97 days, and 100 for a paper bill of another town', async (t) => {
  // 1,000,000 × 3.25 % × 97 ÷ 360 = 8,756.944…
  t.match(termsOf(bill()), { days: 97, interest: money('8756.94'), proceeds: money('991243.06') })
  // 1,000,000 × 3.25 % × 100 ÷ 360 = 9,027.777…
  t.match(termsOf(bill({ collectionDays: 3 })), {
    days: 100,
    maturesOn: '2024-06-20',
    interestTo: '2024-06-23',
    interest: money('9027.78'),
    proceeds: money('990972.22'),
  })
})

t.test('what is not a bill is refused', async (t) => {
  const cases: [string, Partial<BillToDiscount>][] = [
    ['FROM_AFTER_TO', { maturesOn: civilDate('2024-03-14') }],
    // Not even when the days of collection reach beyond the day of discount.
    ['FROM_AFTER_TO', { maturesOn: civilDate('2024-03-14'), collectionDays: 3 }],
    ['NEGATIVE_VALUE', { collectionDays: -1 }],
    ['NEGATIVE_VALUE', { annualRate: annualRatePercent('-1') }],
    ['NOT_POSITIVE', { face: money('0') }],
    ['UNKNOWN_DAY_COUNT', { dayCount: 'actual' }],
    ['DISCOUNT_ABOVE_FACE', { annualRate: annualRatePercent('900') }],
  ]
  for (const [code, over] of cases) t.match(discountTerms(bill(over)), { ok: false, refusal: { code } }, code)
})

t.test('earned night by night, the rest is unearned', async (t) => {
  const terms = termsOf(bill({ collectionDays: 3 }))
  const earned = (day: string) => formatMoney(earnedBy(terms, civilDate(day)))
  t.equal(earned('2024-03-01'), '0.00')
  t.equal(earned('2024-03-15'), '0.00', 'the first night is still to come')
  t.equal(earned('2024-03-16'), '90.28', '9,027.78 ÷ 100')
  t.equal(earned('2024-03-31'), '1444.44', '16 nights')
  t.equal(earned('2024-06-22'), '8937.50')
  t.equal(earned('2024-06-23'), '9027.78')
  t.equal(earned('2025-01-01'), '9027.78')
  t.equal(formatMoney(unearnedOn(terms, civilDate('2024-03-31'))), '7583.34')
  const oneDay = termsOf(bill({ maturesOn: civilDate('2024-03-15') }))
  t.equal(formatMoney(earnedBy(oneDay, civilDate('2024-03-15'))), '0.00', 'no night, no interest')
})

t.test('however a discount is cut into stretches, its parts sum to the whole', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999_999 }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 99_999 }),
      fc.array(fc.integer({ min: -5, max: 220 }), { maxLength: 20 }),
      (yuan, days, collectionDays, rate, cuts) => {
        const discountedOn = civilDate('2024-01-31')
        const terms = termsOf(
          bill({
            face: money(`${yuan}.19`),
            discountedOn,
            maturesOn: addDays(discountedOn, days),
            collectionDays,
            annualRate: annualRatePercent(`${(rate - (rate % 1000)) / 1000}.${String(rate % 1000).padStart(3, '0')}`),
          }),
        )
        const edges = [-6, ...cuts.sort((a, b) => a - b), 221].map((day) => addDays(discountedOn, day))
        const parts = edges.slice(1).map((to, index) => earnedBetween(terms, edges[index] ?? to, to))
        return (
          parts.every((part) => compareMoney(part, money('0')) >= 0) &&
          compareMoney(sumMoney(parts), terms.interest) === 0 &&
          compareMoney(addMoney(terms.interest, terms.proceeds), terms.face) === 0 &&
          edges.every(
            (day) => compareMoney(addMoney(earnedBy(terms, day), unearnedOn(terms, day)), terms.interest) === 0,
          )
        )
      },
    ),
  )
})
