import { addMonthsToMonth, type CivilMonth, monthsFrom } from '../../kernel/civil-date.js'
import {
  absolute,
  compare,
  divide,
  type Exact,
  exactOf,
  formatExact,
  formatFixed,
  isZero,
  multiply,
  ONE,
  subtract,
} from '../../kernel/exact.js'
import { median } from './anomaly-median.js'
import type { Carrier } from './carrier.js'

/** One month of one meter in the carrier's first unit; `row` is its place in the import, null for what was recorded before. */
export interface MeterMonth {
  readonly month: CivilMonth
  readonly quantity: Exact
  readonly row: number | null
}

/** The readings of one meter, each month once. */
export interface MeterSeries {
  readonly carrier: Carrier
  readonly meter: string
  readonly months: readonly MeterMonth[]
}

/** All set by rules: none of them is published by anybody. */
export interface AnomalyThresholds {
  readonly unitSlipRatio: Exact
  /** A slip is suspected from ratio ÷ tolerance, because a meter also varies by itself. */
  readonly unitSlipTolerance: Exact
  /** Other months needed to know what is usual. */
  readonly unitSlipMinMonths: Exact
  /** Missing months that make a gap. */
  readonly gapMonths: Exact
  /** Change against the same month a year before, as a share. */
  readonly yearJumpShare: Exact
  /** Consecutive months of one value that make a repetition. */
  readonly repeatedMonths: Exact
}

interface Place {
  readonly row: number
  readonly member: 'month' | 'quantity'
  readonly carrier: Carrier
  readonly meter: string
  readonly month: CivilMonth
}
type Sign =
  | { readonly code: 'UNIT_SLIP'; readonly quantity: string; readonly usual: string; readonly ratio: string }
  | {
      readonly code: 'YEAR_JUMP'
      readonly quantity: string
      readonly yearBefore: string
      readonly changePercent: string
    }
  | { readonly code: 'ZERO_CONSUMPTION' }
  | { readonly code: 'MONTH_GAP'; readonly after: CivilMonth; readonly before: CivilMonth; readonly missing: number }
  | { readonly code: 'REPEATED_VALUE'; readonly quantity: string; readonly since: CivilMonth; readonly months: number }
/** What looks wrong and may still be right: somebody has to say that it is. */
export type Anomaly = Sign & Place

type Imported = MeterMonth & { readonly row: number }
const isImported = (one: MeterMonth): one is Imported => one.row !== null

/** Signs of error in the imported months of a meter, judged against all its months; what was recorded before is not judged again. */
export function anomaliesOf(series: MeterSeries, thresholds: AnomalyThresholds): readonly Anomaly[] {
  const { carrier, meter } = series
  const months = [...series.months].sort((a, b) => (a.month < b.month ? -1 : 1))
  const at = (one: Imported, member: Place['member'], sign: Sign): Anomaly => ({
    ...sign,
    row: one.row,
    member,
    carrier,
    meter,
    month: one.month,
  })
  return [
    ...months.filter(isImported).flatMap((one) => {
      const sign = signOf(one, months, thresholds)
      return sign ? [at(one, 'quantity', sign)] : []
    }),
    ...gaps(months, thresholds).map(({ one, sign }) => at(one, 'month', sign)),
    ...repetitions(months, thresholds).map(({ one, sign }) => at(one, 'quantity', sign)),
  ]
}

/** The first sign that a month shows by itself: a slip of units would also be a jump. */
function signOf(one: Imported, months: readonly MeterMonth[], thresholds: AnomalyThresholds): Sign | null {
  if (isZero(one.quantity)) return { code: 'ZERO_CONSUMPTION' }
  return unitSlip(one, months, thresholds) ?? yearJump(one, months, thresholds)
}

/** Against the median of the other months: of those recorded before where they suffice, else of all. */
function unitSlip(one: Imported, months: readonly MeterMonth[], thresholds: AnomalyThresholds): Sign | null {
  const others = months.filter((other) => other.month !== one.month && !isZero(other.quantity))
  const suffices = (some: readonly MeterMonth[]) => compare(exactOf(some.length), thresholds.unitSlipMinMonths) >= 0
  const recorded = others.filter((other) => !isImported(other))
  const usualMonths = suffices(recorded) ? recorded : others
  if (usualMonths.length === 0 || !suffices(usualMonths)) return null
  const usual = median(usualMonths.map(({ quantity }) => quantity))
  const [larger, smaller] = compare(one.quantity, usual) > 0 ? [one.quantity, usual] : [usual, one.quantity]
  const slips =
    compare(multiply(larger, thresholds.unitSlipTolerance), multiply(smaller, thresholds.unitSlipRatio)) >= 0
  if (!slips) return null
  const ratio = significant(divide(one.quantity, usual))
  return { code: 'UNIT_SLIP', quantity: formatExact(one.quantity), usual: formatExact(usual), ratio }
}
/** Ratios far below one need more places to be seen. */
const significant = (ratio: Exact): string => formatFixed(ratio, compare(ratio, ONE) < 0 ? 6 : 1)

function yearJump(one: Imported, months: readonly MeterMonth[], { yearJumpShare }: AnomalyThresholds): Sign | null {
  const lastYear = months.find(({ month }) => month === addMonthsToMonth(one.month, -12))
  if (!lastYear || isZero(lastYear.quantity)) return null
  const change = subtract(one.quantity, lastYear.quantity)
  if (compare(absolute(change), multiply(lastYear.quantity, yearJumpShare)) <= 0) return null
  return {
    code: 'YEAR_JUMP',
    quantity: formatExact(one.quantity),
    yearBefore: formatExact(lastYear.quantity),
    changePercent: formatFixed(divide(multiply(change, exactOf(100)), lastYear.quantity), 1),
  }
}

interface Found {
  readonly one: Imported
  readonly sign: Sign
}

/** A gap is told at its later end, or at the earlier where only that was imported. */
function gaps(months: readonly MeterMonth[], { gapMonths }: AnomalyThresholds): readonly Found[] {
  return months.flatMap((later, index): readonly Found[] => {
    const earlier = months[index - 1]
    const one = earlier && [later, earlier].find(isImported)
    if (!earlier || !one) return []
    const missing = monthsFrom(earlier.month, later.month).length - 2
    if (missing < 1 || compare(exactOf(missing), gapMonths) < 0) return []
    return [{ one, sign: { code: 'MONTH_GAP', after: earlier.month, before: later.month, missing } }]
  })
}

/** Runs of one value in consecutive months, each told once at its last imported month; zeros are told by themselves. */
function repetitions(months: readonly MeterMonth[], { repeatedMonths }: AnomalyThresholds): readonly Found[] {
  const runs: MeterMonth[][] = []
  for (const one of months) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const goesOn = last && compare(last.quantity, one.quantity) === 0 && addMonthsToMonth(last.month, 1) === one.month
    if (run && goesOn) run.push(one)
    else runs.push([one])
  }
  return runs.flatMap((run): readonly Found[] => {
    const one = run.filter(isImported).at(-1)
    const [first] = run
    if (!one || !first || isZero(one.quantity)) return []
    if (run.length < 2 || compare(exactOf(run.length), repeatedMonths) < 0) return []
    const sign = { code: 'REPEATED_VALUE', quantity: formatExact(one.quantity), since: first.month, months: run.length }
    return [{ one, sign: sign as Sign }]
  })
}
