import type { CivilDate } from '../../kernel/civil-date.js'
import { type Money, timesHalfUp } from '../../kernel/money.js'
import {
  type AnnualRate,
  addBp,
  annualRatePercent,
  type Bp,
  bpBetween,
  bpFraction,
  compareBp,
  compareRate,
  formatBp,
  formatRatePercent,
  isNegativeRate,
  NO_BP,
  negateBp,
  rateMinusBp,
  ratePlusBp,
} from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { gradeNames } from './grade-names.js'
import {
  type Floor,
  LONGEST_ONE_YEAR_TENOR,
  type LprRow,
  lprInForce,
  type ProductPricing,
  type RatchetChange,
  type RuleRef,
} from './pricing-rules.js'
import { type PricingStep, Steps } from './pricing-step.js'

export type PricingRefusal =
  | { readonly code: 'NO_LPR_ON_DAY'; readonly on: string }
  | { readonly code: 'TENOR_OUT_OF_RANGE'; readonly tenorMonths: number; readonly most: number }
  | { readonly code: 'GRADE_NOT_IN_GRID'; readonly product: string; readonly grade: string }
  | { readonly code: 'RATE_NEGATIVE'; readonly ratePercent: string }
  | { readonly code: 'RATE_ABOVE_LIMIT'; readonly ratePercent: string; readonly below: string }

export interface PricedLoan {
  readonly rate: AnnualRate
  /** The same loan on the same day without the carbon account. */
  readonly referenceRate: AnnualRate
  /** referenceRate − rate: what the borrower really gets after caps and floors. */
  readonly discount: Bp
  /** amount × discount for one year, half-up to the fen. */
  readonly annualSaving: Money
  readonly route: 'normal' | 'manual_review'
  readonly steps: readonly PricingStep[]
}

export interface PricingQuestion {
  readonly amount: Money
  readonly tenorMonths: number
  readonly on: CivilDate
  /** null or 'NOT_RATED': no carbon discount. */
  readonly grade: string | null
  readonly lpr: readonly LprRow[]
  readonly pricing: ProductPricing
  /** What a ratchet adds to the rate (below zero: takes off it); it counts towards the cap on all discounts. */
  readonly ratchet?: RatchetChange | null
  /** What two persons agreed to change by hand when the contract was quoted; it stays with the contract, above the floors. */
  readonly byHand?: Bp
}

const LONGEST_TENOR = 360
/** No loan bears so much. */
export const RATE_LIMIT = annualRatePercent('100')

/**
 * rate = max(floors, LPR(tenor, day) + spread − min(carbon discount(grade) − ratchet, cap)). The reference rate is the same without both.
 * Source of the form: dossier on carbon accounts, section 10 (pricing proposal); every figure in it is a published rule row.
 */
