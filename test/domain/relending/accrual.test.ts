import fc from 'fast-check'
import t from 'tap'
import { reloanEventPostings } from '../../../src/domain/ledger/reloan-postings.js'
import {
  type ReloanContract,
  type ReloanFact,
  type ReloanJournal,
  reloanJournal,
  type SettlementRule,
  settlementDays,
} from '../../../src/domain/relending/accrual.js'
import type { FacilityTermRow } from '../../../src/domain/relending/facility.js'
import { overdueRateOf } from '../../../src/domain/relending/overdue-rate.js'
import { addDays, civilDate, daysBetween } from '../../../src/kernel/civil-date.js'
import { addFractions, fenFromFraction, fenOf, fraction, NO_FRACTION } from '../../../src/kernel/fraction.js'
import { formatMoney, type Money, money } from '../../../src/kernel/money.js'
import { annualRatePercent, formatRatePercent } from '../../../src/kernel/rate.js'

const day = civilDate
const RULE: SettlementRule = { daysOfYear: 360n, day: 20, months: [3, 6, 9, 12] }
const CONTRACT: ReloanContract = {
  id: 'r',
  amount: money('1800000.00'),
  rate: annualRatePercent('1.75'),
  drawnOn: day('2024-06-20'),
  dueOn: day('2025-06-20'),
}
const unknown = overdueRateOf([], ['F'])
const known = (value: string) =>
  overdueRateOf(
    [
      {
        facility: 'F',
        parameter: 'overdue_rate',
        value,
        validFrom: day('2024-01-01'),
        validTo: null,
        rule: { ruleId: '1', source: 's', status: 'confirmed' },
      } satisfies FacilityTermRow,
    ],
    ['F'],
  )
const run = (through: string, facts: readonly ReloanFact[] = [], contract = CONTRACT, overdue = unknown) =>
  reloanJournal(contract, facts, RULE, overdue, day(through))
const told = ({ settlements }: ReloanJournal) =>
  settlements.map(({ on, days, interest, unpaid }) => `${on} ${days} ${formatMoney(interest)} ${formatMoney(unpaid)}`)
const repaid = (on: string, amount: string, id = on): ReloanFact => ({
  kind: 'repaid',
  id,
  on: day(on),
  amount: money(amount),
})

t.test('settlements of the published case, by hand', async (t) => {
  // 1,800,000 × 1.75 % × 92 / 360 = 8,050.00; 91 days 7,962.50; 90 days 7,875.00; 92 days 8,050.00.
  t.same(told(run('2024-09-19')), [])
  t.same(told(run('2024-09-20')), ['2024-09-20 92 8050.00 0.00'])
  t.same(told(run('2025-06-20', [repaid('2025-06-20', '1800000.00')])), [
    '2024-09-20 92 8050.00 0.00',
    '2024-12-20 91 7962.50 0.00',
    '2025-03-20 90 7875.00 0.00',
    '2025-06-20 92 8050.00 0.00',
  ])
  const { postings } = run('2024-09-20')
  t.same(
    postings.map(
      ({ key, on, lines }) =>
        `${on} ${key} ${lines.map(({ account, amount }) => `${account} ${formatMoney(amount)}`).join(' ')}`,
    ),
    [
      // Nights up to and including the month's last one: 11, 42, 73 of 92.
      '2024-06-30 accrual:2024-06-30 6411 962.50 2231 962.50',
      '2024-07-31 accrual:2024-07-31 6411 2712.50 2231 2712.50',
      '2024-08-31 accrual:2024-08-31 6411 2712.50 2231 2712.50',
      '2024-09-20 interest:2024-09-20 6411 1662.50 2231 1662.50',
      '2024-09-20 settled:2024-09-20 2231 8050.00 1003 8050.00',
    ],
  )
  t.same(settlementDays(RULE, day('2024-06-20'), day('2024-12-20')), ['2024-09-20', '2024-12-20'])
})

