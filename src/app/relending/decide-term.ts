import { ok, type Result } from '../../kernel/result.js'
import { facilityTermsTable } from '../../rules/facility-terms.js'
import type { RuleBody } from '../../rules/rule-table.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { decideProposal, type ProposalRow } from '../rules/proposal-store.js'
import { type ProposalDecisionRefusal, proposalToDecide } from '../rules/proposal-to-decide.js'
import { publishApproved } from '../rules/store.js'
import type { Decision } from './decide-quota.js'

export type TermDecisionRefusal =
  | ProposalDecisionRefusal
  | { readonly code: 'TERM_ALREADY_PUBLISHED'; readonly key: string }

/** An approver, not who entered it, publishes the value as a rule in force from its first day, known from now; or rejects it. */
export async function decideTerm(
  command: Command,
  input: Decision & { readonly proposalId: string },
): Promise<Result<ProposalRow, TermDecisionRefusal>> {
  const { tx, actor } = command
  const open = await proposalToDecide(command, input, [facilityTermsTable.name])
  if (!open.ok) return open
  const proposal = open.value
  const { tableName: table, key, validFrom, validTo, source, status } = proposal
  const approved = input.decision === 'APPROVE'
  const rule = approved
    ? await refusingConstraints(tx, { rule_content_key: { code: 'TERM_ALREADY_PUBLISHED', key } }, (savepoint) =>
        publishApproved(
          savepoint,
          { table, key, validFrom, validTo, publishedOn: null, source, status, body: proposal.body as RuleBody },
          { enteredBy: proposal.enteredBy, approvedBy: actor.userId },
        ),
      )
    : ok(null)
  if (!rule.ok) return rule
  const state = approved ? 'APPROVED' : 'REJECTED'
  const decided = await decideProposal(tx, proposal.id, { state, decidedBy: actor.userId, ruleId: rule.value })
  await recordEvent(command, {
    action: approved ? 'rule.published' : 'rule.rejected',
    subjectKind: 'rule_proposal',
    subjectId: proposal.id,
    detail: { table, key, validFrom, ruleId: rule.value },
  })
  return ok(decided)
}
