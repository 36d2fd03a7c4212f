import type { LoanState, LoanStep } from '../../domain/loans/life-cycle.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { recordEvent } from '../audit/record-event.js'
import type { Command } from '../command/command.js'
import { recordStep } from './record-step.js'
import { type Application, type Form, moveApplication } from './store.js'

export interface StepToTake {
  readonly step: LoanStep
  readonly to: LoanState
  readonly on: CivilDate
  readonly opinion: string
  readonly evidenceHash?: string | null
  readonly detail?: Readonly<Record<string, unknown>>
  /** The form of the next round. */
  readonly amended?: Form
  /** Of the audit event, in the past tense. */
  readonly action: string
}

/** Moves a locked application, and records the step and its audit event. */
export async function takeStep(command: Command, before: Application, taken: StepToTake): Promise<Application> {
  const { step, to, on, opinion, evidenceHash = null, detail = {}, amended, action } = taken
  const version = await moveApplication(command.tx, before.id, to, amended)
  await recordStep(command, {
    step,
    of: { applicationId: before.id, loanId: null, lenderId: before.lenderId, enterpriseId: before.enterpriseId },
    from: before.state,
    to,
    on,
    opinion,
    evidenceHash,
    detail,
  })
  await recordEvent(command, {
    action,
    subjectKind: 'loan_application',
    subjectId: before.id,
    detail: { on, opinion, evidenceHash, ...detail, from: before.state, to },
  })
  return {
    ...before,
    ...(amended && { ...amended, round: before.round + 1 }),
    state: to as Application['state'],
    version,
  }
}
