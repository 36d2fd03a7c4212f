import type { PlacedProblem } from '../../domain/carbon/rating-method.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { documentHash } from '../canonical-json.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { insertProposal, lockProposal, type ProposalRow, reviseProposal } from '../rules/proposal-store.js'
import type { ProposalDecisionRefusal } from '../rules/proposal-to-decide.js'
import { contentOf, KIND_TABLES, keyOf, METHOD_TABLES, type MethodContent } from './method-content.js'
import { publicationProblems } from './publication-problems.js'

export type MethodProposalRefusal =
  | {
      readonly code: 'METHOD_NOT_PUBLISHABLE'
      readonly count: number
      /** The first problem, for a sentence. */
      readonly pointer: string
      readonly problem: string
      readonly problems: readonly PlacedProblem[]
    }
  | { readonly code: 'NOT_THE_MAKER'; readonly madeBy: string }
  | { readonly code: 'METHOD_KIND_FIXED'; readonly kind: string }

/** Refuses what could not be published, naming every place. */
export async function publishable(
  { tx }: Command,
  content: MethodContent,
  today: CivilDate,
): Promise<Result<MethodContent, MethodProposalRefusal>> {
  const problems = await publicationProblems(tx, content, today)
  const [first] = problems
  return first ? refuse({ code: 'METHOD_NOT_PUBLISHABLE', count: problems.length, ...first, problems }) : ok(content)
}

/** A steward of the bureau proposes a method, a grid or the city's choice; it is checked whole and holds nothing yet. */
export async function proposeMethod(
  command: Command,
  content: MethodContent,
  today: CivilDate,
): Promise<Result<ProposalRow, MethodProposalRefusal>> {
  const { tx, actor } = command
  const checked = await publishable(command, content, today)
  if (!checked.ok) return checked
  const { kind, document, ...dated } = content
  const proposal = await insertProposal(tx, {
    organisationId: actor.organisationId,
    tableName: KIND_TABLES[kind],
    key: keyOf(content),
    ...dated,
    body: document,
    enteredBy: actor.userId,
  })
  await recordProposal(command, 'method.proposed', proposal)
  return ok(proposal)
}

/** Who entered a proposal puts another content in its place; an impact report of the old content no longer counts. */
export async function reviseMethod(
  command: Command,
  {
    proposalId,
    version,
    content,
  }: { readonly proposalId: string; readonly version: number; readonly content: MethodContent },
  today: CivilDate,
): Promise<Result<ProposalRow, MethodProposalRefusal | RecordRefusal | ProposalDecisionRefusal>> {
  const { tx, actor } = command
  const proposal = await lockProposal(tx, proposalId, METHOD_TABLES)
  if (proposal === undefined) return notFound('proposal')
  const seen = sameVersion(version, proposal.version)
  if (!seen.ok) return seen
  if (proposal.state !== 'PROPOSED')
    return refuse({ code: 'STATE_FORBIDS', state: proposal.state, event: 'revise', allowed: [] })
  if (proposal.enteredBy !== actor.userId) return refuse({ code: 'NOT_THE_MAKER', madeBy: proposal.enteredBy })
  const { kind } = contentOf(proposal)
  if (kind !== content.kind) return refuse({ code: 'METHOD_KIND_FIXED', kind })
  const checked = await publishable(command, content, today)
  if (!checked.ok) return checked
  const { kind: _, document, ...dated } = content
  const revised = await reviseProposal(tx, proposalId, { key: keyOf(content), ...dated, body: document })
  await recordProposal(command, 'method.revised', revised)
  return ok(revised)
}

/** What an impact report speaks of: the whole content, not the proposal that carries it. */
export const contentHashOf = (proposal: ProposalRow): string => documentHash(contentOf(proposal))

const recordProposal = (command: Command, action: string, proposal: ProposalRow) =>
  recordEvent(command, {
    action,
    subjectKind: 'rule_proposal',
    subjectId: proposal.id,
    detail: {
      table: proposal.tableName,
      key: proposal.key,
      validFrom: proposal.validFrom,
      validTo: proposal.validTo,
      contentHash: contentHashOf(proposal),
    },
  })
