import { faultKind } from '../../db/faults.js'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Refusal } from '../../kernel/result.js'
import type { SubjectFailure } from '../jobs/chunk.js'
import { failureText } from '../jobs/failure-text.js'
import { repriceLoan } from '../loan-rates/reprice-loan.js'

export interface DecidedAlone {
  /** Loans looked at. */
  readonly loans: number
  readonly decided: number
  readonly failures: readonly SubjectFailure[]
}

/** Carries a refusal past the savepoint, which rolls back only for something thrown. */
class Refused {
  constructor(readonly refusal: Refusal) {}
}

/** Nothing to do on the day is no failure. */
const NOTHING_TO_DECIDE = 'NO_REPRICING_ON_DAY'

/** Decides loans one by one, as a loan officer would, each inside a savepoint: one that is refused or breaks leaves only its reason. */
export async function decideAlone(
  tx: Tx,
  { on, runId }: { readonly on: CivilDate; readonly runId: string },
  loans: readonly string[],
): Promise<DecidedAlone> {
  const failures: SubjectFailure[] = []
  let decided = 0
  for (const loanId of loans) {
    try {
      await tx.transaction(async (inner) => {
        const command = { tx: inner, actor: null, requestId: runId, audited: false }
        const repriced = await repriceLoan(command, { loanId, on, version: null, today: on })
        if (!repriced.ok) throw new Refused(repriced.refusal)
        decided += 1
      })
    } catch (error) {
      if (faultKind(error) !== undefined) throw error
      if (!(error instanceof Refused))
        failures.push({ subjectId: loanId, reason: { code: 'DEFECT', failure: failureText(error) } })
      else if (error.refusal.code !== NOTHING_TO_DECIDE)
        failures.push({ subjectId: loanId, reason: { ...error.refusal } })
    }
  }
  return { loans: loans.length, decided, failures }
}
