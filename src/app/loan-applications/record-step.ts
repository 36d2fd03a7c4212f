import type { LoanStep } from '../../domain/loans/life-cycle.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Command } from '../command/command.js'
import { insertSteps } from './step-store.js'

/** A step of an application, or of the loan it became. */
export interface StepTaken {
  readonly step: LoanStep
  readonly of: {
    readonly applicationId: string
    /** Null until the contract is signed. */
    readonly loanId: string | null
    readonly lenderId: string
    readonly enterpriseId: string
  }
  /** Null for the first step. */
  readonly from: string | null
  readonly to: string
  readonly on: CivilDate
  readonly opinion?: string | null
  /** SHA-256 of the document the step rests on, 64 lower-case hexadecimal digits. */
  readonly evidenceHash?: string | null
  /** Facts of the step, amounts as strings. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Who takes a step: a command, or only a transaction and nobody where the program itself does. */
type TakenBy = Pick<Command, 'tx'> & { readonly actor: Pick<Command['actor'], 'userId'> | null }

/**
 * Adds the row of a step in the step's own transaction, numbered within the application and under its current round. The caller
 * holds the lock of the application, or of the loan once there is one.
 */
export const recordStep = (by: TakenBy, taken: StepTaken): Promise<void> => recordSteps(by, [taken])

/** The same for steps of different applications, in one statement. */
export const recordSteps = (by: TakenBy, steps: readonly StepTaken[]): Promise<void> =>
  insertSteps(
    by.tx,
    steps.map(({ of, ...taken }) => ({
      opinion: null,
      evidenceHash: null,
      detail: {},
      ...of,
      ...taken,
      takenBy: by.actor?.userId ?? null,
    })),
  )
