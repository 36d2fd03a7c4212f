import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'
import {
  absolute,
  divide,
  type Exact,
  exactOf,
  formatExact,
  isNegative,
  multiply,
  negate,
  subtract,
  ZERO,
} from '../../kernel/exact.js'
import {
  convert,
  exactTonnes,
  NO_TONNES,
  quantityExact,
  quantityOf,
  sumTonnes,
  type Tonnes,
  tonnesExact,
  type Unit,
} from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Activity, type CheckedActivity, checkActivity, type Direction, WATER_ENTHALPY } from './activity.js'
import { type Carrier, isDeclared, isFuel, scopeOf } from './carrier.js'
import { type AppliedFactor, chooseGridFactor, chooseHeatFactor, type FactorIndex } from './factor.js'
import { fuelFactor } from './fuel-factor.js'
import { ownFactor } from './own-factor.js'
import type { CarbonRefusal } from './refusal.js'

export interface EmissionRow {
  readonly index: number
  readonly carrier: Carrier
  readonly month: CivilMonth
  readonly quantity: Exact
  readonly unit: Unit
  readonly greenQuantity: Exact
  readonly scope: 1 | 2
  readonly direction: Direction
  /** CO2 from biomass: in no total. */
  readonly biogenic: boolean
  readonly factor: AppliedFactor
  /** The quantity in the unit that `factor` is per; negative for energy passed on. */
  readonly measured: Exact
  /** Of what is left after certificates; only for electricity, where it differs from `factor`. */
  readonly marketFactor: AppliedFactor | null
  /** Scope 1, or scope 2 by location; negative for energy passed on to others. */
  readonly tCO2: Tonnes
  /** Scope 2 by market; the same as `tCO2` for heat, zero for scope 1. */
  readonly tCO2Market: Tonnes
}

export interface EmissionTotals {
  readonly scope1: Tonnes
  readonly scope2Location: Tonnes
  readonly scope2Market: Tonnes
  /** Scope 1 + scope 2 by location. */
  readonly total: Tonnes
  /** CO2 from biomass, apart from all of these. */
  readonly biogenic: Tonnes
  /** What scope 2 by location has been reduced by for energy passed on, not negative. */
  readonly exported: Tonnes
}

export interface EmissionsQuestion {
  readonly asOf: CivilDate
  readonly region: string
  readonly factorSet: string
  readonly factors: FactorIndex
  readonly activities: readonly Activity[]
  /** Filled as it is used; accounts of one batch (same day, set and factors) share one so that each choice is made once. */
  readonly choices?: FactorChoices
}

export type FactorChoices = Map<string, FactorPair>

export interface FactorPair {
  readonly factor: AppliedFactor
  readonly marketFactor: AppliedFactor | null
}

const KJ_PER_KG_IN_GJ_PER_T = exactOf(1000)

/**
 * Emissions of a list of activities, unrounded: AD × factor per row, summed by scope.
 * SOURCE: GB/T 32150-2015; scope 2 by location and by market after the GHG Protocol.
 * The first row that cannot stand refuses the whole list and names its place.
 */
export function accountEmissions(
  question: EmissionsQuestion,
): Result<{ readonly rows: readonly EmissionRow[]; readonly totals: EmissionTotals }, CarbonRefusal> {
  const seen = new Map<string, number>()
  const choices: FactorChoices = question.choices ?? new Map()
  const rows: EmissionRow[] = []
  for (const [index, activity] of question.activities.entries()) {
    const checked = checkActivity(activity, index, question.asOf)
    if (!checked.ok) return checked

    const wanted = factorKey(checked.value)
    const identity = identityOf(wanted, checked.value)
    const firstIndex = seen.get(identity)
    if (firstIndex !== undefined) return refuse({ code: 'DUPLICATE_ACTIVITY', firstIndex, index, member: 'month' })
    seen.set(identity, index)

    const key = `${question.region} ${wanted}`
    let pair = choices.get(key)
    if (!pair) {
      const found = factorsFor(question, checked.value)
      if (!found.ok) return found.refusal.code === 'FACTOR_NOT_FOUND' ? refuse({ ...found.refusal, index }) : found
      pair = found.value
      choices.set(key, pair)
    }
    rows.push(emissionRow(checked.value, index, pair))
  }
  return ok({ rows, totals: totalsOf(rows) })
}

/** The factors a checked activity takes; activities alike in carrier, month and own values take the same. */
export function factorsFor(
  question: Omit<EmissionsQuestion, 'activities'>,
  activity: CheckedActivity,
): Result<FactorPair, CarbonRefusal> {
  const { factors, asOf, region, factorSet: set } = question
  const { carrier, month } = activity
  if (activity.factor) return ok({ factor: ownFactor(activity.factor), marketFactor: null })
  if (carrier === 'electricity') {
    const average = chooseGridFactor({ factors, region, month, asOf, calibre: 'average' })
    if (!average.ok) return average
    const residue = chooseGridFactor({ factors, region, month, asOf, calibre: 'exMarket' })
    if (!residue.ok) return residue
    return ok({ factor: average.value, marketFactor: residue.value })
  }
  if (isDeclared(carrier)) throw new RangeError(`${carrier} has been checked to bring its own factor`)
  const found = isFuel(carrier)
    ? fuelFactor({ factors, set, carrier, month, asOf, own: activity })
    : chooseHeatFactor(factors, set, month, asOf)
  return found.ok ? ok({ factor: found.value, marketFactor: null }) : found
}

