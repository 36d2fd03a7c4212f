import type { Tx } from '../../db/transaction.js'
import type { ContractTerms } from '../../domain/loans/contract-terms.js'
import { type CustomRowsRefusal, customRowsFit } from '../../domain/loans/custom-schedule.js'
import {
  type ContractChoices,
  contractTermsOf,
  type ProductRefusal,
  withinProduct,
} from '../../domain/loans/product.js'
import type { CalculationRefusal } from '../../domain/loans/refusal.js'
import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import type { Money } from '../../kernel/money.js'
import type { AnnualRate } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import { plannedDueDates, scheduleByTerms } from '../loans/loan-schedule.js'
import { legalUplifts, productInForce } from './product-in-force.js'

export interface TermsToSign {
  readonly terms: ContractTerms
  /** The last due date, if all of it were paid out on the day of signing. */
  readonly lastDueOn: CivilDate
}

/** The terms of a contract signed on a day, by the product offered then; refused when they give no schedule. */
export async function termsToSign(
  tx: Tx,
  contract: {
    readonly product: string
    readonly amount: Money
    readonly tenorMonths: number
    readonly annualRate: AnnualRate
    readonly signedOn: CivilDate
    readonly choices: ContractChoices
  },
): Promise<Result<TermsToSign, ProductRefusal | CustomRowsRefusal | CalculationRefusal>> {
  const day = { on: contract.signedOn, knownAt: null }
  const product = await productInForce(tx, contract.product, day)
  if (!product.ok) return product
  const within = withinProduct(product.value, contract)
  if (!within.ok) return within
  const terms = contractTermsOf(product.value, contract.choices, await legalUplifts(tx, day))
  if (!terms.ok) return terms
  const endsOn = addMonths(contract.signedOn, contract.tenorMonths)
  const rows = customRowsFit(terms.value, { ...contract, endsOn })
  if (!rows.ok) return rows
  const dueDates = await plannedDueDates(tx, terms.value, contract.signedOn, contract.tenorMonths)
  const schedule = scheduleByTerms(terms.value, {
    principal: contract.amount,
    annualRate: contract.annualRate,
    disbursedOn: contract.signedOn,
    dueDates,
  })
  if (!schedule.ok) return schedule
  return ok({ terms: terms.value, lastDueOn: dueDates.at(-1) as CivilDate })
}
