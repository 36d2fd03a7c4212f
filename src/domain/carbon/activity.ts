import { type CivilDate, type CivilMonth, monthOf } from '../../kernel/civil-date.js'
import { compare, type Exact, exact, formatExact, isNegative, isPositive, isZero, ONE } from '../../kernel/exact.js'
import { type Unit, unitsConvert } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Carrier, isCarrier, isDeclared, isFuel, isPurchased, readUnit, unitsOf } from './carrier.js'
import { type DeclaredFactor, OWN_FACTOR_UNITS, type OwnFactorUse } from './own-factor.js'
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
  readonly factor?: DeclaredFactor
  readonly enthalpyKjPerKg?: Exact
  /** Energy passed on to others is deducted 外供电力和热力; use unless told. */
  readonly direction?: Direction
  /** CO2 from biomass 生物质: shown apart, in no total. */
  readonly biogenic?: boolean
}
export type Direction = 'use' | 'export'

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
  const kind = checkKind({ ...activity, carrier, unit }, index)
  return kind.ok ? checkOwnValues(kind.value, index) : kind
}

/**
 * Exported, biogenic and process rows. Only electricity, heat and steam are deducted (GB/T 32150-2015); what no factor set
 * knows needs a factor with its source; a fuel is biogenic only by values of its own, since every set's values are fossil.
 */
function checkKind(activity: CheckedActivity, index: number): Result<CheckedActivity, CarbonRefusal> {
  const { carrier, direction, biogenic, greenQuantity, factor, ncv, cc, of } = activity
  if (direction === 'export') {
    if (!isPurchased(carrier)) return refuse({ code: 'EXPORT_NOT_DEDUCTIBLE', carrier, index, member: 'direction' })
    if (greenQuantity && !isZero(greenQuantity)) {
      const facts = { greenQuantity: formatExact(greenQuantity), index, member: 'greenQuantity' }
      return refuse({ code: 'EXPORT_WITH_CERTIFICATES', ...facts })
    }
  }
  if (biogenic && isPurchased(carrier))
    return refuse({ code: 'BIOGENIC_NOT_APPLICABLE', carrier, index, member: 'biogenic' })
  const measured = ncv !== undefined && cc !== undefined && of !== undefined
  const needsFactor = isDeclared(carrier) || (biogenic === true && !measured)
  if (!needsFactor) return ok(activity)
  if (!factor) return refuse({ code: 'FACTOR_REQUIRED', carrier, index, member: 'factor' })
  if (!factor.source?.trim()) return refuse({ code: 'FACTOR_SOURCE_MISSING', carrier, index, member: 'factor.source' })
  return ok(activity)
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
    const use = OWN_FACTOR_UNITS.get(factor.unit)
    const fits = (one: OwnFactorUse) =>
      one.carriers(carrier) && (!isDeclared(carrier) || unitsConvert(activity.unit, one.per))
    if (!use || !fits(use)) {
      const allowed = [...OWN_FACTOR_UNITS].filter(([, one]) => fits(one)).map(([unit]) => unit)
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
