import type { Tx } from '../../db/transaction.js'
import type { RatingFacts } from '../../domain/carbon/rating.js'
import type { RatingMethod } from '../../domain/carbon/rating-method.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Exact, exactAsTold } from '../../kernel/exact.js'
import { exactTonnes } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { ratingMethodsTable } from '../../rules/rating-methods.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { instantOf, type TwoTimes } from '../carbon/account-views.js'
import type { RatingDocument } from '../carbon/rating-document.js'
import { type RatingRow, ratingInForce } from '../carbon/rating-views.js'
import { ruleHistory, rulesInForce } from '../rules/views.js'

export type StudyRefusal =
  | {
      readonly code: 'RATING_NOT_FOUND'
      readonly uscc: string
      readonly asOf: string
      readonly reason: 'NOT_RATED_YET'
    }
  | { readonly code: 'RATING_METHOD_UNKNOWN'; readonly method: string }
  | { readonly code: 'VETO_STANDS'; readonly vetoes: readonly string[] }

/** The rating in force with the facts and the method it was made from: what a what-if starts at. */
export interface StudiedRating {
  readonly rating: RatingRow
  readonly method: RuleRow<RatingMethod>
  readonly facts: RatingFacts
  readonly asked: { readonly asOf: CivilDate; readonly knownAt: string }
}

/** Reads the rating alone, so whoever may see the rating may study it; the account stays closed to who holds no consent for it. */
export async function studiedRating(
  tx: Tx,
  { id, uscc }: { readonly id: string; readonly uscc: string },
  times: TwoTimes,
): Promise<Result<StudiedRating, StudyRefusal>> {
  const asked = { asOf: times.asOf, knownAt: times.knownAt ?? (await instantOf(tx)) }
  const rating = await ratingInForce(tx, id, asked)
  if (!rating) return refuse({ code: 'RATING_NOT_FOUND', uscc, asOf: asked.asOf, reason: 'NOT_RATED_YET' })
  if (rating.document.vetoes.length > 0) return refuse({ code: 'VETO_STANDS', vetoes: rating.document.vetoes })
  const { ruleId } = rating.document.method
  const method = (await ruleHistory(tx, ratingMethodsTable)).find((rule) => rule.id === ruleId)
  if (!method) return refuse({ code: 'RATING_METHOD_UNKNOWN', method: rating.document.method.id })
  return ok({ rating, method, facts: factsOf(rating.document), asked })
}

/** Another published method in force on the day. */
export async function methodOnDay(
  tx: Tx,
  id: string,
  { asOf, knownAt }: TwoTimes,
): Promise<Result<RuleRow<RatingMethod>, StudyRefusal>> {
  const [method] = await rulesInForce(tx, ratingMethodsTable, { on: asOf, knownAt, keys: [id] })
  return method ? ok(method) : refuse({ code: 'RATING_METHOD_UNKNOWN', method: id })
}

const FIGURES = ['revenue', 'revenuePrior', 'profit', 'tax', 'greenShare'] as const

/** What the document says it was rated from; rating these facts again gives its score. */
function factsOf({ inputs, benchmarks }: RatingDocument): RatingFacts {
  const figures: Partial<Record<(typeof FIGURES)[number], Exact>> = {}
  for (const name of FIGURES) {
    const text = inputs[name]
    if (text !== null) figures[name] = exactAsTold(text)
  }
  return {
    ...figures,
    emissions12m: exactTonnes(exactAsTold(inputs.emissions12m)),
    ...(inputs.emissionsPrior12m === null
      ? {}
      : { emissionsPrior12m: exactTonnes(exactAsTold(inputs.emissionsPrior12m)) }),
    ...(inputs.employees === null ? {} : { employees: inputs.employees }),
    dataQuality: inputs.dataQuality,
    verification: inputs.verification,
    historyMonths: inputs.historyMonths,
    benchmarks: Object.fromEntries(benchmarks.map(({ metric, mean }) => [metric, exactAsTold(mean)])),
    benchmarkEntities: inputs.benchmarkEntities,
    ...(inputs.previousGrade === null ? {} : { previousGrade: inputs.previousGrade }),
  }
}
