import type { CalculationRefusal } from '../../domain/loans/refusal.js'
import { loanSchedule } from '../../domain/loans/schedule.js'
import type { Every, InterestType, LoanEvent, MonthEnd, RepaymentMethod } from '../../domain/loans/schedule-request.js'
import { civilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import type { Rounding } from '../../kernel/fraction.js'
import { formatMoney, money } from '../../kernel/money.js'
import { annualRatePercent } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'

/** What happens to the loan, each type with the members it needs. */
export type LoanEventInput =
  | { readonly type: 'repayment'; readonly on: string; readonly amount: string }
  | {
      readonly type: 'prepayment'
      readonly on: string
      readonly amount: string
      readonly effect?: 'shorten' | 'lower-instalment'
    }
  | { readonly type: 'rate-change'; readonly on: string; readonly annualRatePercent: string }
  | { readonly type: 'pause'; readonly on: string; readonly to: string }
  | { readonly type: 'payoff'; readonly on: string }

/** Amounts and percentages as decimal text, dates as `YYYY-MM-DD`; `every` may be missing where `dueDates` are given. */
export interface LoanScheduleInput {
  readonly principal: string
  readonly annualRatePercent: string
  readonly disbursedOn: string
  readonly periods: number
  readonly every?: Every
  readonly dueDates?: readonly string[]
  readonly method: RepaymentMethod
  readonly interestType?: InterestType
  readonly dayCount: string
  readonly monthEnd?: MonthEnd
  readonly rounding?: Rounding
  readonly instalmentMultipleOf?: string
  readonly smoothing?: boolean
  readonly downPaymentPercent?: string
  readonly gracePrincipalPeriods?: number
  readonly graceInterestPeriods?: number
  readonly disbursements?: readonly { readonly on: string; readonly amount: string }[]
  readonly events?: readonly LoanEventInput[]
  readonly allowLong?: boolean
  readonly allowHighRate?: boolean
}
export interface LoanScheduleAnswer {
  readonly rows: readonly {
    readonly no: number
    readonly dueOn: string
    readonly days: number
    readonly principal: string
    readonly interest: string
    readonly due: string
    readonly balance: string
  }[]
  readonly totals: { readonly principal: string; readonly interest: string; readonly due: string }
  readonly instalment: string | null
}

/** Anybody may ask, and everybody waits while one schedule is computed: a second or two at this limit. */
const MOST_STEPS = 1_000_000
export type ScheduleCalculationRefusal =
  | CalculationRefusal
  | { readonly code: 'CALCULATION_TOO_LARGE'; readonly steps: number; readonly limit: number }

/** Every fact that sets the instalment anew looks at every period, and at every pause in it. */
const stepsOf = ({ periods, disbursements = [], events = [] }: LoanScheduleInput): number => {
  const pauses = events.filter(({ type }) => type === 'pause').length
  const anew = events.filter(({ type }) => type === 'rate-change' || type === 'prepayment').length
  return periods * (disbursements.length + anew) * (1 + pauses)
}

const optional = <T, U>(value: T | undefined, read: (value: T) => U): U | undefined =>
  value === undefined ? undefined : read(value)

const eventOf = (event: LoanEventInput): LoanEvent => {
  const on = civilDate(event.on)
  switch (event.type) {
    case 'repayment':
      return { type: event.type, on, amount: money(event.amount) }
    case 'prepayment':
      return { type: event.type, on, amount: money(event.amount), effect: event.effect }
    case 'rate-change':
      return { type: event.type, on, annualRate: annualRatePercent(event.annualRatePercent) }
    case 'pause':
      return { type: event.type, on, to: civilDate(event.to) }
    case 'payoff':
      return { type: event.type, on }
  }
}

/** The rows a borrower of these terms would be shown; the code that real loans go through. @throws MalformedValue */
export function calculateLoanSchedule(
  input: LoanScheduleInput,
): Result<LoanScheduleAnswer, ScheduleCalculationRefusal> {
  const steps = stepsOf(input)
  if (steps > MOST_STEPS) return refuse({ code: 'CALCULATION_TOO_LARGE', steps, limit: MOST_STEPS })
  const schedule = loanSchedule({
    ...input,
    principal: money(input.principal),
    annualRate: annualRatePercent(input.annualRatePercent),
    disbursedOn: civilDate(input.disbursedOn),
    dueDates: optional(input.dueDates, (dates) => dates.map(civilDate)),
    instalmentMultipleOf: optional(input.instalmentMultipleOf, money),
    downPaymentPercent: optional(input.downPaymentPercent, exact),
    disbursements: input.disbursements?.map(({ on, amount }) => ({ on: civilDate(on), amount: money(amount) })),
    events: input.events?.map(eventOf),
  })
  if (!schedule.ok) return schedule
  const { rows, totals, instalment } = schedule.value
  return ok({
    rows: rows.map(({ no, dueOn, days, principal, interest, due, balance }) => ({
      no,
      dueOn,
      days,
      principal: formatMoney(principal),
      interest: formatMoney(interest),
      due: formatMoney(due),
      balance: formatMoney(balance),
    })),
    totals: {
      principal: formatMoney(totals.principal),
      interest: formatMoney(totals.interest),
      due: formatMoney(totals.due),
    },
    instalment: instalment === null ? null : formatMoney(instalment),
  })
}
