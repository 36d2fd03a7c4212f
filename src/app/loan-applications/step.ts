import type { DateOrderRefusal } from '../../domain/loans/dates-in-order.js'
import type { LifeCycleRefusal } from '../../domain/loans/refusal.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { RecordRefusal } from '../command/record-refusal.js'

export type StepRefusal = RecordRefusal | DateOrderRefusal | LifeCycleRefusal

/** A step of an application with what its taker says of it. */
export interface Step {
  readonly applicationId: string
  readonly on: CivilDate
  readonly opinion: string
  /** SHA-256 of the document it rests on, if there is one; the document is kept elsewhere. */
  readonly evidenceHash: string | null
  readonly version: number
  readonly today: CivilDate
}
