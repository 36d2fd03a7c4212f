import type { Tx } from '../../db/transaction.js'
import { coveringBlocks } from '../../domain/ledger/balance-blocks.js'
import { type AccountBalanceRow, blockBalances, blocksKnownAt } from './balance-views.js'

/**
 * The accounts of one book with what was booked up to and on a day, as known at an instant (null: all that has committed), in time that
 * grows with the logarithm of the book. Asking for one account by its code leaves out the others.
 */
export async function accountBalances(
  tx: Tx,
  organisationId: string,
  asked: { readonly asOf: string; readonly knownAt: string | null; readonly account?: string },
): Promise<readonly AccountBalanceRow[]> {
  const { asOf, knownAt, account = null } = asked
  const known = await blocksKnownAt(tx, organisationId, knownAt)
  return blockBalances(tx, organisationId, { asOf, knownAt, account }, coveringBlocks(known.count), known)
}
