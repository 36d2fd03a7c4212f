import type { Tx } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { whatRestsOn } from './disbursement-views.js'
import type { RequestedChange } from './requested-change.js'

/** What others built on a disbursement: a filing or re-loan, a note filled in for it, a subsidy, a guarantor's call. */
export type RestsOnDisbursement = 'RELOAN' | 'NOTE' | 'SUBSIDY' | 'GUARANTEE_CALL'

export type DisbursementStays = {
  readonly code: 'DISBURSEMENT_STAYS'
  readonly factId: string
  readonly because: RestsOnDisbursement
}

/**
 * A disbursement is taken back only while nobody else has built on it; no other change asks for that. The loan is held by the caller, and
 * whoever files or draws on it holds it too.
 */
export async function disbursementMayGo(
  tx: Tx,
  loanId: string,
  requested: RequestedChange,
): Promise<Result<null, DisbursementStays>> {
  if (requested.kind !== 'reversal') return ok(null)
  const { eventId } = requested.body
  const because = await whatRestsOn(tx, loanId, eventId)
  return because === null ? ok(null) : refuse({ code: 'DISBURSEMENT_STAYS', factId: eventId, because })
}
