import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import type { AmountAboveLine } from '../../domain/loans/credit-line.js'
import type { LoanPosition } from '../../domain/loans/servicing/position.js'
import { daysOfBooks, type Replay, replay } from '../../domain/loans/servicing/replay.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import type { RecordRefusal } from '../command/record-refusal.js'
import { recordSegments, type SegmentsToWrite, takingInterestIn } from '../interest-segments/record-segments.js'
import { bookEntries } from '../ledger/book-entry.js'
import { type MissingEntry, missingEntries, type NewEntry } from './book-difference.js'
import { followLine } from './follow-line.js'
import { type HeldLoan, holdLoan } from './hold-loan.js'
import { type MoveOfLoan, recordMove } from './record-move.js'
import { standingOn, standsAlike } from './standing.js'
import { moveServiced, type Standing } from './store.js'

export type BringToDateRefusal = RecordRefusal | PeriodClosedRefusal | AmountAboveLine

export interface BroughtToDate {
  readonly loanId: string
  /** Null before the first disbursement. */
  readonly position: LoanPosition | null
  readonly standing: Standing | null
  /** The entries that were missing. */
  readonly entries: readonly NewEntry[]
  /** Whether what the loan is found by has changed. */
  readonly moved: boolean
}

/** The day that loans are brought to; `closing` when it is over: the accrual of a month that ends with it belongs to the book. */
export interface DayBroughtTo {
  readonly day: CivilDate
  readonly closing: boolean
}

/** What brings a held loan to a day, with nothing recorded yet. */
export interface Missing {
  readonly held: HeldLoan
  readonly position: LoanPosition
  readonly standing: Standing
  readonly replayed: Replay
  readonly entries: readonly MissingEntry[]
  readonly moved: boolean
}

/** @returns null before the first disbursement, when nothing can be missing */
export function whatIsMissing(held: HeldLoan, { day, closing }: DayBroughtTo): Missing | null {
  const { life, loan, state } = held
  if (life === null) return null
  const watched = closing ? [day, ...daysOfBooks(life, addDays(day, 1))] : daysOfBooks(life, day)
  const replayed = replay(life, watched)
  // Every fact was replayed before it was recorded.
  if (!replayed.ok) throw new Error(`loan ${loan.id} has no life: ${JSON.stringify(replayed.refusal)}`)
  const position = replayed.value.positionOn(day)
  const standing = standingOn(held, replayed.value, position, day)
  const entries = missingEntries(held, replayed.value, { day, closing, ownFact: null })
  return { held, position, standing, replayed: replayed.value, entries, moved: !standsAlike(state, standing) }
}

/** The interest segments of those whose books take interest in. */
export const settledSegments = (missing: readonly Missing[]): readonly SegmentsToWrite[] =>
  missing.flatMap(({ held: { loan, life }, replayed, entries }) => {
    const entry = takingInterestIn(entries)
    return entry === undefined || life === null
      ? []
      : [{ loanId: loan.id, terms: life.terms, replayed, cause: 'settlement' as const, eventId: entry.id }]
  })

/** The step of a loan that is moved by the days alone. */
export const movedByDays = (day: CivilDate): MoveOfLoan => ({
  on: day,
  restructures: false,
  papers: { reason: null, evidenceHash: null },
})

/**
 * Books whatever a loan's facts call for by a day and the book does not hold, and moves the loan to where it then stands. Done twice,
 * it books once. It writes no audit event: whoever gave the command does. `bringSetToDate` does the same to many.
 */
export async function bringToDate(
  command: Command,
  loanId: string,
  day: CivilDate,
  closing: boolean,
): Promise<Result<BroughtToDate, BringToDateRefusal>> {
  const holding = await holdLoan(command.tx, loanId, null)
  if (!holding.ok) return holding
  const missing = whatIsMissing(holding.value, { day, closing })
  if (missing === null) return ok({ loanId, position: null, standing: null, entries: [], moved: false })
  const { held, position, standing, entries, moved } = missing
  if (moved) {
    const line = await followLine(command, held, standing, day)
    if (!line.ok) return line
  }
  const booked = await bookEntries(command, entries)
  if (!booked.ok) return booked
  await recordSegments(command.tx, settledSegments([missing]), { day, closing })
  if (moved) {
    await moveServiced(command.tx, held.state, standing)
    await recordMove(command, held, standing, movedByDays(day))
  }
  return ok({ loanId, position, standing, entries, moved })
}
