import { type CivilDate, type CivilMonth, lastDayOf, monthsFrom } from '../../kernel/civil-date.js'
import { absolute, divide, type Exact, exactOf, isPositive, isZero, multiply, sum } from '../../kernel/exact.js'
import { type Tonnes, tonnesExact } from '../../kernel/quantity.js'
import { type Benchmark, type BenchmarkIndex, chooseBenchmark, quantilePosition } from './benchmark.js'
import type { OperatingPeriod } from './carbon-account.js'
import type { Carrier } from './carrier.js'
import { completenessOf, type MeterCompleteness, type MeterMonths } from './completeness.js'
import { type EmissionRow, type EmissionTotals, totalsOf } from './emissions.js'
import type { FactorFlag } from './factor.js'
import { type Intensity, intensityOf } from './intensity.js'
import type { RatingMethod } from './rating-method.js'
import { isWithin, type MonthSpan } from './statement-period.js'
import { type CarrierUncertainty, type Uncertainty, uncertaintyOf } from './uncertainty.js'

/** An accounted row with what its reading says of itself. */
export interface StatedRow extends EmissionRow {
  readonly activityId: string
  readonly meter: string
  readonly dataQuality: number
}

/** What every period of one enterprise is stated from. */
export interface StatementFacts {
  readonly asOf: CivilDate
  readonly rows: readonly StatedRow[]
  readonly meters: MeterMonths
  readonly operating: readonly OperatingPeriod[]
  /** GB/T 4754, four digits. */
  readonly sector: string
  readonly benchmarks: BenchmarkIndex
  readonly components: RatingMethod['components']
  readonly uncertainty: CarrierUncertainty
}

export interface StatementPart {
  readonly key: string
  readonly carrier: Carrier
  readonly meter: string
  readonly scope: 1 | 2
  readonly totals: EmissionTotals
}
export interface StatedIntensity {
  readonly id: string
  readonly intensity: Intensity | { readonly value: null; readonly reason: 'NO_OPERATING_FIGURES' | 'INCOMPLETE' }
  readonly benchmark: Benchmark | null
  readonly k: Exact | null
  /** Share of the industry that emits less per unit, 0 to 1. */
  readonly quantile: Exact | null
  readonly quantileReason: 'NO_INTENSITY' | 'NO_BENCHMARK' | 'BENCHMARK_WITHOUT_QUANTILES' | null
}

/** An emissions statement 碳排放报表 of one period. */
export interface Statement extends MonthSpan {
  /** Every month has data and had ended. */
  readonly complete: boolean
  readonly monthsWithData: number
  readonly totals: EmissionTotals
  readonly byCarrier: readonly StatementPart[]
  /** By carrier and meter; a firm's sites are told apart by their meters. */
  readonly bySite: readonly StatementPart[]
  readonly intensities: readonly StatedIntensity[]
  /** 1 (best) to 5 weighted by emissions; null without emissions. SOURCE: DQR = Σ(E × score) ÷ ΣE */
  readonly dataQuality: Exact | null
  readonly uncertainty: Uncertainty
  readonly missing: readonly MeterCompleteness[]
  readonly flags: readonly FactorFlag[]
}

export function statementOf(facts: StatementFacts, span: MonthSpan): Statement {
  const rows = facts.rows.filter((row) => isWithin(row.month, span))
  const months = new Set<CivilMonth>(rows.map((row) => row.month))
  const complete = months.size === monthsFrom(span.start, span.end).length && lastDayOf(span.end) <= facts.asOf
  const totals = totalsOf(rows)
  const byCarrier = partsBy(rows, (row) => row.carrier)
  return {
    ...span,
    complete,
    monthsWithData: months.size,
    totals,
    byCarrier,
    bySite: partsBy(rows, (row) => `${row.carrier} ${row.meter}`),
    intensities: intensitiesOf(facts, span, totals.total, complete),
    dataQuality: weightedQuality(rows),
    uncertainty: uncertaintyOf(
      byCarrier.map(({ carrier, totals: { total } }) => ({ carrier, tCO2: total })),
      facts.uncertainty,
    ),
    missing: completenessOf(facts.meters, span, facts.asOf),
    flags: flagsOf(rows),
  }
}

const flagsOf = (rows: readonly EmissionRow[]): readonly FactorFlag[] => [
  ...new Set(rows.flatMap(({ factor, marketFactor }) => [...factor.flags, ...(marketFactor?.flags ?? [])])),
]

function partsBy(rows: readonly StatedRow[], keyOf: (row: StatedRow) => string): readonly StatementPart[] {
  const groups = new Map<string, [StatedRow, ...StatedRow[]]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => {
      const [{ carrier, meter, scope }] = own
      return { key, carrier, meter, scope, totals: totalsOf(own) }
    })
}

/** Energy passed on weighs by its size, and biomass not at all, because it is in no total. */
function weightedQuality(rows: readonly StatedRow[]): Exact | null {
  const counted = rows.filter((row) => !row.biogenic)
  const weightOf = (row: StatedRow) => absolute(tonnesExact(row.tCO2))
  const weight = sum(counted.map(weightOf))
  if (isZero(weight)) return null
  return divide(sum(counted.map((row) => multiply(weightOf(row), exactOf(row.dataQuality)))), weight)
}

function intensitiesOf(
  { operating, components, benchmarks, sector }: StatementFacts,
  { start, end }: MonthSpan,
  total: Tonnes,
  complete: boolean,
): readonly StatedIntensity[] {
  const figures = operating.find((period) => period.start === start && period.end === end)
  return components.flatMap((component) => {
    if (component.kind !== 'ratio') return []
    const { id, per } = component
    const intensity = !figures
      ? ({ value: null, reason: 'NO_OPERATING_FIGURES' } as const)
      : complete
        ? intensityOf(total, figures, per)
        : ({ value: null, reason: 'INCOMPLETE' } as const)
    const benchmark = chooseBenchmark({ benchmarks, sector, start, end, metric: id }) ?? null
    const k =
      benchmark && intensity.value && isPositive(benchmark.mean) ? divide(intensity.value, benchmark.mean) : null
    return [{ id, intensity, benchmark, k, ...quantileOf(intensity.value, benchmark) }]
  })
}

function quantileOf(
  value: Exact | null,
  benchmark: Benchmark | null,
): Pick<StatedIntensity, 'quantile' | 'quantileReason'> {
  if (!value) return { quantile: null, quantileReason: 'NO_INTENSITY' }
  if (!benchmark) return { quantile: null, quantileReason: 'NO_BENCHMARK' }
  const quantile = quantilePosition(benchmark, value)
  return quantile
    ? { quantile, quantileReason: null }
    : { quantile: null, quantileReason: 'BENCHMARK_WITHOUT_QUANTILES' }
}
