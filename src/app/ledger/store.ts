import { sql } from 'drizzle-orm'
import { accountingPeriodClose, ledgerAccount } from '../../db/tables/ledger.js'
import { ask, askLast, type Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface Book {
  /** The day through which its accounts are closed; null while they never were. */
  readonly closedThrough: CivilDate | null
  /** Ids of accounts by code; those the organisation has not used yet are missing. */
  readonly accounts: ReadonlyMap<string, string>
}

const HOLD_BOOKS = `
  SELECT b.organisation, hold_closed_through(b.organisation) AS "closedThrough",
         (SELECT jsonb_object_agg(a.code, a.id) FROM ledger_account a
          WHERE a.organisation_id = b.organisation AND a.code IN (SELECT jsonb_array_elements_text(b.codes))) AS accounts
  FROM jsonb_to_recordset($1::jsonb) AS b (organisation uuid, codes jsonb)`

/** Holds each book's period as it is until the transaction ends, in the order of ids, and reads the accounts of these codes. */
export async function holdBooks(
  tx: Tx,
  codes: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<ReadonlyMap<string, Book>> {
  const asked = [...codes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([organisation, used]) => ({ organisation, codes: [...used] }))
  const rows = await ask<{
    organisation: string
    closedThrough: CivilDate | null
    accounts: Record<string, string> | null
  }>(tx, HOLD_BOOKS, [JSON.stringify(asked)])
  return new Map(
    rows.map(({ organisation, closedThrough, accounts }) => [
      organisation,
      { closedThrough, accounts: new Map(Object.entries(accounts ?? {})) },
    ]),
  )
}

/** Opens accounts; one that another transaction opened meanwhile stays as it is. */
export async function openAccounts(tx: Tx, accounts: readonly (typeof ledgerAccount.$inferInsert)[]): Promise<void> {
  await tx
    .insert(ledgerAccount)
    .values([...accounts].sort((a, b) => (a.organisationId + a.code < b.organisationId + b.code ? -1 : 1)))
    .onConflictDoNothing()
}

export interface EntryHead {
  readonly id: string
  readonly organisationId: string
  readonly bookedOn: CivilDate
  readonly movedFrom: CivilDate | null
  readonly event: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly postingKey?: string | null
  readonly adjusts?: string | null
  readonly reverses?: string | null
  readonly recordedBy: string | null
}

export interface LineRow {
  readonly entryId: string
  readonly organisationId: string
  readonly accountId: string
  readonly side: 'debit' | 'credit'
  readonly amount: string
}

const BOOK_ENTRIES = 'SELECT book_entries($1::jsonb, $2::jsonb)'

/** Entries and all their lines, in one statement. @param last whether it goes out with what ends the transaction, which then answers for it */
export async function insertEntries(
  tx: Tx,
  heads: readonly EntryHead[],
  lines: readonly LineRow[],
  last: boolean,
): Promise<void> {
  const entryRows = heads.map((head) => ({
    id: head.id,
    organisation_id: head.organisationId,
    booked_on: head.bookedOn,
    moved_from: head.movedFrom,
    event: head.event,
    subject_kind: head.subjectKind,
    subject_id: head.subjectId,
    posting_key: head.postingKey,
    adjusts: head.adjusts,
    reverses: head.reverses,
    recorded_by: head.recordedBy,
  }))
  const lineRows = lines.map((line) => ({
    entry_id: line.entryId,
    organisation_id: line.organisationId,
    account_id: line.accountId,
    side: line.side,
    amount: line.amount,
  }))
  const params = [JSON.stringify(entryRows), JSON.stringify(lineRows)]
  if (last) askLast(tx, BOOK_ENTRIES, params)
  else await ask(tx, BOOK_ENTRIES, params)
}

/** Waits for the entries at work in a book and lets none begin until the transaction ends. @returns through which day it is closed */
export async function stopBooking(tx: Tx, organisationId: string): Promise<CivilDate | null> {
  const rows = await tx.execute<{ closedThrough: CivilDate | null }>(
    sql`SELECT stop_booking(${organisationId}) AS "closedThrough"`,
  )
  return rows[0]?.closedThrough ?? null
}

export async function insertPeriodClose(tx: Tx, close: typeof accountingPeriodClose.$inferInsert): Promise<void> {
  await tx.insert(accountingPeriodClose).values(close)
}
