import { MalformedValue } from './decimal.js'

declare const brand: unique symbol

/** A checked `YYYY-MM-DD` of the civil calendar; compares as text. There is no today here: the day is always a parameter. */
export type CivilDate = string & { readonly [brand]: 'CivilDate' }
/** A checked `YYYY-MM`. */
export type CivilMonth = string & { readonly [brand]: 'CivilMonth' }

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
export const daysInYear = (year: number): 365 | 366 => (isLeap(year) ? 366 : 365)

export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

export function isCivilDate(text: unknown): text is CivilDate {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const { year, month, day } = dateParts(text as CivilDate)
  return year >= 1900 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}
/** @throws MalformedValue for anything but a day that exists between 1900 and 2999 */
export const civilDate = (text: string): CivilDate => {
  if (!isCivilDate(text)) throw new MalformedValue('a calendar date YYYY-MM-DD', text)
  return text
}
/** @throws MalformedValue */
export const civilMonth = (text: string): CivilMonth => {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}$/.test(text) || !isCivilDate(`${text}-01`))
    throw new MalformedValue('a calendar month YYYY-MM', text)
  return text as CivilMonth
}

export const dateParts = (date: CivilDate): DateParts => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
})
const pad = (value: number, width: number) => String(value).padStart(width, '0')
export const dateOf = (year: number, month: number, day: number): CivilDate =>
  civilDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)

/** Days since 1970-01-01; Howard Hinnant's days_from_civil. */
export const dayNumber = (date: CivilDate): number => {
  const { year, month, day } = dateParts(date)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
export const dateFromDayNumber = (days: number): CivilDate => {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const mp = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1
  const month = mp < 10 ? mp + 3 : mp - 9
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}
/** Calendar days from `from` up to, not including, `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)
export const addDays = (date: CivilDate, days: number): CivilDate => dateFromDayNumber(dayNumber(date) + days)
/** The same day `months` later, or the last day of that month when it has no such day. */
export const addMonths = (date: CivilDate, months: number): CivilDate => {
  const { year, month, day } = dateParts(date)
  const index = year * 12 + (month - 1) + months
  const y = Math.floor(index / 12)
  const m = index - y * 12 + 1
  return dateOf(y, m, Math.min(day, daysInMonth(y, m)))
}
export const earlierOf = (a: CivilDate, b: CivilDate): CivilDate => (a.localeCompare(b) <= 0 ? a : b)
export const laterOf = (a: CivilDate, b: CivilDate): CivilDate => (a.localeCompare(b) >= 0 ? a : b)
export const isLastDayOfMonth = (date: CivilDate): boolean => {
  const { year, month, day } = dateParts(date)
  return day === daysInMonth(year, month)
}
/** 1 = Monday … 7 = Sunday. */
export const isoWeekday = (date: CivilDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1

export const monthOf = (date: CivilDate): CivilMonth => date.slice(0, 7) as CivilMonth
export const firstDayOf = (month: CivilMonth): CivilDate => `${month}-01` as CivilDate
export const lastDayOf = (month: CivilMonth): CivilDate =>
  dateOf(
    Number(month.slice(0, 4)),
    Number(month.slice(5, 7)),
    daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))),
  )
export const addMonthsToMonth = (month: CivilMonth, months: number): CivilMonth =>
  monthOf(addMonths(firstDayOf(month), months))
/** The months from `first` to `last`, both included; empty when `last` is earlier. */
export const monthsFrom = (first: CivilMonth, last: CivilMonth): CivilMonth[] => {
  const months: CivilMonth[] = []
  for (let month = first; month <= last; month = addMonthsToMonth(month, 1)) months.push(month)
  return months
}
