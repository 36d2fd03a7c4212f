import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { changeCovered } from './change-covered.js'
import { disbursementMayGo } from './disbursement-may-go.js'
import { holdLoan } from './hold-loan.js'
import { type Changed, type ChangeRefusal, recordChangeOf } from './record-change.js'
import { ACTIONS, changeOf, mayBeAhead, type RequestedChange } from './requested-change.js'
import { decideRequest, requestById, type ServicingRequest } from './store.js'

export interface Deciding {
  readonly requestId: string
  readonly decision: 'APPROVE' | 'REJECT'
  readonly opinion: string
  readonly version: number
  readonly today: CivilDate
}

/** Another person than who proposed it approves a change of a loan, which then happens as it was worded, or rejects it. */
export async function decideChange(
  command: Command,
  { requestId, decision, opinion, version, today }: Deciding,
): Promise<Result<{ readonly requestId: string; readonly changed: Changed | null }, ChangeRefusal | SelfApproval>> {
  const { tx, actor } = command
  const proposed = await requestById(tx, requestId)
  if (proposed === undefined) return notFound('servicing request')
  const held = await holdLoan(tx, proposed.loanId, null)
  if (!held.ok) return held
  // Read again: who decides holds the loan.
  const request = (await requestById(tx, requestId)) as ServicingRequest
  const seen = sameVersion(version, request.version)
  if (!seen.ok) return seen
  if (request.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: request.state, event: 'decide', allowed: [] })
  if (request.proposedBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: request.proposedBy })

  const record = (state: 'APPROVED' | 'REJECTED', eventId: string | null) =>
    decideRequest(tx, request, { state, decidedBy: actor.userId, opinion, eventId })
  if (decision === 'REJECT') {
    await record('REJECTED', null)
    await recordEvent(command, {
      action: 'servicing-request.rejected',
      subjectKind: 'servicing_request',
      subjectId: requestId,
      detail: { loanId: request.loanId, kind: request.kind, opinion },
    })
    return ok({ requestId, changed: null })
  }
  const requested = { kind: request.kind, body: request.body } as RequestedChange
  const covered = await changeCovered(tx, held.value.loan, requested, today)
  if (!covered.ok) return covered
  const mayGo = await disbursementMayGo(tx, request.loanId, requested)
  if (!mayGo.ok) return mayGo
  const changed = await recordChangeOf(command, held.value, {
    today,
    papers: { reason: request.reason, evidenceHash: request.evidenceHash },
    action: ACTIONS[request.kind],
    mayBeAhead: mayBeAhead(requested),
    decide: (life) => changeOf(requested, life),
  })
  if (!changed.ok) return changed
  await record('APPROVED', changed.value.event.id)
  return ok({ requestId, changed: changed.value })
}

export type SelfApproval = { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
