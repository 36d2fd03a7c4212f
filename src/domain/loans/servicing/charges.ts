import type { CivilDate } from '../../../kernel/civil-date.js'
import type { Bucket, ContractTerms } from '../contract-terms.js'

/** One amount that has fallen due, fen. */
export interface Charge {
  readonly bucket: Bucket
  /** The row of the schedule; null for a fee, a penalty or compound interest. */
  readonly no: number | null
  readonly dueOn: CivilDate
  readonly amount: bigint
  /** From the night of this day on, what is unpaid bears penalty or compound interest. */
  readonly bearsFrom: CivilDate
  owed: bigint
}

/** So much of a payment went to one charge; a prepayment goes to principal that was not due. */
export interface Allocation {
  /** The payment; null where held money paid. */
  readonly factId: string | null
  readonly on: CivilDate
  readonly bucket: Bucket
  readonly no: number | null
  readonly dueOn: CivilDate | null
  readonly amount: bigint
}

const byDueDate = (a: Charge, b: Charge): number => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)

/**
 * The order in which a payment meets what is due: kind after kind, oldest first; or due date after due date, each through all kinds.
 * Civil Code art. 561: costs, then interest, then principal, unless the parties agreed otherwise; the order is the contract's.
 */
export const inWaterfall = (
  charges: readonly Charge[],
  { waterfall }: ContractTerms,
  daysOverdue: number,
): readonly Charge[] => {
  const order = daysOverdue >= waterfall.badFromDaysOverdue ? waterfall.bad : waterfall.normal
  const byKind = (a: Charge, b: Charge) => order.indexOf(a.bucket) - order.indexOf(b.bucket)
  return charges.toSorted(
    waterfall.across === 'by-kind'
      ? (a, b) => byKind(a, b) || byDueDate(a, b)
      : (a, b) => byDueDate(a, b) || byKind(a, b),
  )
}
