import type { Tx } from '../../db/transaction.js'
import type { ContractTerms } from '../../domain/loans/contract-terms.js'
import { customPrincipal } from '../../domain/loans/custom-schedule.js'
import { dueDatesOf, graceWithin } from '../../domain/loans/due-dates.js'
import type { CalculationRefusal } from '../../domain/loans/refusal.js'
import { loanSchedule } from '../../domain/loans/schedule.js'
import type { Schedule } from '../../domain/loans/schedule-request.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { type Money, money } from '../../kernel/money.js'
import { type AnnualRate, annualRatePercent } from '../../kernel/rate.js'
import type { Result } from '../../kernel/result.js'
import { workingCalendar } from '../working-days/views.js'
import { termsOfLoan } from './contract-terms.js'
import type { LoanView } from './views.js'

/** The due dates of a contract paid out on a day, by the working calendar as known at an instant (null: now). */
export async function plannedDueDates(
  tx: Tx,
  terms: ContractTerms,
  disbursedOn: CivilDate,
  tenorMonths: number,
  knownAt: string | null = null,
): Promise<readonly CivilDate[]> {
  return dueDatesOf(terms, disbursedOn, tenorMonths, await workingCalendar(tx, knownAt))
}

/** The rows of a plan by its contract's terms. */
export const scheduleByTerms = (
  terms: ContractTerms,
  plan: {
    readonly principal: Money
    readonly annualRate: AnnualRate
    readonly disbursedOn: CivilDate
    readonly dueDates: readonly CivilDate[]
  },
): Result<Schedule, CalculationRefusal> =>
  loanSchedule({
    principal: plan.principal,
    // What the borrower of a discounted bill pays is taken up front and is no interest of the schedule.
    annualRate: terms.kind === 'bill-discount' ? annualRatePercent('0') : plan.annualRate,
    disbursedOn: plan.disbursedOn,
    periods: plan.dueDates.length,
    dueDates: plan.dueDates,
    method: terms.method,
    principalRows: customPrincipal(terms.customRows, plan.dueDates),
    dayCount: terms.dayCount,
    rounding: terms.rounding,
    gracePrincipalPeriods: graceWithin(terms.gracePrincipalPeriods, plan.dueDates),
    graceInterestPeriods: graceWithin(terms.graceInterestPeriods, plan.dueDates),
  })

/**
 * The schedule of a contract as if the whole of it were paid out on the day it was signed, by the working calendar as known at an
 * instant (null: now). Nothing of it is stored.
 */
export async function plannedSchedule(tx: Tx, loan: LoanView, knownAt: string | null = null): Promise<Schedule> {
  const disbursedOn = civilDate(loan.signedOn)
  const terms = await termsOfLoan(tx, loan)
  const schedule = scheduleByTerms(terms, {
    principal: money(loan.amount),
    annualRate: annualRatePercent(loan.rate),
    disbursedOn,
    dueDates: await plannedDueDates(tx, terms, disbursedOn, loan.tenorMonths, knownAt),
  })
  // The contract was tested when it was signed; terms without a schedule are a defect.
  if (!schedule.ok) throw new Error(`loan ${loan.id} has no schedule: ${JSON.stringify(schedule.refusal)}`)
  return schedule.value
}
