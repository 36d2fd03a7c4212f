import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { ratingMethodsTable } from '../../rules/rating-methods.js'
import type { RuleRow, RuleStatus } from '../../rules/rule-table.js'
import {
  CITY_METHOD,
  cityChoice,
  type RatingRuleRefusal,
  type RatingRules,
  ratingRules,
} from '../carbon/rating-rules.js'
import { type PricingRules, pricingRules } from '../pricing/pricing-rules.js'
import { rulesInForce } from '../rules/views.js'
import type { MethodContent, ReadMethod } from './method-content.js'

/** Rules that rate and price the book on a day. */
export interface BookRules {
  readonly rating: RatingRules
  readonly pricing: PricingRules
  /** Another grid than the product's own. */
  readonly gridOf: (product: string) => string | undefined
}

/** The book under the rules in force and under those proposed, and whether the proposal takes effect by itself. */
export interface ImpactRules {
  readonly before: BookRules
  readonly after: BookRules
  /** False for a method that the city does not rate by or a grid that no product names: then the report says what would be if it did. */
  readonly takesEffect: boolean
}

export async function impactRules(
  tx: Tx,
  content: MethodContent,
  read: ReadMethod,
  asOf: CivilDate,
): Promise<Result<ImpactRules, RatingRuleRefusal>> {
  const day = { on: asOf, knownAt: null }
  const rating = await ratingRules(tx, { asOf, knownAt: null })
  if (!rating.ok) return rating
  const own = () => undefined
  const before = { rating: rating.value, pricing: await pricingRules(tx, day), gridOf: own }

  if (read.kind === 'rating-method') {
    const choice = await cityChoice(tx, { asOf: content.validFrom, knownAt: null })
    const after = { ...before, rating: ratedBy(rating.value, proposedRow(content, read.method.id, read.method)) }
    return ok({ before, after, takesEffect: choice.method === read.method.id })
  }
  if (read.kind === 'pricing-grid') {
    const rows = read.rows.map((row, index) => proposedRow(content, `${read.grid}/${index}`, row))
    const terms = await rulesInForce(tx, pricingTermsTable, { on: content.validFrom })
    const named = terms.some(({ value }) => value.parameter === 'grid' && value.value === read.grid)
    const products = new Set(read.rows.map(({ product }) => product))
    const gridOf = (product: string) => (products.has(product) ? read.grid : undefined)
    return ok({ before, after: { ...before, pricing: await pricingRules(tx, day, rows), gridOf }, takesEffect: named })
  }
  const { code, value } = read.choice
  if (code !== CITY_METHOD)
    return ok({ before, after: { ...before, rating: { ...rating.value, factorSet: value ?? '' } }, takesEffect: true })
  const [method] = await rulesInForce(tx, ratingMethodsTable, { on: content.validFrom, keys: [value ?? ''] })
  if (!method) return refuse({ code: 'RATING_METHOD_NOT_IN_FORCE', method: value ?? '', on: content.validFrom })
  return ok({ before, after: { ...before, rating: { ...rating.value, method } }, takesEffect: true })
}

const proposedRow = <T>(content: MethodContent, key: string, value: T): RuleRow<T> => ({
  id: `proposed ${key}`,
  key,
  validFrom: content.validFrom,
  validTo: content.validTo,
  publishedOn: null,
  source: content.source,
  status: content.status as RuleStatus,
  value,
})

/** A method that is not published has no content hash of its own yet. */
const ratedBy = (rules: RatingRules, method: RatingRules['method']): RatingRules => ({
  ...rules,
  method,
  hashOf: (ruleId) => (ruleId === method.id ? method.id : rules.hashOf(ruleId)),
})
