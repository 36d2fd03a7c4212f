import { and, eq, inArray } from 'drizzle-orm'
import { journalEntry, journalLine, ledgerAccount } from '../../db/tables/ledger.js'
import type { Tx } from '../../db/transaction.js'

/** The organisation's accounts of these codes, id by code; those it has not used yet are missing. */
export async function accountIds(
  tx: Tx,
  organisationId: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .select({ code: ledgerAccount.code, id: ledgerAccount.id })
    .from(ledgerAccount)
    .where(and(eq(ledgerAccount.organisationId, organisationId), inArray(ledgerAccount.code, [...codes])))
  return new Map(rows.map(({ code, id }) => [code, id]))
}

/** Opens accounts; one that another transaction opened meanwhile stays as it is. */
export async function openAccounts(tx: Tx, accounts: readonly (typeof ledgerAccount.$inferInsert)[]): Promise<void> {
  await tx
    .insert(ledgerAccount)
    .values([...accounts])
    .onConflictDoNothing()
}

export async function insertEntry(
  tx: Tx,
  entry: typeof journalEntry.$inferInsert,
  lines: readonly Pick<typeof journalLine.$inferInsert, 'accountId' | 'side' | 'amount'>[],
): Promise<string> {
  const { organisationId } = entry
  const [added] = await tx.insert(journalEntry).values(entry).returning({ id: journalEntry.id })
  if (added === undefined) throw new Error('an inserted entry has an id')
  // Apart from the entry: the policy on lines looks for an entry that is there before the statement.
  await tx.insert(journalLine).values(lines.map((line) => ({ ...line, organisationId, entryId: added.id })))
  return added.id
}
