import { type CivilDate, type CivilMonth, monthOf } from '../../kernel/civil-date.js'
import { compare, type Exact, exact, formatExact, isNegative, isPositive, isZero, ONE } from '../../kernel/exact.js'
import type { Unit } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Carrier, isCarrier, isFuel, readUnit, unitsOf } from './carrier.js'
import { OWN_FACTOR_UNITS } from './own-factor.js'
import type { CarbonRefusal } from './refusal.js'

/** One row of activity data 活动水平 as it was declared; words are still text so that a wrong one can be refused by its place. */
export interface Activity {
  readonly carrier: string
  readonly quantity: Exact
  readonly unit: string
  readonly month: CivilMonth
  /** Which meter, where one carrier has several. */
  readonly meter?: string
  /** The part with retired certificates 已核销绿证, in the same unit; electricity only. */
  readonly greenQuantity?: Exact
  readonly ncv?: Exact
  readonly cc?: Exact
  readonly of?: Exact
  readonly factor?: { readonly value: Exact; readonly unit: string }
  readonly enthalpyKjPerKg?: Exact
}

/** An activity whose words have been read. */
export interface CheckedActivity extends Activity {
  readonly carrier: Carrier
  readonly unit: Unit
}

/** Specific enthalpy of water at 20 °C in kJ/kg, from which purchased steam is counted. */
export const WATER_ENTHALPY = exact('83.74')

/** Refuses what an activity row cannot mean, in the order a reader meets it, naming the place by its index. */
export function checkActivity(
  activity: Activity,
  index: number,
  asOf: CivilDate,
): Result<CheckedActivity, CarbonRefusal> {
  const { carrier, quantity, greenQuantity, month } = activity
  if (!isCarrier(carrier)) return refuse({ code: 'UNKNOWN_CARRIER', carrier, index, member: 'carrier' })

  const unit = readUnit(activity.unit)
  const allowed = unitsOf(carrier)
  if (!unit || !allowed.includes(unit)) {
    const facts = { carrier, unit: activity.unit, allowed: allowed.join(', ') }
    return refuse({ code: 'UNIT_MISMATCH', ...facts, index, member: 'unit' })
  }
  if (isNegative(quantity))
    return refuse({ code: 'NEGATIVE_QUANTITY', quantity: formatExact(quantity), index, member: 'quantity' })
  if (month > monthOf(asOf)) return refuse({ code: 'MONTH_AFTER_AS_OF', month, asOf, index, member: 'month' })

  if (greenQuantity) {
    const member = 'greenQuantity'
    if (isNegative(greenQuantity))
      return refuse({ code: 'NEGATIVE_QUANTITY', quantity: formatExact(greenQuantity), index, member })
    if (carrier !== 'electricity' && !isZero(greenQuantity))
      return refuse({ code: 'GREEN_NOT_ELECTRICITY', carrier, index, member })
    if (compare(greenQuantity, quantity) > 0) {
      const facts = { greenQuantity: formatExact(greenQuantity), quantity: formatExact(quantity) }
      return refuse({ code: 'GREEN_ABOVE_QUANTITY', ...facts, index, member })
    }
  }
  return checkOwnValues({ ...activity, carrier, unit }, index)
}

function checkOwnValues(activity: CheckedActivity, index: number): Result<CheckedActivity, CarbonRefusal> {
  const { carrier, factor, enthalpyKjPerKg } = activity
  for (const member of ['ncv', 'cc', 'of'] as const) {
    const value = activity[member]
    if (!value) continue
    if (!isFuel(carrier) || factor) return refuse({ code: 'OWN_VALUE_NOT_APPLICABLE', carrier, index, member })
    const fits = member === 'of' ? compare(value, ONE) <= 0 && !isNegative(value) : isPositive(value)
    if (!fits) return refuse({ code: 'OWN_VALUE_OUT_OF_RANGE', value: formatExact(value), index, member })
  }
  if (factor) {
    const { carriers } = OWN_FACTOR_UNITS.get(factor.unit) ?? { carriers: () => false }
    if (!carriers(carrier)) {
      const allowed = [...OWN_FACTOR_UNITS].filter(([, use]) => use.carriers(carrier)).map(([unit]) => unit)
      const facts = { carrier, unit: factor.unit, allowed: allowed.join(', ') }
      return refuse({ code: 'UNIT_MISMATCH', ...facts, index, member: 'factor.unit' })
    }
    if (isNegative(factor.value))
      return refuse({ code: 'OWN_VALUE_OUT_OF_RANGE', value: formatExact(factor.value), index, member: 'factor.value' })
  }
  if (carrier === 'steam' && !enthalpyKjPerKg)
    return refuse({ code: 'ENTHALPY_MISSING', index, member: 'enthalpyKjPerKg' })
  if (enthalpyKjPerKg) {
    const member = 'enthalpyKjPerKg'
    if (carrier !== 'steam') return refuse({ code: 'OWN_VALUE_NOT_APPLICABLE', carrier, index, member })
    if (compare(enthalpyKjPerKg, WATER_ENTHALPY) <= 0)
      return refuse({ code: 'ENTHALPY_OUT_OF_RANGE', enthalpyKjPerKg: formatExact(enthalpyKjPerKg), index, member })
  }
  return ok(activity)
}
