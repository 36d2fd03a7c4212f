import type { CivilDate } from '../../kernel/civil-date.js'
import { divideRounded, sumFractions } from '../../kernel/fraction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { interestOn } from './accrual.js'
import type { CalculationRefusal } from './refusal.js'
import { rowBook } from './row-book.js'
import type { Schedule } from './schedule-request.js'
import type { Terms } from './schedule-terms.js'

/**
 * Interest on the whole principal for the whole term, spread evenly over the rows: total = P × rate × Σ fractions,
 * instalment = P′/(n−g) + total/n with P′ after the down payment; principal is what the instalment leaves of itself.
 */
export const flatSchedule = (disbursedOn: CivilDate, terms: Terms): Result<Schedule, CalculationRefusal> => {
  const { principal, downPayment, rate, periods, rounding, multiple, gracePrincipal, graceInterest } = terms
  const n = periods.length
  const [rows, payingRows] = [BigInt(n), BigInt(n - gracePrincipal)]
  const borne = interestOn(principal, rate, sumFractions(periods.map((period) => period.fraction)))
  const total = divideRounded(borne.numerator, borne.denominator, rounding)
  const share = divideRounded(total, rows, rounding)
  const instalment =
    divideRounded((principal - downPayment) * rows + total * payingRows, rows * payingRows * multiple, rounding) *
    multiple

  const book = rowBook(disbursedOn)
  let balance = principal - downPayment
  if (downPayment > 0n) book.add(disbursedOn, downPayment, 0n, balance)
  let deferred = 0n
  for (const [index, { to }] of periods.entries()) {
    const last = index === n - 1
    const own = last ? total - share * (rows - 1n) : share
    const shown = index < graceInterest ? 0n : deferred + own
    deferred += own - shown
    const paid = last ? balance : index < gracePrincipal ? 0n : instalment - shown
    balance -= paid
    const negative = book.add(to, paid, shown, balance)
    if (negative) return refuse(negative)
  }
  return ok(book.close(instalment))
}
