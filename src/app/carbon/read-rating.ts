import type { Tx } from '../../db/transaction.js'
import { type FieldGroup, withheldFrom } from '../../domain/consent/field-group.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { OpenAccount, Sight } from '../account-views/look-into.js'
import { forStatementOf } from '../account-views/store.js'
import { validUntilOf } from '../pricing/rating-for-price.js'
import type { AccountRefusal } from './account-refusal.js'
import { accountRows, instantOf } from './account-views.js'
import type { RatingDocument } from './rating-document.js'
import { type RatingRow, ratingInForce } from './rating-views.js'

/** The rating in force on a day as known at an instant (null: now): the document as it was recorded, and how fresh it is. */
export async function readRating(
  tx: Tx,
  { enterprise, fieldGroups }: Pick<OpenAccount, 'enterprise' | 'fieldGroups'>,
  times: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<Result<Sight<ReturnType<typeof answerOf>>, AccountRefusal>> {
  const { id, uscc } = enterprise
  const asked = { asOf: times.asOf, knownAt: times.knownAt ?? (await instantOf(tx)) }
  const rating = await ratingInForce(tx, id, asked)
  if (rating) return ok({ answer: answerOf(rating, asked, fieldGroups), asked })
  const account = (await forStatementOf(tx, id, () => accountRows(tx, [id], asked.knownAt))).get(id)
  const metersKnown = fieldGroups.includes('emissions') || fieldGroups.includes('activity')
  const reason = metersKnown && account?.activities.length === 0 ? 'NO_CARBON_ACCOUNT' : 'NOT_RATED_YET'
  return refuse({ code: 'RATING_NOT_FOUND', uscc, asOf: asked.asOf, reason })
}

function answerOf(
  rating: RatingRow,
  asked: { readonly asOf: CivilDate; readonly knownAt: string },
  fieldGroups: readonly FieldGroup[],
) {
  const document = shownOf(rating.document, fieldGroups)
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
    ...(document.methodBefore === undefined ? {} : { methodBefore: document.methodBefore }),
    ...(document.vetoRecords === undefined ? {} : { vetoRecords: document.vetoRecords }),
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
    withheld: withheldFrom(fieldGroups),
  }
}

/**
 * What a viewer's field groups open of the document. An intensity is emissions over an operating figure, and a score inverts to its
 * intensity: whoever may not see both gets the grade and the score as a whole, and neither components nor the way to the next grade.
 */
function shownOf(document: RatingDocument, fieldGroups: readonly FieldGroup[]): RatingDocument {
  const emissions = fieldGroups.includes('emissions')
  const operating = fieldGroups.includes('operating')
  if (emissions && operating) return document
  return {
    ...document,
    components: [],
    toNextGrade: null,
    inputs: {
      ...document.inputs,
      ...(emissions ? {} : { emissions12m: null, emissionsPrior12m: null, greenShare: null }),
      ...(operating ? {} : { revenue: null, revenuePrior: null, profit: null, tax: null, employees: null }),
    } as RatingDocument['inputs'],
  }
}
