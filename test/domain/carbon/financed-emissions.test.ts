import fc from 'fast-check'
import t from 'tap'
import { indexBenchmarks } from '../../../src/domain/carbon/benchmark.js'
import type { AccountFacts } from '../../../src/domain/carbon/carbon-account.js'
import { indexFactors } from '../../../src/domain/carbon/factor.js'
import { checkBalanceSheet } from '../../../src/domain/carbon/financed-balance-sheet.js'
import { borrowerEmissions, emissionYear, financedDataQuality } from '../../../src/domain/carbon/financed-borrower.js'
import {
  CALCULATOR_TERMS,
  type FinancedLoan,
  financedEmissions,
} from '../../../src/domain/carbon/financed-emissions.js'
import { civilDate, civilMonth, monthsFrom } from '../../../src/kernel/civil-date.js'
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

t.test('the year of a borrower ends with the last whole month', async (t) => {
  const table: [string, string, string][] = [
    ['2024-06-30', '2023-07', '2024-06'],
    ['2024-06-29', '2023-06', '2024-05'],
    ['2024-02-29', '2023-03', '2024-02'],
    ['2023-02-28', '2022-03', '2023-02'],
    ['2024-01-15', '2023-01', '2023-12'],
  ]
  for (const [day, start, end] of table) t.strictSame(emissionYear(civilDate(day)), { start, end }, day)
})

const months = monthsFrom(civilMonth('2023-07'), civilMonth('2024-06'))
const year = { start: civilMonth('2023-07'), end: civilMonth('2024-06') }
const process = (month: (typeof months)[number]) => ({
  carrier: 'process',
  month,
  quantity: exact('10'),
  unit: 't',
  factor: { value: exact('0.5'), unit: 'tCO2/t', source: 'laboratory report' },
})
const steam = (month: (typeof months)[number], quantity: string, direction: 'use' | 'export') => ({
  carrier: 'heat',
  month,
  quantity: exact(quantity),
  unit: 'GJ',
  direction,
  factor: { value: exact('0.11'), unit: 'tCO2/GJ', source: 'supplier' },
})
const facts: AccountFacts = {
  asOf: civilDate('2024-06-30'),
  region: '441203',
  sector: '3071',
  factorSet: 'NDRC',
  factors: indexFactors([]),
  activities: months.map(process),
  operating: [{ ...year, revenue: exact('2000') }],
  benchmarks: indexBenchmarks([
    {
      id: '7',
      sector: '3071',
      periodStart: year.start,
      periodEnd: year.end,
      metric: 'I_REV',
      mean: exact('0.25'),
      entities: 9,
    },
  ]),
}

t.test('a whole account speaks for itself; one with gaps is estimated by revenue or has no figure', async (t) => {
  const total = (some: Partial<AccountFacts>) => {
    const result = borrowerEmissions({ ...facts, ...some })
    return result.ok ? `${result.value.basis} ${formatTonnes(result.value.total)}` : result.refusal.code
  }
  const early = { start: civilMonth('2022-01'), end: civilMonth('2022-12'), revenue: exact('2000') }
  const half = { start: civilMonth('2023-07'), end: civilMonth('2023-12'), revenue: exact('2000') }
  const table: [Partial<AccountFacts>, string][] = [
    [{}, 'ENERGY_ACTIVITY 60'],
    [{ activities: [...months, civilMonth('2023-06')].map(process) }, 'ENERGY_ACTIVITY 60'],
    [{ activities: months.slice(1).map(process) }, 'REVENUE_SECTOR_FACTOR 500'],
    [{ activities: [] }, 'REVENUE_SECTOR_FACTOR 500'],
    [{ activities: months.slice(1).map(process), operating: [] }, 'EMISSIONS_INCOMPLETE'],
    [{ activities: [], operating: [{ ...year, revenue: exact('0') }] }, 'EMISSIONS_MISSING'],
    [{ activities: [], operating: [early] }, 'EMISSIONS_MISSING'],
    [{ activities: [], operating: [half] }, 'EMISSIONS_MISSING'],
    [{ activities: [], benchmarks: indexBenchmarks([]) }, 'EMISSIONS_MISSING'],
    [{ activities: months.map((month) => steam(month, '5', 'export')) }, 'EMISSIONS_NEGATIVE'],
  ]
  for (const [some, expected] of table) t.equal(total(some), expected)
  t.match(borrowerEmissions({ ...facts, activities: months.slice(1).map(process), operating: [] }), {
    refusal: { missing: ['2023-07'] },
  })
})

t.test('data quality as PCAF scores it', async (t) => {
  const pcaf = CALCULATOR_TERMS['pcaf-business-loans']
  const guide = CALCULATOR_TERMS['cn-average-balance']
  const measured = borrowerEmissions(facts)
  const estimated = borrowerEmissions({ ...facts, activities: [] })
  if (!measured.ok || !estimated.ok) return t.fail('both have figures')
  const table: [number, number][] = [
    [financedDataQuality(measured.value, 'reasonable', pcaf, 'equity+debt'), 1],
    [financedDataQuality(measured.value, 'limited', pcaf, 'total-assets'), 1],
    [financedDataQuality(measured.value, 'bank-reviewed', pcaf, 'equity+debt'), 2],
    [financedDataQuality(measured.value, 'none', pcaf, 'equity+debt'), 2],
    [financedDataQuality(estimated.value, 'reasonable', pcaf, 'equity+debt'), 4],
    [financedDataQuality(estimated.value, 'none', pcaf, 'total-assets'), 5],
    [financedDataQuality(estimated.value, 'none', guide, 'total-assets'), 4],
  ]
  for (const [score, expected] of table) t.equal(score, expected)
})

t.test('a balance sheet that cannot be is refused', async (t) => {
  const today = civilDate('2024-06-30')
  const code = (capital: Partial<FinancedLoan>, asOf = today) => {
    const result = checkBalanceSheet({ asOf, capital }, today)
    return result.ok ? 'ok' : result.refusal.code
  }
  t.equal(code({ equity: money('-5'), debt: money('8'), totalAssets: money('3') }), 'ok', 'negative equity happens')
  t.equal(code({ debt: money('0') }), 'ok')
  t.equal(code({ equity: money('1'), debt: money('1'), totalAssets: money('2') }), 'ok')
  t.equal(code({ equity: money('1'), debt: money('1'), totalAssets: money('1.99') }), 'BALANCE_SHEET_DOES_NOT_ADD_UP')
  t.equal(code({}), 'BALANCE_SHEET_EMPTY')
  t.equal(code({ debt: money('-0.01') }), 'BALANCE_SHEET_OUT_OF_RANGE')
  t.equal(code({ totalAssets: money('0') }), 'BALANCE_SHEET_OUT_OF_RANGE')
  t.equal(code({ evic: money('-1') }), 'BALANCE_SHEET_OUT_OF_RANGE')
  t.equal(code({ debt: money('1') }, civilDate('2024-07-01')), 'BALANCE_SHEET_IN_FUTURE')
})
