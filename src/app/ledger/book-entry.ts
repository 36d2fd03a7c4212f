import { accountOf } from '../../domain/ledger/account.js'
import { balancedEntry, type EntryLine } from '../../domain/ledger/entry.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Command } from '../command/command.js'
import { accountIds, insertEntry, openAccounts } from './store.js'

export interface EntryToBook {
  /** Whose book: the actor's own, or a lender's when its branch books a re-loan. */
  readonly organisationId: string
  readonly bookedOn: CivilDate
  /** What happened: 'loan.disbursed'. */
  readonly event: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly lines: readonly EntryLine[]
}

/**
 * The only way into a ledger; opens accounts of the chart on their first use. Lines come from the postings of the domain, so an
 * entry that does not balance is a defect and throws; the database tests it again at commit.
 * @returns the id of the entry
 */
export async function bookEntry({ tx, actor }: Command, entry: EntryToBook): Promise<string> {
  const { lines, ...head } = entry
  const balanced = balancedEntry(lines)
  if (!balanced.ok) throw new Error(`${entry.event}: ${JSON.stringify(balanced.refusal)}`)
  const codes = [...new Set(lines.map(({ account }) => account))].sort()
  let ids = await accountIds(tx, entry.organisationId, codes)
  if (ids.size < codes.length) {
    const unopened = codes.filter((code) => !ids.has(code)).flatMap((code) => accountOf(code) ?? [])
    await openAccounts(
      tx,
      unopened.map((account) => ({ ...account, organisationId: entry.organisationId })),
    )
    ids = await accountIds(tx, entry.organisationId, codes)
  }
  return insertEntry(
    tx,
    { ...head, recordedBy: actor.userId },
    lines.map(({ account, side, amount }) => ({ accountId: ids.get(account) as string, side, amount })),
  )
}
