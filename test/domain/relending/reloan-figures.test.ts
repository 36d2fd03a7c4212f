import fc from 'fast-check'
import t from 'tap'
import { columnLetters } from '../../../src/app/spreadsheets/workbook.js'
import { type AccountPair, reconcileBooks } from '../../../src/domain/relending/reconcile-books.js'
import {
  attributedReduction,
  disclosureOf,
  maturityLadder,
  weightedRate,
  windowsOf,
} from '../../../src/domain/relending/reloan-figures.js'
import { addDays, civilDate } from '../../../src/kernel/civil-date.js'
import { exact, formatExact } from '../../../src/kernel/exact.js'
import { formatMoney, money, negateMoney, sumMoney } from '../../../src/kernel/money.js'
import { annualRatePercent, compareRate, formatRatePercent } from '../../../src/kernel/rate.js'

const day = civilDate
const amounts = fc.integer({ min: 1, max: 99_999_999 }).map((yuan) => money(`${yuan}.00`))
const rates = fc
  .integer({ min: 1, max: 99 })
  .map((tenths) => annualRatePercent(`${(tenths - (tenths % 10)) / 10}.${tenths % 10}`))

t.test('weighted rate', async (t) => {
  const loan = (amount: string, rate: string) => ({ amount: money(amount), rate: annualRatePercent(rate) })
  t.equal(weightedRate([]), null)
  // (1,000,000 × 3.00 + 3,000,000 × 4.00) / 4,000,000 = 3.75
  const two = weightedRate([loan('1000000.00', '3.00'), loan('3000000.00', '4.00')])
  t.equal(two && formatRatePercent(two), '3.75')
  fc.assert(
    fc.property(fc.array(fc.record({ amount: amounts, rate: rates }), { minLength: 1, maxLength: 8 }), (all) => {
      const rate = weightedRate(all)
      return (
        rate !== null &&
        all.some((one) => compareRate(one.rate, rate) <= 0) &&
        all.some((one) => compareRate(one.rate, rate) >= 0)
      )
    }),
  )
})

t.test('the ladder has every re-loan on one rung', async () => {
  const asOf = day('2024-12-31')
  fc.assert(
    fc.property(
      fc.array(fc.record({ amount: amounts, rate: rates, left: fc.integer({ min: -400, max: 1200 }) }), {
        maxLength: 20,
      }),
      (all) => {
        const rungs = maturityLadder(
          all.map(({ left, ...one }) => ({ ...one, dueOn: addDays(asOf, left) })),
          asOf,
        )
        return (
          rungs.reduce((sum, { reloans }) => sum + reloans, 0) === all.length &&
          formatMoney(sumMoney(rungs.map(({ balance }) => money(balance)))) ===
            formatMoney(sumMoney(all.map(({ amount }) => amount)))
        )
      },
    ),
  )
})

t.test('disclosure', async (t) => {
  t.same(windowsOf(day('2024-08-15')), [
    { window: 'quarter', from: '2024-07-01' },
    { window: 'year-to-date', from: '2024-01-01' },
    { window: 'cumulative', from: null },
  ])
  const loan = {
    loanId: 'l',
    amount: money('3000000.00'),
    rate: annualRatePercent('3.25'),
    on: day('2024-06-20'),
    project: { field: 'clean-energy' as const, investment: money('12000000.00'), annualReduction: exact('1000') },
  }
  const told = attributedReduction(loan)
  t.equal(told && formatExact(told), '250', 'a quarter of the money, a quarter of the tonnes')
  const over = attributedReduction({ ...loan, amount: money('15000000.00') })
  t.equal(over && formatExact(over), '1000', 'never more than the project')
  t.equal(attributedReduction({ ...loan, project: null }), null)
  t.match(disclosureOf([loan, { ...loan, project: null }]), { projects: 2, annualReductionT: '250', withoutProject: 1 })
})

t.test('books that differ say why', async (t) => {
  const pair = (change: Partial<Record<'lender' | 'branch' | 'lenderFor' | 'branchFor', string>>): AccountPair => {
    const { lender = '-5.00', branch = '5.00' } = change
    const { lenderFor = lender, branchFor = branch } = change
    return {
      lenderAccount: '2004',
      branchAccount: '1302',
      lender: money(lender),
      branch: money(branch),
      lenderFor: money(lenderFor),
      branchFor: money(branchFor),
    }
  }
  const causes = (change: Parameters<typeof pair>[0], principal = '5.00') =>
    reconcileBooks([pair(change)], money(principal)).causes
  t.same(causes({}), [])
  t.same(causes({ branch: '4.00' }), ['ENTRY_ON_ONE_BOOK'])
  t.same(causes({ lender: '-4.00', lenderFor: '-5.00' }), ['BOOKED_FORWARD'])
  t.same(causes({}, '4.00'), ['PRINCIPAL_NOT_AS_FACTS'])
  fc.assert(
    fc.property(amounts, (amount) => {
      const of = { lender: formatMoney(negateMoney(amount)), branch: formatMoney(amount) }
      return causes(of, formatMoney(amount)).length === 0
    }),
  )
})

t.test('columns of a sheet', async (t) => {
  t.same([0, 25, 26, 51, 52, 701, 702].map(columnLetters), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
