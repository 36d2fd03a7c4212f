import type { CustomRow } from './custom-schedule.js'
import type { DayCountName } from './day-count.js'
import type { MonthEnd, RepaymentMethod } from './schedule-request.js'

/** 费用 · 罚息 · 复利 · 利息 · 本金: what a borrower can owe, and the words of a waterfall. */
export type Bucket = 'fee' | 'penalty' | 'compound' | 'interest' | 'principal'

/** 贷款 · 担保贷款 · 质押贷款 · 票据贴现 */
export type ProductKind = 'loan' | 'guaranteed-loan' | 'pledge-loan' | 'bill-discount'

/**
 * When instalments fall due. `from-start` counts months from the disbursement; `settlement-day` is the bank's own day (the 20th) of
 * named months. `includesDay` records whether that day's night still belongs to the period that ends: then the boundary, and the due
 * date, is the day after (the 21st).
 */
export type InstalmentDays =
  | { readonly kind: 'from-start'; readonly months: number }
  | {
      readonly kind: 'settlement-day'
      readonly months: readonly number[]
      readonly day: number
      readonly includesDay: boolean
    }

/** How a due date on a day without business moves. */
export type HolidayRule = 'none' | 'following' | 'modified-following' | 'preceding'

/** 固定 · 每年一月一日 · 对年 · 按季 · 评级变动后下一结息期 */
export type RepricingPolicy = 'fixed' | 'january' | 'anniversary' | 'quarterly' | 'rating-change'

/** Which published row a term came from. */
export interface TermSource {
  readonly term: string
  readonly ruleId: string
  readonly source: string
  readonly status: string
}

/** What a contract says about its servicing, frozen when it is signed. Ratios are decimal text: '0.5' is half as much again. */
export interface ContractTerms {
  readonly product: string
  readonly kind: ProductKind
  readonly method: RepaymentMethod
  readonly dayCount: DayCountName
  readonly rounding: 'half-up' | 'half-even'
  readonly instalments: InstalmentDays
  readonly holidays: HolidayRule
  readonly monthEnd: MonthEnd
  readonly gracePrincipalPeriods: number
  readonly graceInterestPeriods: number
  readonly repricing: RepricingPolicy
  readonly penalty: {
    /** Added to the contract rate on overdue principal, as a share of it. */
    readonly overdueUplift: string
    /** The same on misused principal; never added to the other: the heavier applies. */
    readonly misuseUplift: string
    /** Paid within so many days after the due date, nothing is overdue. */
    readonly graceDays: number
  }
  readonly compound: {
    readonly charged: boolean
    readonly base: readonly ('interest' | 'compound')[]
    readonly afterMaturity: 'penalty' | 'contract'
  }
  readonly waterfall: {
    readonly normal: readonly Bucket[]
    readonly bad: readonly Bucket[]
    /** From so many days overdue on, `bad` applies. */
    readonly badFromDaysOverdue: number
    /** Whether a kind is paid through all instalments first, or an instalment through all kinds. */
    readonly across: 'by-kind' | 'by-instalment'
  }
  /** Of the method `custom` alone. */
  readonly customRows?: readonly CustomRow[]
  /** What principal paid early may do; not told in a contract older than its product's word on it. */
  readonly prepaymentEffects?: readonly ('shorten' | 'lower-instalment')[]
  readonly rules: readonly TermSource[]
}
