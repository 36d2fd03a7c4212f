import { compareMoney, formatMoney, isPositiveMoney, type Money, sumMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type AccountCode, accountOf, type Side } from './account.js'

export interface EntryLine {
  readonly account: AccountCode
  readonly side: Side
  readonly amount: Money
}

export type LedgerRefusal =
  | { readonly code: 'ENTRY_TOO_SHORT' }
  | { readonly code: 'ENTRY_AMOUNT_NOT_POSITIVE'; readonly account: string; readonly amount: string }
  | { readonly code: 'ENTRY_ACCOUNT_UNKNOWN'; readonly account: string }
  | { readonly code: 'ENTRY_NOT_BALANCED'; readonly debit: string; readonly credit: string }

export const totalOf = (lines: readonly EntryLine[], side: Side): Money =>
  sumMoney(lines.filter((line) => line.side === side).map((line) => line.amount))

/** Double entry: at least two lines of known accounts and positive amounts, debits equal to credits. */
export function balancedEntry(lines: readonly EntryLine[]): Result<readonly EntryLine[], LedgerRefusal> {
  if (lines.length < 2) return refuse({ code: 'ENTRY_TOO_SHORT' })
  for (const { account, amount } of lines) {
    if (accountOf(account) === undefined) return refuse({ code: 'ENTRY_ACCOUNT_UNKNOWN', account })
    if (!isPositiveMoney(amount))
      return refuse({ code: 'ENTRY_AMOUNT_NOT_POSITIVE', account, amount: formatMoney(amount) })
  }
  const debit = totalOf(lines, 'debit')
  const credit = totalOf(lines, 'credit')
  if (compareMoney(debit, credit) !== 0)
    return refuse({ code: 'ENTRY_NOT_BALANCED', debit: formatMoney(debit), credit: formatMoney(credit) })
  return ok(lines)
}

/** The entry that undoes another: the same accounts and amounts on the other side. */
export const reversalOf = (lines: readonly EntryLine[]): readonly EntryLine[] =>
  lines.map((line) => ({ ...line, side: line.side === 'debit' ? 'credit' : 'debit' }))