t.test('returns, extensions and unpaid interest', async (t) => {
  // 800,000 back on 2024-07-20: 1.8m × 30 nights, 1.0m × 62 nights: 2,625.00 + 3,013.888… = 5,638.89
  t.same(told(run('2024-09-20', [repaid('2024-07-20', '800000.00')])), ['2024-09-20 92 5638.89 0.00'])
  // Returned in whole on 2024-07-20: settled that day, and nothing later.
  t.same(told(run('2024-12-31', [repaid('2024-07-20', '1800000.00')])), ['2024-07-20 30 2625.00 0.00'])

  const extended: ReloanFact = {
    kind: 'extended',
    id: 'x',
    on: day('2025-06-20'),
    dueOn: day('2026-06-20'),
    rate: annualRatePercent('1.50'),
  }
  // The extension has its own rate from its date: 1.8m × 1.50 % × 92 / 360 = 6,900.00.
  const longer = run('2025-09-20', [extended])
  t.equal(told(longer).at(-1), '2025-09-20 92 6900.00 0.00')
  t.match(
    { dueOn: longer.dueOn, rate: formatRatePercent(longer.rate), blocked: longer.blocked },
    {
      dueOn: '2026-06-20',
      rate: '1.50',
      blocked: null,
    },
  )

  // 8,050.00 unpaid bears interest at 1.75 %: 91 days on 1,808,050.00 = 7,998.11 (7,998.1101…).
  const unpaid: ReloanFact = { kind: 'unpaid', id: 'u', on: day('2024-09-20'), amount: money('8050.00') }
  const compounded = run('2024-12-20', [unpaid])
  t.same(told(compounded), ['2024-09-20 92 8050.00 8050.00', '2024-12-20 91 7998.11 0.00'])
  t.equal(formatMoney(compounded.arrears), '8050.00')
  const paid: ReloanFact = { kind: 'paid', id: 'p', on: day('2024-10-20'), amount: money('8050.00') }
  // 30 nights with it, 61 without: 1.8m × 91 + 8,050 × 30: 7,962.50 + 11.74 = 7,974.24
  t.same(told(run('2024-12-20', [unpaid, paid])).at(-1), '2024-12-20 91 7974.24 0.00')
})

t.test('overdue: nothing is counted past the due date until the penalty rate is entered', async (t) => {
  const stopped = run('2025-09-20')
  t.match(stopped.blocked, {
    code: 'FACILITY_TERM_UNKNOWN',
    parameter: 'overdue_rate',
    on: '2025-06-20',
    enteredBy: 'reloan_reviewer',
  })
  t.equal(told(stopped).at(-1), '2025-06-20 92 8050.00 0.00', 'what was owed by the due date is settled')
  t.equal(run('2025-06-19').blocked, null)
  // 1.8m × 3.00 % × 92 / 360 = 13,800.00
  t.equal(told(run('2025-09-20', [], CONTRACT, known('3.00'))).at(-1), '2025-09-20 92 13800.00 0.00')
})

const amounts = fc
  .bigInt({ min: 1n, max: 9_999_999_999n })
  .map((fen) => money(`${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`))
const rates = fc
  .integer({ min: 1, max: 999 })
  .map((bp) => annualRatePercent(`${(bp - (bp % 100)) / 100}.${String(bp % 100).padStart(2, '0')}`))
const lives = fc
  .record({
    amount: amounts,
    rate: rates,
    start: fc.integer({ min: 0, max: 700 }),
    returns: fc.array(fc.record({ after: fc.integer({ min: 0, max: 364 }), share: fc.integer({ min: 1, max: 100 }) }), {
      maxLength: 4,
    }),
    nights: fc.integer({ min: 0, max: 364 }),
  })
  .map(({ amount, rate, start, returns, nights }) => {
    const drawnOn = addDays(day('2023-01-01'), start)
    const contract: ReloanContract = { id: 'r', amount, rate, drawnOn, dueOn: addDays(drawnOn, 365) }
    let left = fenOf(amount)
    const facts: ReloanFact[] = []
    for (const { after, share } of returns.toSorted((a, b) => a.after - b.after)) {
      const fen = (left * BigInt(share)) / 100n
      if (fen === 0n) continue
      left -= fen
      facts.push(
        repaid(
          addDays(drawnOn, after),
          `${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`,
          `${after}.${left}`,
        ),
      )
    }
    return { contract, facts, through: addDays(drawnOn, nights) }
  })

