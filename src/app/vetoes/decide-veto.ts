import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { enterpriseByUscc } from '../carbon/account-views.js'
import { lockAccounts } from '../carbon/store.js'
import type { Command } from '../command/command.js'
import { notFound } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import type { ProposalDecisionRefusal } from '../rules/proposal-to-decide.js'
import { insertVetoDecision } from './store.js'
import { vetoView } from './views.js'

/**
 * Another person than who entered it confirms a veto or rejects it. A confirmed one counts from the next rating; the account is
 * held meanwhile, so that no rating is made that should have known of it.
 */
export async function decideVeto(
  command: Command,
  input: { readonly vetoId: string; readonly decision: 'CONFIRM' | 'REJECT'; readonly opinion: string },
): Promise<Result<string, ProposalDecisionRefusal>> {
  const { tx, actor } = command
  const { vetoId, opinion } = input
  const veto = await vetoView(tx, vetoId)
  const enterprise = veto && (await enterpriseByUscc(tx, veto.uscc))
  if (!veto || !enterprise) return notFound('veto')
  const forbidden = (state: string) => refuse({ code: 'STATE_FORBIDS', state, event: 'decide', allowed: [] })
  if (veto.state !== 'ENTERED') return forbidden(veto.state)
  if (veto.enteredBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: veto.enteredBy })
  const recordedAt = await lockAccounts(tx, [enterprise.id])
  const outcome = input.decision === 'CONFIRM' ? 'CONFIRMED' : 'REJECTED'
  const decided = await refusingConstraints(
    tx,
    { enterprise_veto_decided_once: { code: 'STATE_FORBIDS', state: 'DECIDED', event: 'decide', allowed: [] } },
    (savepoint) => insertVetoDecision(savepoint, { vetoId, outcome, opinion, decidedBy: actor.userId, recordedAt }),
  )
  if (!decided.ok) return decided
  await recordEvent(command, {
    action: outcome === 'CONFIRMED' ? 'veto.confirmed' : 'veto.rejected',
    subjectKind: 'enterprise_veto',
    subjectId: vetoId,
    detail: { uscc: veto.uscc, reason: veto.reason, opinion },
  })
  return ok(vetoId)
}
