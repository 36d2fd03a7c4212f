import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import type { AmountAboveLine } from '../../domain/loans/credit-line.js'
import type { LoanPosition } from '../../domain/loans/servicing/position.js'
import { replay } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import type { RecordRefusal } from '../command/record-refusal.js'
import { bookDifference, type NewEntry } from './book-difference.js'
import { followLine } from './follow-line.js'
import { holdLoan } from './hold-loan.js'
import { recordMove } from './record-move.js'
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

/**
 * Books whatever a loan's facts call for by a day and the book does not hold, and moves the loan to where it then stands. Done twice,
 * it books once. It writes no audit event: whoever gave the command does.
 * @param closing the day is over: the accrual of a month that ends with it belongs to the book
 */
export async function bringToDate(
  command: Command,
  loanId: string,
  day: CivilDate,
  closing: boolean,
): Promise<Result<BroughtToDate, BringToDateRefusal>> {
  const holding = await holdLoan(command.tx, loanId, null)
  if (!holding.ok) return holding
  const held = holding.value
  const { life, state } = held
  if (life === null) return ok({ loanId, position: null, standing: null, entries: [], moved: false })
  const replayed = replay(life)
  // Every fact was replayed before it was recorded.
  if (!replayed.ok) throw new Error(`loan ${loanId} has no life: ${JSON.stringify(replayed.refusal)}`)
  const position = replayed.value.positionOn(day)
  const standing = standingOn(held, replayed.value, position, day)
  const moved = !standsAlike(state, standing)
  if (moved) {
    const line = await followLine(command, held, standing, day)
    if (!line.ok) return line
  }
  const entries = await bookDifference(command, held, replayed.value, { day, closing, ownFact: null })
  if (!entries.ok) return entries
  if (moved) {
    await moveServiced(command.tx, state, standing)
    await recordMove(command, held, standing, {
      on: day,
      restructures: false,
      papers: { reason: null, evidenceHash: null },
    })
  }
  return ok({ loanId, position, standing, entries: entries.value, moved })
}
