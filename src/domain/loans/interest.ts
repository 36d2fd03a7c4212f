import type { CivilDate } from '../../kernel/civil-date.js'
import {
  fractionOfExact,
  fractionOfMoney,
  fractionText,
  moneyFromFraction,
  multiplyFractions,
  type Rounding,
  sumFractions,
} from '../../kernel/fraction.js'
import { formatMoney, isNegativeMoney, type Money } from '../../kernel/money.js'
import { type AnnualRate, formatRatePercent, isNegativeRate, rateFraction } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { yearFraction } from './day-count.js'
import type { CalculationRefusal } from './refusal.js'

/** A stretch with one balance and one rate, the night of `from` included, that of `to` not. */
export interface InterestSegment {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly balance: Money
  readonly annualRate: AnnualRate
}
export interface InterestRequest {
  readonly segments: readonly InterestSegment[]
  readonly dayCount: string
  readonly rounding?: Rounding | undefined
}
export interface InterestAnswer {
  readonly interest: Money
  /** Yuan, at most 20 decimals. */
  readonly unrounded: string
  readonly bySegment: readonly {
    readonly from: CivilDate
    readonly to: CivilDate
    readonly days: number
    readonly interest: string
  }[]
}

const PLACES = 20

/** 积数法: Σ balance × annual rate × share of a year, each exact, one rounding on the total. */
export const interestOver = (request: InterestRequest): Result<InterestAnswer, CalculationRefusal> => {
  const { segments, dayCount, rounding = 'half-up' } = request
  if (segments.length === 0) return refuse({ code: 'NOTHING_TO_CALCULATE', member: 'segments' })
  const parts = []
  for (const { from, to, balance, annualRate } of segments) {
    if (isNegativeMoney(balance))
      return refuse({ code: 'NEGATIVE_VALUE', member: 'balance', value: formatMoney(balance) })
    if (isNegativeRate(annualRate))
      return refuse({ code: 'NEGATIVE_VALUE', member: 'annualRatePercent', value: formatRatePercent(annualRate) })
    const counted = yearFraction(from, to, dayCount)
    if (!counted.ok) return counted
    const yearly = multiplyFractions(fractionOfMoney(balance), fractionOfExact(rateFraction(annualRate)))
    parts.push({ from, to, days: counted.value.days, exact: multiplyFractions(yearly, counted.value.fraction) })
  }
  const total = sumFractions(parts.map(({ exact }) => exact))
  return ok({
    interest: moneyFromFraction(total, rounding),
    unrounded: fractionText(total, PLACES),
    bySegment: parts.map(({ from, to, days, exact }) => ({ from, to, days, interest: fractionText(exact, PLACES) })),
  })
}
