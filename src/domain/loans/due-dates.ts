import {
  addDays,
  addMonths,
  type CivilDate,
  dateOf,
  dateParts,
  daysInMonth,
  firstDayOf,
  lastDayOf,
  monthOf,
} from '../../kernel/civil-date.js'
import type { ContractTerms, InstalmentDays } from './contract-terms.js'
import type { MonthEnd } from './schedule-request.js'
import { movedByHolidays, type WorkingCalendar } from './working-calendar.js'

type DueDateTerms = Pick<ContractTerms, 'method' | 'instalments' | 'holidays' | 'monthEnd' | 'customRows'>

/**
 * The due dates of a plan: rising, never two on a day, all after the disbursement; the last is the day of maturity. Dates count from
 * the start, 31 January → 29 February → 31 March. The first and the last period are as long as they happen to be: a date is dropped
 * only where it is not before maturity, nothing is merged for being short. A bullet has one date.
 *
 * Days agreed one by one stay as they were agreed; those that were over when the money was paid out are dropped.
 *
 * A date without business is moved as the contract says, and its period with it: interest runs to the day on which it is due.
 */
export function dueDatesOf(
  terms: DueDateTerms,
  disbursedOn: CivilDate,
  tenorMonths: number,
  calendar: WorkingCalendar,
): readonly CivilDate[] {
  const maturity = maturityOf(terms, disbursedOn, tenorMonths)
  if (terms.method === 'custom') {
    const agreed = (terms.customRows ?? []).map(({ dueOn }) => dueOn).filter((dueOn) => dueOn > disbursedOn)
    return agreed.length > 0 ? agreed : [maturity]
  }
  const inside =
    terms.method === 'bullet'
      ? []
      : instalmentDates(terms.instalments, terms.monthEnd, disbursedOn, maturity).filter((day) => day < maturity)
  const due: CivilDate[] = []
  for (const day of [...inside, maturity]) {
    const moved = movedByHolidays(calendar, terms.holidays, day)
    // Moved back to the disbursement or before, a date is no due date; two that meet are one.
    if (moved > (due.at(-1) ?? disbursedOn)) due.push(moved)
  }
  // A loan so short that its one date was moved back to its start is due on the next working day.
  return due.length > 0 ? due : [movedByHolidays(calendar, 'following', maturity)]
}

/** The day so many months after the start, before a holiday moves it. */
export const maturityOf = (
  { monthEnd }: Pick<ContractTerms, 'monthEnd'>,
  disbursedOn: CivilDate,
  tenorMonths: number,
): CivilDate => monthsAfter(disbursedOn, tenorMonths, monthEnd)

/** A grace as far as it reaches: the last instalment always falls due whole, however few a short first period leaves. */
export const graceWithin = (periods: number, dueDates: readonly CivilDate[]): number =>
  periods < dueDates.length ? periods : dueDates.length - 1

const monthsAfter = (start: CivilDate, months: number, monthEnd: MonthEnd): CivilDate => {
  const date = addMonths(start, months)
  return dateParts(date).day === dateParts(start).day || monthEnd === 'last-day' ? date : addDays(date, 1)
}

/** The dates after the start and up to maturity, rising. */
function instalmentDates(
  days: InstalmentDays,
  monthEnd: MonthEnd,
  start: CivilDate,
  maturity: CivilDate,
): readonly CivilDate[] {
  const dates: CivilDate[] = []
  if (days.kind === 'from-start') {
    let k = 1
    for (let date = monthsAfter(start, days.months, monthEnd); date < maturity; k += 1) {
      dates.push(date)
      date = monthsAfter(start, (k + 1) * days.months, monthEnd)
    }
    return dates
  }
  for (let month = firstDayOf(monthOf(start)); month <= maturity; month = addMonths(month, 1)) {
    if (!days.months.includes(dateParts(month).month)) continue
    const due = settlementDue(days, month)
    if (due > start && due < maturity) dates.push(due)
  }
  return dates
}

/** The settlement day of a month, or the day after where its own night still belongs to the period that ends. */
const settlementDue = (days: InstalmentDays & { readonly kind: 'settlement-day' }, month: CivilDate): CivilDate => {
  const { year, month: number } = dateParts(month)
  const exists = days.day <= daysInMonth(year, number)
  const day = exists ? dateOf(year, number, days.day) : lastDayOf(monthOf(month))
  return days.includesDay ? addDays(day, 1) : day
}
