import type { LoanStep } from '../../domain/loans/life-cycle.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Acting } from '../command/command.js'
import { recordStep, type StepTaken } from '../loan-applications/record-step.js'
import type { HeldLoan } from './hold-loan.js'
import type { Standing } from './store.js'

/** Papers a step rests on. */
export interface Papers {
  readonly reason: string | null
  readonly evidenceHash: string | null
}

export interface MoveOfLoan {
  readonly on: CivilDate
  readonly restructures: boolean
  readonly takesBackDisbursement?: boolean
  readonly papers: Papers
}

/** Writes the step of a loan whose state has changed, that was restructured, or that lost a disbursement; otherwise nothing. */
export async function recordMove(
  command: Acting,
  held: Pick<HeldLoan, 'loan' | 'state'>,
  after: Standing,
  move: MoveOfLoan,
): Promise<void> {
  const taken = stepOfMove(held, after, move)
  if (taken !== null) await recordStep(command, taken)
}

/** The step that `recordMove` writes; null where it writes none. */
export function stepOfMove(
  { loan, state: before }: Pick<HeldLoan, 'loan' | 'state'>,
  after: Standing,
  move: MoveOfLoan,
): StepTaken | null {
  const step = move.takesBackDisbursement
    ? 'take-back'
    : move.restructures
      ? 'restructure'
      : stepTo(before.state, after.state)
  if (step === null) return null
  const { applicationId, lenderId, enterpriseId, id: loanId } = loan
  return {
    step,
    of: { applicationId, loanId, lenderId, enterpriseId },
    from: before.state,
    to: after.state,
    on: move.on,
    opinion: move.papers.reason,
    evidenceHash: move.papers.evidenceHash,
  }
}

function stepTo(from: Standing['state'], to: Standing['state']): LoanStep | null {
  if (from === to || from === 'CONTRACTED') return null
  if (to === 'SETTLED') return 'settle'
  if (to === 'WRITTEN_OFF') return 'write-off'
  if (from === 'SETTLED' || from === 'WRITTEN_OFF') return 'reopen'
  return to === 'OVERDUE' ? 'overdue' : 'cure'
}
