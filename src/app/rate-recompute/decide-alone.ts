import { faultKind } from '../../db/faults.js'
import { type Tx, withSavepoint } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { SubjectFailure } from '../jobs/chunk.js'
import { failureText } from '../jobs/failure-text.js'
import { repriceLoan } from '../loan-rates/reprice-loan.js'

export interface DecidedAlone {
  /** Loans looked at. */
  readonly loans: number
  readonly decided: number
  readonly failures: readonly SubjectFailure[]
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
      const repriced = await withSavepoint(tx, (inner) => {
        const command = { tx: inner, actor: null, requestId: runId, audited: false }
        return repriceLoan(command, { loanId, on, version: null, today: on })
      })
      if (repriced.ok) decided += 1
      else if (repriced.refusal.code !== NOTHING_TO_DECIDE)
        failures.push({ subjectId: loanId, reason: { ...repriced.refusal } })
    } catch (error) {
      if (faultKind(error) !== undefined) throw error
      failures.push({ subjectId: loanId, reason: { code: 'DEFECT', failure: failureText(error) } })
    }
  }
  return { loans: loans.length, decided, failures }
}
