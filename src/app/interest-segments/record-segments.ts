import type { Tx } from '../../db/transaction.js'
import type { ContractTerms } from '../../domain/loans/contract-terms.js'
import type { NewFact } from '../../domain/loans/servicing/commands.js'
import type { FactKind, LoanFact } from '../../domain/loans/servicing/facts.js'
import { takenInThrough } from '../../domain/loans/servicing/interest-segments.js'
import type { Replay } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { fillInSegments } from './fill-in-segments.js'
import { segmentRows } from './segment-rows.js'
import { type ChangedLoan, type SegmentRow, writeSegmentDifference } from './store.js'
import { decisionsOf, INTEREST_EVENTS, type KnownDecisions } from './views.js'

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

/** The entry that takes interest into the books, the last of several; undefined where none does. */
export const takingInterestIn = <E extends { readonly event: string }>(entries: readonly E[]): E | undefined =>
  entries.findLast(({ event }) => INTEREST_EVENTS.some((name) => name === event))

/** A loan as it is now, with what its segments are written for. */
export interface SegmentsToWrite extends ChangedLoan {
  readonly terms: Pick<ContractTerms, 'rounding'>
  readonly replayed: Replay
}

/**
 * Writes what the interest segments of loans are, of the nights that the books have taken in by a day, as the difference to what is
 * stored: nothing where nothing has changed. Whoever does it holds the loans, has booked their entries, and does it in the transaction that
 * changes them. A loan that was paid out before segments were kept gets those of its past first, each under the instant at which it became
 * known.
 */
export async function recordSegments(
  tx: Tx,
  loans: readonly SegmentsToWrite[],
  { day, closing }: { readonly day: CivilDate; readonly closing: boolean },
): Promise<void> {
  if (loans.length === 0) return
  const known = await decisionsOf(
    tx,
    loans.map(({ loanId }) => loanId),
  )
  const through = takenInThrough(day, closing)
  const rows: SegmentRow[] = []
  for (const { loanId, terms, replayed } of loans) {
    const { decisions, written } = known.get(loanId) as KnownDecisions
    if (!written) await fillInSegments(tx, loanId, decisions)
    rows.push(...segmentRows(loanId, terms, replayed.interestSegments(decisions, through)))
  }
  await writeSegmentDifference(tx, loans, rows)
}
