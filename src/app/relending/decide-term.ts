import { ok, type Result, refuse } from '../../kernel/result.js'
import type { RuleBody } from '../../rules/rule-table.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { publishApproved } from '../rules/store.js'
import type { Decision } from './decide-quota.js'
import { decideProposal, lockProposal, type ProposalRow } from './proposal-store.js'

export type TermDecisionRefusal =
  | RecordRefusal
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'TERM_ALREADY_PUBLISHED'; readonly key: string }

/** An approver, not who entered it, publishes the value as a rule in force from its first day, known from now; or rejects it. */
export async function decideTerm(
  command: Command,
  input: Decision & { readonly proposalId: string },
): Promise<Result<ProposalRow, TermDecisionRefusal>> {
  const { tx, actor } = command
  const proposal = await lockProposal(tx, input.proposalId)
  if (proposal === undefined) return notFound('proposal')
  const seen = sameVersion(input.version, proposal.version)
  if (!seen.ok) return seen
  if (proposal.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: proposal.state, event: 'decide', allowed: [] })
  if (proposal.enteredBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: proposal.enteredBy })
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
