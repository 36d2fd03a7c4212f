import {
  addDays,
  addMonthsToMonth,
  type CivilDate,
  daysBetween,
  isLastDayOfMonth,
  lastDayOf,
  monthOf,
} from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type DateOrderRefusal, datesInOrder } from './dates-in-order.js'
import { nextWorkingDay, type WorkingCalendar } from './working-calendar.js'

/** 营业日: open for commands, closing (its end of day runs), closed. */
export type BusinessDayState = 'OPEN' | 'CLOSING' | 'CLOSED'
/** Which day follows a business day: the next one, since interest runs every day, or the next on which banks work. */
export type BusinessCalendar = 'every-day' | 'working-days'

export type EndOfDayStepName = 'due' | 'reprice' | 'classify' | 'accrue' | 'reconcile' | 'open-next'

export interface EndOfDayStep {
  readonly step: EndOfDayStepName
  readonly nameZh: string
  readonly nameEn: string
  /** `month-end`: only when the last day of a month lies in the business day or between it and the one before. */
  readonly when: 'every-day' | 'month-end'
}

/**
 * 日终: the steps in their order, each needing the ones before it. Loans are brought to date before anything is decided from their
 * state; rates that run from this night are decided when what is due by the old ones is booked, and before the night is accrued; books
 * are compared when nothing more is booked.
 */
export const END_OF_DAY: readonly EndOfDayStep[] = [
  { step: 'due', nameZh: '到期与逾期', nameEn: 'What falls due', when: 'every-day' },
  { step: 'classify', nameZh: '五级分类', nameEn: 'Five-category classification', when: 'every-day' },
  { step: 'reprice', nameZh: '利率重定价', nameEn: 'Repricing', when: 'every-day' },
  { step: 'accrue', nameZh: '月末计提', nameEn: 'Month-end accrual', when: 'month-end' },
  { step: 'reconcile', nameZh: '总分核对', nameEn: 'Loans against the ledger', when: 'every-day' },
  { step: 'open-next', nameZh: '开启下一营业日', nameEn: 'Opening of the next day', when: 'every-day' },
]

/** A business day with the one before it; what happens on days between belongs to it. */
export interface BusinessSpan {
  readonly previousDay: CivilDate | null
  readonly day: CivilDate
}

/** The days that belong to a business day, the first first. */
export function daysOf({ previousDay, day }: BusinessSpan): readonly CivilDate[] {
  const first = previousDay === null ? day : addDays(previousDay, 1)
  return Array.from({ length: daysBetween(first, day) + 1 }, (_, index) => addDays(first, index))
}

/** The last month end that belongs to a business day, if one does. */
export function monthEndOf({ previousDay, day }: BusinessSpan): CivilDate | null {
  if (isLastDayOfMonth(day)) return day
  const monthEnd = lastDayOf(addMonthsToMonth(monthOf(day), -1))
  return previousDay !== null && monthEnd > previousDay ? monthEnd : null
}

/** The steps of a business day's end, in their order. */
export const stepsOf = (span: BusinessSpan): readonly EndOfDayStep[] =>
  END_OF_DAY.filter(({ when }) => when === 'every-day' || monthEndOf(span) !== null)

/** The business day after one. A year that is not announced yet is worked from Monday to Friday. */
export const nextBusinessDay = (day: CivilDate, calendar: BusinessCalendar, working: WorkingCalendar): CivilDate =>
  calendar === 'every-day' ? addDays(day, 1) : nextWorkingDay(working, addDays(day, 1))

export type BusinessDayRefusal =
  | DateOrderRefusal
  | { readonly code: 'BUSINESS_DAYS_ALREADY_KEPT'; readonly businessDate: CivilDate }
  | { readonly code: 'BUSINESS_DAY_BEFORE_BOOKS'; readonly day: CivilDate; readonly bookedOn: CivilDate }
  | { readonly code: 'BUSINESS_DAY_CLOSED'; readonly day: CivilDate; readonly businessDate: CivilDate }
  | { readonly code: 'BUSINESS_DAY_REACHED'; readonly to: CivilDate; readonly businessDate: CivilDate }
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | { readonly code: 'FINDING_NOT_BLOCKING'; readonly findingCode: string }
  | { readonly code: 'ALREADY_ACKNOWLEDGED' }

/** A bank begins to keep business days: once, on a day that has come, with nothing in its books dated later. */
export function openFirstDay(facts: {
  readonly day: CivilDate
  readonly today: CivilDate
  readonly businessDate: CivilDate | null
  readonly lastBookedOn: CivilDate | null
}): Result<null, BusinessDayRefusal> {
  const { day, businessDate, lastBookedOn } = facts
  if (businessDate !== null) return refuse({ code: 'BUSINESS_DAYS_ALREADY_KEPT', businessDate })
  if (lastBookedOn !== null && lastBookedOn > day)
    return refuse({ code: 'BUSINESS_DAY_BEFORE_BOOKS', day, bookedOn: lastBookedOn })
  return datesInOrder([
    ['day', day],
    ['today', facts.today],
  ])
}

/** Only the day at work is closed, and not before it has come. */
export function mayClose(facts: {
  readonly day: CivilDate
  readonly businessDate: CivilDate
  readonly today: CivilDate
}): Result<null, BusinessDayRefusal> {
  const { day, businessDate } = facts
  if (day < businessDate) return refuse({ code: 'BUSINESS_DAY_CLOSED', day, businessDate })
  return datesInOrder([
    ['day', day],
    ['today', facts.today],
  ])
}

/**
 * Catching up: every day before `to` is closed.
 * @returns the last day to close
 */
export function throughBefore(facts: {
  readonly to: CivilDate
  readonly businessDate: CivilDate
  readonly today: CivilDate
}): Result<CivilDate, BusinessDayRefusal> {
  const { to, businessDate } = facts
  if (to <= businessDate) return refuse({ code: 'BUSINESS_DAY_REACHED', to, businessDate })
  const order = datesInOrder([
    ['to', to],
    ['today', facts.today],
  ])
  return order.ok ? ok(addDays(to, -1)) : order
}

/** What this step finds of the bank as a whole holds the day up until a second person has taken note of it; a loan holds nothing up. */
export const BLOCKING_STEP: EndOfDayStepName = 'reconcile'

/** A finding that holds a day up is acknowledged by somebody else than who closes the day, once. */
export function mayAcknowledge(facts: {
  readonly finding: { readonly step: string; readonly loanId: string | null; readonly code: string }
  readonly acknowledged: boolean
  readonly closingBy: string
  readonly actor: string
}): Result<null, BusinessDayRefusal> {
  const { finding, closingBy } = facts
  if (finding.step !== BLOCKING_STEP || finding.loanId !== null)
    return refuse({ code: 'FINDING_NOT_BLOCKING', findingCode: finding.code })
  if (facts.acknowledged) return refuse({ code: 'ALREADY_ACKNOWLEDGED' })
  if (closingBy === facts.actor) return refuse({ code: 'SELF_APPROVAL', madeBy: closingBy })
  return ok(null)
}
