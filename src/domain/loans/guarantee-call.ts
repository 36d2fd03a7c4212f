import type { CivilDate } from '../../kernel/civil-date.js'
import { type Exact, formatExact } from '../../kernel/exact.js'
import {
  addMoney,
  compareMoney,
  formatMoney,
  isPositiveMoney,
  type Money,
  maxMoney,
  NO_MONEY,
  subtractMoney,
  timesDown,
} from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

export interface CallFacts {
  readonly guarantee: { readonly share: Exact; readonly validFrom: CivilDate; readonly validTo: CivilDate }
  /** Fallen due before the day and not paid, of every kind. */
  readonly overdue: Money
  /** Paid by the guarantor so far: it has made what is overdue smaller. */
  readonly paidByGuarantor: Money
  /** Called so far, paid or not. */
  readonly called: Money
  readonly amount: Money
  readonly on: CivilDate
}

export type CallRefusal =
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'GUARANTEE_NOT_IN_FORCE'; readonly on: CivilDate; readonly validFrom: CivilDate }
  | { readonly code: 'GUARANTEE_NOTHING_OVERDUE'; readonly on: CivilDate }
  | {
      readonly code: 'GUARANTEE_CALL_ABOVE_SHARE'
      readonly amount: string
      readonly available: string
      readonly share: string
      readonly overdue: string
      readonly called: string
    }

/**
 * 代偿: of everything overdue, what the guarantor has paid included, its share, less what was called before; rounded down, since a share may
 * not be exceeded. A guarantee stands for the debt of its loan, so a call may come after its last day, never before its first.
 */
export function callGuarantee(facts: CallFacts): Result<{ readonly available: Money }, CallRefusal> {
  const { guarantee, overdue, paidByGuarantor, called, amount, on } = facts
  if (!isPositiveMoney(amount)) return refuse({ code: 'NOT_POSITIVE', member: 'amount', value: formatMoney(amount) })
  if (on < guarantee.validFrom) return refuse({ code: 'GUARANTEE_NOT_IN_FORCE', on, validFrom: guarantee.validFrom })
  if (!isPositiveMoney(overdue)) return refuse({ code: 'GUARANTEE_NOTHING_OVERDUE', on })
  const share = timesDown(addMoney(overdue, paidByGuarantor), guarantee.share)
  const available = maxMoney(subtractMoney(share, called), NO_MONEY)
  if (compareMoney(amount, available) > 0)
    return refuse({
      code: 'GUARANTEE_CALL_ABOVE_SHARE',
      amount: formatMoney(amount),
      available: formatMoney(available),
      share: formatExact(guarantee.share),
      overdue: formatMoney(overdue),
      called: formatMoney(called),
    })
  return ok({ available })
}
