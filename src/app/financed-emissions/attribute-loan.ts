import {
  type BorrowerEmissions,
  type BorrowerRefusal,
  financedDataQuality,
} from '../../domain/carbon/financed-borrower.js'
import {
  type Attribution,
  type AttributionRefusal,
  type AttributionTerms,
  attributedShare,
  attributionFactor,
  attributionOf,
} from '../../domain/carbon/financed-emissions.js'
import { averageDailyBalance, outstandingOn, type PrincipalMovement } from '../../domain/reporting/financed-balance.js'
import type { FinancedFigures, FinancedLine } from '../../domain/reporting/financed-portfolio.js'
import { addMonths, type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { compare, ONE } from '../../kernel/exact.js'
import { isPositiveMoney, type Money, money, negateMoney } from '../../kernel/money.js'
import { NO_TONNES } from '../../kernel/quantity.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import type { LookRefusal } from '../account-views/look-into.js'
import type { Repaid } from '../servicing/repaid-principal.js'
import type { BookedLoanRow } from './loan-views.js'
import type { Borrower } from './look-into-borrower.js'
import { capitalOf } from './record-balance-sheet.js'

/** Why a loan has no figures; it is listed with this and never left out. */
export type NoFigures =
  | { readonly code: 'GUARANTEE_NOT_CALLED' }
  | { readonly code: 'NOT_DRAWN' }
  | { readonly code: 'ACCOUNT_CLOSED'; readonly fieldGroup: string }
  | { readonly code: 'BALANCE_SHEET_MISSING' }
  | AttributionRefusal
  | BorrowerRefusal

export interface AttributedFigures {
  readonly attribution: Attribution
  readonly emissions: BorrowerEmissions
  readonly shares: FinancedFigures
  readonly flags: readonly string[]
}

export interface AttributedLoan {
  readonly loan: BookedLoanRow
  readonly repaid: readonly Repaid[]
  readonly movements: readonly PrincipalMovement[]
  /** Outstanding principal, or the average balance of the year, as the method says. */
  readonly amount: Money
  /** Null where the account is closed to the viewer or nothing had to be read of it. */
  readonly borrower: Borrower | null
  readonly outcome: Result<AttributedFigures, NoFigures>
}

export const isGuarantee = ({ lenderKind }: BookedLoanRow): boolean => lenderKind === 'guarantor'

/** Principal paid out and repaid, and what of it the method attributes on a day. */
export function financedAmount(
  loan: BookedLoanRow,
  repaid: readonly Repaid[],
  { numerator }: AttributionTerms,
  asOf: CivilDate,
): { readonly movements: readonly PrincipalMovement[]; readonly amount: Money } {
  const movements = [
    ...loan.disbursed.map(({ on, amount }) => ({ on: civilDate(on), amount: money(amount) })),
    ...repaid.map(({ on, amount }) => ({ on, amount: negateMoney(money(amount)) })),
  ]
  const amount = numerator === 'outstanding' ? outstandingOn(movements, asOf) : averageDailyBalance(movements, asOf)
  return { movements, amount }
}

/** A loan that nothing has to be read of the borrower for: a guarantee attributes nothing until it is called, nor does what is not drawn. */
export const nothingToAttribute = (loan: BookedLoanRow, amount: Money): NoFigures | null =>
  isGuarantee(loan) ? { code: 'GUARANTEE_NOT_CALLED' } : isPositiveMoney(amount) ? null : { code: 'NOT_DRAWN' }

/** The emissions that a loan finances, or why that cannot be said. */
export function attributeLoan(
  terms: AttributionTerms,
  asOf: CivilDate,
  amount: Money,
  looked: Result<Borrower, LookRefusal>,
): Result<AttributedFigures, NoFigures> {
  if (!looked.ok) {
    const fieldGroup = 'fieldGroup' in looked.refusal ? looked.refusal.fieldGroup : undefined
    return refuse({ code: 'ACCOUNT_CLOSED', fieldGroup: fieldGroup ?? 'emissions' })
  }
  const { emissions, verification, balanceSheet, operatingOpen } = looked.value
  if (!balanceSheet)
    return refuse(
      operatingOpen ? { code: 'BALANCE_SHEET_MISSING' } : { code: 'ACCOUNT_CLOSED', fieldGroup: 'operating' },
    )
  const attribution = attributionOf(terms, amount, capitalOf(balanceSheet))
  if (!attribution.ok) return attribution
  if (!emissions.ok) return emissions
  const { basis } = attribution.value
  const dataQuality = financedDataQuality(emissions.value, verification, terms, basis)
  return ok({
    attribution: attribution.value,
    emissions: emissions.value,
    shares: sharesOf(emissions.value, attribution.value, dataQuality),
    flags: flagsOf(emissions.value, attribution.value, balanceSheet.asOf, asOf),
  })
}

function sharesOf(emissions: BorrowerEmissions, attribution: Attribution, dataQuality: number): FinancedFigures {
  if (emissions.basis === 'REVENUE_SECTOR_FACTOR') {
    const unsplit = attributedShare(emissions.total, attribution)
    return { scope1: NO_TONNES, scope2: NO_TONNES, unsplit, biogenic: NO_TONNES, dataQuality }
  }
  const { scope1, scope2, biogenic } = emissions
  return {
    scope1: attributedShare(scope1, attribution),
    scope2: attributedShare(scope2, attribution),
    unsplit: NO_TONNES,
    biogenic: attributedShare(biogenic, attribution),
    dataQuality,
  }
}

/** What a reader should know of a figure that stands. */
function flagsOf(
  emissions: BorrowerEmissions,
  attribution: Attribution,
  sheetOf: CivilDate,
  asOf: CivilDate,
): readonly string[] {
  const flags = emissions.basis === 'ENERGY_ACTIVITY' ? emissions.factors.flatMap((factor) => factor.flags) : []
  return [
    ...new Set<string>([
      ...(compare(attributionFactor(attribution), ONE) > 0 ? ['ATTRIBUTION_ABOVE_ONE'] : []),
      ...(sheetOf <= addMonths(asOf, -12) ? ['BALANCE_SHEET_OLDER_THAN_A_YEAR'] : []),
      ...(emissions.basis === 'REVENUE_SECTOR_FACTOR' ? ['ESTIMATED_FROM_REVENUE'] : []),
      ...flags,
    ]),
  ]
}

/** The loan as the sums of a book read it. */
export const lineOf = ({ loan, amount, outcome }: AttributedLoan): FinancedLine => ({
  institution: loan.lender,
  sector: loan.sector,
  borrower: loan.uscc,
  amount,
  figures: outcome.ok ? outcome.value.shares : null,
  reason: outcome.ok ? null : outcome.refusal.code,
})
