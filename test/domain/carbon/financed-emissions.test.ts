import fc from 'fast-check'
import t from 'tap'
import { type FinancedLoan, financedEmissions } from '../../../src/domain/carbon/financed-emissions.js'
import { compare, exact, formatExact, ONE } from '../../../src/kernel/exact.js'
import { money } from '../../../src/kernel/money.js'
import { formatTonnes, tonnes } from '../../../src/kernel/quantity.js'

const loan: FinancedLoan = {
  outstanding: money('3000000'),
  equity: money('6000000'),
  debt: money('4000000'),
  totalAssets: money('12000000'),
  emissions: { scope1: tonnes('100'), scope2: tonnes('50'), scope3: tonnes('1000') },
  dataQuality: 2,
}
const without = (...members: (keyof FinancedLoan)[]): FinancedLoan =>
  Object.fromEntries(Object.entries(loan).filter(([name]) => !members.includes(name as keyof FinancedLoan))) as never

t.test('the attribution factor of each method', async (t) => {
  // PCAF Part A, 2nd edition: outstanding ÷ (equity + debt) or EVIC; Chinese guide: average balance ÷ total assets.
  const table: ['pcaf-business-loans' | 'cn-average-balance', FinancedLoan, string][] = [
    ['pcaf-business-loans', loan, '0.3'],
    ['pcaf-business-loans', { ...loan, equity: money('-5000000') }, '0.75'],
    ['pcaf-business-loans', { ...loan, evic: money('30000000') }, '0.1'],
    ['pcaf-business-loans', without('equity'), '0.25'],
    ['pcaf-business-loans', { ...loan, outstanding: money('0') }, '0'],
    ['cn-average-balance', loan, '0.25'],
    ['cn-average-balance', { ...loan, evic: money('30000000') }, '0.25'],
  ]
  for (const [method, one, factor] of table) {
    const result = financedEmissions(method, [one])
    t.equal(result.ok && formatExact(result.value.loans[0]?.attributionFactor ?? ONE), factor)
  }
})

t.test('totals keep scope 3 apart, and quality is weighted as the method says', async (t) => {
  const second = { ...loan, outstanding: money('1000000'), equity: money('0'), dataQuality: 5 }
  const pcaf = financedEmissions('pcaf-business-loans', [loan, second])
  if (!pcaf.ok) return t.fail(pcaf.refusal.code)
  t.equal(formatTonnes(pcaf.value.totals.scope1), '55')
  t.equal(formatTonnes(pcaf.value.totals.scope2), '27.5')
  t.equal(formatTonnes(pcaf.value.totals.scope3), '550')
  t.equal(formatTonnes(pcaf.value.totals.total), '82.5')
  t.equal(formatExact(pcaf.value.dataQuality ?? ONE), '2.75', '(3 × 2 + 1 × 5) ÷ 4')

  const dirty = { ...second, totalAssets: money('1000000') }
  const guide = financedEmissions('cn-average-balance', [loan, dirty])
  t.equal(guide.ok && formatExact(guide.value.dataQuality ?? ONE), '4.4', '(37.5 × 2 + 150 × 5) ÷ 187.5')
  const nothing = financedEmissions('pcaf-business-loans', [])
  t.match(nothing, { ok: true, value: { loans: [], dataQuality: null } })
})

t.test('what cannot be attributed is refused by its place', async (t) => {
  const table: ['pcaf-business-loans' | 'cn-average-balance', FinancedLoan, object][] = [
    [
      'pcaf-business-loans',
      without('equity', 'totalAssets'),
      { code: 'ATTRIBUTION_DENOMINATOR_MISSING', member: 'equity' },
    ],
    [
      'pcaf-business-loans',
      without('debt', 'totalAssets'),
      { code: 'ATTRIBUTION_DENOMINATOR_MISSING', member: 'debt' },
    ],
    ['cn-average-balance', without('totalAssets'), { code: 'ATTRIBUTION_DENOMINATOR_MISSING', member: 'totalAssets' }],
    [
      'pcaf-business-loans',
      { ...loan, equity: money('-1'), debt: money('0') },
      { code: 'ATTRIBUTION_DENOMINATOR_NON_POSITIVE', member: 'equity+debt', value: '0' },
    ],
    [
      'pcaf-business-loans',
      { ...loan, evic: money('0') },
      { code: 'ATTRIBUTION_DENOMINATOR_NON_POSITIVE', member: 'evic' },
    ],
    ['cn-average-balance', { ...loan, totalAssets: money('-1') }, { code: 'ATTRIBUTION_DENOMINATOR_NON_POSITIVE' }],
    [
      'cn-average-balance',
      { ...loan, outstanding: money('-1') },
      { code: 'FINANCED_INPUT_OUT_OF_RANGE', value: '-1.00' },
    ],
    ['pcaf-business-loans', { ...loan, debt: money('-1') }, { code: 'FINANCED_INPUT_OUT_OF_RANGE', member: 'debt' }],
    [
      'pcaf-business-loans',
      { ...loan, dataQuality: 0 },
      { code: 'FINANCED_INPUT_OUT_OF_RANGE', member: 'dataQuality' },
    ],
    [
      'pcaf-business-loans',
      { ...loan, emissions: { scope1: tonnes('1'), scope2: tonnes('-1') } },
      { code: 'FINANCED_INPUT_OUT_OF_RANGE', member: 'emissions.scope2', value: '-1' },
    ],
  ]
  for (const [method, one, refusal] of table)
    t.match(financedEmissions(method, [loan, one]), { ok: false, refusal: { index: 1, ...refusal } })
})

t.test('a borrower financed by one loan alone is attributed whole, and quality stays between 1 and 5', async (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 ** 9 }),
      fc.nat(10 ** 6),
      fc.integer({ min: 1, max: 5 }),
      (yuan, tons, dataQuality) => {
        const debt = money(String(yuan))
        const emissions = { scope1: tonnes(String(tons)), scope2: tonnes('0') }
        const only = { outstanding: debt, equity: money('0'), debt, emissions, dataQuality }
        const result = financedEmissions('pcaf-business-loans', [only, { ...loan, dataQuality: 3 }])
        if (!result.ok) return false
        const { dataQuality: score, loans } = result.value
        return (
          formatTonnes(loans[0]?.emissions.scope1 ?? tonnes('0')) === String(tons) &&
          score !== null &&
          compare(score, ONE) >= 0 &&
          compare(score, exact('5')) <= 0
        )
      },
    ),
  )
  t.pass('for any size of loan')
})
