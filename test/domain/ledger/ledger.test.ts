import fc from 'fast-check'
import t from 'tap'
import { CHART } from '../../../src/domain/ledger/account.js'
import { debitBalances, isInBalance, naturalBalance } from '../../../src/domain/ledger/balances.js'
import { balancedEntry, type EntryLine, reversalOf } from '../../../src/domain/ledger/entry.js'
import { loanDisbursement, reloanDrawdown } from '../../../src/domain/ledger/postings.js'
import { formatMoney, money, NO_MONEY } from '../../../src/kernel/money.js'

const line = (account: EntryLine['account'], side: EntryLine['side'], amount: string): EntryLine => ({
  account,
  side,
  amount: money(amount),
})

t.test('an entry that is not one is refused, in this order', async (t) => {
  const cases: readonly [readonly EntryLine[], string][] = [
    [[line('1303', 'debit', '1.00')], 'ENTRY_TOO_SHORT'],
    [[line('9999' as never, 'debit', '1.00'), line('2011', 'credit', '1.00')], 'ENTRY_ACCOUNT_UNKNOWN'],
    [[line('1303', 'debit', '0.00'), line('2011', 'credit', '0.00')], 'ENTRY_AMOUNT_NOT_POSITIVE'],
    [[line('1303', 'debit', '-1.00'), line('2011', 'credit', '-1.00')], 'ENTRY_AMOUNT_NOT_POSITIVE'],
    [[line('1303', 'debit', '1.01'), line('2011', 'credit', '1.00')], 'ENTRY_NOT_BALANCED'],
  ]
  for (const [lines, code] of cases) t.match(balancedEntry(lines), { ok: false, refusal: { code } }, code)
  t.ok(balancedEntry(loanDisbursement(money('3000000.00'))).ok)
})

t.test('a re-loan mirrors itself on both books', async (t) => {
  const { lender, branch } = reloanDrawdown(money('1800000.00'))
  t.ok(balancedEntry(lender).ok)
  t.ok(balancedEntry(branch).ok)
  const owed = debitBalances(lender).get('2004') ?? NO_MONEY
  const claimed = debitBalances(branch).get('1302') ?? NO_MONEY
  t.equal(formatMoney(naturalBalance('2004', owed)), '1800000.00')
  t.equal(formatMoney(naturalBalance('1302', claimed)), '1800000.00')
})

t.test('whatever is booked, the trial balance is zero, and a reversal restores every account', async () => {
  const account = fc.constantFrom(...CHART.map(({ code }) => code))
  const amount = fc
    .integer({ min: 1, max: 10_000_000 })
    .map((fen) => money(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`))
  const entry = fc.tuple(account, account, amount).map(([from, to, value]): EntryLine[] => [
    { account: from, side: 'debit', amount: value },
    { account: to, side: 'credit', amount: value },
  ])
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 20 }), (entries) => {
      const lines = entries.flat()
      const undone = debitBalances([...lines, ...reversalOf(lines)])
      return (
        isInBalance(debitBalances(lines)) && [...undone.values()].every((balance) => formatMoney(balance) === '0.00')
      )
    }),
  )
})

t.test('account codes are unique', async (t) => {
  t.equal(new Set(CHART.map(({ code }) => code)).size, CHART.length)
})
