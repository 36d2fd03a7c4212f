import { randomUUID } from 'node:crypto'
import { accountOf } from '../../domain/ledger/account.js'
import { bookingDay, type IfClosed, type PeriodClosedRefusal } from '../../domain/ledger/booking-day.js'
import { balancedEntry, type EntryLine } from '../../domain/ledger/entry.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Acting } from '../command/command.js'
import { type Book, holdBooks, insertEntries, openAccounts } from './store.js'

export interface EntryToBook {
  /** Given where the entry is told of before it is booked. */
  readonly id?: string
  /** Whose book: the actor's own, or a lender's when its branch books a re-loan. */
  readonly organisationId: string
  /** The day it is for. */
  readonly bookedOn: CivilDate
  /** What happened: 'loan.disbursed'. */
  readonly event: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly lines: readonly EntryLine[]
  /** The stable key of the posting it books: 'payment:<event id>'. A subject's key has one first entry a day. */
  readonly postingKey?: string | null
  /** The first entry of the same key, which this one adjusts. */
  readonly adjusts?: string | null
  /** The entry it undoes; its lines are the mirror of that one's, and an entry is undone once. */
  readonly reverses?: string | null
  /** 'refuse' unless given. */
  readonly ifClosed?: IfClosed
}

/** Books one entry, see bookEntries. @returns its id */
export async function bookEntry(command: Acting, entry: EntryToBook): Promise<Result<string, PeriodClosedRefusal>> {
  const booked = await bookEntries(command, [entry])
  return booked.ok ? ok(booked.value[0] as string) : booked
}

/**
 * The only way into a ledger: two statements, however many entries; a third and a fourth when accounts of the chart are opened on their
 * first use. Lines come from the postings of the domain, so an entry that does not balance is a defect and throws; the database tests it
 * again. It holds the period open from here to the end of the transaction: call it after the locks on what is booked.
 * @param last whether the entries may go out with the end of the transaction: not where a savepoint is open
 * @returns the ids of the entries in the order given; PERIOD_CLOSED when a day of theirs is closed and it was not to be booked forward
 */
export async function bookEntries(
  { tx, actor }: Acting,
  entries: readonly EntryToBook[],
  { last = false }: { readonly last?: boolean } = {},
): Promise<Result<readonly string[], PeriodClosedRefusal>> {
  if (entries.length === 0) return ok([])
  for (const { event, lines } of entries) {
    const balanced = balancedEntry(lines)
    if (!balanced.ok) throw new Error(`${event}: ${JSON.stringify(balanced.refusal)}`)
  }
  const codes = codesOf(entries)
  let books = await holdBooks(tx, codes)
  const unopened = [...codes].flatMap(([organisationId, used]) =>
    [...used]
      .filter((code) => !bookOf(books, organisationId).accounts.has(code))
      .flatMap((code) => accountOf(code) ?? [])
      .map((account) => ({ ...account, organisationId })),
  )
  if (unopened.length > 0) {
    await openAccounts(tx, unopened)
    books = await holdBooks(tx, codes)
  }

  const heads = []
  const allLines = []
  for (const entry of entries) {
    const { lines, bookedOn, ifClosed = 'refuse', ...head } = entry
    const book = bookOf(books, entry.organisationId)
    const day = bookingDay(bookedOn, book.closedThrough, ifClosed)
    if (!day.ok) return day
    const id = entry.id ?? randomUUID()
    heads.push({ ...head, ...day.value, id, recordedBy: actor?.userId ?? null })
    for (const { account, side, amount } of lines)
      allLines.push({
        entryId: id,
        organisationId: entry.organisationId,
        accountId: book.accounts.get(account) as string,
        side,
        amount: formatMoney(amount),
      })
  }
  await insertEntries(tx, heads, allLines, last)
  return ok(heads.map(({ id }) => id))
}

function codesOf(entries: readonly EntryToBook[]): ReadonlyMap<string, ReadonlySet<string>> {
  const codes = new Map<string, Set<string>>()
  for (const { organisationId, lines } of entries) {
    const used = codes.get(organisationId) ?? new Set()
    for (const { account } of lines) used.add(account)
    codes.set(organisationId, used)
  }
  return codes
}

const bookOf = (books: ReadonlyMap<string, Book>, organisationId: string): Book => {
  const book = books.get(organisationId)
  if (book === undefined) throw new Error(`no book of ${organisationId} was held`)
  return book
}
