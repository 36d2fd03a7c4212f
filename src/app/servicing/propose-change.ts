import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { changeCovered } from './change-covered.js'
import { disbursementMayGo } from './disbursement-may-go.js'
import { holdLoan } from './hold-loan.js'
import { type ChangeRefusal, decideOn } from './record-change.js'
import { changeOf, mayBeAhead, type RequestedChange } from './requested-change.js'
import { insertRequest, type ServicingRequest } from './store.js'

export interface Proposing {
  readonly loanId: string
  readonly requested: RequestedChange
  readonly reason: string
  /** SHA-256 of the document that shows why. */
  readonly evidenceHash: string | null
  readonly version: number
  readonly today: CivilDate
}

/** Proposes what takes a second person. What could not be done now is refused now; nothing of the loan moves. */
export async function proposeChange(
  command: Command,
  { loanId, requested, reason, evidenceHash, version, today }: Proposing,
): Promise<Result<ServicingRequest, ChangeRefusal>> {
  const { tx, actor } = command
  const held = await holdLoan(tx, loanId, version)
  if (!held.ok) return held
  const decide = (life: Parameters<typeof changeOf>[1]) => changeOf(requested, life)
  const possible = decideOn(held.value, { today, decide, mayBeAhead: mayBeAhead(requested) })
  if (!possible.ok) return possible
  const covered = await changeCovered(tx, held.value.loan, requested, possible.value.businessDate)
  if (!covered.ok) return covered
  const mayGo = await disbursementMayGo(tx, loanId, requested)
  if (!mayGo.ok) return mayGo
  const { lenderId, enterpriseId } = held.value.loan
  const request = await insertRequest(tx, {
    loanId,
    lenderId,
    enterpriseId,
    kind: requested.kind,
    body: requested.body,
    reason,
    evidenceHash,
    proposedBy: actor.userId,
    businessDate: possible.value.businessDate,
  })
  await recordEvent(command, {
    action: 'servicing-request.proposed',
    subjectKind: 'servicing_request',
    subjectId: request.id,
    detail: { loanId, kind: requested.kind, ...requested.body, reason, evidenceHash },
  })
  return ok(request)
}
