import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isZeroMoney, type Money, money, subtractMoney, sumMoney } from '../../kernel/money.js'
import { instantOf } from '../carbon/account-views.js'
import { accountBalances } from './account-balances.js'
import type { AccountBalanceRow } from './balance-views.js'

/** Debits and credits of all accounts together. */
export const totalsOf = (
  accounts: readonly Pick<AccountBalanceRow, 'debit' | 'credit'>[],
): { readonly debit: Money; readonly credit: Money } => ({
  debit: sumMoney(accounts.map((account) => money(account.debit))),
  credit: sumMoney(accounts.map((account) => money(account.credit))),
})

/** The accounts of a book on a day, as known at an instant, and whether debits and credits of the whole cancel out. */
export async function trialBalance(
  tx: Tx,
  organisationId: string,
  asked: { readonly asOf: CivilDate; readonly knownAt: string | null },
) {
  const knownAt = asked.knownAt ?? (await instantOf(tx))
  const accounts = await accountBalances(tx, organisationId, { asOf: asked.asOf, knownAt })
  const { debit, credit } = totalsOf(accounts)
  const difference = subtractMoney(debit, credit)
  return {
    asOf: asked.asOf,
    knownAt,
    accounts,
    trialBalance: {
      debit: formatMoney(debit),
      credit: formatMoney(credit),
      difference: formatMoney(difference),
      balanced: isZeroMoney(difference),
    },
  }
}
