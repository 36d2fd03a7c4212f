import type { Database } from '../../db/connection.js'
import { type Tx, withTransaction } from '../../db/transaction.js'
import type { OpenView, ViewQuestion, ViewRefusal } from '../../domain/consent/view.js'
import { openView } from '../../domain/consent/view.js'
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.js'
import { type Actor, tenancyOf } from '../actor.js'
import { documentHash } from '../canonical-json.js'
import { type EnterpriseRow, enterpriseByUscc } from '../carbon/account-views.js'
import { insertView, narrowToPurpose } from './store.js'
import { standingOf } from './views.js'

/** Who looks, and by which request. */
export interface Viewer {
  readonly actor: Actor
  readonly requestId: string
  readonly address: string
}

/** An account that is open to the viewer, and how far. */
export interface OpenAccount extends OpenView {
  readonly enterprise: EnterpriseRow
}

/** What was read, and the question it answers with every default filled in. */
export interface Sight<T> {
  readonly answer: T
  readonly asked: Readonly<Record<string, string>>
}

export type LookRefusal = ViewRefusal | { readonly code: 'NOT_FOUND'; readonly what: string }

/** One transaction in which a viewer may look: one snapshot, and writable, because every look leaves its row. */
export const viewAs = <T>(db: Database, { actor }: Viewer, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTransaction(db, tenancyOf(actor), work, { isolation: 'repeatable read' })

/**
 * Looks into an account: finds by what right, narrows the transaction to that purpose, reads, and writes one row of the log with
 * the hash of what was read. A refusal leaves no row, because nothing was seen; a log that cannot be written shows nothing.
 */
export async function lookInto<T, R extends Refusal>(
  tx: Tx,
  viewer: Viewer,
  question: ViewQuestion,
  read: (account: OpenAccount) => Promise<Result<Sight<T>, R>>,
): Promise<Result<T, R | LookRefusal>> {
  const enterprise = await enterpriseByUscc(tx, question.uscc)
  if (!enterprise) return refuse({ code: 'NOT_FOUND', what: 'enterprise' })
  const open = openView(await standingOf(tx, enterprise.id), question)
  if (!open.ok) return open
  const { purpose, consentId } = open.value
  await narrowToPurpose(tx, purpose)
  const seen = await read({ ...open.value, enterprise })
  if (!seen.ok) return seen
  const { organisationId, userId, username } = viewer.actor
  await insertView(tx, {
    enterpriseId: enterprise.id,
    organisationId,
    userId,
    username,
    requestId: viewer.requestId,
    address: viewer.address,
    purpose,
    consentId,
    what: question.what,
    asked: seen.value.asked,
    resultHash: documentHash(seen.value.answer),
  })
  return ok(seen.value.answer)
}
