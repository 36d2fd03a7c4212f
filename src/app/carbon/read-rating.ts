import type { Tx } from '../../db/transaction.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { validUntilOf } from '../pricing/rating-for-price.js'
import type { AccountRefusal } from './account-refusal.js'
import { accountRows, instantOf } from './account-views.js'
import { type RatingRow, ratingInForce } from './rating-views.js'
import { openAccount } from './read-carbon-account.js'

/** The rating in force on a day as known at an instant (null: now): the document as it was recorded, and how fresh it is. */
export async function readRating(
  tx: Tx,
  uscc: string,
  times: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<Result<ReturnType<typeof answerOf>, AccountRefusal>> {
  const enterprise = await openAccount(tx, uscc)
  if (!enterprise.ok) return enterprise
  const { id } = enterprise.value
  const asked = { asOf: times.asOf, knownAt: times.knownAt ?? (await instantOf(tx)) }
  const rating = await ratingInForce(tx, id, asked)
  if (rating) return ok(answerOf(rating, asked))
  const account = (await accountRows(tx, [id], asked.knownAt)).get(id)
  const reason = account && account.activities.length > 0 ? 'NOT_RATED_YET' : 'NO_CARBON_ACCOUNT'
  return refuse({ code: 'RATING_NOT_FOUND', uscc, asOf: asked.asOf, reason })
}

function answerOf(rating: RatingRow, asked: { readonly asOf: CivilDate; readonly knownAt: string }) {
  const { document } = rating
  const validUntil = validUntilOf(rating)
  return {
    uscc: document.uscc,
    asOf: asked.asOf,
    ratedAsOf: rating.asOf,
    knownAt: asked.knownAt,
    grade: document.grade,
    score: document.score,
    scoreRounded: document.scoreRounded,
    gradeByScore: document.gradeByScore,
    keptByHysteresis: document.keptByHysteresis,
    components: document.components,
    caps: document.caps,
    toNextGrade: document.toNextGrade,
    vetoes: document.vetoes,
    inputs: document.inputs,
    method: document.method,
    factorSet: document.factorSet,
    factors: document.factors,
    benchmarks: document.benchmarks,
    hashes: { ...document.hashes, document: rating.documentHash },
    validUntil,
    expired: asked.asOf > validUntil,
    stale: asked.asOf > addDays(rating.asOf, document.method.staleAfterDays),
    ratingId: rating.id,
    recordedAt: rating.recordedAt,
  }
}
