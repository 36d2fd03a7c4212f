import type { Tx } from '../../db/transaction.js'
import type { BusinessCalendar, BusinessSpan, EndOfDayStepName } from '../../domain/loans/end-of-day.js'
import type { Command } from '../command/command.js'
import type { Finding } from './store.js'

/** One chunk of a step: its transaction, in whose name it works, and the day it is for. */
export interface StepContext extends BusinessSpan {
  readonly command: Command
  readonly organisationId: string
  readonly calendar: BusinessCalendar
}

export interface ChunkDone {
  /** The last record handled; null when the step has come to its end. */
  readonly cursor: string | null
  readonly done: number
  /** How many of them were refused. */
  readonly refused: number
  readonly findings: readonly Finding[]
  /** The day stays as it is until what was found is acknowledged. */
  readonly blocked?: boolean
}

/**
 * Works on what comes after the cursor, a chunk at a time. The chunk and the new cursor are one transaction, so a step that was
 * stopped goes on with the next record and does nothing twice.
 */
export type StepFunction = (context: StepContext, cursor: string | null) => Promise<ChunkDone>

export type StepTable = Readonly<Record<EndOfDayStepName, StepFunction>>

/** So many loans are locked and booked in one transaction. */
export const LOANS_PER_CHUNK = 50

/** Reads the next loans of a chunk, in the order of their ids. */
export type LoansAfter = (tx: Tx, cursor: string | null, limit: number) => Promise<readonly string[]>
