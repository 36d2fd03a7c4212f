import fc from 'fast-check'
import t from 'tap'
import { averageDailyBalance, balanceYear, outstandingOn } from '../../../src/domain/reporting/financed-balance.js'
import { type FinancedLine, financedPortfolio } from '../../../src/domain/reporting/financed-portfolio.js'
import { addDays, civilDate } from '../../../src/kernel/civil-date.js'
import { formatExact, ZERO } from '../../../src/kernel/exact.js'
import { compareMoney, formatMoney, money, NO_MONEY } from '../../../src/kernel/money.js'
import { formatTonnes, tonnes } from '../../../src/kernel/quantity.js'

const paid = (on: string, amount: string) => ({ on: civilDate(on), amount: money(amount) })

t.test('principal on a day, and its daily average over the year', async (t) => {
  const loan = [paid('2024-01-01', '3000000'), paid('2024-04-01', '-1000000'), paid('2024-06-30', '-2000000')]
  // PCAF Part A: disbursed less repaid; zero at repayment.
  const table: [string, string][] = [
    ['2023-12-31', '0.00'],
    ['2024-01-01', '3000000.00'],
    ['2024-04-01', '2000000.00'],
    ['2024-06-29', '2000000.00'],
    ['2024-06-30', '0.00'],
  ]
  for (const [day, outstanding] of table) t.equal(formatMoney(outstandingOn(loan, civilDate(day))), outstanding, day)
  // 91 days of 3,000,000, 90 of 2,000,000, one of nothing: 453,000,000 ÷ 366.
  t.equal(formatMoney(averageDailyBalance(loan, civilDate('2024-06-30'))), '1237704.92')
  t.strictSame(balanceYear(civilDate('2024-06-30')), { from: '2023-07-01', to: '2024-06-30', days: 366 })
  t.strictSame(balanceYear(civilDate('2023-06-30')), { from: '2022-07-01', to: '2023-06-30', days: 365 })
  t.equal(
    formatMoney(averageDailyBalance([paid('2020-01-01', '0.01')], civilDate('2024-06-30'))),
    '0.01',
    'a whole year',
  )
})

t.test('an average lies between nothing and the whole loan, and a later payment never raises it', async (t) => {
  const asOf = civilDate('2024-06-30')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.nat(800), fc.nat(400), (fen, before, later) => {
      const amount = money(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`)
      const average = (daysBefore: number) => averageDailyBalance([{ on: addDays(asOf, -daysBefore), amount }], asOf)
      return (
        compareMoney(average(before), NO_MONEY) >= 0 &&
        compareMoney(average(before), amount) <= 0 &&
        compareMoney(average(before + later), average(before)) >= 0
      )
    }),
  )
  t.pass('for any amount and day')
})

const line = (institution: string, amount: string, scope2: string | null, dataQuality = 2): FinancedLine => ({
  institution,
  sector: '2641',
  borrower: institution + amount,
  amount: money(amount),
  figures:
    scope2 === null
      ? null
      : { scope1: tonnes('1'), scope2: tonnes(scope2), unsplit: tonnes('0'), biogenic: tonnes('7'), dataQuality },
  reason: scope2 === null ? 'BALANCE_SHEET_MISSING' : null,
})

t.test('a book adds up by institution, and what has no figures is counted apart', async (t) => {
  const lines = [line('A', '300', '9', 1), line('A', '100', '19', 5), line('B', '500', '4', 4), line('B', '100', null)]
  const book = financedPortfolio(lines, 'outstanding')
  t.equal(formatTonnes(book.totals.total), '35', 'biogenic 21 t is in no total')
  t.equal(formatExact(book.by.institution[0]?.sum.dataQuality ?? ZERO), '2', '(300 × 1 + 100 × 5) ÷ 400')
  t.strictSame(
    book.by.institution.map(({ key, sum }) => [key, sum.loans, formatMoney(sum.amount), formatTonnes(sum.total)]),
    [
      ['A', 2, '400.00', '30'],
      ['B', 1, '500.00', '5'],
    ],
  )
  t.match(book.coverage, {
    withFigures: { loans: 3 },
    withoutFigures: { loans: 1 },
    amountPercent: '90.00',
    reasons: [{ reason: 'BALANCE_SHEET_MISSING', loans: 1 }],
  })
  const byEmissions = financedPortfolio(lines.slice(0, 2), 'emissions')
  t.equal(
    formatExact(byEmissions.totals.dataQuality ?? ZERO),
    '3.666666666666666666666666666666666666667',
    '(10 × 1 + 20 × 5) ÷ 30',
  )
  t.match(financedPortfolio([], 'emissions'), { totals: { dataQuality: null }, coverage: { amountPercent: null } })
})
