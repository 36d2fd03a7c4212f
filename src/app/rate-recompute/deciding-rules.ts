import type { Tx } from '../../db/transaction.js'
import type { ProductPricing } from '../../domain/pricing/pricing-rules.js'
import { addDays, type CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { pricingGridTable } from '../../rules/pricing-grid.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { gradesBestFirst } from '../loan-rates/loan-to-reprice.js'
import { ruledCount } from '../loan-rates/ratchet-terms.js'
import { lprPublications, type PricingRuleRefusal, pricingRules } from '../pricing/pricing-rules.js'
import type { CaseRules, RateCase } from './rate-case.js'
import { type RuleChanges, ruleChanges } from './views.js'

/**
 * The rules of one run. Contracts were priced and signed on a thousand days, but rules change on few: between two changes every day is
 * alike, so each stretch is loaded once, by a day of it.
 */
export class DecidingRules {
  readonly #pricing = new Map<string, Promise<Result<ProductPricing, PricingRuleRefusal>>>()
  readonly #mostGrades = new Map<number, Promise<CaseRules['mostGrades']>>()

  private constructor(
    readonly changes: RuleChanges,
    readonly common: Pick<CaseRules, 'lpr' | 'scale'>,
  ) {}

  /** @param knownAt what the run knows: a chunk that is tried again later decides the same */
  static async load(tx: Tx, on: CivilDate, knownAt: string): Promise<DecidingRules> {
    const changes = await ruleChanges(tx, {
      pricing: [pricingTermsTable.name, pricingGridTable.name],
      signing: MOST_GRADES,
      knownAt,
    })
    const common = { lpr: await lprPublications(tx, knownAt), scale: await gradesBestFirst(tx, on, knownAt) }
    return new DecidingRules(changes, common)
  }

  async of(tx: Tx, { product, priced, known, signed }: RateCase): Promise<Result<CaseRules, PricingRuleRefusal>> {
    const { pricedDays, knownInstants, signedDays } = this.changes
    const pricing = await kept(this.#pricing, `${product} ${priced} ${known}`, async () => {
      const rules = await pricingRules(tx, {
        on: dayOf(pricedDays, priced),
        knownAt: knownInstants[known - 1] ?? 'epoch',
      })
      return rules.pricingOf(product)
    })
    if (!pricing.ok) return pricing
    const mostGrades = await kept(this.#mostGrades, signed, () =>
      ruledCount(tx, MOST_GRADES, dayOf(signedDays, signed)),
    )
    return ok({ ...this.common, mostGrades, pricing: pricing.value })
  }
}

const MOST_GRADES = 'ratchet.max_grade_move'

/** A day of stretch `no`: 0 is before the first change. */
const dayOf = (changes: readonly CivilDate[], no: number): CivilDate =>
  changes[no - 1] ?? addDays(changes[0] ?? ('2000-01-02' as CivilDate), -1)

function kept<K, V>(all: Map<K, Promise<V>>, key: K, load: () => Promise<V>): Promise<V> {
  const found = all.get(key)
  if (found !== undefined) return found
  const loading = load()
  all.set(key, loading)
  // What failed with its transaction is asked again in the next one.
  loading.catch(() => all.delete(key))
  return loading
}
