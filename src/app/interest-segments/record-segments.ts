import type { Tx } from '../../db/transaction.js'
import type { NewFact } from '../../domain/loans/servicing/commands.js'
import type { FactKind, LoanFact, LoanLife } from '../../domain/loans/servicing/facts.js'
import type { Replay } from '../../domain/loans/servicing/replay.js'
import { fillInSegments } from './fill-in-segments.js'
import { segmentRows } from './segment-rows.js'
import { type Because, writeSegmentDifference } from './store.js'
import { decisionsOf } from './views.js'

const CHANGES_SCHEDULE: ReadonlySet<FactKind> = new Set([
  'disbursement',
  'rate-change',
  'pause',
  'restructure',
  'write-off',
])

/**
 * Whether a fact can change what bears interest. A payment of what is due, a fee, misuse cannot: the schedule knows nothing of them, so a
 * payment that changes no interest costs nothing here.
 */
export const bearsOnInterest = (fact: NewFact | LoanFact): boolean =>
  fact.kind === 'payment' ? fact.excess.does !== 'hold' : CHANGES_SCHEDULE.has(fact.kind)

/**
 * Writes what a loan's interest segments are now, as the difference to what is stored: nothing where nothing has changed. Whoever does it
 * holds the loan, and does it in the transaction that changes the loan. A loan that was paid out before segments were kept gets those of
 * its past first, each under the instant at which it became known.
 */
export async function recordSegments(
  tx: Tx,
  loanId: string,
  { terms, replayed }: Pick<LoanLife, 'terms'> & { readonly replayed: Replay },
  because: Omit<Because, 'recordedAt'>,
): Promise<void> {
  const { decisions, written } = await decisionsOf(tx, loanId)
  if (!written) await fillInSegments(tx, loanId, decisions)
  const rows = segmentRows(loanId, terms, replayed.interestSegments(decisions))
  await writeSegmentDifference(tx, [loanId], rows, { ...because, recordedAt: null })
}
