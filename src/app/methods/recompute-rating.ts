import type { Tx } from '../../db/transaction.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { documentHash } from '../canonical-json.js'
import type { TwoTimes } from '../carbon/account-views.js'
import { accountRows, enterpriseByUscc } from '../carbon/account-views.js'
import { ratingDocument } from '../carbon/rating-document.js'
import { ratingRules } from '../carbon/rating-rules.js'
import { ratingStandings } from '../carbon/rating-standing.js'
import { ratingById, ratingInForce } from '../carbon/rating-views.js'

export type RecomputationRefusal = { readonly code: 'NOT_FOUND'; readonly what: string }

/**
 * Makes a rating again from the facts and rules as they were known when it was made, and compares the bytes. Where they differ, or
 * it cannot be made any more, the answer says so; nothing is stored.
 * @param wanted the rating, or the day whose rating in force is meant
 */
export async function recomputeRating(
  tx: Tx,
  uscc: string,
  wanted: { readonly ratingId: string } | TwoTimes,
): Promise<Result<ReturnType<typeof answerOf>, RecomputationRefusal>> {
  const enterprise = await enterpriseByUscc(tx, uscc)
  if (!enterprise) return refuse({ code: 'NOT_FOUND', what: 'enterprise' })
  const { id } = enterprise
  const rating = 'ratingId' in wanted ? await ratingById(tx, wanted.ratingId) : await ratingInForce(tx, id, wanted)
  if (!rating || rating.enterpriseId !== id) return refuse({ code: 'NOT_FOUND', what: 'rating' })
  const times = { asOf: rating.asOf, knownAt: rating.knownAt }
  const told = { uscc, ratingId: rating.id, ...times, recordedAt: rating.recordedAt, hash: rating.documentHash }
  const rules = await ratingRules(tx, times)
  if (!rules.ok) return ok(answerOf(told, null, rules.refusal.code))
  const account = (await accountRows(tx, [id], rating.knownAt)).get(id)
  if (!account) return refuse({ code: 'NOT_FOUND', what: 'enterprise' })
  const standingOf = await ratingStandings(tx, [id], times)
  const again = ratingDocument(account, rules.value, rating.asOf, standingOf(id))
  return ok(again.ok ? answerOf(told, documentHash(again.value), null) : answerOf(told, null, again.refusal.code))
}

const answerOf = <T extends { readonly hash: string }>(
  told: T,
  recomputedHash: string | null,
  reason: string | null,
) => ({
  ...told,
  recomputedHash,
  same: told.hash === recomputedHash,
  reason,
})
