import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { ok, type Result } from '../../kernel/result.js'
import { SYSTEM } from '../actor.js'
import { insertAuditEvent } from '../audit/store.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import type { SignedIn } from './signed-in.js'
import { endSessionsOf } from './store.js'

/** Signs the person out at another place. */
export async function endOwnSession(
  db: Database,
  { actor, requestId }: SignedIn,
  id: string,
): Promise<Result<null, RecordRefusal>> {
  const { organisationId, userId } = actor
  return withTransaction(db, SYSTEM, async (tx) => {
    if ((await endSessionsOf(tx, userId, id)) === 0) return notFound('session')
    await insertAuditEvent(tx, {
      organisationId,
      userId,
      requestId,
      action: 'session.closed',
      subjectKind: 'user',
      subjectId: userId,
      detail: { session: id },
    })
    return ok(null)
  })
}
