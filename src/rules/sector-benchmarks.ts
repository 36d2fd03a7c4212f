import type { Benchmark } from '../domain/carbon/benchmark.js'
import { type CivilMonth, firstDayOf, isCivilDate, lastDayOf, monthOf } from '../kernel/civil-date.js'
import { type Exact, isPositive } from '../kernel/exact.js'
import type { RuleRow, RuleTable, StoredRule } from './rule-table.js'

/** The industry mean of one intensity in one period 行业基准; its period of validity is the period it was measured in. */
export interface SectorBenchmark {
  readonly sector: string
  readonly nameZh: string
  readonly nameEn: string
  /** Component of the rating: I_REV, I_PROFIT, I_TAX, I_EMP. */
  readonly metric: string
  readonly mean: Exact
  readonly entities: number
  /** Where published: pairs of an intensity and the share of the industry below it. */
  readonly quantiles?: Benchmark['quantiles']
}

export const BENCHMARK_METRICS = ['I_REV', 'I_PROFIT', 'I_TAX', 'I_EMP'] as const

/** Published with a portfolio, not from the rule files. */
export const sectorBenchmarksTable: RuleTable<SectorBenchmark> = {
  name: 'sector-benchmarks',
  file: 'sector_benchmarks.csv',
  columns: ['sector', 'name_zh', 'name_en', 'metric', 'mean', 'entities'],
  key: ({ sector, metric }) => `${sector}/${metric}`,
  read: (row) => ({
    sector: row.text('sector'),
    nameZh: row.text('name_zh'),
    nameEn: row.text('name_en'),
    metric: row.oneOf('metric', BENCHMARK_METRICS),
    mean: row.exact('mean'),
    entities: row.count('entities'),
    ...(row.has('quantiles') ? { quantiles: row.pairs('quantiles').map(([at, score]) => ({ at, score })) } : {}),
  }),
  problems: ({ mean }) => (isPositive(mean) ? [] : ['an industry mean is positive']),
}

/** A mean as a portfolio gives it, as the rule store keeps it. */
export const storedBenchmark = (
  given: Readonly<Record<'sector' | 'nameZh' | 'nameEn' | 'metric' | 'mean' | 'entities', string>>,
  period: { readonly start: CivilMonth; readonly end: CivilMonth },
  source: string,
): StoredRule => ({
  table: sectorBenchmarksTable.name,
  key: `${given.sector}/${given.metric}`,
  validFrom: firstDayOf(period.start),
  validTo: lastDayOf(period.end),
  publishedOn: null,
  source,
  status: 'given',
  body: {
    sector: given.sector,
    name_zh: given.nameZh,
    name_en: given.nameEn,
    metric: given.metric,
    mean: given.mean,
    entities: given.entities,
  },
})

/** The benchmark as the carbon domain reads it. */
export const benchmarkRow = ({ id, validFrom, validTo, value }: RuleRow<SectorBenchmark>): Benchmark => {
  if (!isCivilDate(validTo)) throw new RangeError(`the benchmark ${id} has no last month`)
  const { sector, metric, mean, entities, quantiles } = value
  const period = { periodStart: monthOf(validFrom), periodEnd: monthOf(validTo) }
  return { id, sector, ...period, metric, mean, entities, ...(quantiles ? { quantiles } : {}) }
}
