import { compare, formatExact, isNegative, ONE } from '../../kernel/exact.js'
import {
  divideRounded,
  type Fraction,
  fenOf,
  fractionOfExact,
  moneyOfFen,
  type Rounding,
} from '../../kernel/fraction.js'
import { formatMoney, isPositiveMoney } from '../../kernel/money.js'
import { type AnnualRate, formatRatePercent, isNegativeRate, rateFraction } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { customParts } from './custom-schedule.js'
import { type DayCountName, dayCountNamed } from './day-count.js'
import { layOutPeriods, type Period } from './periods.js'
import type { CalculationRefusal } from './refusal.js'
import type { RepaymentMethod, ScheduleRequest } from './schedule-request.js'

/** A request that has passed its guards, in whole fen and fractions a year. */
export interface Terms {
  readonly principal: bigint
  /** Paid on the day of disbursement, in row 1; 0 for none. */
  readonly downPayment: bigint
  readonly rate: Fraction
  readonly method: RepaymentMethod
  readonly dayCount: DayCountName
  readonly periods: readonly Period[]
  readonly rounding: Rounding
  /** The instalment is a multiple of this many fen. */
  readonly multiple: bigint
  readonly smoothing: boolean
  /** The principal of each row where it is agreed row by row. */
  readonly parts: readonly bigint[]
  readonly gracePrincipal: number
  readonly graceInterest: number
}

const LONGEST = 600
/** Daily instalments over 32 years; beyond this nobody is waiting for an answer. */
const LONGEST_ALLOWED = 12_000

/** Refuses negative rates, which would make a row's interest negative, and 100 % or more unless allowed. */
export const checkRate = (rate: AnnualRate, allowHigh: boolean): Result<Fraction, CalculationRefusal> => {
  const annualRatePercent = formatRatePercent(rate)
  if (isNegativeRate(rate))
    return refuse({ code: 'NEGATIVE_VALUE', member: 'annualRatePercent', value: annualRatePercent })
  if (!allowHigh && compare(rateFraction(rate), ONE) >= 0)
    return refuse({ code: 'RATE_TOO_HIGH', annualRatePercent, below: '100.00' })
  return ok(fractionOfExact(rateFraction(rate)))
}

/** The guards of the schedule, in the order in which they are tested. */
export const termsOf = (request: ScheduleRequest): Result<Terms, CalculationRefusal> => {
  const { principal, periods, method, gracePrincipalPeriods = 0, graceInterestPeriods = 0 } = request
  const { rounding = 'half-up', instalmentMultipleOf, downPaymentPercent } = request

  if (!isPositiveMoney(principal))
    return refuse({ code: 'NOT_POSITIVE', member: 'principal', value: formatMoney(principal) })
  if (periods < 1) return refuse({ code: 'ZERO_PERIODS', periods })
  const limit = request.allowLong === true ? LONGEST_ALLOWED : LONGEST
  if (periods > limit) return refuse({ code: 'TOO_MANY_PERIODS', periods, limit })
  const rate = checkRate(request.annualRate, request.allowHighRate === true)
  if (!rate.ok) return rate
  const dayCount = dayCountNamed(request.dayCount)
  if (!dayCount.ok) return dayCount
  for (const [member, value] of Object.entries({ gracePrincipalPeriods, graceInterestPeriods })) {
    if (value < 0) return refuse({ code: 'NEGATIVE_VALUE', member, value: `${value}` })
    if (value >= periods && value > 0) return refuse({ code: 'GRACE_TOO_LONG', member, value, periods })
  }
  if (instalmentMultipleOf !== undefined && !isPositiveMoney(instalmentMultipleOf))
    return refuse({ code: 'NOT_POSITIVE', member: 'instalmentMultipleOf', value: formatMoney(instalmentMultipleOf) })
  const multiple = instalmentMultipleOf === undefined ? 1n : fenOf(instalmentMultipleOf)
  if (request.interestType === 'flat') {
    if (method !== 'equal-instalment') return refuse({ code: 'FLAT_NEEDS_EQUAL_INSTALMENT', method })
    if (request.events?.length || request.disbursements?.length) return refuse({ code: 'FLAT_TAKES_NO_EVENTS' })
  }

  let downPayment = 0n
  if (downPaymentPercent !== undefined) {
    const percent = formatExact(downPaymentPercent)
    if (isNegative(downPaymentPercent))
      return refuse({ code: 'NEGATIVE_VALUE', member: 'downPaymentPercent', value: percent })
    const { numerator, denominator } = fractionOfExact(downPaymentPercent)
    downPayment = divideRounded(fenOf(principal) * numerator, denominator * 100n * multiple, rounding) * multiple
    if (numerator >= 100n * denominator || downPayment >= fenOf(principal))
      return refuse({
        code: 'DOWN_PAYMENT_TOO_HIGH',
        downPaymentPercent: percent,
        downPayment: formatMoney(moneyOfFen(downPayment)),
      })
  }

  const laidOut = layOutPeriods(request, dayCount.value)
  if (!laidOut.ok) return laidOut
  const parts = customParts(request)
  if (!parts.ok) return parts
  const bullet = method === 'bullet'
  return ok({
    principal: fenOf(principal),
    downPayment,
    rate: rate.value,
    method,
    dayCount: dayCount.value,
    periods: laidOut.value,
    rounding,
    multiple,
    smoothing: request.smoothing === true && graceInterestPeriods === 0,
    parts: parts.value,
    gracePrincipal: bullet ? 0 : gracePrincipalPeriods,
    graceInterest: bullet ? 0 : graceInterestPeriods,
  })
}
