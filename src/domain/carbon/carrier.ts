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
/** What no factor set knows: the firm declares it with a factor of its own and the source of it 过程排放、生物质. */
export const DECLARED_CARRIERS = ['process', 'biomass'] as const
export type DeclaredCarrier = (typeof DECLARED_CARRIERS)[number]

export type Carrier = (typeof CARRIERS)[number] | DeclaredCarrier
export type PurchasedCarrier = 'electricity' | 'heat' | 'steam'
export type FuelCarrier = Exclude<Carrier, PurchasedCarrier | DeclaredCarrier>

const NAMES: ReadonlySet<string> = new Set([...CARRIERS, ...DECLARED_CARRIERS])
export const isCarrier = (name: string): name is Carrier => NAMES.has(name)
export const isPurchased = (carrier: Carrier): carrier is PurchasedCarrier =>
  carrier === 'electricity' || carrier === 'heat' || carrier === 'steam'
export const isDeclared = (carrier: Carrier): carrier is DeclaredCarrier =>
  carrier === 'process' || carrier === 'biomass'
export const isFuel = (carrier: Carrier): carrier is FuelCarrier => !isPurchased(carrier) && !isDeclared(carrier)

/** Purchased electricity, heat and steam are scope 2; what the firm burns or sets free itself is scope 1 (GB/T 32150-2015). */
export const scopeOf = (carrier: Carrier): 1 | 2 => (isPurchased(carrier) ? 2 : 1)

/** The units a carrier may be measured in; the first is the one its factor is "per". */
export const unitsOf = (carrier: Carrier): readonly [Unit, ...Unit[]] => {
  if (carrier === 'electricity') return ['kWh', 'MWh']
  if (carrier === 'heat') return ['GJ']
  if (carrier === 'natural_gas') return ['10^4Nm3', 'Nm3']
  if (carrier === 'process') return ['t', '10^4Nm3', 'Nm3']
  if (carrier === 'biomass') return ['t', '10^4Nm3', 'Nm3', 'GJ']
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
