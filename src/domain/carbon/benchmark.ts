import type { CivilMonth } from '../../kernel/civil-date.js'
import type { Exact } from '../../kernel/exact.js'
import type { Anchor } from './rating-method.js'
import { scoreOn } from './scale.js'

/** Industry mean of one metric over one period, frozen on publication 行业基准. */
export interface Benchmark {
  readonly id: string
  /** GB/T 4754 code: four, three or two digits, or the section letter. */
  readonly sector: string
  readonly periodStart: CivilMonth
  readonly periodEnd: CivilMonth
  /** Component id: I_REV, I_PROFIT, I_TAX, I_EMP. */
  readonly metric: string
  readonly mean: Exact
  readonly entities: number
  /** Where published: at which intensity (`at`) what share of the industry, 0 to 1 (`score`), lies below it; both rise. */
  readonly quantiles?: readonly Anchor[]
}

/** Benchmarks by sector, period and metric; built once for many firms. */
export type BenchmarkIndex = ReadonlyMap<string, Benchmark>

const keyOf = (sector: string, start: CivilMonth, end: CivilMonth, metric: string) =>
  `${sector} ${start} ${end} ${metric}`

export const indexBenchmarks = (rows: Iterable<Benchmark>): BenchmarkIndex =>
  new Map([...rows].map((row) => [keyOf(row.sector, row.periodStart, row.periodEnd, row.metric), row]))

interface BenchmarkQuestion {
  readonly benchmarks: BenchmarkIndex
  /** Four digits. */
  readonly sector: string
  readonly start: CivilMonth
  readonly end: CivilMonth
  readonly metric: string
}

/** The closest benchmark: the class, else its group, division and section (4, 3, 2 digits, letter). SOURCE: the rating method's own rule. */
export function chooseBenchmark(question: BenchmarkQuestion): Benchmark | undefined {
  const { benchmarks, sector, start, end, metric } = question
  for (const level of [sector, sector.slice(0, 3), sector.slice(0, 2), sectionOf(sector)]) {
    const found = benchmarks.get(keyOf(level, start, end, metric))
    if (found) return found
  }
  return undefined
}

/** The share of the industry below an intensity 分位, linear between the published quantiles; null where none are published. */
export const quantilePosition = ({ quantiles }: Benchmark, intensity: Exact): Exact | null =>
  quantiles && quantiles.length >= 2 ? scoreOn(quantiles, intensity) : null

/** First and last division of each section. SOURCE: GB/T 4754-2017. */
const SECTIONS: readonly (readonly [string, string, string])[] = [
  ['A', '01', '05'],
  ['B', '06', '12'],
  ['C', '13', '43'],
  ['D', '44', '46'],
  ['E', '47', '50'],
  ['F', '51', '52'],
  ['G', '53', '60'],
  ['H', '61', '62'],
  ['I', '63', '65'],
  ['J', '66', '69'],
  ['K', '70', '70'],
  ['L', '71', '72'],
  ['M', '73', '75'],
  ['N', '76', '79'],
  ['O', '80', '82'],
  ['P', '83', '83'],
  ['Q', '84', '85'],
  ['R', '86', '90'],
  ['S', '91', '96'],
  ['T', '97', '97'],
]
export const sectionOf = (sector: string): string =>
  SECTIONS.find(([, first, last]) => sector.slice(0, 2) >= first && sector.slice(0, 2) <= last)?.[0] ?? ''
