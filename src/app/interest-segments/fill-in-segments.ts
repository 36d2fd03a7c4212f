import type { Tx } from '../../db/transaction.js'
import type { RateDecisions } from '../../domain/loans/servicing/interest-segments.js'
import { replay } from '../../domain/loans/servicing/replay.js'
import { lifeOf } from '../servicing/life-of.js'
import { segmentRows } from './segment-rows.js'
import { type SegmentRow, writeSegmentDifference } from './store.js'
import { decisionsOf, interestHistory } from './views.js'

/**
 * Writes the segments of a loan that has none as they would have been written at the time: life after life as it became known, each under
 * the instant of what changed it. Done twice, it writes once. Whoever does it holds the loan.
 */
export async function fillInSegments(tx: Tx, loanId: string, decisions: RateDecisions): Promise<void> {
  for (const because of await interestHistory(tx, loanId))
    await writeSegmentDifference(tx, [loanId], await rowsKnownAt(tx, loanId, decisions, because.recordedAt), because)
}

async function rowsKnownAt(
  tx: Tx,
  loanId: string,
  decisions: RateDecisions,
  knownAt: string,
): Promise<readonly SegmentRow[]> {
  const known = await lifeOf(tx, loanId, knownAt)
  if (known === undefined) throw new Error(`loan ${loanId} is not to be seen`)
  const { life, terms } = known
  if (life === null) return []
  const replayed = replay(life)
  // Every fact was replayed before it was recorded.
  if (!replayed.ok) throw new Error(`loan ${loanId} has no life: ${JSON.stringify(replayed.refusal)}`)
  return segmentRows(loanId, terms, replayed.value.interestSegments(decisions))
}

/** The same for a loan of which nothing is known yet. @returns whether it had none */
export async function fillInLoan(tx: Tx, loanId: string): Promise<boolean> {
  const { decisions, written } = await decisionsOf(tx, loanId)
  if (!written) await fillInSegments(tx, loanId, decisions)
  return !written
}
