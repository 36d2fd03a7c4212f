import { type CivilDate, type CivilMonth, dateParts } from '../../kernel/civil-date.js'
import { type Exact, exact, exactOf, multiply, ONE } from '../../kernel/exact.js'
import type { Unit } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { CarbonRefusal } from './refusal.js'

/** One published emission factor 排放因子 as the rule table holds it. `value` is the text as published. */
export interface FactorRow {
  readonly id: string
  readonly code: string
  readonly set: string
  readonly unit: string
  readonly value: string
  /** For electricity the data year 数据年份, not the publication. */
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly publishedOn: CivilDate | null
  /** `CN`, `CN-440000`, `CN-GRID-SOUTH` … */
  readonly region: string
  readonly source: string
  readonly status: string
}

export type GridCalibre = 'average' | 'exMarket'
export type FactorFlag = 'FACTOR_VINTAGE_FALLBACK' | 'NATIONAL_FACTOR_FOR_MARKET_RESIDUE'

/** A factor as it was applied: tCO2 = quantity in `per` × `times` ÷ `over`, so that a row divides only once. */
export interface AppliedFactor {
  readonly code: string
  readonly set: string
  /** As shown: `value` in `unit`; at 40 digits where 44/12 does not end. */
  readonly value: Exact
  readonly unit: string
  /** Data year, or the year the set begins; null for the firm's own value. */
  readonly vintage: number | null
  readonly fallback: boolean
  readonly flags: readonly FactorFlag[]
  readonly publishedOn: CivilDate | null
  /** The rule rows used: one for a published factor, three for NCV × CC × OF, none for an own value. */
  readonly ruleIds: readonly string[]
  /** Which members are the firm's own: `factor`, `ncv`, `cc`, `of`. */
  readonly own: readonly string[]
  /** Where the firm's own factor comes from, as declared. */
  readonly source?: string
  readonly per: Unit
  readonly times: Exact
  readonly over: Exact
}

/** Factors by what is looked up, newest data year first; built once for many accounts. */
export interface FactorIndex {
  readonly grid: ReadonlyMap<string, readonly FactorRow[]>
  readonly heat: ReadonlyMap<string, readonly FactorRow[]>
  readonly fuel: ReadonlyMap<string, readonly FactorRow[]>
}

const GRID_CALIBRE: ReadonlyMap<string, GridCalibre> = new Map<string, GridCalibre>([
  ['ELEC_AVG', 'average'],
  ['ELEC_EXMKT', 'exMarket'],
])

/** Sorts rows into the three look-ups. ETS, footprint and fossil-only electricity rows answer other questions and are left out. */
export function indexFactors(rows: Iterable<FactorRow>): FactorIndex {
  const grid = new Map<string, FactorRow[]>()
  const heat = new Map<string, FactorRow[]>()
  const fuel = new Map<string, FactorRow[]>()
  const file = (map: Map<string, FactorRow[]>, key: string, row: FactorRow) => {
    const rowsOfKey = map.get(key)
    if (rowsOfKey) rowsOfKey.push(row)
    else map.set(key, [row])
  }
  for (const row of rows) {
    const parts = row.code.split('_')
    const calibre = GRID_CALIBRE.get(parts.slice(0, 2).join('_'))
    const part = parts.at(-2) ?? ''
    if (calibre) file(grid, `${calibre} ${row.region}`, row)
    else if (parts[0] === 'HEAT') file(heat, row.set, row)
    else if (parts[0] === 'FUEL' && part !== 'EF') file(fuel, `${row.set} ${parts.slice(1, -2).join('_')} ${part}`, row)
  }
  for (const map of [grid, heat, fuel])
    for (const rowsOfKey of map.values()) rowsOfKey.sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  return { grid, heat, fuel }
}

/** The newest row that had been published by `asOf`. */
export const newestPublished = (rows: readonly FactorRow[] | undefined, asOf: CivilDate): FactorRow | undefined =>
  rows?.find((row) => row.publishedOn !== null && row.publishedOn <= asOf)

const yearOf = (text: string) => text.slice(0, 4)
export const vintageOf = (row: FactorRow): number => dateParts(row.validFrom).year
const THOUSAND = exactOf(1000)

