import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { decideProposal, type ProposalRow } from '../rules/proposal-store.js'
import { type ProposalDecisionRefusal, proposalToDecide } from '../rules/proposal-to-decide.js'
import { publishApproved } from '../rules/store.js'
import { lockCityRules } from './impact-store.js'
import { newestImpacts } from './impact-views.js'
import { contentOf, METHOD_TABLES, rulesOf } from './method-content.js'
import { contentHashOf, type MethodProposalRefusal, publishable } from './propose-method.js'

export type MethodDecisionRefusal =
  | ProposalDecisionRefusal
  | MethodProposalRefusal
  /** 影响报告: nobody publishes what nobody has weighed. */
  | { readonly code: 'IMPACT_MISSING'; readonly proposalId: string }

export interface MethodDecision {
  readonly proposalId: string
  readonly decision: 'APPROVE' | 'REJECT'
  readonly version: number
  readonly opinion: string
}

/**
 * The branch publishes what the bureau proposed, in one transaction with all its rows, or rejects it. Published rows are never changed:
 * another version replaces them from its own first day. Whatever changed among the rules since the proposal is checked again.
 */
export async function decideMethod(
  command: Command,
  input: MethodDecision,
  today: CivilDate,
): Promise<Result<ProposalRow, MethodDecisionRefusal>> {
  const { tx, actor } = command
  await lockCityRules(tx)
  const open = await proposalToDecide(command, input, METHOD_TABLES)
  if (!open.ok) return open
  const proposal = open.value
  const approved = input.decision === 'APPROVE'
  const ruleIds: string[] = []
  if (approved) {
    const impact = (await newestImpacts(tx, [proposal.id])).get(proposal.id)
    if (impact?.contentHash !== contentHashOf(proposal))
      return refuse({ code: 'IMPACT_MISSING', proposalId: proposal.id })
    const content = await publishable(command, contentOf(proposal), today)
    if (!content.ok) return content
    const people = { enteredBy: proposal.enteredBy, approvedBy: actor.userId, proposalId: proposal.id }
    for (const rule of rulesOf(content.value, today)) ruleIds.push(await publishApproved(tx, rule, people))
  }
  const [onlyRule = null, ...others] = ruleIds
  const decided = await decideProposal(tx, proposal.id, {
    state: approved ? 'APPROVED' : 'REJECTED',
    decidedBy: actor.userId,
    ruleId: others.length === 0 ? onlyRule : null,
    opinion: input.opinion,
  })
  await recordEvent(command, {
    action: approved ? 'method.published' : 'method.rejected',
    subjectKind: 'rule_proposal',
    subjectId: proposal.id,
    detail: {
      table: proposal.tableName,
      key: proposal.key,
      validFrom: proposal.validFrom,
      ruleIds,
      opinion: input.opinion,
    },
  })
  return ok(decided)
}
