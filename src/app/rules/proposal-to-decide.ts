import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { lockProposal, type ProposalRow } from './proposal-store.js'

export type ProposalDecisionRefusal =
  | RecordRefusal
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }

/** A proposal that the actor may decide: still open, as last seen, and entered by somebody else. Its row is held. */
export async function proposalToDecide(
  { tx, actor }: Command,
  seen: { readonly proposalId: string; readonly version: number },
  tables: readonly string[],
): Promise<Result<ProposalRow, ProposalDecisionRefusal>> {
  const proposal = await lockProposal(tx, seen.proposalId, tables)
  if (proposal === undefined) return notFound('proposal')
  const version = sameVersion(seen.version, proposal.version)
  if (!version.ok) return version
  if (proposal.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: proposal.state, event: 'decide', allowed: [] })
  if (proposal.enteredBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: proposal.enteredBy })
  return ok(proposal)
}
