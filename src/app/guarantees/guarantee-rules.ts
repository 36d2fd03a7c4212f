import type { Tx } from '../../db/transaction.js'
import type { TermSource } from '../../domain/loans/contract-terms.js'
import type { FeeBasis, GuaranteeRules } from '../../domain/loans/guarantee.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { money } from '../../kernel/money.js'
import { bp, NO_BP } from '../../kernel/rate.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { pricingGridTable } from '../../rules/pricing-grid.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { rulesInForce } from '../rules/views.js'

export type GuaranteeRuleRefusal =
  | { readonly code: 'GUARANTEE_NOT_FOR_PRODUCT'; readonly product: string; readonly on: CivilDate }
  | {
      readonly code: 'GUARANTEE_TERM_MISSING'
      readonly product: string
      readonly term: string
      readonly on: CivilDate
    }

const NEEDED = [
  'guarantor_share',
  'guarantee_fee_bp',
  'guarantee_fee_basis',
  'guarantee_fee_small_up_to',
  'guarantee_fee_cap_small_bp',
  'guarantee_fee_cap_large_bp',
] as const

export interface RuledGuarantee {
  readonly rules: GuaranteeRules
  readonly sources: readonly TermSource[]
}

/** Whether contracts of a product need a guarantor, on a day. */
export async function needsGuarantee(tx: Tx, product: string, on: CivilDate): Promise<boolean> {
  const [type] = await rulesInForce(tx, pricingTermsTable, { on, keys: [`${product}/type`] })
  return type?.value.value === 'guaranteed-loan'
}

/** What a product and the borrower's grade say about a guarantee on a day; a grade without a row changes nothing. */
export async function guaranteeRules(
  tx: Tx,
  product: string,
  grade: string,
  on: CivilDate,
): Promise<Result<RuledGuarantee, GuaranteeRuleRefusal>> {
  if (!(await needsGuarantee(tx, product, on))) return refuse({ code: 'GUARANTEE_NOT_FOR_PRODUCT', product, on })
  const rows = await rulesInForce(tx, pricingTermsTable, {
    on,
    keys: [...NEEDED, 'grid'].map((term) => `${product}/${term}`),
  })
  const byTerm = new Map(rows.map((row) => [row.value.parameter, row]))
  const missing = NEEDED.find((term) => byTerm.get(term)?.value.value == null)
  if (missing !== undefined) return refuse({ code: 'GUARANTEE_TERM_MISSING', product, term: missing, on })
  const text = (term: (typeof NEEDED)[number]) => byTerm.get(term)?.value.value as string
  const grid = byTerm.get('grid')?.value.value
  const [priced] = await rulesInForce(tx, pricingGridTable, { on, keys: [`${grid}/${product}/${grade}`] })
  const used = [...byTerm.values()].map((row) => ({ term: row.value.parameter, row }))
  return ok({
    rules: {
      mostShare: exact(text('guarantor_share')),
      fee: bp(text('guarantee_fee_bp')),
      feeChange: priced?.value.guaranteeFee ?? NO_BP,
      basis: basisOf(text('guarantee_fee_basis')),
      caps: {
        smallUpTo: money(text('guarantee_fee_small_up_to')),
        small: bp(text('guarantee_fee_cap_small_bp')),
        large: bp(text('guarantee_fee_cap_large_bp')),
      },
    },
    sources: [...used, ...(priced === undefined ? [] : [{ term: `grid/${grade}`, row: priced }])].map(
      ({ term, row }) => ({ term, ruleId: row.id, source: row.source, status: row.status }),
    ),
  })
}

/** @throws when the rule names no way of counting */
function basisOf(word: string): FeeBasis {
  if (word !== 'actual/365' && word !== 'months') throw new Error(`${word} is no basis of a guarantee fee`)
  return word
}
