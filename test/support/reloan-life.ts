import type { Answered, Bank } from './bank.js'
import { disbursedLoan } from './disbursed-loan.js'
import { enterTerm } from './relending.js'

export const HASH = 'ab'.repeat(32)

/** What a re-loan facility says of extensions, as a branch enters it. */
export const LIFE_TERMS: Readonly<Record<string, string>> = {
  max_extensions: '2',
  max_total_months: '36',
  extension_length: '<= original term',
}

export async function enterLifeTerms(bank: Bank, terms = LIFE_TERMS): Promise<void> {
  for (const [parameter, value] of Object.entries(terms)) await enterTerm(bank, parameter, value)
}

/** Proposes as the bank, on the version that the re-loan then has. */
export async function proposeAs(
  bank: Bank,
  user: string,
  reloanId: string,
  path: 'returns' | 'extensions' | 'substitutions' | 'clawbacks',
  body: Readonly<Record<string, unknown>>,
): Promise<Answered> {
  const [state] = await bank.owner<
    [{ version: number }]
  >`SELECT version FROM reloan_state WHERE reloan_id = ${reloanId}`
  return bank.post(user, `/v1/reloans/${reloanId}/${path}`, { reason: '按规定', version: state.version, ...body })
}

export const consent = (bank: Bank, proposalId: string, decision: 'APPROVE' | 'REJECT' = 'APPROVE') =>
  bank.post('reviewer.pboc', `/v1/reloan-proposals/${proposalId}/decisions`, { decision, opinion: '同意', version: 1 })

/** Proposed by the bank and consented to by the branch. */
export async function carriedOut(
  bank: Bank,
  reloanId: string,
  path: 'returns' | 'extensions' | 'substitutions',
  body: Readonly<Record<string, unknown>>,
): Promise<Answered['body']> {
  const proposed = await proposeAs(bank, 'officer.sihui', reloanId, path, body)
  if (proposed.status !== 201) throw new Error(`${proposed.status}: ${proposed.text}`)
  const decided = await consent(bank, proposed.body.id)
  if (decided.status !== 200) throw new Error(`${decided.status}: ${decided.text}`)
  return decided.body
}

/** Principal that a loan's borrower repays early. */
export async function repayEarly(bank: Bank, loanId: string, on: string, amount: string): Promise<void> {
  const [state] = await bank.owner<[{ version: number }]>`SELECT version FROM loan_state WHERE loan_id = ${loanId}`
  const paid = await bank.post('officer.sihui', `/v1/loans/${loanId}/repayments`, {
    on,
    amount,
    reference: '回单-1',
    excess: 'shorten',
    version: state.version,
  })
  if (paid.status >= 300) throw new Error(`${paid.status}: ${paid.text}`)
}

export const freeLoan = (bank: Bank, loan: Parameters<typeof disbursedLoan>[1] = {}): Promise<string> =>
  disbursedLoan(bank.owner, loan)