interface GridQuestion {
  readonly factors: FactorIndex
  /** Six digits; a county or city stands for its province, where its meters are. */
  readonly region: string
  readonly month: CivilMonth
  readonly asOf: CivilDate
  readonly calibre: GridCalibre
}

/**
 * The grid factor of a month: the activity's own data year if published by `asOf`, else the newest data year
 * published by then, flagged FACTOR_VINTAGE_FALLBACK. SOURCE: MEE/NBS notices; factor-choice rule of the dossier.
 *
 * The average is the province's and never silently the nation's. The factor without market-traded non-fossil power
 * is published for the nation only, so the market-based residue takes that row and says so by a flag.
 */
export function chooseGridFactor(question: GridQuestion): Result<AppliedFactor, CarbonRefusal> {
  const { factors, region, month, asOf, calibre } = question
  const place = calibre === 'exMarket' ? 'CN' : `CN-${region.slice(0, 2)}0000`
  const rows = factors.grid.get(`${calibre} ${place}`)
  const sameYear = rows?.find(
    (row) => yearOf(row.validFrom) === yearOf(month) && row.publishedOn !== null && row.publishedOn <= asOf,
  )
  const row = sameYear ?? newestPublished(rows, asOf)
  if (!row) return refuse({ code: 'FACTOR_NOT_FOUND', what: `electricity ${calibre}`, set: 'MEE_GRID', region, asOf })
  const flags: FactorFlag[] = []
  if (!sameYear) flags.push('FACTOR_VINTAGE_FALLBACK')
  if (calibre === 'exMarket') flags.push('NATIONAL_FACTOR_FOR_MARKET_RESIDUE')
  return ok(published(row, { per: 'kWh', over: THOUSAND, fallback: !sameYear, flags }))
}

/**
 * Purchased heat 外购热力 in GJ: the set's own factor when it had one by `asOf`, else HEAT_PURCHASED_DEFAULT.
 * SOURCE: E = GJ × EF, GB/T 32151.
 */
export function chooseHeatFactor(
  factors: FactorIndex,
  set: string,
  month: CivilMonth,
  asOf: CivilDate,
): Result<AppliedFactor, CarbonRefusal> {
  const row = newestPublished(factors.heat.get(set), asOf) ?? newestPublished(factors.heat.get('DEFAULT'), asOf)
  if (!row) return refuse({ code: 'FACTOR_NOT_FOUND', what: 'heat', set, region: 'CN', asOf })
  const early = isBefore(month, row)
  return ok(published(row, { per: 'GJ', over: ONE, fallback: early, flags: early ? ['FACTOR_VINTAGE_FALLBACK'] : [] }))
}

/** A set named by the caller also restates months before it began; the row then says so. */
export const isBefore = (month: CivilMonth, row: FactorRow): boolean => month < row.validFrom.slice(0, 7)

const published = (row: FactorRow, use: Pick<AppliedFactor, 'per' | 'over' | 'fallback' | 'flags'>): AppliedFactor => ({
  code: row.code,
  set: row.set,
  value: exact(row.value),
  unit: row.unit,
  vintage: vintageOf(row),
  publishedOn: row.publishedOn,
  ruleIds: [row.id],
  own: [],
  times: exact(row.value),
  ...use,
})

/** Declared units of a published part and what brings them to the common one: GJ, tC/GJ, per t or per 10⁴Nm³. */
const IN_COMMON_UNITS: Readonly<Record<string, Exact>> = {
  'GJ/t': ONE,
  'GJ/万Nm3': ONE,
  'GJ/Nm3': exactOf(10_000),
  'tC/GJ': ONE,
  'tC/TJ': exact('0.001'),
  '1': ONE,
}
/** The value of a row in the common unit. @throws RangeError for a unit the rule files should have refused */
export const inCommonUnits = (row: FactorRow): Exact => {
  const size = IN_COMMON_UNITS[row.unit]
  if (!size) throw new RangeError(`${row.code} has the unknown unit ${row.unit}`)
  return multiply(exact(row.value), size)
}
export const isFactorPartUnit = (unit: string): boolean => unit in IN_COMMON_UNITS
