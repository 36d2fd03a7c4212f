import type { Tx } from '../../db/transaction.js'
import { type RateDecisions, takenInThrough } from '../../domain/loans/servicing/interest-segments.js'
import { replay } from '../../domain/loans/servicing/replay.js'
import { type CivilDate, laterOf } from '../../kernel/civil-date.js'
import { lifeOf } from '../servicing/life-of.js'
import { segmentRows } from './segment-rows.js'
import { type SegmentRow, writeSegmentDifference } from './store.js'
import { decisionsOf, interestHistory } from './views.js'

/**
 * Writes the segments of a loan that has none as they would have been written at the time: life after life as it became known, each under
 * the instant of what changed it. Done twice, it writes once. Whoever does it holds the loan.
 */
export async function fillInSegments(tx: Tx, loanId: string, decisions: RateDecisions): Promise<void> {
  let through: CivilDate | null = null
  for (const { cause, eventId, recordedAt, day, closing } of await interestHistory(tx, loanId)) {
    const taken = takenInThrough(day, closing)
    through = through === null ? taken : laterOf(through, taken)
    const rows = await rowsKnownAt(tx, loanId, decisions, { knownAt: recordedAt, through })
    await writeSegmentDifference(tx, [{ loanId, cause, eventId }], rows, recordedAt)
  }
}

async function rowsKnownAt(
  tx: Tx,
  loanId: string,
  decisions: RateDecisions,
  { knownAt, through }: { readonly knownAt: string; readonly through: CivilDate },
): Promise<readonly SegmentRow[]> {
  const known = await lifeOf(tx, loanId, knownAt)
  if (known === undefined) throw new Error(`loan ${loanId} is not to be seen`)
  const { life, terms } = known
  if (life === null) return []
  const replayed = replay(life)
  // Every fact was replayed before it was recorded.
  if (!replayed.ok) throw new Error(`loan ${loanId} has no life: ${JSON.stringify(replayed.refusal)}`)
  return segmentRows(loanId, terms, replayed.value.interestSegments(decisions, through))
}

/** The same for a loan of which nothing is known yet. @returns whether something was to be filled in */
export async function fillInLoan(tx: Tx, loanId: string): Promise<boolean> {
  const known = (await decisionsOf(tx, [loanId])).get(loanId)
  if (known === undefined || known.written) return false
  await fillInSegments(tx, loanId, known.decisions)
  return true
}
