import type { CivilDate } from '../../../kernel/civil-date.js'
import type { Money } from '../../../kernel/money.js'
import type { AnnualRate } from '../../../kernel/rate.js'
import type { ContractTerms } from '../contract-terms.js'
import type { RepaymentMethod } from '../schedule-request.js'

/** What a payment beyond what is due does: it waits for the next due date, repays principal early, or ends the loan. */
export type Excess =
  | { readonly does: 'hold' }
  | { readonly does: 'prepay'; readonly principal: Money; readonly effect: 'shorten' | 'lower-instalment' }
  | { readonly does: 'pay-off' }

/** A dated fact of a loan's life. `no` is the order in which the facts of a loan became known; it breaks ties within a day. */
export type LoanFact = { readonly id: string; readonly no: number; readonly on: CivilDate } & (
  | { readonly kind: 'disbursement'; readonly amount: Money }
  | {
      readonly kind: 'payment'
      readonly amount: Money
      readonly excess: Excess
      readonly payer: 'borrower' | 'guarantor'
    }
  /** `annualRate` runs from the night of `on`. */
  | { readonly kind: 'rate-change'; readonly annualRate: AnnualRate; readonly referenceRate: AnnualRate }
  /** Nights from `on` up to, not including, `to` bear no interest of any kind. */
  | { readonly kind: 'pause'; readonly to: CivilDate }
  /** 展期: interest to `on` falls due, the principal not yet due runs on under new dates. */
  | {
      readonly kind: 'restructure'
      readonly method: RepaymentMethod
      readonly annualRate: AnnualRate
      readonly dueDates: readonly CivilDate[]
    }
  | { readonly kind: 'fee'; readonly amount: Money; readonly fee: string; readonly forGuarantor: boolean }
  /** 挪用: so much of the principal not yet due (all of it when null) bears the misuse penalty until it is cleared. */
  | { readonly kind: 'misuse'; readonly amount: Money | null }
  | { readonly kind: 'misuse-cleared' }
  /** 核销: everything falls due and is written off; the claim stays. */
  | { readonly kind: 'write-off' }
)
export type FactKind = LoanFact['kind']

/**
 * The order of one day: held money pays what falls due on it, then the facts act, by kind as listed and within a kind as they became
 * known. The schedule orders its own events in the same way.
 */
export const ORDER_OF_A_DAY: readonly FactKind[] = [
  'disbursement',
  'rate-change',
  'misuse',
  'misuse-cleared',
  'fee',
  'payment',
  'pause',
  'restructure',
  'write-off',
]

export const inOrderOfLife = (a: LoanFact, b: LoanFact): number => {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1
  if (a.kind !== b.kind) return ORDER_OF_A_DAY.indexOf(a.kind) - ORDER_OF_A_DAY.indexOf(b.kind)
  return a.no - b.no
}

/** A loan as it is serviced: its terms, its due dates as first planned, and what has happened to it. Reversed facts are not among them. */
export interface LoanLife {
  readonly terms: ContractTerms
  /** The contract's rates, until a fact changes them. */
  readonly annualRate: AnnualRate
  readonly referenceRate: AnnualRate
  /** The plan of the first disbursement; the last one is the day of maturity. */
  readonly dueDates: readonly CivilDate[]
  /** In any order; the first disbursement is among them. */
  readonly facts: readonly LoanFact[]
}
