import type { CivilDate } from '../../kernel/civil-date.js'

interface Asked {
  readonly type: string
  readonly on: CivilDate
}

/** What the schedule and the calculators say no with. */
export type CalculationRefusal =
  | { readonly code: 'UNKNOWN_DAY_COUNT'; readonly dayCount: string; readonly known: readonly string[] }
  | { readonly code: 'FROM_AFTER_TO'; readonly from: CivilDate; readonly to: CivilDate }
  | { readonly code: 'TERMINATION_BEFORE_END'; readonly to: CivilDate; readonly terminationDate: CivilDate }
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'NEGATIVE_VALUE'; readonly member: string; readonly value: string }
  | { readonly code: 'NOTHING_TO_CALCULATE'; readonly member: string }
  | { readonly code: 'ZERO_PERIODS'; readonly periods: number }
  | { readonly code: 'TOO_MANY_PERIODS'; readonly periods: number; readonly limit: number }
  | { readonly code: 'INTERVAL_NOT_POSITIVE'; readonly unit: string; readonly value: number }
  | { readonly code: 'RATE_TOO_HIGH'; readonly annualRatePercent: string; readonly below: string }
  | { readonly code: 'DATE_OUT_OF_RANGE'; readonly after: CivilDate; readonly periods: number }
  | { readonly code: 'CUSTOM_ROWS_COUNT'; readonly expected: number; readonly given: number }
  | { readonly code: 'DUE_DATES_COUNT'; readonly expected: number; readonly given: number }
  | { readonly code: 'DUE_DATES_NOT_RISING'; readonly no: number; readonly dueOn: CivilDate; readonly after: CivilDate }
  | { readonly code: 'GRACE_TOO_LONG'; readonly member: string; readonly value: number; readonly periods: number }
  | { readonly code: 'FLAT_NEEDS_EQUAL_INSTALMENT'; readonly method: string }
  | { readonly code: 'FLAT_TAKES_NO_EVENTS' }
  | { readonly code: 'DOWN_PAYMENT_TOO_HIGH'; readonly downPaymentPercent: string; readonly downPayment: string }
  | {
      readonly code: 'NEGATIVE_ROW'
      readonly no: number
      readonly dueOn: CivilDate
      readonly principal: string
      readonly interest: string
      readonly due: string
    }
  | ({ readonly code: 'EVENT_OUTSIDE_LOAN'; readonly first: CivilDate; readonly last: CivilDate } & Asked)
  | ({ readonly code: 'EVENT_AFTER_PAYOFF'; readonly payoffOn: CivilDate } & Asked)
  | ({ readonly code: 'EVENT_AFTER_SETTLEMENT'; readonly settledOn: CivilDate } & Asked)
  | { readonly code: 'EMPTY_PAUSE'; readonly on: CivilDate; readonly to: CivilDate }
  | {
      readonly code: 'PREPAYMENT_ABOVE_OWED'
      readonly on: CivilDate
      readonly amount: string
      readonly owed: string
    }
  | {
      readonly code: 'REPAYMENT_ABOVE_OWED'
      readonly on: CivilDate
      readonly amount: string
      readonly owed: string
    }
  | {
      readonly code: 'REPAYMENT_BELOW_DUE'
      readonly on: CivilDate
      readonly amount: string
      readonly due: string
    }
  | { readonly code: 'SECOND_REPAYMENT_IN_PERIOD'; readonly on: CivilDate; readonly no: number }
  | { readonly code: 'DISCOUNT_ABOVE_FACE'; readonly face: string; readonly interest: string }
  | { readonly code: 'FLOW_BEFORE_FIRST'; readonly on: CivilDate; readonly first: CivilDate }
  | { readonly code: 'NO_RATE'; readonly reason: string }

/** What the life of a loan is refused with. */
export type LifeCycleRefusal =
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | {
      readonly code: 'STATE_FORBIDS'
      readonly state: string
      readonly event: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'SELF_APPROVAL'; readonly madeBy: string }
  | { readonly code: 'STEP_MISSING'; readonly event: string; readonly missing: readonly string[] }
  | { readonly code: 'TOOK_PART_BEFORE'; readonly event: string; readonly earlier: string }
  | { readonly code: 'APPROVAL_ABOVE_ROLE'; readonly amount: string; readonly limit: string; readonly role: string }
  | { readonly code: 'QUOTE_EXPIRED'; readonly expiresOn: CivilDate; readonly on: CivilDate }
  | {
      readonly code: 'QUOTE_DOES_NOT_MATCH'
      readonly member: string
      readonly quoted: string
      readonly applied: string
    }
  | { readonly code: 'AMOUNT_ABOVE_APPLIED'; readonly amount: string; readonly applied: string }
  | {
      readonly code: 'AMOUNT_ABOVE_LTV'
      readonly requested: string
      readonly available: string
      readonly ltvCap: string
    }
  | { readonly code: 'TERM_BEYOND_RIGHTS'; readonly endsOn: CivilDate; readonly rightsEnd: CivilDate }
  | {
      readonly code: 'APPROVAL_EXPIRED'
      readonly approvedOn: CivilDate
      readonly expiredOn: CivilDate
      readonly on: CivilDate
    }
  | { readonly code: 'AMOUNT_ABOVE_APPROVED'; readonly amount: string; readonly approved: string }
  | { readonly code: 'TERM_ABOVE_APPROVED'; readonly tenorMonths: number; readonly approvedTenorMonths: number }
  | { readonly code: 'RATE_BELOW_APPROVED'; readonly annualRatePercent: string; readonly approvedRatePercent: string }
  | {
      readonly code: 'DISBURSEMENT_BEFORE_CONTRACT'
      readonly state: string
      readonly on: CivilDate
      readonly signedOn: CivilDate | null
    }
  | { readonly code: 'CONDITIONS_NOT_MET'; readonly conditions: readonly string[] }
  | { readonly code: 'SELF_DISBURSEMENT'; readonly approver: string }
  | {
      readonly code: 'AMOUNT_ABOVE_CONTRACT'
      readonly amount: string
      readonly available: string
      readonly contracted: string
    }
  | { readonly code: 'BILL_DISCOUNTED_WHOLE'; readonly amount: string; readonly face: string }

export type LoanRefusal = CalculationRefusal | LifeCycleRefusal
