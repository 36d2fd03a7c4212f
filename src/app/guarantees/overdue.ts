import type { Tx } from '../../db/transaction.js'
import { replay } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Money, NO_MONEY, sumMoney } from '../../kernel/money.js'
import { lifeOf } from '../servicing/life-of.js'

/** What of a loan fell due before a day and is not paid, of every kind; nothing before it is paid out. */
export async function overdueOf(tx: Tx, loanId: string, on: CivilDate): Promise<Money> {
  const known = await lifeOf(tx, loanId, null)
  if (known === undefined || known.life === null) return NO_MONEY
  const replayed = replay(known.life)
  // Its facts were tested when they were recorded; a loan that cannot be computed is a defect.
  if (!replayed.ok) throw new Error(`loan ${loanId} cannot be replayed: ${JSON.stringify(replayed.refusal)}`)
  return sumMoney(Object.values(replayed.value.positionOn(on).overdue))
}