export function priceLoan(question: PricingQuestion): Result<PricedLoan, PricingRefusal> {
  const { pricing, tenorMonths, on } = question
  if (tenorMonths < 1 || tenorMonths > LONGEST_TENOR)
    return refuse({ code: 'TENOR_OUT_OF_RANGE', tenorMonths, most: LONGEST_TENOR })
  const publication = lprInForce(question.lpr, on)
  if (publication === undefined) return refuse({ code: 'NO_LPR_ON_DAY', on })
  const discountRow = carbonDiscount(pricing, question.grade)
  if (!discountRow.ok) return discountRow

  const steps = new Steps()
  const short = tenorMonths <= LONGEST_ONE_YEAR_TENOR
  const base = short ? publication.oneYear : publication.fiveYearPlus
  steps.rate(
    'LPR',
    'start',
    base,
    `LPR ${short ? '1年期' : '5年期以上'}(${publication.publishedOn} 公布)`,
    `LPR ${short ? '1Y' : '5Y+'}, published ${publication.publishedOn}`,
    base,
    publication.rule,
  )

  const unfloored = ratePlusBp(base, pricing.spread.value)
  steps.change('SPREAD', pricing.spread.value, '产品加点', 'Spread of the product', unfloored, pricing.spread.rule)
  const reference = floored(unfloored, pricing.floors)
  if (reference.floor !== null)
    steps.rate(
      'FLOOR',
      'at-least',
      reference.floor.rate,
      '利率下限',
      `Floor: ${reference.floor.name}`,
      reference.rate,
      reference.floor.rule,
    )
  steps.rate(
    'REFERENCE',
    'equals',
    reference.rate,
    '参考利率(不使用碳账户)',
    'Reference rate without the carbon account',
    reference.rate,
    null,
  )

  const { discount, labelZh, labelEn, rule, route } = discountRow.value
  const discounted = rateMinusBp(reference.rate, discount)
  steps.change('CARBON_DISCOUNT', negateBp(discount), labelZh, labelEn, discounted, rule)
  const { ratchet = null } = question
  const adjusted = ratchet === null ? discounted : ratePlusBp(discounted, ratchet.step)
  if (ratchet !== null) steps.change('RATCHET', ratchet.step, ratchet.labelZh, ratchet.labelEn, adjusted, ratchet.rule)
  const cap = pricing.maxTotalDiscount
  const inAll = bpBetween(reference.rate, adjusted)
  const excess = compareBp(inAll, cap.value) > 0 ? addBp(inAll, negateBp(cap.value)) : null
  const capped = excess === null ? adjusted : ratePlusBp(adjusted, excess)
  if (excess !== null)
    steps.change(
      'DISCOUNT_CAP',
      excess,
      `优惠合计不超过 ${formatBp(cap.value)} BP`,
      `All discounts together at most ${formatBp(cap.value)} BP`,
      capped,
      cap.rule,
    )
  const { byHand = NO_BP } = question
  const agreed = ratePlusBp(capped, byHand)
  if (compareBp(byHand, NO_BP) !== 0)
    steps.change('OVERRIDE', byHand, '合同约定的人工调整', 'Set by hand in the contract', agreed, null)
  const result = floored(agreed, pricing.floors)
  if (result.floor !== null)
    steps.rate(
      'FLOOR',
      'at-least',
      result.floor.rate,
      '利率下限',
      `Floor: ${result.floor.name}`,
      result.rate,
      result.floor.rule,
    )
  if (isNegativeRate(result.rate)) return refuse({ code: 'RATE_NEGATIVE', ratePercent: formatRatePercent(result.rate) })
  if (compareRate(result.rate, RATE_LIMIT) >= 0)
    return refuse({
      code: 'RATE_ABOVE_LIMIT',
      ratePercent: formatRatePercent(result.rate),
      below: formatRatePercent(RATE_LIMIT),
    })
  steps.rate('RATE', 'equals', result.rate, '执行利率', 'Executed rate', result.rate, null)

  const effective = bpBetween(reference.rate, result.rate)
  return ok({
    rate: result.rate,
    referenceRate: reference.rate,
    discount: effective,
    annualSaving: timesHalfUp(question.amount, bpFraction(effective)),
    route,
    steps: steps.all,
  })
}

interface CarbonDiscount {
  readonly discount: Bp
  readonly labelZh: string
  readonly labelEn: string
  readonly rule: RuleRef | null
  readonly route: 'normal' | 'manual_review'
}

function carbonDiscount(
  { product, grid }: ProductPricing,
  grade: string | null,
): Result<CarbonDiscount, PricingRefusal> {
  if (grid === null)
    return ok({
      discount: NO_BP,
      labelZh: '碳优惠:本产品不适用',
      labelEn: 'Carbon discount: none in this product',
      rule: null,
      route: 'normal',
    })
  if (grade === null || grade === 'NOT_RATED')
    return ok({
      discount: NO_BP,
      labelZh: '碳优惠:企业未评级',
      labelEn: 'Carbon discount: the enterprise is not rated',
      rule: null,
      route: 'normal',
    })
  const row = grid.find((one) => one.grade === grade)
  if (row === undefined) return refuse({ code: 'GRADE_NOT_IN_GRID', product, grade })
  return ok({
    discount: row.discount,
    labelZh: `碳优惠(${gradeNames(grade).zh})`,
    labelEn: `Carbon discount (${gradeNames(grade).en})`,
    rule: row.rule,
    route: row.route,
  })
}

/** The highest floor that bites, if any. */
export function floored(rate: AnnualRate, floors: readonly Floor[]): { rate: AnnualRate; floor: Floor | null } {
  let floor: Floor | null = null
  for (const one of floors) if (compareRate(one.rate, floor?.rate ?? rate) > 0) floor = one
  return { rate: floor?.rate ?? rate, floor }
}
