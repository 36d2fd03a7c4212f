import { type ClawbackReasonUnknown, clawbackReason } from '../../domain/relending/clawback.js'
import { type GiveBackRefusal, giveBackReloan } from '../../domain/relending/return.js'
import { standingToChange } from '../../domain/relending/standing.js'
import type { Money } from '../../kernel/money.js'
import type { Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { type ProposalMade, type ProposalRefusal, recordProposal, reloanToChange } from './propose.js'
import type { ProposalRow } from './store.js'

export type ProposeClawbackRefusal = ProposalRefusal | GiveBackRefusal | ClawbackReasonUnknown

/** 提出收回: a reviewer of the branch wants money back, for a coded reason and with the document that shows it. */
export async function proposeClawback(
  command: Command,
  input: ProposalMade & { readonly amount: Money; readonly reasonCode: string; readonly evidenceHash: string },
): Promise<Result<ProposalRow, ProposeClawbackRefusal>> {
  const known = await reloanToChange(command, input)
  if (!known.ok) return known
  const { life } = known.value
  const { amount, on } = input
  const reason = clawbackReason(input.reasonCode)
  if (!reason.ok) return reason
  const tested = giveBackReloan({ standing: standingToChange(life, on), drawnOn: life.drawnOn, amount, on })
  if (!tested.ok) return tested
  return recordProposal(command, known.value, input, {
    kind: 'CLAWBACK',
    amount,
    body: { reasonCode: reason.value },
  })
}
