import type { Tx } from '../../db/transaction.js'
import type { ProductKind } from '../../domain/loans/contract-terms.js'
import { productOf } from '../../domain/loans/product.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { pricingTermsTable } from '../../rules/pricing-terms.js'
import { rulesInForce } from '../rules/views.js'

export interface TermView {
  readonly term: string
  readonly value: string | null
  readonly unit: string | null
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly publishedOn: CivilDate | null
  readonly source: string
  readonly status: string
  readonly ruleId: string
}

export interface ProductView {
  readonly code: string
  readonly nameZh: string | null
  readonly nameEn: string | null
  readonly kind: ProductKind | null
  readonly offered: boolean
  /** The first term that a contract needs and nobody knows. */
  readonly unknownTerm: string | null
  readonly terms: readonly TermView[]
}

/** Every product with rules in force on a day, as known at an instant: each term with where it comes from. */
export async function productViews(
  tx: Tx,
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string | null },
): Promise<readonly ProductView[]> {
  const rows = await rulesInForce(tx, pricingTermsTable, { on: asOf, knownAt })
  const codes = [...new Set(rows.map(({ value }) => value.product))]
  return codes.map((code) => {
    const terms = rows
      .filter(({ value }) => value.product === code)
      .map(({ id, value, source, status, validFrom, validTo, publishedOn }) => ({
        term: value.parameter,
        value: value.value,
        unit: value.unit,
        validFrom,
        validTo,
        publishedOn,
        source,
        status,
        ruleId: id,
      }))
    const textOf = (name: string) => terms.find(({ term }) => term === name)?.value ?? null
    const product = productOf(
      code,
      asOf,
      terms.map(({ term, ...row }) => ({ parameter: term, ...row })),
    )
    const refusal = product.ok ? null : product.refusal
    return {
      code,
      nameZh: textOf('name_zh'),
      nameEn: textOf('name_en'),
      kind: textOf('type') as ProductKind | null,
      offered: product.ok,
      unknownTerm: refusal?.code === 'PRODUCT_TERM_UNKNOWN' ? refusal.term : null,
      terms,
    }
  })
}