const sumOf = (journal: ReloanJournal, account: string): bigint =>
  journal.postings
    .flatMap(({ lines }) => lines)
    .reduce(
      (sum, line) =>
        line.account === account ? sum + (line.side === 'debit' ? fenOf(line.amount) : -fenOf(line.amount)) : sum,
      0n,
    )

t.test('properties', async (t) => {
  await t.test('what is booked in parts sums to the whole, period by period', async () => {
    fc.assert(
      fc.property(lives, ({ contract, facts, through }) => {
        const journal = reloanJournal(contract, facts, RULE, unknown, through)
        const settled = journal.settlements.reduce((sum, { interest }) => sum + fenOf(interest), 0n)
        // Settled interest is paid; the cost booked is what was settled and what month ends accrued since, rounded as one.
        if (sumOf(journal, '1003') !== -settled) return false
        const open = sumOf(journal, '6411') - settled
        return open === -sumOf(journal, '2231') && open >= 0n && open <= fenFromFraction(journal.accrued, 'half-up')
      }),
    )
  })
  await t.test('each settlement is the exact interest of its nights, rounded once', async () => {
    fc.assert(
      fc.property(lives, ({ contract, facts, through }) => {
        const journal = reloanJournal(contract, facts, RULE, unknown, through)
        const percent = BigInt(formatRatePercent(contract.rate).replace('.', ''))
        return journal.settlements.every(({ from, on, interest, days }) => {
          let whole = NO_FRACTION
          for (let night = 0; night < days; night += 1) {
            const at = addDays(from, night)
            const principal = facts.reduce(
              (sum, fact) => (fact.kind === 'repaid' && fact.on <= at ? sum - fenOf(fact.amount) : sum),
              fenOf(contract.amount),
            )
            whole = addFractions(whole, fraction(principal * percent, 100n * 10_000n * 360n))
          }
          return daysBetween(from, on) === days && fenFromFraction(whole, 'half-up') === fenOf(interest)
        })
      }),
    )
  })
  await t.test('an earlier day never says other than a later one said of it', async () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 0, max: 364 }), ({ contract, facts, through }, back) => {
        const earlier = addDays(through, -back)
        if (earlier < contract.drawnOn) return true
        const then = reloanJournal(contract, facts, RULE, unknown, earlier).postings
        const now = reloanJournal(contract, facts, RULE, unknown, through).postings.filter(({ on }) => on <= earlier)
        return JSON.stringify(then.map(plain)) === JSON.stringify(now.map(plain))
      }),
    )
  })
})
const plain = ({ key, on, lines }: ReloanJournal['postings'][number]) => [
  key,
  on,
  lines.map(({ account, side, amount }) => `${account} ${side} ${formatMoney(amount)}`),
]

t.test('the branch books the mirror of the lender', async (t) => {
  const lines = (all: readonly { account: string; side: string; amount: Money }[]) =>
    all.map(({ account, side, amount }) => `${side} ${account} ${formatMoney(amount)}`)
  const both = (kind: Parameters<typeof reloanEventPostings>[0]) => {
    const { lender, branch } = reloanEventPostings(kind, money('5.00'))
    return [lines(lender), lines(branch)]
  }
  t.same(both('returned'), [
    ['debit 2004 5.00', 'credit 1003 5.00'],
    ['credit 1302 5.00', 'debit 2002 5.00'],
  ])
  t.same(both('clawed-back'), both('returned'))
  t.same(both('interest-accrued'), [
    ['debit 6411 5.00', 'credit 2231 5.00'],
    ['credit 6011 5.00', 'debit 1132 5.00'],
  ])
  t.same(both('interest-settled'), [
    ['debit 2231 5.00', 'credit 1003 5.00'],
    ['credit 1132 5.00', 'debit 2002 5.00'],
  ])
})
