import { type ReturnRefusal, returnReloan } from '../../domain/relending/return.js'
import { standingToChange } from '../../domain/relending/standing.js'
import type { Money } from '../../kernel/money.js'
import type { Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { facilityRules } from '../relending/facility-rules.js'
import { type ProposalMade, type ProposalRefusal, recordProposal, reloanToChange } from './propose.js'
import type { ProposalRow } from './store.js'

export type ProposeReturnRefusal = ProposalRefusal | ReturnRefusal

/** 申请归还: a bank asks the branch to take back part or all of a re-loan on a day. */
export async function proposeReturn(
  command: Command,
  input: ProposalMade & { readonly amount: Money },
): Promise<Result<ProposalRow, ProposeReturnRefusal>> {
  const known = await reloanToChange(command, input)
  if (!known.ok) return known
  const { life, facility } = known.value
  const { amount, on } = input
  const rules = await facilityRules(command.tx, facility)
  const tested = returnReloan({ standing: standingToChange(life, on), drawnOn: life.drawnOn, amount, on, ...rules })
  if (!tested.ok) return tested
  return recordProposal(command, known.value, input, { kind: 'RETURN', amount, body: { when: tested.value.when } })
}
