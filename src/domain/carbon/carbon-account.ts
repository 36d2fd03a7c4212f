import { addMonthsToMonth, type CivilDate, type CivilMonth, lastDayOf, monthsFrom } from '../../kernel/civil-date.js'
import { divide, type Exact, formatExact, isPositive } from '../../kernel/exact.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { Activity } from './activity.js'
import { type Benchmark, type BenchmarkIndex, chooseBenchmark } from './benchmark.js'
import { type Carrier, scopeOf } from './carrier.js'
import {
  accountEmissions,
  type EmissionRow,
  type EmissionTotals,
  type FactorChoices,
  sumTotals,
  totalsOf,
} from './emissions.js'
import type { AppliedFactor, FactorFlag, FactorIndex } from './factor.js'
import { greenShareOf } from './green-share.js'
import { type Intensity, intensityOf, type OperatingFigures } from './intensity.js'
import type { RatingMethod } from './rating-method.js'
import type { CarbonRefusal } from './refusal.js'
import { lastEndedMonth } from './statement-period.js'

/** Operating figures of a period of whole months, money in 万元. */
export interface OperatingPeriod extends OperatingFigures {
  readonly start: CivilMonth
  readonly end: CivilMonth
}

/** Everything known of one enterprise on a day; the same factors account every month, so periods are like for like. */
export interface AccountFacts {
  readonly asOf: CivilDate
  /** Six digits; meters stand in its province. */
  readonly region: string
  /** GB/T 4754, four digits. */
  readonly sector: string
  readonly factorSet: string
  readonly factors: FactorIndex
  /** Rows after `asOf` are left out: they were not yet. */
  readonly activities: readonly Activity[]
  readonly operating: readonly OperatingPeriod[]
  readonly benchmarks: BenchmarkIndex
  /** Shared by the accounts of one batch. */
  readonly choices?: FactorChoices
}

export interface CarrierLine {
  readonly carrier: Carrier
  readonly scope: 1 | 2
  readonly rows: readonly EmissionRow[]
  readonly totals: EmissionTotals
}
export interface MonthStatement {
  readonly month: CivilMonth
  readonly totals: EmissionTotals
  readonly carriers: readonly CarrierLine[]
}
export interface PeriodStatement {
  readonly start: CivilMonth
  readonly end: CivilMonth
  /** Every month has data. */
  readonly complete: boolean
  readonly totals: EmissionTotals
  /** Share of electricity with retired certificates; null without electricity. */
  readonly greenShare: Exact | null
  readonly operating: OperatingPeriod
}
export interface IntensityLine {
  readonly id: string
  readonly intensity: Intensity
  /** Null where none is published for the period; a rating then has nothing to compare with. */
  readonly benchmark: Benchmark | null
  /** Intensity ÷ benchmark mean; null where either is missing. */
  readonly k: Exact | null
}

export interface CarbonAccount {
  readonly asOf: CivilDate
  readonly months: readonly MonthStatement[]
  readonly current: PeriodStatement
  readonly prior: PeriodStatement | null
  readonly intensities: readonly IntensityLine[]
  /** Months with data without a gap up to the end of the current period. */
  readonly historyMonths: number
  /** Each factor once, in order of first use. */
  readonly factors: readonly AppliedFactor[]
  readonly flags: readonly FactorFlag[]
}

/**
 * The carbon account 碳账户 of one enterprise: statements by month, scope and carrier, the rolling 12 months that end
 * with the newest operating period complete on `asOf`, the 12 before, and intensities against the benchmark.
 */
export function carbonAccount(
  facts: AccountFacts,
  components: RatingMethod['components'],
): Result<CarbonAccount, CarbonRefusal> {
  const ended = lastEndedMonth(facts.asOf)
  const known = facts.activities.filter((activity) => activity.month <= ended)
  const emissions = accountEmissions({ ...facts, activities: known })
  if (!emissions.ok) return emissions
  const { rows } = emissions.value
  const months = [...groupBy(rows, (row) => row.month)]
    .map(([month, own]) => monthStatement(month, own))
    .sort((a, b) => (a.month < b.month ? -1 : 1))
  const byMonth = new Map(months.map((statement) => [statement.month, statement]))

  const operating = facts.operating
    .filter((period) => addMonthsToMonth(period.start, 11) === period.end && lastDayOf(period.end) <= facts.asOf)
    .reduce<OperatingPeriod | undefined>((newest, one) => (newest && newest.end > one.end ? newest : one), undefined)
  if (!operating) return refuse({ code: 'OPERATING_PERIOD_MISSING', asOf: facts.asOf })
  const priorOperating = facts.operating.find(
    (period) =>
      period.end === addMonthsToMonth(operating.end, -12) && period.start === addMonthsToMonth(operating.start, -12),
  )

  const current = periodStatement(byMonth, operating)
  const factors = factorsUsed(rows)
  return ok({
    asOf: facts.asOf,
    months,
    current,
    prior: priorOperating ? periodStatement(byMonth, priorOperating) : null,
    intensities: intensityLines(facts, components, current),
    historyMonths: monthsWithoutGap(byMonth, operating.end),
    factors,
    flags: [...new Set(factors.flatMap((factor) => factor.flags))],
  })
}

function monthStatement(month: CivilMonth, rows: readonly EmissionRow[]): MonthStatement {
  const carriers = [...groupBy(rows, (row) => row.carrier)].map(([carrier, own]) => ({
    carrier,
    scope: scopeOf(carrier),
    rows: own,
    totals: totalsOf(own),
  }))
  return { month, totals: sumTotals(carriers.map((line) => line.totals)), carriers }
}

function periodStatement(
  byMonth: ReadonlyMap<CivilMonth, MonthStatement>,
  operating: OperatingPeriod,
): PeriodStatement {
  const { start, end } = operating
  const months = monthsFrom(start, end)
  const statements = months.flatMap((month) => byMonth.get(month) ?? [])
  const complete = statements.length === months.length
  const rows = statements.flatMap(({ carriers }) => carriers.flatMap((line) => line.rows))
  return {
    start,
    end,
    complete,
    totals: sumTotals(statements.map((month) => month.totals)),
    greenShare: greenShareOf(rows),
    operating,
  }
}

function intensityLines(
  { benchmarks, sector }: AccountFacts,
  components: RatingMethod['components'],
  { totals, start, end, operating }: PeriodStatement,
): readonly IntensityLine[] {
  return components.flatMap((component) => {
    if (component.kind !== 'ratio') return []
    const { id, per } = component
    const benchmark = chooseBenchmark({ benchmarks, sector, start, end, metric: id }) ?? null
    const intensity = intensityOf(totals.total, operating, per)
    const k =
      benchmark && isPositive(benchmark.mean) && intensity.value ? divide(intensity.value, benchmark.mean) : null
    return [{ id, intensity, benchmark, k }]
  })
}

function monthsWithoutGap(byMonth: ReadonlyMap<CivilMonth, unknown>, end: CivilMonth): number {
  let count = 0
  for (let month = end; byMonth.has(month); month = addMonthsToMonth(month, -1)) count += 1
  return count
}

function factorsUsed(rows: readonly EmissionRow[]): readonly AppliedFactor[] {
  const applied = new Set(
    rows.flatMap(({ factor, marketFactor }) => (marketFactor ? [factor, marketFactor] : [factor])),
  )
  const used = new Map<string, AppliedFactor>()
  for (const factor of applied) {
    const key = [factor.code, formatExact(factor.value), ...factor.flags].join(' ')
    if (!used.has(key)) used.set(key, factor)
  }
  return [...used.values()]
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
