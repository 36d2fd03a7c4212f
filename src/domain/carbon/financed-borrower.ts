import {
  addMonthsToMonth,
  type CivilDate,
  type CivilMonth,
  lastDayOf,
  monthOf,
  monthsFrom,
} from '../../kernel/civil-date.js'
import { type Exact, isNegative, isPositive, multiply } from '../../kernel/exact.js'
import { exactTonnes, type Tonnes, tonnesExact } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { type Benchmark, chooseBenchmark } from './benchmark.js'
import type { AccountFacts, OperatingPeriod } from './carbon-account.js'
import { accountEmissions } from './emissions.js'
import type { AppliedFactor } from './factor.js'
import type { AttributionDenominator, AttributionTerms } from './financed-emissions.js'
import type { VerificationLevel } from './rating-method.js'
import type { CarbonRefusal } from './refusal.js'

/** Twelve whole months, both ends included. */
export interface EmissionYear {
  readonly start: CivilMonth
  readonly end: CivilMonth
}

/** The 12 months that end with the last month complete on the day. */
export function emissionYear(asOf: CivilDate): EmissionYear {
  const month = monthOf(asOf)
  const end = lastDayOf(month) === asOf ? month : addMonthsToMonth(month, -1)
  return { start: addMonthsToMonth(end, -11), end }
}

/** A borrower's year as its account gives it, or as its revenue lets it be estimated where the account has gaps. */
export type BorrowerEmissions =
  | {
      readonly basis: 'ENERGY_ACTIVITY'
      readonly year: EmissionYear
      readonly scope1: Tonnes
      /** By location: certificates are never netted. */
      readonly scope2: Tonnes
      readonly total: Tonnes
      readonly biogenic: Tonnes
      readonly factors: readonly AppliedFactor[]
    }
  | {
      readonly basis: 'REVENUE_SECTOR_FACTOR'
      readonly year: EmissionYear
      /** Scopes 1 and 2 together: a sector's mean does not tell them apart. */
      readonly total: Tonnes
      readonly revenueWan: Exact
      readonly benchmark: Benchmark
    }

export type BorrowerRefusal =
  | CarbonRefusal
  | { readonly code: 'EMISSIONS_MISSING'; readonly from: CivilMonth; readonly to: CivilMonth }
  | { readonly code: 'EMISSIONS_INCOMPLETE'; readonly missing: readonly CivilMonth[] }
  | { readonly code: 'EMISSIONS_NEGATIVE'; readonly member: string }

/** Sector mean of tCO2 per 万元 of revenue. */
const REVENUE_FACTOR = 'I_REV'

/**
 * Gross emissions of a borrower in the year to a day: scopes 1 and 2 of its carbon account when every month is there, else revenue ×
 * the sector's mean where both are known. A month that is missing is never zero.
 * SOURCE: PCAF Part A, 2nd edition, business loans: options 1b, 2a and 3a.
 */
export function borrowerEmissions(facts: AccountFacts): Result<BorrowerEmissions, BorrowerRefusal> {
  const year = emissionYear(facts.asOf)
  const months = monthsFrom(year.start, year.end)
  const activities = facts.activities.filter(({ month }) => month >= year.start && month <= year.end)
  const missing = months.filter((month) => !activities.some((activity) => activity.month === month))
  if (missing.length > 0)
    return (
      estimated(facts, year) ??
      refuse(
        missing.length === months.length
          ? { code: 'EMISSIONS_MISSING', from: year.start, to: year.end }
          : { code: 'EMISSIONS_INCOMPLETE', missing },
      )
    )
  const emissions = accountEmissions({ ...facts, activities })
  if (!emissions.ok) return emissions
  const { rows, totals } = emissions.value
  const { scope1, scope2Location: scope2, total, biogenic } = totals
  for (const [member, tonnes] of [['scope1', scope1] as const, ['scope2', scope2] as const])
    if (isNegative(tonnesExact(tonnes))) return refuse({ code: 'EMISSIONS_NEGATIVE', member })
  const factors = [...new Map(rows.map(({ factor }) => [factor.ruleIds.join() + factor.code, factor])).values()]
  return ok({ basis: 'ENERGY_ACTIVITY', year, scope1, scope2, total, biogenic, factors })
}

function estimated(
  { asOf, sector, operating, benchmarks }: AccountFacts,
  year: EmissionYear,
): Result<BorrowerEmissions, never> | undefined {
  const newest = operating
    .filter(({ start, end }) => addMonthsToMonth(start, 11) === end && lastDayOf(end) <= asOf)
    .reduce<OperatingPeriod | undefined>((found, one) => (found && found.end > one.end ? found : one), undefined)
  if (!newest?.revenue || !isPositive(newest.revenue)) return undefined
  const { start, end, revenue: revenueWan } = newest
  if (end < addMonthsToMonth(year.end, -12)) return undefined
  const benchmark = chooseBenchmark({ benchmarks, sector, start, end, metric: REVENUE_FACTOR })
  if (!benchmark) return undefined
  const total = exactTonnes(multiply(revenueWan, benchmark.mean))
  return ok({ basis: 'REVENUE_SECTOR_FACTOR', year: { start, end }, total, revenueWan, benchmark })
}

const ASSURED: readonly VerificationLevel[] = ['limited', 'reasonable']

/**
 * PCAF's data-quality score 数据质量得分 of a borrower: 1 reported and assured by a third party, 2 from energy data with specific factors,
 * 4 from revenue and a sector factor, 5 the same where the method's own denominator is unknown and total assets stand in for it.
 */
export function financedDataQuality(
  { basis }: BorrowerEmissions,
  verification: VerificationLevel,
  { denominators }: AttributionTerms,
  denominator: AttributionDenominator,
): 1 | 2 | 4 | 5 {
  if (basis === 'ENERGY_ACTIVITY') return ASSURED.includes(verification) ? 1 : 2
  return denominator === 'total-assets' && denominators.includes('equity+debt') ? 5 : 4
}
