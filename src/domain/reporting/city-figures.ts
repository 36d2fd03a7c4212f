import { addMonthsToMonth, type CivilDate, lastDayOf, monthOf, monthsFrom } from '../../kernel/civil-date.js'
import { divide, type Exact, exactOf, formatFixed, isPositive, multiply } from '../../kernel/exact.js'

/** The grades that a move is counted between, best first; a grade beside them is neither better nor worse. */
export const GRADES_BEST_FIRST = ['DEEP_GREEN', 'LIGHT_GREEN', 'YELLOW', 'RED'] as const

/** Of an enterprise without a priced line in force. */
export const NO_GRADE = 'NONE'

/** The last days of the months before that of a day, and the day itself: `months` points, the first first. */
export function monthEnds(asOf: CivilDate, months: number): readonly CivilDate[] {
  const last = monthOf(asOf)
  return monthsFrom(addMonthsToMonth(last, 1 - months), last).map((month) => (month === last ? asOf : lastDayOf(month)))
}

/** Σ(weight × value) ÷ Σ weight to so many places, half-up; null of nothing. */
export const average = (weighted: Exact, weight: Exact, places: number): string | null =>
  isPositive(weight) ? formatFixed(divide(weighted, weight), places) : null

/** A part of a whole in percent, two places half-up; null where there is no whole. */
export const sharePercent = (part: Exact, whole: Exact): string | null =>
  average(multiply(part, exactOf(100)), whole, 2)

/** A band of ten basis points by its number; null bounds are of no width. */
export interface DiscountBand {
  readonly band: number
  /** BP; above it, or from it where the band is below nought. */
  readonly over: string
  /** BP; up to it, or below it where the band is below nought. */
  readonly upTo: string
}
const WIDTH = 10

/** The bounds of a band: 0 is no discount, 3 is above 20 and up to 30, −1 is from −10 to below 0. */
export const bandBounds = (band: number): DiscountBand => {
  const [over, upTo] =
    band === 0 ? [0, 0] : band > 0 ? [(band - 1) * WIDTH, band * WIDTH] : [band * WIDTH, (band + 1) * WIDTH]
  return { band, over: `${over}`, upTo: `${upTo}` }
}
