import type { Unit } from '../../kernel/quantity.js'

/** Energy carriers an activity row may name 能源品种. */
export const CARRIERS = [
  'electricity',
  'heat',
  'steam',
  'natural_gas',
  'diesel',
  'gasoline',
  'lpg',
  'lng',
  'fuel_oil',
  'anthracite',
  'bituminous',
  'lignite',
  'cleaned_coal',
  'coke',
  'raw_coal',
] as const
export type Carrier = (typeof CARRIERS)[number]
export type FuelCarrier = Exclude<Carrier, 'electricity' | 'heat' | 'steam'>

const NAMES: ReadonlySet<string> = new Set(CARRIERS)
export const isCarrier = (name: string): name is Carrier => NAMES.has(name)
export const isFuel = (carrier: Carrier): carrier is FuelCarrier =>
  carrier !== 'electricity' && carrier !== 'heat' && carrier !== 'steam'

/** Purchased electricity, heat and steam are scope 2; what the firm burns itself is scope 1 (GB/T 32150-2015). */
export const scopeOf = (carrier: Carrier): 1 | 2 => (isFuel(carrier) ? 1 : 2)

/** The units a carrier may be measured in; the first is the one its factor is "per". */
export const unitsOf = (carrier: Carrier): readonly [Unit, ...Unit[]] => {
  if (carrier === 'electricity') return ['kWh', 'MWh']
  if (carrier === 'heat') return ['GJ']
  if (carrier === 'natural_gas') return ['10^4Nm3', 'Nm3']
  return ['t']
}

/** Reads a unit as people write it; 万Nm³ is 10^4Nm3. Undefined for any other word. */
export const readUnit = (text: string): Unit | undefined => UNITS.get(text)
const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ['kWh', 'kWh'],
  ['MWh', 'MWh'],
  ['GJ', 'GJ'],
  ['t', 't'],
  ['Nm3', 'Nm3'],
  ['Nm³', 'Nm3'],
  ['10^4Nm3', '10^4Nm3'],
  ['万Nm3', '10^4Nm3'],
  ['万Nm³', '10^4Nm3'],
])
