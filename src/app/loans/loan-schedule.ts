import { loanSchedule } from '../../domain/loans/schedule.js'
import type { RepaymentMethod, Schedule } from '../../domain/loans/schedule-request.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { type Money, money } from '../../kernel/money.js'
import { annualRatePercent } from '../../kernel/rate.js'
import type { DisbursementView, LoanView } from './views.js'

export interface PlannedSchedule {
  /** 'planned': as if the whole contract were paid out on the day it was signed. */
  readonly basis: 'planned' | 'disbursed'
  readonly schedule: Schedule
}

/** The schedule of a contract, computed anew from its terms and what was paid out; nothing of it is stored. */
export function scheduleOf(loan: LoanView, disbursements: readonly DisbursementView[]): PlannedSchedule {
  const paid: { on: CivilDate; amount: Money }[] = disbursements.map(({ disbursedOn, amount }) => ({
    on: civilDate(disbursedOn),
    amount: money(amount),
  }))
  const [first = { on: civilDate(loan.signedOn), amount: money(loan.amount) }, ...later] = paid
  const schedule = loanSchedule({
    principal: first.amount,
    annualRate: annualRatePercent(loan.rate),
    disbursedOn: first.on,
    periods: loan.tenorMonths,
    every: { months: 1 },
    method: loan.method as RepaymentMethod,
    dayCount: loan.dayCount,
    disbursements: later,
  })
  // The contract was tested when it was signed; terms without a schedule are a defect.
  if (!schedule.ok) throw new Error(`loan ${loan.id} has no schedule: ${JSON.stringify(schedule.refusal)}`)
  return { basis: paid.length === 0 ? 'planned' : 'disbursed', schedule: schedule.value }
}
