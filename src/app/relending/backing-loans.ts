import type { Tx } from '../../db/transaction.js'
import { BORROWER_SIZES, type BorrowerSize } from '../../domain/relending/borrower.js'
import type { BackingLoan, EligibilityFacts } from '../../domain/relending/eligibility.js'
import { civilDate } from '../../kernel/civil-date.js'
import { type Money, money } from '../../kernel/money.js'
import { type AnnualRate, annualRatePercent } from '../../kernel/rate.js'
import { lprTable } from '../../rules/lpr.js'
import { ruleHistory } from '../rules/views.js'
import { type BackingLoanRow, backingLoanRows } from './backing-loan-views.js'
import type { FacilityRules } from './facility-rules.js'

/** A loan with everything its test needs. */
export interface LoanToTest {
  readonly loan: BackingLoan
  readonly lenderId: string
  readonly enterpriseId: string
  readonly otherFiling: { readonly id: string; readonly facility: string } | null
  readonly otherReloans: Money
  /** On the loan, whatever the filing. */
  readonly reloans: Money
  readonly lprOneYear: AnnualRate | null
}

/** Loans by their ids, in the order of ids; those the actor may not see are missing. */
export async function loansToTest(
  tx: Tx,
  loanIds: readonly string[],
  exceptFiling: string | null,
  filedOn: string | null = null,
): Promise<ReadonlyMap<string, LoanToTest>> {
  const loans = await testable(tx, await backingLoanRows(tx, loanIds, exceptFiling), filedOn)
  return new Map(loans.map((loan) => [loan.loan.id, loan]))
}

/** Rows as they are tested, with the base rate of the day each was first paid out; of the filing's day while it is not. */
export async function testable(
  tx: Tx,
  rows: readonly BackingLoanRow[],
  filedOn: string | null,
): Promise<readonly LoanToTest[]> {
  const publications = await ruleHistory(tx, lprTable)
  const rates = new Map<string, AnnualRate | null>()
  const lprOn = (on: string | null): AnnualRate | null => {
    if (on === null) return null
    const known = rates.get(on)
    if (known !== undefined) return known
    const rate = publications.findLast(({ validFrom }) => validFrom <= on)?.value.oneYear ?? null
    rates.set(on, rate)
    return rate
  }
  return rows.map((row) => toTest(row, lprOn(row.firstOn ?? filedOn)))
}

const toTest = (row: BackingLoanRow, lprOneYear: AnnualRate | null): LoanToTest => ({
  loan: {
    id: row.loanId,
    state: row.state,
    overdueSince: row.overdueSince === null ? null : civilDate(row.overdueSince),
    balance: money(row.balance),
    undisbursed: money(row.undisbursed),
    rate: annualRatePercent(row.rate),
    disbursed:
      row.firstOn === null || row.lastOn === null
        ? null
        : { firstOn: civilDate(row.firstOn), lastOn: civilDate(row.lastOn) },
    borrower: {
      size: sizeOf(row.size),
      isPrivate: row.ownership === 'private',
      customerCredit: money(row.customerCredit),
    },
    hasUseEvidence: row.useEvidence,
    pledge: row.pledgeId === null ? null : { id: row.pledgeId, state: row.pledgeState as string },
  },
  lenderId: row.lenderId,
  enterpriseId: row.enterpriseId,
  otherFiling: row.otherFilingId === null ? null : { id: row.otherFilingId, facility: row.otherFacility as string },
  otherReloans: money(row.otherReloans),
  reloans: money(row.reloans),
  lprOneYear,
})

const sizeOf = (word: string): BorrowerSize => {
  const size = BORROWER_SIZES.find((one) => one === word)
  if (size === undefined) throw new Error(`${word} is no size of an enterprise`)
  return size
}

/** The facts of a loan under the rules of a facility, as `testLoan` and `roomUnderRatio` ask for them. */
export const factsOf = (
  { loan, otherFiling, otherReloans, lprOneYear }: LoanToTest,
  { lineage, terms }: FacilityRules,
  asked: Pick<EligibilityFacts, 'requested' | 'filedOn' | 'quotaAvailable' | 'mode'>,
): EligibilityFacts => ({ loan, lineage, terms, otherFiling, otherReloans, lprOneYear, ...asked })
