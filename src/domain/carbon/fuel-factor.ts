import type { CivilDate, CivilMonth } from '../../kernel/civil-date.js'
import { divide, type Exact, exactOf, multiply } from '../../kernel/exact.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type FuelCarrier, unitsOf } from './carrier.js'
import {
  type AppliedFactor,
  type FactorIndex,
  type FactorRow,
  inCommonUnits,
  isBefore,
  newestPublished,
  vintageOf,
} from './factor.js'
import type { CarbonRefusal } from './refusal.js'

/** A firm's own measured values; each replaces the set's default. NCV in GJ per t or per 10⁴Nm³, CC in tC/GJ, OF 0–1. */
export interface OwnFuelValues {
  readonly ncv?: Exact
  readonly cc?: Exact
  readonly of?: Exact
}

const CODE: Readonly<Record<FuelCarrier, string>> = {
  natural_gas: 'NG',
  diesel: 'DIESEL',
  gasoline: 'GASOLINE',
  lpg: 'LPG',
  lng: 'LNG',
  fuel_oil: 'FUEL_OIL',
  anthracite: 'ANTHRACITE',
  bituminous: 'BITUMINOUS',
  lignite: 'LIGNITE',
  cleaned_coal: 'CLEANED_COAL',
  coke: 'COKE',
  raw_coal: 'RAW_COAL',
}

/** Molar masses: 44 g of CO2 from 12 g of carbon. */
const CO2 = exactOf(44)
const CARBON = exactOf(12)

interface FuelQuestion {
  readonly factors: FactorIndex
  readonly set: string
  readonly carrier: FuelCarrier
  readonly month: CivilMonth
  readonly asOf: CivilDate
  readonly own?: OwnFuelValues
}

/**
 * tCO2 per t or per 10⁴Nm³ = NCV × CC × OF × 44/12, never the rounded composite row of the table.
 * SOURCE: E = AD × NCV × CC × OF × 44/12 (GB/T 32150-2015, NDRC sector guidelines).
 * A set that lacks the carrier, or was not published by `asOf`, is refused: one set never borrows from another.
 */
export function fuelFactor(question: FuelQuestion): Result<AppliedFactor, CarbonRefusal> {
  const { factors, set, carrier, month, asOf, own = {} } = question
  const used: FactorRow[] = []
  const defaultOf = (part: 'NCV' | 'CC' | 'OF') => {
    const row = newestPublished(factors.fuel.get(`${set} ${CODE[carrier]} ${part}`), asOf)
    if (row) used.push(row)
    return row && inCommonUnits(row)
  }
  const ncv = own.ncv ?? defaultOf('NCV')
  const cc = own.cc ?? defaultOf('CC')
  const of = own.of ?? defaultOf('OF')
  if (!ncv || !cc || !of) return refuse({ code: 'FACTOR_NOT_FOUND', what: carrier, set, region: 'CN', asOf })

  const [first] = used
  const [per] = unitsOf(carrier)
  const times = multiply(multiply(multiply(ncv, cc), of), CO2)
  const fallback = used.some((row) => isBefore(month, row))
  return ok({
    code: first ? `FUEL_${CODE[carrier]}_EF_${set}` : 'OWN',
    set: first ? set : 'OWN',
    value: divide(times, CARBON),
    unit: `tCO2/${per}`,
    vintage: first ? vintageOf(first) : null,
    fallback,
    flags: fallback ? ['FACTOR_VINTAGE_FALLBACK'] : [],
    publishedOn: first?.publishedOn ?? null,
    ruleIds: used.map((row) => row.id),
    own: (['ncv', 'cc', 'of'] as const).filter((part) => own[part] !== undefined),
    per,
    times,
    over: CARBON,
  })
}
