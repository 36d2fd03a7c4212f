import {
  addDays,
  addMonths,
  type CivilDate,
  dateOf,
  dateParts,
  daysBetween,
  daysInMonth,
  daysInYear,
} from '../../kernel/civil-date.js'
import { addFractions, type Fraction, fraction, fractionFixed } from '../../kernel/fraction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { CalculationRefusal } from './refusal.js'

/** A length of time as a share of a year: days as the convention counts them, and the exact fraction. */
export interface YearFraction {
  readonly days: number
  readonly fraction: Fraction
  /** `31/365`: the days over the basis as they stand. Days in both kinds of year: the sum, in lowest terms. */
  readonly ratio: string
}
/** `terminationDate` is read by 30e/360-isda alone. `from` is never after `to`. */
export type DayCount = (from: CivilDate, to: CivilDate, terminationDate?: CivilDate) => YearFraction

const over = (days: number, basis: number): YearFraction => ({
  days,
  fraction: fraction(BigInt(days), BigInt(basis)),
  ratio: `${days}/${basis}`,
})

const actualOver =
  (basis: number): DayCount =>
  (from, to) =>
    over(daysBetween(from, to), basis)

/** Days of [from, to) by the length of the year each lies in. */
const splitByYearLength = (from: CivilDate, to: CivilDate): { common: number; leap: number } => {
  const split = { common: 0, leap: 0 }
  const last = dateParts(to).year
  for (let { year } = dateParts(from), start = from; year <= last; year += 1) {
    const end = year === last ? to : dateOf(year + 1, 1, 1)
    split[daysInYear(year) === 366 ? 'leap' : 'common'] += daysBetween(start, end)
    start = end
  }
  return split
}
const overBoth = ({ common, leap }: { common: number; leap: number }): YearFraction => {
  if (leap === 0) return over(common, 365)
  if (common === 0) return over(leap, 366)
  const total = addFractions(fraction(BigInt(common), 365n), fraction(BigInt(leap), 366n))
  return { days: common + leap, fraction: total, ratio: `${total.numerator}/${total.denominator}` }
}

/** ISDA 2006 Definitions 4.16(b): each day of [from, to) over the length of the year it lies in. */
const actualActualIsda: DayCount = (from, to) => overBoth(splitByYearLength(from, to))

/** As ISDA's, over the days of (from, to]: 31 December belongs to the year before the night it ends. */
const actualActualDec31: DayCount = (from, to) => overBoth(splitByYearLength(addDays(from, 1), addDays(to, 1)))

/** 30 × the most whole months that fit from `from` (last-day rule) + the calendar days left over. */
const thirty360: DayCount = (from, to) => {
  const [a, b] = [dateParts(from), dateParts(to)]
  const upTo = (b.year - a.year) * 12 + b.month - a.month
  const months = addMonths(from, upTo) <= to ? upTo : upTo - 1
  return over(30 * months + daysBetween(addMonths(from, months), to), 360)
}

const thirtyDays = (from: CivilDate, d1: number, to: CivilDate, d2: number): YearFraction => {
  const [a, b] = [dateParts(from), dateParts(to)]
  return over(360 * (b.year - a.year) + 30 * (b.month - a.month) + d2 - d1, 360)
}
const isLastOfFebruary = (date: CivilDate): boolean => {
  const { year, month, day } = dateParts(date)
  return month === 2 && day === daysInMonth(year, 2)
}

/** US (NASD) 30/360 with its end-of-February rule; SIA Standard Securities Calculation Methods. */
const thirty360Us: DayCount = (from, to) => {
  let d1 = dateParts(from).day
  let d2 = dateParts(to).day
  if (isLastOfFebruary(from)) {
    if (isLastOfFebruary(to)) d2 = 30
    d1 = 30
  }
  if (d2 === 31 && d1 >= 30) d2 = 30
  if (d1 === 31) d1 = 30
  return thirtyDays(from, d1, to, d2)
}

