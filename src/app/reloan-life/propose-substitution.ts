import { formatMoney } from '../../kernel/money.js'
import type { Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { refusingConstraints } from '../command/refusing-constraints.js'
import { lockLoanStates } from '../relending/filing-store.js'
import { type ProposalMade, type ProposalRefusal, recordProposal, reloanToChange } from './propose.js'
import { claimSubstitutes, type ProposalRow } from './store.js'
import { type SubstitutesRefusal, substitutesFor } from './substitutes.js'

export type ProposeSubstitutionRefusal = ProposalRefusal | SubstitutesRefusal

/**
 * 申请替换: a bank offers loans of its own instead of loans that back a re-loan, or beside them. From then on they are kept for it: neither
 * a filing nor another proposal takes them until the branch has decided.
 */
export async function proposeSubstitution(
  command: Command,
  input: ProposalMade & { readonly out: readonly string[]; readonly in: readonly string[] },
): Promise<Result<ProposalRow, ProposeSubstitutionRefusal>> {
  const { tx } = command
  const known = await reloanToChange(command, input)
  if (!known.ok) return known
  await lockLoanStates(tx, input.in)
  const { on, out } = input
  const tested = await substitutesFor(tx, known.value, { out, in: input.in, on, proposalId: null })
  if (!tested.ok) return tested
  const { in: taken, enterprises } = tested.value
  const proposed = await recordProposal(command, known.value, input, {
    kind: 'SUBSTITUTION',
    amount: null,
    body: { out, in: taken.map(({ loan, amount }) => ({ loan, amount: formatMoney(amount) })) },
  })
  if (!proposed.ok) return proposed
  const loans = taken.map(({ loan: loanId }) => ({ loanId, enterpriseId: enterprises.get(loanId) as string }))
  const used = { code: 'LOAN_ALREADY_BACKS', loan: input.in.join(), claimedBy: '' } as const
  const claimed = await refusingConstraints(
    tx,
    { reloan_backing_one_claim: used, reloan_backing_substitutes_once: used },
    (savepoint) => claimSubstitutes(savepoint, proposed.value, known.value.filingId, loans),
  )
  return claimed.ok ? proposed : claimed
}
