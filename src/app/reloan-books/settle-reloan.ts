import type { PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import { mirrorOf } from '../../domain/ledger/reloan-postings.js'
import type { ReloanJournal, ReloanPosting } from '../../domain/relending/accrual.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Acting } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { bookEntries, type EntryToBook } from '../ledger/book-entry.js'
import { type BookedLine, differenceOf } from '../servicing/difference.js'
import { journalOf } from './journal-of.js'
import { holdReloan } from './store.js'

export interface SettledReloan {
  /** Entries booked, on both books together. */
  readonly entries: number
  readonly journal: ReloanJournal
}

export type SettleRefusal = RecordRefusal | PeriodClosedRefusal

const EVENT: Readonly<Record<string, string>> = {
  accrual: 'reloan.interest-accrued',
  interest: 'reloan.interest-accrued',
  settled: 'reloan.interest-settled',
  collected: 'reloan.interest-settled',
}

const eventOfKey = (key: string): string => {
  const event = EVENT[key.split(':')[0] as string]
  if (event === undefined) throw new Error(`a posting ${key} that no re-loan calls for`)
  return event
}

/**
 * Books on both books what the interest of a re-loan must stand at by the end of a day and does not: settlements, month ends, and what a
 * fact recorded late changes of them. A day in a closed period is booked forward. Doing it twice books once. After a return or an
 * extension the caller does it for its day, so that what is returned in whole is settled with it.
 */
export async function settleReloan(
  command: Acting,
  reloanId: string,
  through: CivilDate,
): Promise<Result<SettledReloan, SettleRefusal>> {
  const { tx } = command
  const reloan = await holdReloan(tx, reloanId)
  if (reloan === undefined) return notFound('re-loan')
  const { life, journal } = await journalOf(tx, reloan, through)
  const entriesOf = (
    organisationId: string,
    expected: Parameters<typeof differenceOf>[0],
    booked: readonly BookedLine[],
  ): readonly EntryToBook[] =>
    differenceOf(
      expected,
      booked.filter(({ on }) => on <= through),
    ).map(({ key, on, adjusts, undoes, lines }) => ({
      organisationId,
      bookedOn: on,
      event: eventOfKey(key),
      subjectKind: 'reloan',
      subjectId: reloanId,
      lines,
      postingKey: key,
      adjusts,
      reverses: undoes ? adjusts : null,
      ifClosed: 'book-forward',
    }))
  const entries = [
    ...entriesOf(reloan.lenderId, journal.postings, life.booked.lender),
    ...entriesOf(reloan.centralBankId, journal.postings.map(mirrored), life.booked.branch),
  ]
  const booked = await bookEntries(command, entries)
  return booked.ok ? ok({ entries: entries.length, journal }) : booked
}

const mirrored = (posting: ReloanPosting) => ({ ...posting, lines: mirrorOf(posting.lines) })
