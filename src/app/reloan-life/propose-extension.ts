import type { ExtensionRefusal } from '../../domain/relending/extension.js'
import type { Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { extensionOn } from './extend.js'
import { type ProposalMade, type ProposalRefusal, recordProposal, reloanToChange } from './propose.js'
import type { ProposalRow } from './store.js'

export type ProposeExtensionRefusal = ProposalRefusal | ExtensionRefusal

/** 申请展期: a bank asks the branch for more months, by the due date. */
export async function proposeExtension(
  command: Command,
  input: ProposalMade & { readonly months: number },
): Promise<Result<ProposalRow, ProposeExtensionRefusal>> {
  const known = await reloanToChange(command, input)
  if (!known.ok) return known
  const { months } = input
  const tested = await extensionOn(command.tx, known.value, input)
  if (!tested.ok) return tested
  const { from, dueOn, totalMonths } = tested.value
  return recordProposal(command, known.value, input, {
    kind: 'EXTENSION',
    amount: null,
    body: { months, from, dueOn, totalMonths },
  })
}
