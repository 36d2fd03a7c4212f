import type { Database } from '../../db/connection.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { type RatedEnterprises, rateEnterprises } from '../carbon/rate-enterprises.js'
import type { RatingRuleRefusal } from '../carbon/rating-rules.js'
import { type PricedLines, priceCreditLines } from './price-credit-lines.js'

export interface RecomputedRates {
  readonly asOf: CivilDate
  readonly ratings: RatedEnterprises
  readonly rates: PricedLines
  /** Whether anything was written. */
  readonly changed: boolean
}

/** Rates every enterprise and prices every line as of a day. Doing it twice changes nothing, and the result says so. */
export async function recomputeRates(
  db: Database,
  run: { readonly asOf: CivilDate; readonly jobRunId: string | null },
  progress: (done: number, total: number) => void | Promise<void> = () => undefined,
): Promise<Result<RecomputedRates, RatingRuleRefusal>> {
  const { asOf, jobRunId } = run
  const common = { knownAt: null, jobRunId, recordedBy: null }
  let rated = 0
  const ratings = await rateEnterprises(db, { ...common, asOf }, (done, total) => {
    rated = total
    return progress(done, 2 * total)
  })
  if (!ratings.ok) return ratings
  const rates = await priceCreditLines(db, { ...common, on: asOf }, (done, total) =>
    progress(rated + done, rated + total),
  )
  return ok({ asOf, ratings: ratings.value, rates, changed: ratings.value.changed + rates.changed > 0 })
}