/** Bond Basis, ISDA 2006 Definitions 4.16(f). */
const thirty360Bond: DayCount = (from, to) => {
  const d1 = dateParts(from).day === 31 ? 30 : dateParts(from).day
  const d2 = dateParts(to).day === 31 && d1 === 30 ? 30 : dateParts(to).day
  return thirtyDays(from, d1, to, d2)
}

/** Eurobond Basis, ISDA 2006 Definitions 4.16(g). */
const thirtyE360: DayCount = (from, to) => {
  const capped = (date: CivilDate) => (dateParts(date).day === 31 ? 30 : dateParts(date).day)
  return thirtyDays(from, capped(from), to, capped(to))
}

/** ISDA 2006 Definitions 4.16(h): as 30e/360, and the last of February is a 30th, at the end only before the termination date. */
const thirtyE360Isda: DayCount = (from, to, terminationDate) => {
  const capped = (date: CivilDate, february: boolean) =>
    dateParts(date).day === 31 || (february && isLastOfFebruary(date)) ? 30 : dateParts(date).day
  return thirtyDays(from, capped(from, true), to, capped(to, to !== terminationDate || from === to))
}

export const DAY_COUNTS = {
  'actual/360': actualOver(360),
  'actual/364': actualOver(364),
  'actual/365': actualOver(365),
  'actual/actual-isda': actualActualIsda,
  'actual/actual-dec31': actualActualDec31,
  '30/360': thirty360,
  '30/360-us': thirty360Us,
  '30/360-bond': thirty360Bond,
  '30e/360': thirtyE360,
  '30e/360-isda': thirtyE360Isda,
} as const satisfies Record<string, DayCount>

export type DayCountName = keyof typeof DAY_COUNTS

const isDayCountName = (name: string): name is DayCountName => Object.hasOwn(DAY_COUNTS, name)
/** Whether a period's fraction is the sum of its days', whatever the cut; the 30/360 family's is not. */
export const countsRealDays = (name: DayCountName): boolean => name.startsWith('actual/')

/** The convention of that name, or UNKNOWN_DAY_COUNT. */
export const dayCountNamed = (name: string): Result<DayCountName, CalculationRefusal> =>
  isDayCountName(name)
    ? ok(name)
    : refuse({ code: 'UNKNOWN_DAY_COUNT', dayCount: name, known: Object.keys(DAY_COUNTS) })

export interface DayCountRequest {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly convention: string
  readonly terminationDate?: CivilDate | undefined
}
export interface DayCountAnswer {
  readonly days: number
  readonly fraction: { readonly ratio: string; readonly decimal: string }
}

/** The share of a year from `from` to `to`; nothing for the same day. Decimal with 20 places, half-up. */
export const yearFraction = (
  from: CivilDate,
  to: CivilDate,
  convention: string,
  terminationDate?: CivilDate,
): Result<YearFraction, CalculationRefusal> => {
  const name = dayCountNamed(convention)
  if (!name.ok) return name
  if (from > to) return refuse({ code: 'FROM_AFTER_TO', from, to })
  return ok(DAY_COUNTS[name.value](from, to, terminationDate))
}

/** `POST /v1/calculations/day-count`. Refuses FROM_AFTER_TO, UNKNOWN_DAY_COUNT, TERMINATION_BEFORE_END. */
export const countDays = (request: DayCountRequest): Result<DayCountAnswer, CalculationRefusal> => {
  const { from, to, convention, terminationDate } = request
  if (terminationDate !== undefined && terminationDate < to)
    return refuse({ code: 'TERMINATION_BEFORE_END', to, terminationDate })
  const counted = yearFraction(from, to, convention, terminationDate)
  if (!counted.ok) return counted
  const { days, fraction, ratio } = counted.value
  return ok({ days, fraction: { ratio, decimal: fractionFixed(fraction, 20) } })
}
