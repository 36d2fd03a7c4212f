import { faultKind } from '../../db/faults.js'
import type { Refusal, Result } from '../../kernel/result.js'
import type { Command } from '../command/command.js'
import { failureText } from '../jobs/failure-text.js'
import { type ChunkDone, LOANS_PER_CHUNK, type LoansAfter, type StepContext } from './end-of-day-step.js'
import type { Finding } from './store.js'

/** Carries a loan's refusal past its savepoint, which rolls back only for something thrown. */
class LoanRefused {
  constructor(readonly refusal: Refusal) {}
}

/**
 * Does the same to each loan of a chunk, each inside a savepoint: a loan that is refused, or breaks, leaves nothing behind but its
 * finding, and the others go on. A fault of the database stops the chunk, which is then tried again as a whole.
 */
export async function eachLoan(
  { command }: StepContext,
  cursor: string | null,
  loansAfter: LoansAfter,
  work: (command: Command, loanId: string) => Promise<Result<unknown, Refusal>>,
): Promise<ChunkDone> {
  const loans = await loansAfter(command.tx, cursor, LOANS_PER_CHUNK)
  const findings: Finding[] = []
  for (const loanId of loans) {
    const finding = await trying(command, loanId, work)
    if (finding !== null) findings.push(finding)
  }
  return {
    cursor: loans.length < LOANS_PER_CHUNK ? null : (loans.at(-1) ?? null),
    done: loans.length,
    refused: findings.length,
    findings,
  }
}

async function trying(
  command: Command,
  loanId: string,
  work: (command: Command, loanId: string) => Promise<Result<unknown, Refusal>>,
): Promise<Finding | null> {
  try {
    await command.tx.transaction(async (tx) => {
      const result = await work({ ...command, tx }, loanId)
      if (!result.ok) throw new LoanRefused(result.refusal)
    })
    return null
  } catch (error) {
    if (error instanceof LoanRefused) {
      const { code, ...detail } = error.refusal
      return { loanId, code, detail }
    }
    if (faultKind(error) !== undefined) throw error
    return { loanId, code: 'DEFECT', detail: { failure: failureText(error) } }
  }
}
