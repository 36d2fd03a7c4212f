import type { Tx } from '../../db/transaction.js'
import type { ReloanJournal } from '../../domain/relending/accrual.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { journalOf } from './journal-of.js'
import { reloanKnown } from './store.js'

/** The interest of a re-loan by a day as known at an instant; undefined when the reader may not see it, or it was not drawn by then. */
export async function reloanOn(
  tx: Tx,
  id: string,
  times: { readonly asOf: CivilDate; readonly knownAt: string },
): Promise<ReloanJournal | undefined> {
  const reloan = await reloanKnown(tx, id, times)
  return reloan && (await journalOf(tx, reloan, times.asOf, times.knownAt)).journal
}
