import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { moneyOfFen } from '../../kernel/fraction.js'
import { addMoney, formatMoney, type Money, NO_MONEY } from '../../kernel/money.js'
import { loanOn } from './loan-on.js'

export interface Repaid {
  readonly on: CivilDate
  readonly amount: string
}

/** Principal repaid by a day, as known at an instant: one sum a day, the first first. */
export async function repaidPrincipal(
  tx: Tx,
  loanId: string,
  times: { readonly asOf: CivilDate; readonly knownAt: string },
): Promise<readonly Repaid[]> {
  const found = await loanOn(tx, loanId, times)
  const days = new Map<CivilDate, Money>()
  for (const { bucket, on, amount } of found?.replayed?.allocationsThrough(times.asOf) ?? [])
    if (bucket === 'principal') days.set(on, addMoney(days.get(on) ?? NO_MONEY, moneyOfFen(amount)))
  return [...days].map(([on, amount]) => ({ on, amount: formatMoney(amount) })).sort((a, b) => (a.on < b.on ? -1 : 1))
}
