import { addDays, addMonths, type CivilDate, dateParts, daysBetween } from '../../kernel/civil-date.js'
import { type Fraction, fraction, multiplyFractions } from '../../kernel/fraction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { countsRealDays, DAY_COUNTS, type DayCountName } from './day-count.js'
import type { CalculationRefusal } from './refusal.js'
import type { Every, MonthEnd, ScheduleRequest } from './schedule-request.js'

/** One row's stretch of time, the night of `from` included, that of `to` not. */
export interface Period {
  readonly from: CivilDate
  readonly to: CivilDate
  /** Calendar days. */
  readonly days: number
  /** The share of a year by the loan's day count. */
  readonly fraction: Fraction
}

const LAST_YEAR = 2999

const monthsOn = (start: CivilDate, months: number, monthEnd: MonthEnd): CivilDate => {
  const date = addMonths(start, months)
  const fits = dateParts(date).day === dateParts(start).day
  return fits || monthEnd === 'last-day' ? date : addDays(date, 1)
}
const stepOf = (every: Every): { unit: 'months' | 'weeks' | 'days'; size: number; thirtyDays: number } =>
  'months' in every
    ? { unit: 'months', size: every.months, thirtyDays: 30 * every.months }
    : 'weeks' in every
      ? { unit: 'weeks', size: every.weeks, thirtyDays: 7 * every.weeks }
      : { unit: 'days', size: every.days, thirtyDays: every.days }

/** Due dates are `start` + k steps, always counted from the start: 31 Jan → 29 Feb → 31 Mar. */
export const dueDatesEvery = (
  start: CivilDate,
  every: Every,
  periods: number,
  monthEnd: MonthEnd = 'last-day',
): Result<CivilDate[], CalculationRefusal> => {
  const { unit, size } = stepOf(every)
  if (size < 1) return refuse({ code: 'INTERVAL_NOT_POSITIVE', unit, value: size })
  const years = unit === 'months' ? (size * periods) / 12 : (size * periods * (unit === 'weeks' ? 7 : 1)) / 365
  if (dateParts(start).year + years > LAST_YEAR - 1) return refuse({ code: 'DATE_OUT_OF_RANGE', after: start, periods })
  const dates: CivilDate[] = []
  for (let k = 1; k <= periods; k += 1)
    dates.push(
      unit === 'months' ? monthsOn(start, k * size, monthEnd) : addDays(start, k * size * (unit === 'weeks' ? 7 : 1)),
    )
  return ok(dates)
}

const checkDueDates = (
  start: CivilDate,
  dueDates: readonly CivilDate[],
  periods: number,
): Result<readonly CivilDate[], CalculationRefusal> => {
  if (dueDates.length !== periods) return refuse({ code: 'DUE_DATES_COUNT', expected: periods, given: dueDates.length })
  let after = start
  for (const [index, dueOn] of dueDates.entries()) {
    if (dueOn <= after) return refuse({ code: 'DUE_DATES_NOT_RISING', no: index + 1, dueOn, after })
    after = dueOn
  }
  return ok(dueDates)
}

/** The periods of the schedule; a bullet has one, from the disbursement to the last due date. */
export const layOutPeriods = (
  request: ScheduleRequest,
  dayCount: DayCountName,
): Result<Period[], CalculationRefusal> => {
  const { disbursedOn, periods, every, dueDates, method, monthEnd } = request
  if (dueDates === undefined && every === undefined) return refuse({ code: 'NOTHING_TO_CALCULATE', member: 'every' })
  const dates = dueDates
    ? checkDueDates(disbursedOn, dueDates, periods)
    : dueDatesEvery(disbursedOn, every as Every, periods, monthEnd)
  if (!dates.ok) return dates

  const termination = dates.value[periods - 1] as CivilDate
  const ends = method === 'bullet' ? [termination] : dates.value
  const steps = method === 'bullet' ? periods : 1
  const nominal =
    dayCount === '30/360' && !dueDates && every
      ? fraction(BigInt(stepOf(every).thirtyDays) * BigInt(steps), 360n)
      : undefined
  let from = disbursedOn
  const laidOut: Period[] = []
  for (const to of ends) {
    const share = nominal ?? DAY_COUNTS[dayCount](from, to, termination).fraction
    laidOut.push({ from, to, days: daysBetween(from, to), fraction: share })
    from = to
  }
  return ok(laidOut)
}

/** The share of a year of [from, to) inside the period. Under 30/360 the period's is spread evenly over its calendar days. */
export const shareOfPeriod = (period: Period, from: CivilDate, to: CivilDate, dayCount: DayCountName): Fraction => {
  if (from === period.from && to === period.to) return period.fraction
  if (countsRealDays(dayCount)) return DAY_COUNTS[dayCount](from, to).fraction
  return multiplyFractions(period.fraction, fraction(BigInt(daysBetween(from, to)), BigInt(period.days)))
}
