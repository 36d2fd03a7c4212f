import type { Tx } from '../../db/transaction.js'
import type { GridRow, LprRow, ProductPricing, RuleRef } from '../../domain/pricing/pricing-rules.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { annualRatePercent, bp } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { lprTable } from '../../rules/lpr.js'
import { type PricingGridRow, pricingGridTable } from '../../rules/pricing-grid.js'
import { type PricingTerm, pricingTermsTable } from '../../rules/pricing-terms.js'
import type { RuleRow } from '../../rules/rule-table.js'
import { ruleHistory, rulesInForce } from '../rules/views.js'

export type PricingRuleRefusal =
  | { readonly code: 'PRODUCT_UNKNOWN'; readonly product: string; readonly on: string }
  | { readonly code: 'PRICING_TERM_MISSING'; readonly product: string; readonly term: string; readonly on: string }
  | { readonly code: 'PRICING_GRID_UNKNOWN'; readonly grid: string; readonly product: string; readonly on: string }

/** The day the rules must hold on, and as known when (null: now). */
export interface PricingDay {
  readonly on: CivilDate
  readonly knownAt: string | null
}

const refOf = ({ id, source, status }: RuleRow<unknown>): RuleRef => ({ ruleId: id, source, status })

/** Every publication of the LPR known at the instant. */
export async function lprPublications(tx: Tx, knownAt: string | null): Promise<readonly LprRow[]> {
  const rules = await ruleHistory(tx, lprTable, knownAt)
  return rules.map((rule) => ({ publishedOn: rule.validFrom, ...rule.value, rule: refOf(rule) }))
}

/** Pricing of every product on a day, loaded once; a product or a grid that is not there refuses when it is asked for. */
export interface PricingRules {
  readonly lpr: readonly LprRow[]
  /** With another grid than the product's own where `grid` names one. */
  readonly pricingOf: (product: string, grid?: string) => Result<ProductPricing, PricingRuleRefusal>
}

/** @param proposed rows of a grid that is not published yet; they stand in for all rows of their grid */
export async function pricingRules(
  tx: Tx,
  { on, knownAt }: PricingDay,
  proposed: readonly RuleRow<PricingGridRow>[] = [],
): Promise<PricingRules> {
  const terms = await rulesInForce(tx, pricingTermsTable, { on, knownAt })
  const published = await rulesInForce(tx, pricingGridTable, { on, knownAt })
  const replaced = new Set(proposed.map(({ value }) => value.grid))
  const grid = [...published.filter(({ value }) => !replaced.has(value.grid)), ...proposed]
  const lpr = await lprPublications(tx, knownAt)
  const gridRows = (name: string, product: string): readonly GridRow[] =>
    grid
      .filter(({ value }) => value.grid === name && value.product === product)
      .map((rule) => ({
        grade: rule.value.grade,
        discount: rule.value.discount,
        route: rule.value.route ?? 'normal',
        guaranteeFeeBp: rule.value.guaranteeFee,
        limitMultiplier: rule.value.limitMultiplier,
        rule: refOf(rule),
      }))
  return {
    lpr,
    pricingOf: (product, otherGrid) => {
      const own = new Map(
        terms.filter(({ value }) => value.product === product).map((rule) => [rule.value.parameter, rule]),
      )
      if (own.size === 0) return refuse({ code: 'PRODUCT_UNKNOWN', product, on })
      const missing = NEEDED.find((term) => wordOf(own.get(term)) === null)
      if (missing !== undefined) return refuse({ code: 'PRICING_TERM_MISSING', product, term: missing, on })
      const term = (name: (typeof NEEDED)[number]) => own.get(name) as RuleRow<PricingTerm>
      const text = (name: (typeof NEEDED)[number]) => wordOf(term(name)) as string

      const gridName = otherGrid ?? wordOf(own.get('grid'))
      const rows = gridName === null ? null : gridRows(gridName, product)
      if (gridName !== null && rows?.length === 0)
        return refuse({ code: 'PRICING_GRID_UNKNOWN', grid: gridName, product, on })
      return ok({
        product,
        spread: { value: bp(text('spread_bp')), rule: refOf(term('spread_bp')) },
        grid: rows,
        maxTotalDiscount: { value: bp(text('max_total_discount_bp')), rule: refOf(term('max_total_discount_bp')) },
        floors: [
          {
            name: 'product',
            rate: annualRatePercent(text('product_floor_percent')),
            rule: refOf(term('product_floor_percent')),
          },
        ],
      })
    },
  }
}

const NEEDED = ['spread_bp', 'max_total_discount_bp', 'product_floor_percent'] as const
const wordOf = (rule: RuleRow<PricingTerm> | undefined): string | null => rule?.value.value ?? null
