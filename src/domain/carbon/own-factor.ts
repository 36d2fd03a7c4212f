import { type Exact, exactOf, ONE } from '../../kernel/exact.js'
import type { Unit } from '../../kernel/quantity.js'
import { type Carrier, isDeclared, isFuel } from './carrier.js'
import type { AppliedFactor } from './factor.js'

export interface OwnFactorUse {
  readonly carriers: (carrier: Carrier) => boolean
  readonly per: Unit
  readonly over: Exact
}

const isElectricity = (carrier: Carrier) => carrier === 'electricity'
const isHeat = (carrier: Carrier) => carrier === 'heat' || carrier === 'steam' || carrier === 'biomass'
const isGas = (carrier: Carrier) => carrier === 'natural_gas' || isDeclared(carrier)
const isWeighed = (carrier: Carrier) => carrier !== 'natural_gas' && (isFuel(carrier) || isDeclared(carrier))
const perGasUnit: OwnFactorUse = { carriers: isGas, per: '10^4Nm3', over: ONE }

/** Units a firm's own factor may have, with the carriers they fit. */
export const OWN_FACTOR_UNITS: ReadonlyMap<string, OwnFactorUse> = new Map<string, OwnFactorUse>([
  ['kgCO2/kWh', { carriers: isElectricity, per: 'kWh', over: exactOf(1000) }],
  ['tCO2/MWh', { carriers: isElectricity, per: 'MWh', over: ONE }],
  ['tCO2/GJ', { carriers: isHeat, per: 'GJ', over: ONE }],
  ['tCO2/t', { carriers: isWeighed, per: 't', over: ONE }],
  ['tCO2/10^4Nm3', perGasUnit],
  ['tCO2/万Nm3', perGasUnit],
  ['tCO2/万Nm³', perGasUnit],
])

/** A factor that the firm declares; the source says where it comes from. */
export interface DeclaredFactor {
  readonly value: Exact
  readonly unit: string
  readonly source?: string
}

/** The firm's own factor as it is applied; it has no vintage and no rule row. @throws RangeError for a unit not in the table */
export function ownFactor(factor: DeclaredFactor): AppliedFactor {
  const use = OWN_FACTOR_UNITS.get(factor.unit)
  if (!use) throw new RangeError(`no own factor is measured in ${factor.unit}`)
  return {
    code: 'OWN',
    set: 'OWN',
    value: factor.value,
    unit: factor.unit,
    vintage: null,
    fallback: false,
    flags: [],
    publishedOn: null,
    ruleIds: [],
    own: ['factor'],
    ...(factor.source === undefined ? {} : { source: factor.source }),
    per: use.per,
    times: factor.value,
    over: use.over,
  }
}
