import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import { ok, type Refusal, type Result } from '../../kernel/result.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { type AttemptRefusal, beginAttempt } from './attempt.js'
import type { SignedIn } from './signed-in.js'
import { markSucceeded } from './store.js'

/**
 * A password or code of somebody who is known: counted as an attempt under the name before it is compared, under the same limit as at
 * the sign-in. What was wrong leaves an audit event.
 */
export async function compareOnce<T, R extends Refusal>(
  db: Database,
  { actor, address, requestId }: SignedIn,
  refusedAction: string,
  work: (tx: Tx) => Promise<Result<T, R>>,
): Promise<Result<T, R | AttemptRefusal>> {
  const begun = await withTransaction(db, SYSTEM, (tx) => beginAttempt(tx, { username: actor.username, address }, true))
  if (!begun.ok) return begun
  const result = await withTransaction(db, SYSTEM, async (tx): Promise<Result<T, R>> => {
    const answer = await work(tx)
    if (!answer.ok) return answer
    await markSucceeded(tx, begun.value)
    return ok(answer.value)
  })
  if (!result.ok)
    await withTransaction(db, SYSTEM, (tx) =>
      insertAuditEvent(tx, {
        organisationId: actor.organisationId,
        userId: actor.userId,
        requestId,
        action: refusedAction,
        subjectKind: 'user',
        subjectId: actor.userId,
        detail: { address, code: result.refusal.code },
      }),
    )
  return result
}
