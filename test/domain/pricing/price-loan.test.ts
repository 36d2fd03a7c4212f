import fc from 'fast-check'
import t from 'tap'
import { type PricingQuestion, priceLoan } from '../../../src/domain/pricing/price-loan.js'
import { lprInForce, type ProductPricing } from '../../../src/domain/pricing/pricing-rules.js'
import { civilDate } from '../../../src/kernel/civil-date.js'
import { formatMoney, money } from '../../../src/kernel/money.js'
import {
  annualRatePercent,
  bp,
  formatBp,
  formatRatePercent,
  rateMinusBp,
  ratePlusBp,
} from '../../../src/kernel/rate.js'

const rule = (ruleId: string) => ({ ruleId, source: 'test', status: 'assumption' })
const publication = (on: string, oneYear: string, fiveYearPlus: string) => ({
  publishedOn: civilDate(on),
  oneYear: annualRatePercent(oneYear),
  fiveYearPlus: annualRatePercent(fiveYearPlus),
  rule: { ...rule(`lpr-${on}`), status: 'confirmed' },
})
/** Bank of China LPR table. */
const LPR = [
  publication('2024-02-20', '3.45', '3.95'),
  publication('2024-06-20', '3.45', '3.95'),
  publication('2024-07-22', '3.35', '3.85'),
]
const NO_MORE = { guaranteeFeeBp: null, limitMultiplier: null }
const CARBON: ProductPricing = {
  product: 'YUN_TAN_DAI',
  spread: { value: bp('0'), rule: rule('spread') },
  grid: [
    { grade: 'DEEP_GREEN', discount: bp('40'), route: 'normal', ...NO_MORE, rule: rule('deep') },
    { grade: 'LIGHT_GREEN', discount: bp('20'), route: 'normal', ...NO_MORE, rule: rule('light') },
    { grade: 'YELLOW', discount: bp('0'), route: 'normal', ...NO_MORE, rule: rule('yellow') },
    { grade: 'RED', discount: bp('0'), route: 'manual_review', ...NO_MORE, rule: rule('red') },
  ],
  maxTotalDiscount: { value: bp('80'), rule: rule('cap') },
  floors: [{ name: 'product', rate: annualRatePercent('1.00'), rule: rule('floor') }],
}
const PLEDGE: ProductPricing = {
  ...CARBON,
  product: 'DATA_PLEDGE',
  spread: { value: bp('100'), rule: rule('spread') },
  grid: null,
}
const question = (over: Partial<PricingQuestion>): PricingQuestion => ({
  amount: money('3000000.00'),
  tenorMonths: 12,
  on: civilDate('2024-06-20'),
  grade: null,
  lpr: LPR,
  pricing: CARBON,
  ...over,
})
const priced = (over: Partial<PricingQuestion>) => {
  const result = priceLoan(question(over))
  if (!result.ok) return { refused: result.refusal }
  const { rate, referenceRate, discount, annualSaving, route } = result.value
  return {
    rate: formatRatePercent(rate),
    reference: formatRatePercent(referenceRate),
    discount: formatBp(discount),
    saving: formatMoney(annualSaving),
    route,
  }
}

t.test('a loan is priced off the LPR of its day and tenor', async (t) => {
  const cases: readonly [string, Partial<PricingQuestion>, unknown][] = [
    [
      'deep green',
      { grade: 'DEEP_GREEN' },
      { rate: '3.05', reference: '3.45', discount: '40.00', saving: '12000.00', route: 'normal' },
    ],
    [
      'light green',
      { grade: 'LIGHT_GREEN' },
      { rate: '3.25', reference: '3.45', discount: '20.00', saving: '6000.00', route: 'normal' },
    ],
    [
      'red is reviewed by hand',
      { grade: 'RED' },
      { rate: '3.45', reference: '3.45', discount: '0.00', saving: '0.00', route: 'manual_review' },
    ],
    [
      'not rated',
      { grade: 'NOT_RATED' },
      { rate: '3.45', reference: '3.45', discount: '0.00', saving: '0.00', route: 'normal' },
    ],
    [
      '60 months still 1Y',
      { grade: 'YELLOW', tenorMonths: 60 },
      { rate: '3.45', reference: '3.45', discount: '0.00', saving: '0.00', route: 'normal' },
    ],
    [
      '61 months 5Y+',
      { grade: 'YELLOW', tenorMonths: 61 },
      { rate: '3.95', reference: '3.95', discount: '0.00', saving: '0.00', route: 'normal' },
    ],
    [
      'the day before a publication',
      { grade: 'DEEP_GREEN', on: civilDate('2024-07-21') },
      { rate: '3.05', reference: '3.45', discount: '40.00', saving: '12000.00', route: 'normal' },
    ],
    [
      'the day of a publication',
      { grade: 'DEEP_GREEN', on: civilDate('2024-07-22') },
      { rate: '2.95', reference: '3.35', discount: '40.00', saving: '12000.00', route: 'normal' },
    ],
    [
      'the published pledge loan',
      { pricing: PLEDGE },
      { rate: '4.45', reference: '4.45', discount: '0.00', saving: '0.00', route: 'normal' },
    ],
    ['no LPR yet', { on: civilDate('2024-02-19') }, { refused: { code: 'NO_LPR_ON_DAY', on: '2024-02-19' } }],
    [
      'grade unknown to the grid',
      { grade: 'PURPLE' },
      { refused: { code: 'GRADE_NOT_IN_GRID', product: 'YUN_TAN_DAI', grade: 'PURPLE' } },
    ],
    ['no tenor', { tenorMonths: 0 }, { refused: { code: 'TENOR_OUT_OF_RANGE', tenorMonths: 0, most: 360 } }],
  ]
  for (const [name, over, expected] of cases) t.same(priced(over), expected, name)
})