function emissionRow(activity: CheckedActivity, index: number, pair: FactorPair): EmissionRow {
  const { carrier, month, quantity, unit } = activity
  const { factor, marketFactor } = pair
  const greenQuantity = activity.greenQuantity ?? ZERO
  const scope = scopeOf(carrier)
  const direction = activity.direction ?? 'use'
  const biogenic = carrier === 'biomass' || activity.biogenic === true
  const signed = (amount: Exact) => (direction === 'export' ? negate(amount) : amount)
  const measured = measuredIn(factor.per, activity, signed(quantity))
  const tCO2 = tonnesBy(factor, measured)
  const residue = marketFactor ?? factor
  const tCO2Market =
    carrier === 'electricity'
      ? tonnesBy(residue, measuredIn(residue.per, activity, signed(subtract(quantity, greenQuantity))))
      : scope === 2
        ? tCO2
        : NO_TONNES
  const declared = { quantity, unit, greenQuantity, measured }
  return { index, carrier, month, ...declared, scope, direction, biogenic, factor, marketFactor, tCO2, tCO2Market }
}

const tonnesBy = ({ times, over }: AppliedFactor, amount: Exact): Tonnes =>
  exactTonnes(divide(multiply(amount, times), over))

/** Steam becomes heat by GJ = t × (h − 83.74) / 1000 (SOURCE: GB/T 32151); everything else by its declared unit. */
function measuredIn(per: Unit, activity: CheckedActivity, amount: Exact): Exact {
  if (activity.enthalpyKjPerKg)
    return divide(multiply(amount, subtract(activity.enthalpyKjPerKg, WATER_ENTHALPY)), KJ_PER_KG_IN_GJ_PER_T)
  if (activity.unit === per) return amount
  const size = quantityExact(convert(quantityOf(absolute(amount), activity.unit), activity.unit, per))
  return isNegative(amount) ? negate(size) : size
}

/** Totals of any rows: scope 1, scope 2 twice, scope 1 + scope 2 by location; biomass apart, energy passed on deducted. */
export function totalsOf(rows: readonly EmissionRow[]): EmissionTotals {
  const purchased = rows.filter((row) => row.scope === 2)
  const scope1 = together(rows.filter((row) => row.scope === 1 && !row.biogenic).map((row) => row.tCO2))
  const scope2Location = together(purchased.map((row) => row.tCO2))
  const scope2Market = together(purchased.map((row) => row.tCO2Market))
  const biogenic = together(rows.filter((row) => row.biogenic).map((row) => row.tCO2))
  const passedOn = rows.filter((row) => row.direction === 'export')
  const exported = together(passedOn.map((row) => exactTonnes(negate(tonnesExact(row.tCO2)))))
  return { scope1, scope2Location, scope2Market, total: together([scope1, scope2Location]), biogenic, exported }
}

/** Totals of parts that share no row. */
export const sumTotals = (parts: readonly EmissionTotals[]): EmissionTotals => ({
  scope1: together(parts.map((part) => part.scope1)),
  scope2Location: together(parts.map((part) => part.scope2Location)),
  scope2Market: together(parts.map((part) => part.scope2Market)),
  total: together(parts.map((part) => part.total)),
  biogenic: together(parts.map((part) => part.biogenic)),
  exported: together(parts.map((part) => part.exported)),
})

/** A sum; most of an account's sums have no part or one, and a batch adds up a great many of them. */
function together(all: readonly Tonnes[]): Tonnes {
  const parts = all.filter((one) => one !== NO_TONNES)
  return parts.length > 1 ? sumTonnes(parts) : (parts[0] ?? NO_TONNES)
}

const textOf = (value: Exact | undefined) => (value ? formatExact(value) : '')
const factorKey = ({ carrier, month, factor, ncv, cc, of }: CheckedActivity): string =>
  [
    carrier,
    month,
    textOf(factor?.value),
    factor?.unit ?? '',
    factor?.source ?? '',
    textOf(ncv),
    textOf(cc),
    textOf(of),
  ].join(' ')

/** Two rows alike in every member are one row sent twice; two meters of one carrier differ by name or figure. */
const identityOf = (wanted: string, activity: CheckedActivity): string =>
  [
    wanted,
    activity.meter ?? '',
    textOf(activity.quantity),
    activity.unit,
    textOf(activity.greenQuantity),
    textOf(activity.enthalpyKjPerKg),
    activity.direction ?? 'use',
    String(activity.biogenic ?? false),
  ].join(' ')
