import {
  addDays,
  addMonths,
  addMonthsToMonth,
  type CivilDate,
  type CivilMonth,
  dateParts,
  earlierOf,
  firstDayOf,
  lastDayOf,
  laterOf,
  monthOf,
} from '../../../kernel/civil-date.js'
import type { ContractTerms } from '../contract-terms.js'

/** The days after maturity on which penalty and compound interest go on being settled 结息, up to and on `through`. */
export const settlementDaysAfter = (
  { instalments }: ContractTerms,
  maturity: CivilDate,
  through: CivilDate,
): readonly CivilDate[] => {
  const days: CivilDate[] = []
  if (instalments.kind === 'from-start') {
    for (let k = 1; ; k += 1) {
      const day = addMonths(maturity, k * instalments.months)
      if (day > through) return days
      days.push(day)
    }
  }
  for (let month: CivilMonth = monthOf(maturity); ; month = addMonthsToMonth(month, 1)) {
    if (firstDayOf(month) > through) return days
    if (!instalments.months.includes(dateParts(firstDayOf(month)).month)) continue
    const named = addDays(firstDayOf(month), instalments.day - 1)
    const day = addDays(earlierOf(named, lastDayOf(month)), instalments.includesDay ? 1 : 0)
    if (day > maturity && day <= through) days.push(day)
  }
}

/** The next such day after `day`, or the next due date while the loan runs. */
export const nextSettlement = (
  terms: ContractTerms,
  dueDates: readonly CivilDate[],
  maturity: CivilDate,
  day: CivilDate,
): CivilDate =>
  dueDates.find((due) => due > day) ??
  settlementDaysAfter(terms, maturity, addMonths(laterOf(day, maturity), 13)).find((due) => due > day) ??
  addMonths(day, 12)
