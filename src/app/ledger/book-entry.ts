import { accountByCode, type Side } from '../../domain/ledger/chart-of-accounts.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Money } from '../../kernel/money.js'
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
  readonly lines: readonly { readonly accountCode: string; readonly side: Side; readonly amount: Money }[]
}

/**
 * The only way into a ledger. Opens accounts of the chart on their first use. The database refuses an entry whose sides differ
 * or that has a line of nothing: either is a defect of the caller, as is a code outside the chart, which throws.
 * @returns the id of the entry
 */
export async function bookEntry(command: Command, entry: EntryToBook): Promise<string> {
  const { lines, ...head } = entry
  const { tx } = command
  const codes = [...new Set(lines.map(({ accountCode }) => accountCode))].sort()
  let ids = await accountIds(tx, entry.organisationId, codes)
  const unopened = codes.filter((code) => !ids.has(code))
  if (unopened.length > 0) {
    const accounts = unopened.map((code) => ({ ...accountOf(code), organisationId: entry.organisationId }))
    await openAccounts(tx, accounts)
    ids = await accountIds(tx, entry.organisationId, codes)
  }
  return insertEntry(
    tx,
    { ...head, recordedBy: command.actor.userId },
    lines.map(({ accountCode, side, amount }) => ({ accountId: ids.get(accountCode) as string, side, amount })),
  )
}

function accountOf(code: string) {
  const account = accountByCode(code)
  if (account === undefined) throw new Error(`${code} is not in the chart of accounts`)
  return account
}
