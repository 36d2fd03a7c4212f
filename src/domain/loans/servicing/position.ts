import type { CivilDate } from '../../../kernel/civil-date.js'
import { moneyOfFen } from '../../../kernel/fraction.js'
import { addMoney, type Money, NO_MONEY, subtractMoney, sumMoney } from '../../../kernel/money.js'
import type { AnnualRate } from '../../../kernel/rate.js'
import type { Bucket } from '../contract-terms.js'
import type { Collection } from './collection.js'
import type { Obligations } from './obligations.js'

export type ServicedState = 'CONTRACTED' | 'DISBURSED' | 'OVERDUE' | 'SETTLED' | 'WRITTEN_OFF'
export type Owed = Readonly<Record<Bucket, Money>>

/** A loan when a day is over, as far as its facts are known. */
export interface LoanPosition {
  readonly on: CivilDate
  readonly state: ServicedState
  readonly disbursed: Money
  /** Principal owed in all: not yet due, due and overdue. */
  readonly principal: Money
  readonly notDue: Money
  /** Fallen due up to and on the day and not paid; penalty and compound interest run to the start of the day. */
  readonly due: Owed
  /** Of that, what fell due before the day. */
  readonly overdue: Owed
  readonly totalDue: Money
  /** Interest of the running row, not yet due. */
  readonly accruedInterest: Money
  /** 溢缴款: paid and waiting for the next due date. */
  readonly held: Money
  readonly daysOverdue: number
  readonly oldestUnpaidOn: CivilDate | null
  readonly misused: boolean
  readonly annualRate: AnnualRate
  readonly referenceRate: AnnualRate
  readonly settledOn: CivilDate | null
}

export const positionOf = (collection: Collection, obligations: Obligations, on: CivilDate): LoanPosition => {
  const daysOverdue = collection.daysOverdue(on)
  const due = owedOf(collection, () => true)
  const overdue = owedOf(collection, (dueOn) => dueOn < on)
  const notDue = moneyOfFen(collection.notDue)
  const state = stateOf(collection, daysOverdue)
  return {
    on,
    state,
    disbursed: moneyOfFen(collection.disbursed),
    principal: addMoney(notDue, due.principal),
    notDue,
    due,
    overdue,
    totalDue: sumMoney(Object.values(due)),
    accruedInterest: accruedOn(obligations, on, collection.notDue),
    held: moneyOfFen(collection.held),
    daysOverdue,
    oldestUnpaidOn: collection.oldestUnpaidOn(on),
    misused: collection.isMisused(),
    annualRate: collection.rate,
    referenceRate: collection.referenceRate,
    settledOn: state === 'SETTLED' ? collection.lastPaidOn : null,
  }
}

function stateOf(collection: Collection, daysOverdue: number): ServicedState {
  if (collection.disbursed === 0n) return 'CONTRACTED'
  if (!collection.hasDebt()) return 'SETTLED'
  if (collection.writtenOffOn !== null) return 'WRITTEN_OFF'
  return daysOverdue > 0 ? 'OVERDUE' : 'DISBURSED'
}

/** What is owed by kind; penalty and compound interest that no settlement has charged yet count as overdue. */
function owedOf({ charges, penalty, compound, writtenOffOn }: Collection, counts: (dueOn: CivilDate) => boolean): Owed {
  const owed: Record<Bucket, Money> = {
    fee: NO_MONEY,
    penalty: NO_MONEY,
    compound: NO_MONEY,
    interest: NO_MONEY,
    principal: NO_MONEY,
  }
  for (const charge of charges.open())
    if (counts(charge.dueOn)) owed[charge.bucket] = addMoney(owed[charge.bucket], moneyOfFen(charge.owed))
  if (writtenOffOn !== null) return owed
  return {
    ...owed,
    penalty: addMoney(owed.penalty, moneyOfFen(penalty.uncharged())),
    compound: addMoney(owed.compound, moneyOfFen(compound.uncharged())),
  }
}

/** On a due date the row has fallen due and nothing has accrued since. */
function accruedOn({ rows, accruedBy }: Obligations, on: CivilDate, notDue: bigint): Money {
  if (notDue === 0n) return NO_MONEY
  const fell = rows.findLast(({ dueOn }) => dueOn === on)
  const accrued = moneyOfFen(accruedBy.get(on) ?? 0n)
  return fell === undefined ? accrued : subtractMoney(accrued, moneyOfFen(fell.interest))
}
