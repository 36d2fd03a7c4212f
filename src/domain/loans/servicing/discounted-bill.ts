import { type DiscountTerms, discountTerms } from '../discount-terms.js'
import type { LoanLife } from './facts.js'

/** The bill that was discounted at the first disbursement; null for every other product. */
export function billOf(life: LoanLife): DiscountTerms | null {
  if (life.terms.kind !== 'bill-discount') return null
  const drawn = life.facts.find((fact) => fact.kind === 'disbursement')
  const maturity = life.dueDates.at(-1)
  if (drawn === undefined || maturity === undefined) return null
  const bill = discountTerms({
    face: drawn.amount,
    discountedOn: drawn.on,
    maturesOn: maturity,
    annualRate: life.annualRate,
  })
  if (!bill.ok) throw new Error(`a discounted bill without terms: ${JSON.stringify(bill.refusal)}`)
  return bill.value
}
