import type { Tx } from '../../db/transaction.js'
import { roomUnderRatio, testLoan } from '../../domain/relending/eligibility.js'
import type { FiledLoan, Filing } from '../../domain/relending/filing.js'
import { type Money, minMoney } from '../../kernel/money.js'
import { factsOf, type LoanToTest, loansToTest } from './backing-loans.js'
import { type FacilityRules, facilityRules } from './facility-rules.js'
import type { FilingLoanRow, FilingRow } from './filing-store.js'

/** A filing as the domain decides over it; `requested` of the rows still in the batch. */
export const filingOf = (filing: FilingRow, requested: Money = filing.requested): Filing => ({
  state: filing.state,
  lender: filing.lenderId,
  requested,
  filedBy: filing.filedBy,
  filedOn: filing.filedOn,
  reviews: filing.reviews,
  firstReviewedBy: filing.firstReviewedBy,
  reviewedBy: filing.reviewedBy,
})

export interface FilingUnderTest {
  readonly rules: FacilityRules
  readonly loans: readonly FiledLoan[]
  readonly facts: ReadonlyMap<string, LoanToTest>
}

/**
 * Tests the loans of a filing again, as they stand now. A grant may be less than was asked, so the tests ask how much there could
 * be; the quota is not part of them, for it decides for itself under its lock.
 */
export async function testAgain(
  tx: Tx,
  filing: FilingRow,
  filed: readonly FilingLoanRow[],
  quotaLimit: Money,
): Promise<FilingUnderTest> {
  const rules = await facilityRules(tx, filing.facility)
  const facts = await loansToTest(
    tx,
    filed.map(({ loanId }) => loanId),
    filing.id,
    filing.filedOn,
  )
  const loans = filed.map(({ loanId, requested, lenderId }) => {
    const loan = facts.get(loanId)
    if (loan === undefined) throw new Error(`loan ${loanId} of filing ${filing.id} is not to be seen`)
    const { filedOn, mode } = filing
    const tested = factsOf(loan, rules, { requested: null, filedOn, quotaAvailable: quotaLimit, mode })
    return {
      loan: loanId,
      lender: lenderId,
      requested,
      eligibility: testLoan(tested),
      otherFiling: loan.otherFiling,
      room: minMoney(requested, roomUnderRatio(tested)),
    }
  })
  return { rules, loans, facts }
}