t.test('caps and floors bite and say so', async (t) => {
  const deep = {
    ...CARBON,
    grid: [{ grade: 'DEEP_GREEN', discount: bp('120'), route: 'normal' as const, ...NO_MORE, rule: rule('deep') }],
  }
  t.match(priced({ grade: 'DEEP_GREEN', pricing: deep }), { rate: '2.65', discount: '80.00' }, 'capped at 80 BP')
  const low = { ...CARBON, floors: [{ name: 'product', rate: annualRatePercent('3.20'), rule: rule('floor') }] }
  t.match(
    priced({ grade: 'DEEP_GREEN', pricing: low }),
    { rate: '3.20', reference: '3.45', discount: '25.00', saving: '7500.00' },
    'floored',
  )
  const high = { ...CARBON, floors: [{ name: 'product', rate: annualRatePercent('5.00'), rule: rule('floor') }] }
  t.match(
    priced({ grade: 'DEEP_GREEN', pricing: high }),
    { rate: '5.00', reference: '5.00', discount: '0.00' },
    'both at the floor',
  )
  const negative = { ...CARBON, spread: { value: bp('-400'), rule: rule('spread') }, floors: [] }
  t.match(priced({ grade: 'DEEP_GREEN', pricing: negative }), {
    refused: { code: 'RATE_NEGATIVE', ratePercent: '-0.95' },
  })
  const usury = { ...CARBON, spread: { value: bp('9655'), rule: rule('spread') } }
  t.match(priced({ pricing: usury }), { refused: { code: 'RATE_ABOVE_LIMIT', ratePercent: '100.00', below: '100.00' } })
  t.match(priced({ grade: 'DEEP_GREEN', pricing: usury }), { rate: '99.60', reference: '100.00' })
})

t.test('a ratchet adds to the rate or takes off it, within the cap on all discounts', async (t) => {
  const ratchet = (step: string) => ({ step: bp(step), labelZh: '挂钩', labelEn: 'ratchet', rule: rule('ratchet') })
  t.match(priced({ grade: 'DEEP_GREEN', ratchet: ratchet('-10') }), {
    rate: '2.95',
    reference: '3.45',
    discount: '50.00',
  })
  t.match(priced({ grade: 'DEEP_GREEN', ratchet: ratchet('5') }), { rate: '3.10', discount: '35.00' })
  t.match(priced({ ratchet: ratchet('5') }), { rate: '3.50', discount: '-5.00', saving: '-1500.00' })
  const tight = { ...CARBON, maxTotalDiscount: { value: bp('45'), rule: rule('cap') } }
  t.match(priced({ grade: 'DEEP_GREEN', pricing: tight, ratchet: ratchet('-10') }), { rate: '3.00', discount: '45.00' })
})

t.test('the steps add up by hand to the rate, whatever the rules', async () => {
  const basisPoints = (most: number) => fc.integer({ min: 0, max: most }).map((value) => bp(String(value)))
  fc.assert(
    fc.property(
      basisPoints(300),
      basisPoints(200),
      basisPoints(200),
      fc.integer({ min: 0, max: 600 }),
      (spread, discount, cap, floor) => {
        const result = priceLoan(
          question({
            grade: 'DEEP_GREEN',
            pricing: {
              ...CARBON,
              spread: { value: spread, rule: rule('spread') },
              grid: [{ grade: 'DEEP_GREEN', discount, route: 'normal', ...NO_MORE, rule: rule('deep') }],
              maxTotalDiscount: { value: cap, rule: rule('cap') },
              floors: [
                {
                  name: 'product',
                  rate: annualRatePercent(`${Math.floor(floor / 100)}.${String(floor % 100).padStart(2, '0')}`),
                  rule: rule('floor'),
                },
              ],
            },
          }),
        )
        if (!result.ok) return false
        let running = annualRatePercent('0')
        for (const step of result.value.steps) {
          if (step.operation === 'plus') running = ratePlusBp(running, bp(step.value))
          else if (step.operation === 'minus') running = rateMinusBp(running, bp(step.value))
          else if (step.operation !== 'equals') running = annualRatePercent(step.value)
          if (formatRatePercent(running) !== step.runningPercent) return false
        }
        return formatRatePercent(running) === formatRatePercent(result.value.rate)
      },
    ),
  )
})

t.test('the publication in force does not depend on the order of rows', async (t) => {
  t.equal(lprInForce([...LPR].reverse(), civilDate('2024-07-01'))?.publishedOn, '2024-06-20')
  t.equal(lprInForce(LPR, civilDate('2024-01-01')), undefined)
})
