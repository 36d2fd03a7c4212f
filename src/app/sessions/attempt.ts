import type { Tx } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { lockUsername, pruneAttempts, recordAttempt } from './store.js'
import { recentFailures } from './views.js'

export interface AttemptRefusal {
  readonly code: 'TOO_MANY_ATTEMPTS'
  readonly minutes: number
}

/** Per name from everywhere: what one password or code can be guessed at. */
export const FAILURES_PER_USERNAME = 8
/** Per address over all names. Many people may share an address, so it never stops a known name that has not failed itself. */
const FAILURES_PER_ADDRESS = 60
export const WINDOW_MINUTES = 15
const ATTEMPTS_PRUNED = 500

/**
 * Counts an attempt before its password or code is looked at, under a lock of its name: attempts at the same moment share one limit,
 * and those that are still being compared count as failed.
 * @param known whether somebody has this name
 * @returns the attempt's id, to be marked when it succeeded
 */
export async function beginAttempt(
  tx: Tx,
  { username, address }: { readonly username: string; readonly address: string },
  known: boolean,
): Promise<Result<string, AttemptRefusal>> {
  await lockUsername(tx, username)
  const failures = await recentFailures(tx, username, address, WINDOW_MINUTES)
  const suspect = failures.byName > 0 || !known
  if (failures.byName >= FAILURES_PER_USERNAME || (suspect && failures.byAddress >= FAILURES_PER_ADDRESS))
    return refuse({ code: 'TOO_MANY_ATTEMPTS', minutes: WINDOW_MINUTES })
  await pruneAttempts(tx, ATTEMPTS_PRUNED)
  return ok(await recordAttempt(tx, username, address))
}
