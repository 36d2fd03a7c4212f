import { randomUUID } from 'node:crypto'
import { type Actor, tenancyOf } from '../../src/app/actor.js'
import type { Command } from '../../src/app/command/command.js'
import { bookEntries, type EntryToBook } from '../../src/app/ledger/book-entry.js'
import type { Database } from '../../src/db/connection.js'
import { type TransactionOptions, withTransaction } from '../../src/db/transaction.js'
import type { AccountCode } from '../../src/domain/ledger/account.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'

/** Runs a use case as somebody, in a transaction of its own. */
export const commandOf = <T>(
  db: Database,
  actor: Actor,
  useCase: (command: Command) => Promise<T>,
  options?: TransactionOptions,
): Promise<T> =>
  withTransaction(
    db,
    tenancyOf(actor),
    (tx) => useCase({ tx, actor, requestId: randomUUID(), audited: false }),
    options,
  )

/** An amount from one account to another of the actor's book. */
export const transfer = (
  actor: Actor,
  on: string,
  amount: string,
  other: Partial<EntryToBook> & { from?: AccountCode; to?: AccountCode } = {},
): EntryToBook => {
  const { from = '2011', to = '1303', ...members } = other
  return {
    organisationId: actor.organisationId,
    bookedOn: civilDate(on),
    event: 'loan.disbursed',
    subjectKind: 'loan',
    subjectId: randomUUID(),
    lines: [
      { account: to, side: 'debit', amount: money(amount) },
      { account: from, side: 'credit', amount: money(amount) },
    ],
    ...members,
  }
}

export const book = (db: Database, actor: Actor, entries: readonly EntryToBook[]) =>
  commandOf(db, actor, (command) => bookEntries(command, entries))

/** Books what must be booked. @returns the ids of the entries */
export async function booked(
  db: Database,
  actor: Actor,
  ...entries: readonly EntryToBook[]
): Promise<readonly string[]> {
  const result = await book(db, actor, entries)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
