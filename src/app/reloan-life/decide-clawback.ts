import { type QuotaAfterClawback, quotaKeeps } from '../../domain/relending/clawback.js'
import { type GiveBackRefusal, giveBackReloan } from '../../domain/relending/return.js'
import { standingToChange } from '../../domain/relending/standing.js'
import { formatMoney, type Money } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { type DecisionRefusal, decided, holdProposal, type ProposalDecision, rejectProposal } from './decide.js'
import { type GivingBackRefusal, giveBack } from './give-back.js'
import type { ProposalRow } from './store.js'

export type DecideClawbackRefusal = DecisionRefusal | GivingBackRefusal | GiveBackRefusal

/** 收回: an approver of the branch, not who proposed it, takes the money back and says whether the quota falls with it. */
export async function decideClawback(
  command: Command,
  input: ProposalDecision & { readonly quota: QuotaAfterClawback },
): Promise<Result<ProposalRow, DecideClawbackRefusal>> {
  const held = await holdProposal(command, input, ['CLAWBACK'])
  if (!held.ok) return held
  if (input.decision === 'REJECT') return rejectProposal(command, held.value, input.opinion)
  const { proposal, known } = held.value
  const { life } = known
  const amount = proposal.amount as Money
  const standing = standingToChange(life, proposal.on)
  const taken = giveBackReloan({ standing, drawnOn: life.drawnOn, amount, on: proposal.on })
  if (!taken.ok) return taken
  const { balance } = taken.value
  const body = { ...proposal.body, quota: input.quota }
  const stays = quotaKeeps(input.quota)
  const given = await giveBack(command, held.value, { kind: 'clawed-back', amount, balance, stays, body })
  if (!given.ok) return given
  return ok(
    await decided(command, proposal, 'APPROVED', input.opinion, {
      ...body,
      amount: formatMoney(amount),
      balance: formatMoney(balance),
    }),
  )
}
