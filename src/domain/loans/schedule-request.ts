import type { CivilDate } from '../../kernel/civil-date.js'
import type { Exact } from '../../kernel/exact.js'
import type { Rounding } from '../../kernel/fraction.js'
import type { Money } from '../../kernel/money.js'
import type { AnnualRate } from '../../kernel/rate.js'

/** 等额本息 · 等额本金 · 按期付息到期还本 · 利随本清 · 自定义 */
export type RepaymentMethod = 'equal-instalment' | 'equal-principal' | 'interest-only' | 'bullet' | 'custom'
export type InterestType = 'declining' | 'flat'
/** 31 January + 1 month: the 29th of February, or the 1st of March. */
export type MonthEnd = 'last-day' | 'first-of-next'
export type Every = { readonly months: number } | { readonly weeks: number } | { readonly days: number }

export interface Disbursement {
  readonly on: CivilDate
  readonly amount: Money
}
/** Acts at the start of its day; on a due date, after that date's instalment. */
export type LoanEvent =
  | { readonly type: 'repayment'; readonly on: CivilDate; readonly amount: Money }
  | {
      readonly type: 'prepayment'
      readonly on: CivilDate
      readonly amount: Money
      readonly effect?: 'shorten' | 'lower-instalment' | undefined
    }
  | { readonly type: 'rate-change'; readonly on: CivilDate; readonly annualRate: AnnualRate }
  | { readonly type: 'pause'; readonly on: CivilDate; readonly to: CivilDate }
  | { readonly type: 'payoff'; readonly on: CivilDate }

/** The terms of a loan and the facts of its life, as the schedule is computed from them. */
export interface ScheduleRequest {
  readonly principal: Money
  readonly annualRate: AnnualRate
  readonly disbursedOn: CivilDate
  readonly periods: number
  readonly every?: Every | undefined
  readonly dueDates?: readonly CivilDate[] | undefined
  readonly method: RepaymentMethod
  /** Of the method `custom` alone: the principal of each row. */
  readonly principalRows?: readonly Money[] | undefined
  readonly interestType?: InterestType | undefined
  readonly dayCount: string
  readonly monthEnd?: MonthEnd | undefined
  readonly rounding?: Rounding | undefined
  readonly instalmentMultipleOf?: Money | undefined
  readonly smoothing?: boolean | undefined
  readonly downPaymentPercent?: Exact | undefined
  readonly gracePrincipalPeriods?: number | undefined
  readonly graceInterestPeriods?: number | undefined
  readonly disbursements?: readonly Disbursement[] | undefined
  readonly events?: readonly LoanEvent[] | undefined
  readonly allowLong?: boolean | undefined
  readonly allowHighRate?: boolean | undefined
}

export interface ScheduleRow {
  readonly no: number
  readonly dueOn: CivilDate
  /** Calendar days since the row before, whatever the day count. */
  readonly days: number
  readonly principal: Money
  readonly interest: Money
  readonly due: Money
  /** Owed when the due date is over: net of what was prepaid or drawn up to and on that day. */
  readonly balance: Money
}
export interface Schedule {
  readonly rows: readonly ScheduleRow[]
  readonly totals: { readonly principal: Money; readonly interest: Money; readonly due: Money }
  /** The equal instalment last in force; null for the other methods. */
  readonly instalment: Money | null
}
