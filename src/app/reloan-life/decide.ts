import type { FilingRefusal } from '../../domain/relending/filing.js'
import { standingToChange } from '../../domain/relending/standing.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { lockLoanStates } from '../relending/filing-store.js'
import { type KnownReloan, knownReloan } from './life.js'
import {
  decideProposal,
  endClaims,
  lockBackingRows,
  lockProposal,
  lockState,
  type ProposalRow,
  proposalById,
  type ReloanStateRow,
} from './store.js'

export interface ProposalDecision {
  readonly proposalId: string
  readonly decision: 'APPROVE' | 'REJECT'
  readonly opinion: string
  readonly version: number
}

export type DecisionRefusal =
  | RecordRefusal
  | Extract<FilingRefusal, { readonly code: 'STATE_FORBIDS' | 'SELF_APPROVAL' | 'OWN_ORGANISATION' }>

/** A proposal with its re-loan, both held. */
export interface ProposalHeld {
  readonly proposal: ProposalRow
  readonly known: KnownReloan
  readonly state: ReloanStateRow
}

/**
 * Holds what a decision is about and tests who decides: the branch, and not who proposed. Locks as a draw takes them: rows of the
 * filing, states of loans, then the re-loan and the proposal; the books and last the quota come after.
 */
export async function holdProposal(
  command: Command,
  { proposalId, version }: ProposalDecision,
  kinds: readonly ProposalRow['kind'][],
): Promise<Result<ProposalHeld, DecisionRefusal>> {
  const { tx, actor } = command
  const asked = await proposalById(tx, proposalId)
  if (asked === undefined || !kinds.includes(asked.kind)) return notFound('proposal')
  const before = await knownReloan(tx, asked.reloanId, null)
  if (before === undefined) return notFound('re-loan')
  await lockBackingRows(tx, before.filingId, [...standingToChange(before.life, asked.on).backing.keys()])
  if (asked.kind === 'SUBSTITUTION')
    await lockLoanStates(
      tx,
      (asked.body as { readonly in: readonly { readonly loan: string }[] }).in.map(({ loan }) => loan),
    )
  const state = await lockState(tx, asked.reloanId)
  const proposal = await lockProposal(tx, proposalId)
  const known = await knownReloan(tx, asked.reloanId, null)
  if (proposal === undefined || state === undefined || known === undefined) return notFound('proposal')
  if (proposal.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: proposal.state, event: 'decide', allowed: [] })
  const seen = sameVersion(version, proposal.version)
  if (!seen.ok) return seen
  if (proposal.proposedBy === actor.userId) return refuse({ code: 'SELF_APPROVAL', madeBy: proposal.proposedBy })
  if (actor.organisationId === known.lenderId)
    return refuse({ code: 'OWN_ORGANISATION', organisation: actor.organisationId })
  return ok({ proposal, known, state })
}

/** A rejected proposal keeps no loans. */
export async function rejectProposal(
  command: Command,
  { proposal }: ProposalHeld,
  opinion: string,
): Promise<Result<ProposalRow, never>> {
  const { tx } = command
  await endClaims(tx, proposal.id)
  return ok(await decided(command, proposal, 'REJECTED', opinion, {}))
}

export async function decided(
  command: Command,
  proposal: ProposalRow,
  state: 'APPROVED' | 'REJECTED',
  opinion: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<ProposalRow> {
  const { tx, actor } = command
  const row = await decideProposal(tx, proposal.id, { state, decidedBy: actor.userId, opinion })
  await recordEvent(command, {
    action: `reloan_${proposal.kind.toLowerCase()}.${state.toLowerCase()}`,
    subjectKind: 'reloan',
    subjectId: proposal.reloanId,
    detail: { proposalId: proposal.id, on: proposal.on, opinion, ...detail },
  })
  return row
}
