import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.js'
import type { Money } from '../../kernel/money.js'
import type { AnnualRate } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { discountBill } from './discount.js'
import type { CalculationRefusal } from './refusal.js'

export interface BillToDiscount {
  /** 票面金额 */
  readonly face: Money
  readonly discountedOn: CivilDate
  /** 汇票到期日: paid on this day, so its night bears no interest. */
  readonly maturesOn: CivilDate
  readonly annualRate: AnnualRate
  /** 异地承兑的纸质票据: calendar days added for collection, from the rule of the day; none for an electronic bill. */
  readonly collectionDays?: number
  readonly dayCount?: string
}
/** What a discount comes to; fixed on the day of discount. */
export interface DiscountTerms {
  readonly face: Money
  readonly discountedOn: CivilDate
  readonly maturesOn: CivilDate
  /** The maturity and the days of collection: interest runs up to, not including, the night of this day. */
  readonly interestTo: CivilDate
  /** Nights that bear interest. */
  readonly days: number
  readonly interest: Money
  readonly proceeds: Money
}

/**
 * 贴现: interest = face × annual rate × days ÷ 360, from the day of discount to the day before maturity, plus the days of collection;
 * proceeds = face − interest. Interest is taken once, up front, and rounded once, half-up.
 */
export const discountTerms = (bill: BillToDiscount): Result<DiscountTerms, CalculationRefusal> => {
  const { face, discountedOn, maturesOn, annualRate, collectionDays = 0, dayCount } = bill
  if (maturesOn < discountedOn) return refuse({ code: 'FROM_AFTER_TO', from: discountedOn, to: maturesOn })
  if (collectionDays < 0)
    return refuse({ code: 'NEGATIVE_VALUE', member: 'collectionDays', value: String(collectionDays) })
  const interestTo = addDays(maturesOn, collectionDays)
  const discounted = discountBill({ face, from: discountedOn, to: interestTo, annualRate, dayCount })
  if (!discounted.ok) return discounted
  const { interest, proceeds } = discounted.value
  return ok({
    face,
    discountedOn,
    maturesOn,
    interestTo,
    days: daysBetween(discountedOn, interestTo),
    interest,
    proceeds,
  })
}
