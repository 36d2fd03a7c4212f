import { addDays, addMonths, type CivilDate, daysBetween, laterOf } from '../../kernel/civil-date.js'
import { divide, exactOf, multiply, sum } from '../../kernel/exact.js'
import { type Money, moneyHalfUp, sumMoney, yuan } from '../../kernel/money.js'

/** Principal of a loan on a day: paid out above zero, repaid below. Interest is no principal. */
export interface PrincipalMovement {
  readonly on: CivilDate
  readonly amount: Money
}

/** Principal outstanding 贷款余额 at the end of a day. */
export const outstandingOn = (movements: readonly PrincipalMovement[], day: CivilDate): Money =>
  sumMoney(movements.filter(({ on }) => on <= day).map(({ amount }) => amount))

/** The year that ends on a day, both days included. */
export function balanceYear(asOf: CivilDate): {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly days: number
} {
  const from = addDays(addMonths(asOf, -12), 1)
  return { from, to: asOf, days: daysBetween(from, asOf) + 1 }
}

/**
 * Average daily balance 日均余额 of the year that ends on a day: each movement counts for the days it stands, over all days of the year;
 * rounded once to the fen, half-up.
 */
export function averageDailyBalance(movements: readonly PrincipalMovement[], asOf: CivilDate): Money {
  const { from, days } = balanceYear(asOf)
  const standing = movements
    .filter(({ on }) => on <= asOf)
    .map(({ on, amount }) => multiply(yuan(amount), exactOf(daysBetween(laterOf(on, from), asOf) + 1)))
  return moneyHalfUp(divide(sum(standing), exactOf(days)))
}
