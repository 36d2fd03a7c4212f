import type { Database } from '../../db/connection.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type RatedEnterprises, rateEnterprises } from '../carbon/rate-enterprises.js'
import type { RatingRuleRefusal } from '../carbon/rating-rules.js'
import { type PricedLines, priceCreditLines } from './price-credit-lines.js'

export interface RecomputedRates {
  readonly asOf: CivilDate
  /** Whether anything was written. */
  readonly changed: boolean
  /** Why nothing could be rated or priced at all. */
  readonly refused: RatingRuleRefusal | null
  readonly ratings: RatedEnterprises | null
  readonly rates: PricedLines | null
}

/** Rates every enterprise and prices every line as of a day. Doing it twice changes nothing, and the result says so. */
export async function recomputeRates(
  db: Database,
  run: {
    readonly asOf: CivilDate
    readonly jobRunId: string | null
    readonly progress?: (done: number, total: number) => void | Promise<void>
  },
): Promise<RecomputedRates> {
  const { asOf, jobRunId, progress = () => undefined } = run
  const common = { knownAt: null, jobRunId, recordedBy: null }
  let enterprises = 0
  const rated = await rateEnterprises(db, { ...common, asOf }, (done, total) => {
    enterprises = total
    return progress(done, 2 * total)
  })
  if (!rated.ok) return { asOf, changed: false, refused: rated.refusal, ratings: null, rates: null }
  const rates = await priceCreditLines(db, { ...common, on: asOf }, (done, total) =>
    progress(enterprises + done, enterprises + total),
  )
  const ratings = rated.value
  return { asOf, changed: ratings.changed + rates.changed > 0, refused: null, ratings, rates }
}
