import { addMoney, isZeroMoney, type Money, NO_MONEY, negateMoney, subtractMoney } from '../../kernel/money.js'
import { accountOf } from './account.js'
import type { EntryLine } from './entry.js'

/** Debits less credits of every account that moved. */
export function debitBalances(lines: Iterable<EntryLine>): ReadonlyMap<string, Money> {
  const balances = new Map<string, Money>()
  for (const { account, side, amount } of lines) {
    const before = balances.get(account) ?? NO_MONEY
    balances.set(account, side === 'debit' ? addMoney(before, amount) : subtractMoney(before, amount))
  }
  return balances
}

/** A balance as its account shows it: positive on its normal side. */
export const naturalBalance = (account: string, debitBalance: Money): Money =>
  accountOf(account)?.normalSide === 'credit' ? negateMoney(debitBalance) : debitBalance

/** Whether debits and credits of a whole book cancel out. */
export function isInBalance(balances: ReadonlyMap<string, Money>): boolean {
  let total = NO_MONEY
  for (const balance of balances.values()) total = addMoney(total, balance)
  return isZeroMoney(total)
}
