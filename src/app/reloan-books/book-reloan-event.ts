import { randomUUID } from 'node:crypto'
import type { IfClosed, PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import { type ReloanEventKind, reloanEventPostings } from '../../domain/ledger/reloan-postings.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, isPositiveMoney, type Money } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { bookEntries } from '../ledger/book-entry.js'
import { holdReloan } from './store.js'

export interface ReloanEventToBook {
  readonly reloanId: string
  readonly kind: ReloanEventKind
  readonly amount: Money
  readonly on: CivilDate
  /** What it is booked for: the id of the fact. The same kind and key are booked once a day; left out, it is a booking of its own. */
  readonly key?: string
  /** 'refuse' unless given. */
  readonly ifClosed?: IfClosed
}

export interface BookedOnBoth {
  /** Ids of the entries. */
  readonly lender: string
  readonly branch: string
}

export type ReloanBookingRefusal =
  | RecordRefusal
  | PeriodClosedRefusal
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }

/**
 * Books what happened to a re-loan on the lender's book and, mirrored, on the branch's, in the caller's transaction. Interest
 * may be booked by either party, a return or a claw-back by the branch alone: row-level security holds it so. That the amount is owed is the caller's to test.
 */
export async function bookReloanEvent(
  command: Command,
  { reloanId, kind, amount, on, key = randomUUID(), ifClosed = 'refuse' }: ReloanEventToBook,
): Promise<Result<BookedOnBoth, ReloanBookingRefusal>> {
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  const reloan = await holdReloan(command.tx, reloanId)
  if (reloan === undefined) return notFound('re-loan')
  const { lender, branch } = reloanEventPostings(kind, amount)
  const entry = {
    bookedOn: on,
    event: `reloan.${kind}`,
    subjectKind: 'reloan',
    subjectId: reloanId,
    postingKey: `${kind}:${key}`,
    ifClosed,
  }
  const booked = await bookEntries(command, [
    { ...entry, organisationId: reloan.lenderId, lines: lender },
    { ...entry, organisationId: reloan.centralBankId, lines: branch },
  ])
  if (!booked.ok) return booked
  const [lenderEntry, branchEntry] = booked.value as [string, string]
  return ok({ lender: lenderEntry, branch: branchEntry })
}
