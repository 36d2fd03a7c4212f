import type { CivilDate } from '../../kernel/civil-date.js'
import type { Exact } from '../../kernel/exact.js'
import type { AnnualRate, Bp } from '../../kernel/rate.js'

/** Which published row a figure came from; kept in every step of an explanation. */
export interface RuleRef {
  readonly ruleId: string
  readonly source: string
  readonly status: string
}

/** One publication of the loan prime rate 贷款市场报价利率 (LPR). */
export interface LprRow {
  readonly publishedOn: CivilDate
  readonly oneYear: AnnualRate
  readonly fiveYearPlus: AnnualRate
  readonly rule: RuleRef
}

/** What a grade gives off the reference rate in a product. */
export interface GridRow {
  readonly grade: string
  readonly discount: Bp
  readonly route: 'normal' | 'manual_review'
  /** Change of the guarantee fee: −30 is thirty basis points less; null in a product without such a fee. */
  readonly guaranteeFeeBp: Bp | null
  /** What the grade makes of a credit limit; null where it makes nothing of it. */
  readonly limitMultiplier: Exact | null
  readonly rule: RuleRef
}

/** What a ratchet adds to a rate, with the words for it. */
export interface RatchetChange {
  readonly step: Bp
  readonly labelZh: string
  readonly labelEn: string
  readonly rule: RuleRef
}

export interface Floor {
  /** 'product' or 'funds-transfer-price': which floor it is. */
  readonly name: string
  readonly rate: AnnualRate
  readonly rule: RuleRef
}

/** Everything that prices one product on one day. */
export interface ProductPricing {
  readonly product: string
  /** Spread over the LPR; may be negative. */
  readonly spread: { readonly value: Bp; readonly rule: RuleRef }
  /** Grades that have a discount; null when the product knows none. */
  readonly grid: readonly GridRow[] | null
  readonly maxTotalDiscount: { readonly value: Bp; readonly rule: RuleRef }
  readonly floors: readonly Floor[]
}

/** Loans of up to five years price off the 1-year LPR, longer ones off the 5-year-and-above LPR (PBoC notice 2019 No. 15). */
export const LONGEST_ONE_YEAR_TENOR = 60

/** The publication in force on a day: the last one on or before it. */
export function lprInForce(publications: readonly LprRow[], on: CivilDate): LprRow | undefined {
  let found: LprRow | undefined
  for (const row of publications)
    if (row.publishedOn <= on && (found === undefined || row.publishedOn > found.publishedOn)) found = row
  return found
}
