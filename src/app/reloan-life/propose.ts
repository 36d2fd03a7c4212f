import type { DateOrderRefusal } from '../../domain/loans/dates-in-order.js'
import { datesInOrder } from '../../domain/loans/dates-in-order.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { notFound, type RecordRefusal, sameVersion } from '../command/record-refusal.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { type KnownReloan, knownReloan } from './life.js'
import { insertProposal, type ProposalRow } from './store.js'

/** What every proposal says; `version` is that of the re-loan as its maker saw it. */
export interface ProposalMade {
  readonly reloanId: string
  readonly on: CivilDate
  readonly reason: string
  readonly evidenceHash: string | null
  readonly version: number
  readonly today: CivilDate
}

export type ProposalRefusal =
  | RecordRefusal
  | DateOrderRefusal
  | { readonly code: 'PROPOSAL_OPEN'; readonly reloan: string }

/** The re-loan that a proposal is about, as its maker saw it, on a day that has come. */
export async function reloanToChange(
  { tx }: Command,
  { reloanId, on, version, today }: ProposalMade,
): Promise<Result<KnownReloan, ProposalRefusal>> {
  const known = await knownReloan(tx, reloanId, null)
  if (known === undefined) return notFound('re-loan')
  const seen = sameVersion(version, known.version)
  if (!seen.ok) return seen
  const order = datesInOrder([
    ['on', on],
    ['today', today],
  ])
  return order.ok ? ok(known) : order
}

/** Writes a proposal down for the branch to decide. */
export async function recordProposal(
  command: Command,
  known: KnownReloan,
  made: ProposalMade,
  what: {
    readonly kind: ProposalRow['kind']
    readonly amount: Money | null
    readonly body: Record<string, unknown>
  },
): Promise<Result<ProposalRow, ProposalRefusal>> {
  const { reloanId, on, reason, evidenceHash } = made
  const { centralBankId, lenderId } = known
  const proposed = await refusingConstraints(
    command.tx,
    { reloan_proposal_one_open: { code: 'PROPOSAL_OPEN', reloan: reloanId } },
    (savepoint) =>
      insertProposal(savepoint, {
        ...what,
        reloanId,
        centralBankId,
        lenderId,
        on,
        reason,
        evidenceHash,
        proposedBy: command.actor.userId,
      }),
  )
  if (!proposed.ok) return proposed
  await recordEvent(command, {
    action: `reloan_${what.kind.toLowerCase()}.proposed`,
    subjectKind: 'reloan',
    subjectId: reloanId,
    detail: {
      proposalId: proposed.value.id,
      on,
      ...(what.amount === null ? {} : { amount: formatMoney(what.amount) }),
      ...what.body,
      reason,
    },
  })
  return proposed
}
