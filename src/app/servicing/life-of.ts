import type { Tx } from '../../db/transaction.js'
import type { ContractTerms } from '../../domain/loans/contract-terms.js'
import type { LoanLife } from '../../domain/loans/servicing/facts.js'
import { addMonths, type CivilDate } from '../../kernel/civil-date.js'
import { termsOfLoan } from '../loans/contract-terms.js'
import { type Loan, loanById } from '../loans/store.js'
import { dueDatesOfPlan, factOf } from './fact-rows.js'
import { type LifeRows, lifeRows } from './life-views.js'

/** Null before the first disbursement. */
export function lifeFrom(rows: LifeRows, loan: Loan, terms: ContractTerms): LoanLife | null {
  const [first] = rows.disbursements
  if (first === undefined) return null
  // Paid out anew after everything was taken back, a loan has a plan of its own again.
  const plan = rows.events.findLast(({ kind }) => kind === 'plan')
  const facts = [...rows.disbursements, ...rows.events.filter(({ kind }) => kind !== 'plan')].map(factOf)
  const drawn = facts.reduce(
    (earliest, fact) => (fact.kind === 'disbursement' && fact.on < earliest ? fact.on : earliest),
    first.on as CivilDate,
  )
  return {
    terms,
    annualRate: loan.rate,
    referenceRate: loan.referenceRate,
    dueDates: plan === undefined ? monthsFromStart(drawn, loan.tenorMonths) : dueDatesOfPlan(plan.body),
    facts,
  }
}

/** Contracts paid out before plans were kept fall due month after month, counted from the first disbursement. */
const monthsFromStart = (start: CivilDate, months: number): readonly CivilDate[] =>
  Array.from({ length: months }, (_, index) => addMonths(start, index + 1))

/** The terms a stored contract is serviced by. */
export const loanTerms = (tx: Tx, loan: Loan): Promise<ContractTerms> =>
  termsOfLoan(tx, { ...loan, recordedAt: loan.recordedAt as string })

export interface KnownLife {
  readonly loan: Loan
  readonly terms: ContractTerms
  /** Null before the first disbursement. */
  readonly life: LoanLife | null
}

/** A loan and its life as known at an instant (null: now); undefined when the caller may not see it. */
export async function lifeOf(tx: Tx, loanId: string, knownAt: string | null): Promise<KnownLife | undefined> {
  const loan = await loanById(tx, loanId)
  if (loan === undefined) return undefined
  const terms = await loanTerms(tx, loan)
  const rows = await lifeRows(tx, loanId, { knownAt, withBook: false })
  return { loan, terms, life: lifeFrom(rows, loan, terms) }
}
