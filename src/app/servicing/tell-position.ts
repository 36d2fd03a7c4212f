import type { LoanPosition, Owed } from '../../domain/loans/servicing/position.js'
import type { PayoffQuote } from '../../domain/loans/servicing/replay.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money, NO_MONEY } from '../../kernel/money.js'
import { formatRatePercent } from '../../kernel/rate.js'
import type { Loan } from '../loans/store.js'

const tellOwed = ({ fee, penalty, compound, interest, principal }: Owed) => ({
  fee: formatMoney(fee),
  penalty: formatMoney(penalty),
  compound: formatMoney(compound),
  interest: formatMoney(interest),
  principal: formatMoney(principal),
})

/** Amounts and rates as text. */
export const tellPosition = (position: LoanPosition) => ({
  on: position.on,
  state: position.state,
  disbursed: formatMoney(position.disbursed),
  principal: formatMoney(position.principal),
  notDue: formatMoney(position.notDue),
  due: tellOwed(position.due),
  overdue: tellOwed(position.overdue),
  totalDue: formatMoney(position.totalDue),
  accruedInterest: formatMoney(position.accruedInterest),
  held: formatMoney(position.held),
  daysOverdue: position.daysOverdue,
  oldestUnpaidOn: position.oldestUnpaidOn,
  misused: position.misused,
  annualRate: formatRatePercent(position.annualRate),
  referenceRate: formatRatePercent(position.referenceRate),
  settledOn: position.settledOn,
})
export type ToldPosition = ReturnType<typeof tellPosition>

/** A signed contract of which nothing was paid out by the day. */
export function positionBefore({ rate, referenceRate }: Loan, on: CivilDate): LoanPosition {
  const none: Money = NO_MONEY
  const nothing: Owed = { fee: none, penalty: none, compound: none, interest: none, principal: none }
  return {
    on,
    state: 'CONTRACTED',
    disbursed: none,
    principal: none,
    notDue: none,
    due: nothing,
    overdue: nothing,
    totalDue: none,
    accruedInterest: none,
    held: none,
    daysOverdue: 0,
    oldestUnpaidOn: null,
    misused: false,
    annualRate: rate,
    referenceRate,
    settledOn: null,
  }
}

export const tellPayoff = (quote: PayoffQuote) => ({
  on: quote.on,
  ...tellOwed(quote),
  held: formatMoney(quote.held),
  total: formatMoney(quote.total),
})
