import type { CarbonAccount } from './carbon-account.js'
import type { RatingFacts } from './rating.js'
import type { VerificationLevel } from './rating-method.js'

/** What the account itself does not know about the firm. */
export interface Assurance {
  readonly verification: VerificationLevel
  /** 1 (best) to 5, as assessed from the evidence. */
  readonly dataQuality: number
  readonly previousGrade?: string
  readonly vetoes?: readonly string[]
  readonly notApplicable?: readonly string[]
}

/**
 * The rating facts of a firm's rolling 12 months, from its account. The prior year is already like for like, because one
 * set of factors accounts all months; a prior year with a month missing is no base for a trend. A missing operating figure also lowers the data quality by one step.
 */
export function ratingInputs(account: CarbonAccount, assurance: Assurance): RatingFacts {
  const { current, intensities, historyMonths } = account
  const prior = account.prior?.complete ? account.prior : null
  const { operating } = current
  const missing = intensities.some(({ intensity }) => intensity.value === null && intensity.reason === 'MISSING')
  return {
    ...assurance,
    dataQuality: missing && assurance.dataQuality < 5 ? assurance.dataQuality + 1 : assurance.dataQuality,
    emissions12m: current.totals.total,
    ...(prior ? { emissionsPrior12m: prior.totals.total } : {}),
    ...(operating.revenue ? { revenue: operating.revenue } : {}),
    ...(operating.profit ? { profit: operating.profit } : {}),
    ...(operating.tax ? { tax: operating.tax } : {}),
    ...(operating.employees === undefined ? {} : { employees: operating.employees }),
    ...(prior?.operating.revenue ? { revenuePrior: prior.operating.revenue } : {}),
    ...(current.greenShare ? { greenShare: current.greenShare } : {}),
    historyMonths,
    benchmarks: Object.fromEntries(intensities.map(({ id, benchmark }) => [id, benchmark?.mean])),
    benchmarkEntities: intensities.map(({ benchmark }) => benchmark?.entities ?? 0).sort((a, b) => a - b)[0] ?? 0,
  }
}
