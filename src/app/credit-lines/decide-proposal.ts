import { changeLimit } from '../../domain/loans/credit-line.js'
import { formatMoney, NO_MONEY } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import type { LineChangeRefusal } from './propose-change.js'
import type { LineExists } from './propose-line.js'
import {
  type CreditLine,
  daysAfter,
  decideProposal as decide,
  insertVersion,
  lockProposal,
  lockStanding,
  type Proposal,
  type Standing,
} from './store.js'

export type LineDecisionRefusal =
  | LineChangeRefusal
  | LineExists
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }

export interface LineDecision {
  readonly proposalId: string
  readonly decision: 'APPROVE' | 'REJECT'
  readonly opinion: string
  readonly version: number
}

/** An approver, not who proposed it, puts a line or a change of one in force, or rejects it; what is used is tested again under the lock. */
export async function decideProposal(
  command: Command,
  input: LineDecision,
): Promise<Result<Proposal, LineDecisionRefusal>> {
  const { tx, actor } = command
  const proposal = await lockProposal(tx, input.proposalId)
  if (proposal === undefined) return notFound('credit line proposal')
  const seen = sameVersion(input.version, proposal.version)
  if (!seen.ok) return seen
  if (proposal.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: proposal.state, event: 'decide', allowed: [] })
  if (proposal.proposedBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: proposal.proposedBy })
  const approved = input.decision === 'APPROVE'
  const line = approved ? await putInForce(command, proposal) : null
  if (line !== null && !line.ok) return line

  const decided = await decide(tx, proposal.id, {
    state: approved ? 'APPROVED' : 'REJECTED',
    decidedBy: actor.userId,
    opinion: input.opinion,
    creditLineId: line?.value.id ?? null,
  })
  await recordEvent(command, {
    action: approved ? 'credit_line.approved' : 'credit_line.rejected',
    subjectKind: line === null ? 'credit_line_proposal' : 'credit_line',
    subjectId: line?.value.id ?? proposal.id,
    detail: {
      proposalId: proposal.id,
      supersedes: proposal.supersedes,
      limit: formatMoney(proposal.limit),
      effectiveFrom: proposal.effectiveFrom,
      effectiveTo: proposal.effectiveTo,
      documentNo: proposal.documentNo,
      opinion: input.opinion,
    },
  })
  return ok(decided)
}

async function putInForce(
  { tx, actor }: Command,
  proposal: Proposal,
): Promise<Result<CreditLine, LineChangeRefusal | LineExists>> {
  const { enterpriseId, lenderId, product, supersedes, limit, revolving, effectiveFrom, effectiveTo } = proposal
  const before = supersedes === null ? null : await lineToChange(tx, supersedes, proposal)
  if (before !== null && !before.ok) return before
  return refusingConstraints(tx, { credit_line_first: { code: 'LINE_EXISTS', product } }, (savepoint) =>
    insertVersion(savepoint, {
      enterpriseId,
      lenderId,
      product,
      priorLimit: before?.value.limit ?? NO_MONEY,
      limit,
      revolving,
      effectiveFrom,
      effectiveTo,
      supersedes,
      recordedBy: actor.userId,
    }),
  )
}

async function lineToChange(
  tx: Command['tx'],
  supersedes: string,
  { limit, effectiveFrom }: Proposal,
): Promise<Result<Standing, LineChangeRefusal>> {
  const standing = await lockStanding(tx, supersedes)
  if (standing === undefined) return notFound('credit line')
  if (standing.creditLineId !== supersedes)
    return refuse({ code: 'LINE_SUPERSEDED', creditLineId: supersedes, current: standing.creditLineId })
  const changed = changeLimit(limit, standing, await daysAfter(tx, standing.lineId, effectiveFrom))
  return changed.ok ? ok(standing) : changed
}
