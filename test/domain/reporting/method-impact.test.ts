import fc from 'fast-check'
import t from 'tap'
import { type EnterpriseImpact, type LineImpact, MethodImpact } from '../../../src/domain/reporting/method-impact.js'
import { formatMoney, money, sumMoney } from '../../../src/kernel/money.js'
import { bp } from '../../../src/kernel/rate.js'

const GRADES = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED', 'NOT_RATED']
const line = (
  institution: string,
  product: string,
  amount: string,
  before: readonly [string, string],
  after: readonly [string, string],
): LineImpact => ({
  institution,
  product,
  amount: money(amount),
  before: { discount: bp(before[0]), annualSaving: money(before[1]) },
  after: { discount: bp(after[0]), annualSaving: money(after[1]) },
})
const firm = (uscc: string, from: string, to: string, ...lines: LineImpact[]): EnterpriseImpact => ({
  uscc,
  nameZh: uscc,
  nameEn: uscc,
  from,
  to,
  lines,
})

t.test('a book of three: matrix, weighted basis points and yuan', async (t) => {
  const impact = new MethodImpact()
  impact.add(
    firm('A', 'DEEP_GREEN', 'LIGHT_GREEN', line('BANK-1', 'DAI', '3000000.00', ['40', '12000.00'], ['20', '6000.00'])),
  )
  impact.add(firm('B', 'YELLOW', 'LIGHT_GREEN', line('BANK-2', 'DAI', '1000000.00', ['0', '0.00'], ['20', '2000.00'])))
  impact.add(firm('C', 'NOT_RATED', 'NOT_RATED'))
  const figures = impact.figures(GRADES)
  t.same(
    figures.migration.map((cell) => [cell.from, cell.to, cell.enterprises, cell.lines, formatMoney(cell.amount)]),
    [
      ['DEEP_GREEN', 'LIGHT_GREEN', 1, 1, '3000000.00'],
      ['YELLOW', 'LIGHT_GREEN', 1, 1, '1000000.00'],
      ['NOT_RATED', 'NOT_RATED', 1, 0, '0.00'],
    ],
  )
  // 3,000,000 × 40 ÷ 4,000,000 = 30 before; 20 everywhere after; −6,000 + 2,000 yuan a year.
  t.match(figures.book, { lines: 2, discountBpBefore: '30.00', discountBpAfter: '20.00', discountBpChange: '-10.00' })
  t.equal(formatMoney(figures.book.annualSavingChange), '-4000.00')
  t.same(
    figures.byInstitution.map((row) => [row.institution, row.discountBpChange, formatMoney(row.annualSavingChange)]),
    [
      ['BANK-1', '-20.00', '-6000.00'],
      ['BANK-2', '20.00', '2000.00'],
    ],
  )
  t.same(
    figures.losers.map(({ uscc }) => uscc),
    ['A'],
  )
  t.same(
    figures.gainers.map(({ uscc }) => uscc),
    ['B'],
  )
})

t.test('an empty book has no average to divide by', async (t) => {
  t.match(new MethodImpact().figures(GRADES), {
    migration: [],
    book: { lines: 0, discountBpBefore: '0.00' },
    losers: [],
  })
})

t.test('parts add up to the whole, and those that move most are the ten furthest', async () => {
  const saving = fc
    .integer({ min: 0, max: 100_000_00 })
    .map((fen) => money(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`))
  const lines = fc.record({
    institution: fc.constantFrom('B1', 'B2', 'B3'),
    product: fc.constantFrom('P1', 'P2'),
    amount: fc.constant(money('1000000.00')),
    before: fc.record({ discount: fc.constant(bp('10')), annualSaving: saving }),
    after: fc.record({ discount: fc.constant(bp('20')), annualSaving: saving }),
  })
  const firms = fc.array(
    fc.record({
      from: fc.constantFrom(...GRADES),
      to: fc.constantFrom(...GRADES),
      lines: fc.array(lines, { maxLength: 3 }),
    }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(firms, (all) => {
      const impact = new MethodImpact()
      for (const [index, one] of all.entries()) impact.add({ ...one, uscc: `E${index}`, nameZh: '', nameEn: '' })
      const { migration, book, byProduct, byInstitution, losers } = impact.figures(GRADES)
      const whole = formatMoney(book.annualSavingChange)
      const adds = (parts: readonly { readonly annualSavingChange: ReturnType<typeof money> }[]) =>
        formatMoney(sumMoney(parts.map(({ annualSavingChange }) => annualSavingChange))) === whole
      const counted = migration.reduce((sum, { enterprises }) => sum + enterprises, 0)
      const sorted = losers.every(
        (one, index) =>
          Number(formatMoney(losers[index - 1]?.annualSavingChange ?? one.annualSavingChange)) <=
          Number(formatMoney(one.annualSavingChange)),
      )
      return adds(byProduct) && adds(byInstitution) && counted === all.length && losers.length <= 10 && sorted
    }),
  )
})
