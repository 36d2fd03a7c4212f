import type { Tx } from '../../db/transaction.js'
import { type RatingFacts, rate } from '../../domain/carbon/rating.js'
import type { RatingMethod, VerificationLevel } from '../../domain/carbon/rating-method.js'
import type { CarbonRefusal } from '../../domain/carbon/refusal.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Exact, exact } from '../../kernel/exact.js'
import { tonnes } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { ratingMethodsTable } from '../../rules/rating-methods.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { ruleHistory, rulesInForce } from '../rules/views.js'
import { ratingAnswer } from './rating-answer.js'

export type RatingCalculationRefusal =
  | CarbonRefusal
  | { readonly code: 'RATING_METHOD_UNKNOWN'; readonly method: string }

export interface RatingInput {
  /** A published method, `id` (the version in force) or `id@version`. */
  readonly method: string
  readonly emissions12m: string
  readonly emissionsPrior12m?: string
  readonly revenue?: string
  readonly revenuePrior?: string
  readonly profit?: string
  readonly tax?: string
  readonly employees?: number
  readonly benchmarks: Readonly<Record<string, string>>
  readonly trend?: string
  readonly greenShare?: string
  readonly dataQuality: number
  readonly verification: VerificationLevel
  readonly historyMonths: number
  readonly benchmarkEntities: number
  readonly previousGrade?: string
  readonly vetoes?: readonly string[]
  readonly notApplicable?: readonly string[]
}

/** Rates facts that are stored nowhere, by a published method. @throws MalformedValue */
export async function calculateRating(
  tx: Tx,
  input: RatingInput,
  today: CivilDate,
): Promise<Result<ReturnType<typeof answerOf>, RatingCalculationRefusal>> {
  const method = await methodNamed(tx, input.method, today)
  if (!method) return refuse({ code: 'RATING_METHOD_UNKNOWN', method: input.method })
  const rated = rate(method.value, factsOf(input))
  return rated.ok ? ok(answerOf(method, ratingAnswer(rated.value))) : rated
}

async function methodNamed(tx: Tx, name: string, today: CivilDate): Promise<RuleRow<RatingMethod> | undefined> {
  const [id = '', version] = name.split('@')
  const rules =
    version === undefined
      ? await rulesInForce(tx, ratingMethodsTable, { on: today, keys: [id] })
      : await ruleHistory(tx, ratingMethodsTable)
  return rules.find(({ value }) => value.id === id && (version === undefined || value.version === version))
}

const answerOf = (method: RuleRow<RatingMethod>, answer: ReturnType<typeof ratingAnswer>) => ({
  ...answer,
  method: {
    id: method.value.id,
    version: method.value.version,
    ruleId: method.id,
    status: method.status,
    source: method.source,
  },
})

const FIGURES = ['revenue', 'revenuePrior', 'profit', 'tax', 'trend', 'greenShare'] as const

/** A trend that is given replaces the two figures it would be made of. */
function factsOf(input: RatingInput): RatingFacts {
  const { emissionsPrior12m, employees, previousGrade, vetoes, notApplicable } = input
  const figures: Partial<Record<(typeof FIGURES)[number], Exact>> = {}
  for (const name of FIGURES) {
    const text = input[name]
    if (text !== undefined) figures[name] = exact(text)
  }
  return {
    ...figures,
    emissions12m: tonnes(input.emissions12m),
    ...(emissionsPrior12m === undefined ? {} : { emissionsPrior12m: tonnes(emissionsPrior12m) }),
    ...(employees === undefined ? {} : { employees }),
    benchmarks: Object.fromEntries(Object.entries(input.benchmarks).map(([id, mean]) => [id, exact(mean)])),
    dataQuality: input.dataQuality,
    verification: input.verification,
    historyMonths: input.historyMonths,
    benchmarkEntities: input.benchmarkEntities,
    ...(previousGrade === undefined ? {} : { previousGrade }),
    ...(vetoes === undefined ? {} : { vetoes }),
    ...(notApplicable === undefined ? {} : { notApplicable }),
  }
}
