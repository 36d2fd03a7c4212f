import { setImmediate as othersTurn } from 'node:timers/promises'
import { codeOf } from '../../db/faults.js'
import { ok, type Refusal, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { lockStandings } from '../credit-lines/store.js'
import { recordSegments } from '../interest-segments/record-segments.js'
import { bookEntries } from '../ledger/book-entry.js'
import { recordSteps } from '../loan-applications/record-step.js'
import {
  type BringToDateRefusal,
  type DayBroughtTo,
  type Missing,
  movedByDays,
  settledSegments,
  whatIsMissing,
} from './bring-to-date.js'
import { followLine, movesLine } from './follow-line.js'
import { heldLoans } from './hold-loan.js'
import { stepOfMove } from './record-move.js'
import { lockManyServiced, moveManyServiced } from './store.js'

/** A loan that was left as it is, and why: refused, or what was thrown. */
export type LeftOut =
  | { readonly loanId: string; readonly refusal: Refusal }
  | { readonly loanId: string; readonly error: unknown }

/** After so many loans the program listens to others. */
const LOANS_A_TURN = 10

/** Locks the loans of a set, in the one order in which loans are locked together. */
export const lockSet = ({ tx }: Command, loanIds: readonly string[]): Promise<unknown> => lockManyServiced(tx, loanIds)

/**
 * `bringToDate` for many loans that `lockSet` has locked, with a number of statements that does not grow with them: they are read
 * together, each is judged by itself, and what is missing of them is written together. A loan that cannot be judged is left out; one that
 * cannot be written fails the whole set, which is then to be tried in parts.
 */
export async function bringSetToDate(
  command: Command,
  loanIds: readonly string[],
  to: DayBroughtTo,
): Promise<Result<readonly LeftOut[], BringToDateRefusal>> {
  const held = await heldLoans(command.tx, loanIds)
  const leftOut: LeftOut[] = []
  const missing: Missing[] = []
  for (const [index, loanId] of loanIds.entries()) {
    if (index % LOANS_A_TURN === LOANS_A_TURN - 1) await othersTurn()
    try {
      const loan = await held(loanId)
      const judged = loan.ok ? whatIsMissing(loan.value, to) : null
      if (!loan.ok) leftOut.push({ loanId, refusal: loan.refusal })
      else if (judged !== null) missing.push(judged)
    } catch (error) {
      // After a statement that failed nothing more is read or written.
      if (codeOf(error) !== undefined) throw error
      leftOut.push({ loanId, error })
    }
  }
  const recorded = await record(command, missing, to)
  return recorded.ok ? ok(leftOut) : recorded
}

async function record(
  command: Command,
  missing: readonly Missing[],
  { day, closing }: DayBroughtTo,
): Promise<Result<null, BringToDateRefusal>> {
  const moved = missing.filter(({ moved }) => moved)
  const onLines = moved.filter(({ held, standing }) => movesLine(held, standing))
  await lockStandings(
    command.tx,
    onLines.map(({ held }) => held.loan.creditLineId as string),
  )
  for (const { held, standing } of onLines) {
    const line = await followLine(command, held, standing, day)
    if (!line.ok) return line
  }
  const booked = await bookEntries(
    command,
    missing.flatMap(({ entries }) => entries),
  )
  if (!booked.ok) return booked
  await recordSegments(command.tx, settledSegments(missing), { day, closing })
  await moveManyServiced(
    command.tx,
    moved.map(({ held, standing }) => ({ before: held.state, after: standing })),
  )
  await recordSteps(
    command,
    moved.flatMap(({ held, standing }) => stepOfMove(held, standing, movedByDays(day)) ?? []),
  )
  return ok(null)
}
