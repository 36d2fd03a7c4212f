import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { compare, type Exact, formatExact, ONE, ZERO } from '../../kernel/exact.js'
import {
  addFractions,
  type Fraction,
  fraction,
  fractionOfExact,
  fractionOfMoney,
  moneyFromFraction,
  multiplyFractions,
  NO_FRACTION,
} from '../../kernel/fraction.js'
import {
  compareMoney,
  formatMoney,
  isPositiveMoney,
  type Money,
  NO_MONEY,
  subtractMoney,
  sumMoney,
  timesHalfUp,
} from '../../kernel/money.js'
import { addBp, type Bp, bpFraction, compareBp, formatBp, NO_BP, negateBp } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { yearFraction } from './day-count.js'

/** How the years of a fee are counted: by calendar days over 365, or by whole months over 12. */
export type FeeBasis = 'actual/365' | 'months'

/** What the product and the grade say about guarantees on a day. */
export interface GuaranteeRules {
  /** The share of what is overdue that a guarantor takes at most. */
  readonly mostShare: Exact
  readonly fee: Bp
  /** By the carbon grade of the borrower; negative is cheaper. */
  readonly feeChange: Bp
  readonly basis: FeeBasis
  /** 国办发〔2019〕6号: what a year may cost at most, by the principal guaranteed. */
  readonly caps: { readonly smallUpTo: Money; readonly small: Bp; readonly large: Bp }
}

export interface GuaranteeAsked {
  readonly principal: Money
  readonly share: Exact
  /** Agreed with the guarantor before the grade counts; null: the product's. */
  readonly baseFee: Bp | null
  readonly from: CivilDate
  readonly months: number
}

/** A year of the fee, due when it begins. */
export interface YearlyFee {
  readonly no: number
  readonly dueOn: CivilDate
  /** Not included. */
  readonly to: CivilDate
  readonly amount: Money
}
export interface GuaranteePlan {
  readonly guaranteedPrincipal: Money
  readonly baseFee: Bp
  /** What the grade changes, as far as the fee is not below nought. */
  readonly feeChange: Bp
  readonly fee: Bp
  readonly feeCap: Bp
  readonly validTo: CivilDate
  readonly fees: readonly YearlyFee[]
  readonly total: Money
}

export type GuaranteeRefusal =
  | { readonly code: 'NOT_POSITIVE'; readonly member: string; readonly value: string }
  | { readonly code: 'NEGATIVE_VALUE'; readonly member: string; readonly value: string }
  | { readonly code: 'GUARANTEE_SHARE_TOO_HIGH'; readonly share: string; readonly most: string }
  | {
      readonly code: 'GUARANTEE_FEE_ABOVE_CAP'
      readonly feeBp: string
      readonly capBp: string
      readonly guaranteed: string
    }

/**
 * 融资担保: guaranteed principal = principal × share; fee = guaranteed principal × annual rate × years, a year at a time and ahead. The
 * running total is rounded half-up, so the years sum to the whole. The base is the principal of the contract, not what is left of it.
 */
export function planGuarantee(rules: GuaranteeRules, asked: GuaranteeAsked): Result<GuaranteePlan, GuaranteeRefusal> {
  const { principal, share, from, months } = asked
  if (!isPositiveMoney(principal))
    return refuse({ code: 'NOT_POSITIVE', member: 'principal', value: formatMoney(principal) })
  if (months < 1) return refuse({ code: 'NOT_POSITIVE', member: 'months', value: String(months) })
  if (compare(share, ZERO) <= 0) return refuse({ code: 'NOT_POSITIVE', member: 'share', value: formatExact(share) })
  const most = compare(rules.mostShare, ONE) > 0 ? ONE : rules.mostShare
  if (compare(share, most) > 0)
    return refuse({ code: 'GUARANTEE_SHARE_TOO_HIGH', share: formatExact(share), most: formatExact(most) })
  const baseFee = asked.baseFee ?? rules.fee
  if (compareBp(baseFee, NO_BP) < 0)
    return refuse({ code: 'NEGATIVE_VALUE', member: 'baseFeeBp', value: formatBp(baseFee) })
  const lowest = negateBp(baseFee)
  const feeChange = compareBp(rules.feeChange, lowest) < 0 ? lowest : rules.feeChange
  const fee = addBp(baseFee, feeChange)

  const guaranteedPrincipal = timesHalfUp(principal, share)
  if (!isPositiveMoney(guaranteedPrincipal))
    return refuse({ code: 'NOT_POSITIVE', member: 'guaranteedPrincipal', value: formatMoney(guaranteedPrincipal) })
  const { smallUpTo, small, large } = rules.caps
  const feeCap = compareMoney(guaranteedPrincipal, smallUpTo) <= 0 ? small : large
  if (compareBp(fee, feeCap) > 0)
    return refuse({
      code: 'GUARANTEE_FEE_ABOVE_CAP',
      feeBp: formatBp(fee),
      capBp: formatBp(feeCap),
      guaranteed: formatMoney(guaranteedPrincipal),
    })
  const yearly = multiplyFractions(fractionOfMoney(guaranteedPrincipal), fractionOfExact(bpFraction(fee)))
  const fees = yearByYear(yearly, rules.basis, from, months)
  return ok({
    guaranteedPrincipal,
    baseFee,
    feeChange,
    fee,
    feeCap,
    validTo: addMonths(from, months),
    fees,
    total: sumMoney(fees.map(({ amount }) => amount)),
  })
}

const MONTHS_A_YEAR = 12

/** Whole years, then the months that are left. */
const lengthsOf = (months: number): readonly number[] => {
  const rest = months % MONTHS_A_YEAR
  const years = Array.from({ length: (months - rest) / MONTHS_A_YEAR }, () => MONTHS_A_YEAR)
  return rest === 0 ? years : [...years, rest]
}

function yearByYear(yearly: Fraction, basis: FeeBasis, from: CivilDate, months: number): readonly YearlyFee[] {
  const fees: YearlyFee[] = []
  let years = NO_FRACTION
  let before = NO_MONEY
  for (const length of lengthsOf(months)) {
    const month = fees.length * MONTHS_A_YEAR
    const [dueOn, to] = [addMonths(from, month), addMonths(from, month + length)]
    years = addFractions(years, shareOfYear(basis, dueOn, to, length))
    const total = moneyFromFraction(multiplyFractions(yearly, years), 'half-up')
    fees.push({ no: fees.length + 1, dueOn, to, amount: subtractMoney(total, before) })
    before = total
  }
  return fees
}

function shareOfYear(basis: FeeBasis, from: CivilDate, to: CivilDate, months: number): Fraction {
  if (basis === 'months') return fraction(BigInt(months), BigInt(MONTHS_A_YEAR))
  const counted = yearFraction(from, to, basis)
  if (!counted.ok) throw new Error(`a year of a fee has no length: ${counted.refusal.code}`)
  return counted.value.fraction
}
