import type { BusinessCalendar, BusinessSpan, EndOfDayStepName } from '../../domain/loans/end-of-day.js'
import type { Command } from '../command/command.js'
import type { LoanSelection } from './loan-chunk-views.js'
import type { Finding } from './store.js'

/** One transaction of a step: in whose name it works, and the day it is for. */
export interface StepContext extends BusinessSpan {
  readonly command: Command
  readonly organisationId: string
  readonly calendar: BusinessCalendar
}

export interface WorkDone {
  readonly done: number
  /** How many of them were refused. */
  readonly refused: number
  readonly findings: readonly Finding[]
  /** The day stays as it is until what was found is acknowledged. */
  readonly blocked?: boolean
}

/** A step that is one piece of work, done in one transaction. */
export interface WholeStep {
  readonly kind: 'whole'
  readonly work: (context: StepContext) => Promise<WorkDone>
}

/**
 * A step that goes over loans. They are handed out in ranges to whoever carries the end of the day; a range's work and the mark that it
 * is done are one transaction, so a step that was stopped goes on with what is left and does nothing twice.
 */
export interface LoanStep {
  readonly kind: 'loans'
  readonly loans: (context: StepContext) => LoanSelection
  /** So many loans are locked and written in one transaction. */
  readonly perRange: number
  /** Done once, before any range, in the transaction that plans them. */
  readonly first?: (context: StepContext) => Promise<WorkDone>
  readonly work: (context: StepContext, loanIds: readonly string[]) => Promise<WorkDone>
}

export type StepWork = WholeStep | LoanStep

export type StepTable = Readonly<Record<EndOfDayStepName, StepWork>>
