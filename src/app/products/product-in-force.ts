import type { Tx } from '../../db/transaction.js'
import type { TermSource } from '../../domain/loans/contract-terms.js'
import {
  type LegalUplifts,
  PRODUCT_TERMS,
  type Product,
  type ProductRefusal,
  productOf,
} from '../../domain/loans/product.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import type { Result } from '../../kernel/result.js'
import { parametersTable } from '../../rules/parameters.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { rulesInForce } from '../rules/views.js'

/** The day the rules must hold on, and as known when (null: now). */
export interface ProductDay {
  readonly on: CivilDate
  readonly knownAt: string | null
}

/** A product as it is offered on a day. */
export async function productInForce(tx: Tx, code: string, day: ProductDay): Promise<Result<Product, ProductRefusal>> {
  const keys = PRODUCT_TERMS.map((term) => `${code}/${term}`)
  const rows = await rulesInForce(tx, pricingTermsTable, { ...day, keys })
  return productOf(
    code,
    day.on,
    rows.map(({ id, source, status, value }) => ({
      parameter: value.parameter,
      value: value.value,
      ruleId: id,
      source,
      status,
    })),
  )
}

/** Between what the law lets penalties add to a rate. A bound without a value is a gap in the rules and throws. */
export async function legalUplifts(tx: Tx, day: ProductDay): Promise<LegalUplifts> {
  const names = ['overdue', 'misuse'].flatMap((kind) => [`penalty.${kind}_uplift_min`, `penalty.${kind}_uplift_max`])
  const rows = await rulesInForce(tx, parametersTable, { ...day, keys: names })
  const range = (kind: string) => {
    const [least, most] = ['min', 'max'].map((end) => {
      const code = `penalty.${kind}_uplift_${end}`
      const row = rows.find(({ key }) => key === code)
      if (row?.value.value == null) throw new Error(`no rule gives ${code} on ${day.on}`)
      const rule: TermSource = { term: code, ruleId: row.id, source: row.source, status: row.status }
      return { value: exact(row.value.value), rule }
    }) as [Bound, Bound]
    return { least: least.value, most: most.value, rules: [least.rule, most.rule] }
  }
  return { overdue: range('overdue'), misuse: range('misuse') }
}

interface Bound {
  readonly value: ReturnType<typeof exact>
  readonly rule: TermSource
}
