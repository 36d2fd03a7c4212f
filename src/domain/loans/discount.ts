import type { CivilDate } from '../../kernel/civil-date.js'
import {
  fractionOfExact,
  fractionOfMoney,
  moneyFromFraction,
  multiplyFractions,
  type Rounding,
} from '../../kernel/fraction.js'
import { compareMoney, formatMoney, isPositiveMoney, type Money, subtractMoney } from '../../kernel/money.js'
import { type AnnualRate, formatRatePercent, isNegativeRate, rateFraction } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { yearFraction } from './day-count.js'
import type { CalculationRefusal } from './refusal.js'

export interface DiscountRequest {
  readonly face: Money
  /** The day of discount, counted; the day of maturity is not. */
  readonly from: CivilDate
  readonly to: CivilDate
  readonly annualRate: AnnualRate
  readonly dayCount?: string | undefined
  readonly rounding?: Rounding | undefined
}
export interface DiscountAnswer {
  readonly days: number
  readonly interest: Money
  readonly proceeds: Money
}

/** 贴现: interest = face × annual rate × days ÷ 360 from the discount to the day before maturity; proceeds = face − interest. */
export const discountBill = (request: DiscountRequest): Result<DiscountAnswer, CalculationRefusal> => {
  const { face, from, to, annualRate, dayCount = 'actual/360', rounding = 'half-up' } = request
  if (!isPositiveMoney(face)) return refuse({ code: 'NOT_POSITIVE', member: 'face', value: formatMoney(face) })
  if (isNegativeRate(annualRate))
    return refuse({ code: 'NEGATIVE_VALUE', member: 'annualRatePercent', value: formatRatePercent(annualRate) })
  const counted = yearFraction(from, to, dayCount)
  if (!counted.ok) return counted

  const yearly = multiplyFractions(fractionOfMoney(face), fractionOfExact(rateFraction(annualRate)))
  const interest = moneyFromFraction(multiplyFractions(yearly, counted.value.fraction), rounding)
  if (compareMoney(interest, face) > 0)
    return refuse({ code: 'DISCOUNT_ABOVE_FACE', face: formatMoney(face), interest: formatMoney(interest) })
  return ok({ days: counted.value.days, interest, proceeds: subtractMoney(face, interest) })
}
