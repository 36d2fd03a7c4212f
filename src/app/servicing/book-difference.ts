import { randomUUID } from 'node:crypto'
import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import type { Posting } from '../../domain/loans/servicing/postings.js'
import type { Replay } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { bookEntries, type EntryToBook } from '../ledger/book-entry.js'
import { type BookedLine, differenceOf } from './difference.js'
import type { HeldLoan } from './hold-loan.js'
import { eventOfKey, isOfMonthEnd } from './journal-events.js'

export interface Booking {
  readonly day: CivilDate
  /** Whether the day is over: then the accrual of a month that ends with it is booked as well. */
  readonly closing: boolean
  /** The fact that the command itself records: it is refused in a closed period, where its consequences are booked forward. */
  readonly ownFact: string | null
}

export interface NewEntry {
  readonly id: string
  readonly postingKey: string
}

/** Books what the loan's journal must hold by a day and does not. @returns the new entries */
export async function bookDifference(
  command: Command,
  held: Pick<HeldLoan, 'loan' | 'booked'>,
  replayed: Replay,
  booking: Booking,
): Promise<Result<readonly NewEntry[], PeriodClosedRefusal>> {
  const entries = missingEntries(held, replayed, booking)
  const booked = await bookEntries(command, entries)
  return booked.ok ? ok(entries) : booked
}

export type MissingEntry = EntryToBook & NewEntry

/** What the loan's journal must hold by a day and does not, with the ids that it will have. */
export function missingEntries(
  { loan, booked }: Pick<HeldLoan, 'loan' | 'booked'>,
  replayed: Replay,
  { day, closing, ownFact }: Booking,
): readonly MissingEntry[] {
  const until = booked.filter(({ on }) => on <= day)
  const expected = expectedBy(replayed, until, day, closing)
  return differenceOf(expected, until).map(({ key, on, posting, adjusts, undoes, lines }) => ({
    id: randomUUID(),
    organisationId: loan.lenderId,
    bookedOn: on,
    event: eventOfKey(key),
    subjectKind: 'loan',
    subjectId: loan.id,
    lines,
    postingKey: key,
    adjusts,
    reverses: undoes ? adjusts : null,
    ifClosed: ownFact !== null && posting?.factId === ownFact ? 'refuse' : 'book-forward',
  }))
}

/** Whether the end of the day has been booked, though the day may still be at work. */
export const isEnded = (booked: readonly BookedLine[], day: CivilDate): boolean =>
  booked.some(({ on, key }) => on === day && isOfMonthEnd(key))

/** What the end of the day has booked already stays expected while the day is still at work. */
function expectedBy(
  replayed: Replay,
  booked: readonly BookedLine[],
  day: CivilDate,
  closing: boolean,
): readonly Posting[] {
  return replayed.postingsThrough(day, closing || isEnded(booked, day))
}
