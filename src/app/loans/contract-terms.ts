import type { Tx } from '../../db/transaction.js'
import type { ContractTerms } from '../../domain/loans/contract-terms.js'
import { contractTermsOf } from '../../domain/loans/product.js'
import type { RepaymentMethod } from '../../domain/loans/schedule-request.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { legalUplifts, productInForce } from '../products/product-in-force.js'

/** What is read of a loan to know its terms. */
export interface SignedLoan {
  readonly id: string
  readonly product: string
  readonly method: string
  readonly dayCount: string
  readonly signedOn: string
  readonly recordedAt: string | null
  readonly terms: unknown
}

/**
 * The terms a loan is serviced by: as they were frozen when it was signed. A contract older than that is serviced by its product's
 * terms in force on the day it was signed, as known when it was recorded; such contracts were all planned by months from the
 * disbursement, whatever the day.
 */
export async function termsOfLoan(tx: Tx, loan: SignedLoan): Promise<ContractTerms> {
  if (loan.terms !== null) return loan.terms as ContractTerms
  const day = { on: loan.signedOn as CivilDate, knownAt: loan.recordedAt }
  const product = await productInForce(tx, loan.product, day)
  const terms = product.ok ? contractTermsOf(product.value, {}, await legalUplifts(tx, day)) : product
  if (!terms.ok) throw new Error(`loan ${loan.id} has no terms: ${JSON.stringify(terms.refusal)}`)
  return {
    ...terms.value,
    method: loan.method as RepaymentMethod,
    dayCount: loan.dayCount as ContractTerms['dayCount'],
    instalments: { kind: 'from-start', months: 1 },
    holidays: 'none',
    gracePrincipalPeriods: 0,
    graceInterestPeriods: 0,
    repricing: 'fixed',
  }
}
