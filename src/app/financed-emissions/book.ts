import type { Tx } from '../../db/transaction.js'
import type { AttributionMethod } from '../../domain/carbon/financed-emissions.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { AttributionMethodRow } from '../../rules/attribution-methods.js'
import type { RuleRow } from '../../rules/rule-table.js'
import type { LookRefusal, Viewer } from '../account-views/look-into.js'
import { instantOf } from '../carbon/account-views.js'
import { type RatingRuleRefusal, type RatingRules, ratingRules } from '../carbon/rating-rules.js'
import { repaidPrincipal } from '../servicing/repaid-principal.js'
import { type AttributedLoan, attributeLoan, financedAmount, nothingToAttribute } from './attribute-loan.js'
import { type AttributionMethodRefusal, attributionMethod } from './attribution-method.js'
import type { BookedLoanRow } from './loan-views.js'
import { type Borrower, lookIntoBorrower } from './look-into-borrower.js'

export interface FinancedQuestion {
  readonly asOf: CivilDate
  /** Null is now. */
  readonly knownAt: string | null
  readonly method: AttributionMethod
}

/** The question's two times, now filled in. */
export interface BookTimes {
  readonly asOf: CivilDate
  readonly knownAt: string
}

export type FinancedRefusal = AttributionMethodRefusal | RatingRuleRefusal

/** Loans with what they finance, by one method as known at one instant. */
export interface FinancedBook extends BookTimes {
  readonly method: RuleRow<AttributionMethodRow>
  readonly rules: RatingRules
  readonly loans: readonly AttributedLoan[]
}

/** Attributes the loans of a question; each borrower is looked into once, and only for a loan that has something to attribute. */
export async function financedBook(
  tx: Tx,
  viewer: Viewer,
  question: FinancedQuestion,
  loansOf: (times: BookTimes) => Promise<readonly BookedLoanRow[]>,
): Promise<Result<FinancedBook, FinancedRefusal>> {
  const times = { asOf: question.asOf, knownAt: question.knownAt ?? (await instantOf(tx)) }
  const method = await attributionMethod(tx, question.method, times)
  if (!method.ok) return method
  const rules = await ratingRules(tx, times)
  if (!rules.ok) return rules
  const { terms } = method.value.value
  const choices = new Map()
  const borrowers = new Map<string, Result<Borrower, LookRefusal>>()
  const loans: AttributedLoan[] = []
  for (const loan of await loansOf(times)) {
    const repaid = loan.paid ? await repaidPrincipal(tx, loan.id, times) : []
    const { movements, amount } = financedAmount(loan, repaid, terms, times.asOf)
    const nothing = nothingToAttribute(loan, amount)
    if (nothing) {
      loans.push({ loan, repaid, movements, amount, borrower: null, outcome: refuse(nothing) })
      continue
    }
    const looked =
      borrowers.get(loan.uscc) ??
      (await lookIntoBorrower(tx, viewer, loan.uscc, { ...times, rules: rules.value, choices }))
    borrowers.set(loan.uscc, looked)
    const outcome = attributeLoan(terms, times.asOf, amount, looked)
    loans.push({ loan, repaid, movements, amount, borrower: looked.ok ? looked.value : null, outcome })
  }
  return ok({ ...times, method: method.value, rules: rules.value, loans })
}
