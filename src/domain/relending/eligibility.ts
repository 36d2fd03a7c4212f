import type { CivilDate } from '../../kernel/civil-date.js'
import {
  addMoney,
  isNegativeMoney,
  type Money,
  maxMoney,
  minMoney,
  NO_MONEY,
  subtractMoney,
  timesDown,
} from '../../kernel/money.js'
import type { AnnualRate } from '../../kernel/rate.js'
import type { Borrower } from './borrower.js'
import { CHECKS } from './eligibility-checks.js'
import { type FacilityTermRow, type Lineage, type RuleRef, termInForce } from './facility.js'
import type { FilingMode } from './facility-term.js'

export interface BackingLoan {
  readonly id: string
  /** The life-cycle state of the loan. */
  readonly state: string
  /** The due date since which something is unpaid; null, and nothing unless told, while the loan is not overdue. */
  readonly overdueSince?: CivilDate | null
  readonly balance: Money
  /** Of the contract, what is still to be paid out; nothing unless told. */
  readonly undisbursed?: Money
  readonly rate: AnnualRate
  /** First and last payment of the loan; null before the first. */
  readonly disbursed: { readonly firstOn: CivilDate; readonly lastOn: CivilDate } | null
  readonly borrower: Borrower
  /** Evidence of use 用途证明 lies with every payment. */
  readonly hasUseEvidence: boolean
  /** Null for a loan without pledge. */
  readonly pledge: { readonly id: string; readonly state: string } | null
}
export interface EligibilityFacts {
  readonly loan: BackingLoan
  readonly lineage: Lineage
  readonly terms: readonly FacilityTermRow[]
  readonly filedOn: CivilDate
  /** 先贷后借 unless told. */
  readonly mode?: FilingMode
  /** Null to ask how much there could be. */
  readonly requested: Money | null
  /** The live filing the loan is in already, other than the one being tested. */
  readonly otherFiling: { readonly id: string; readonly facility: string } | null
  /** Re-loans outstanding on this loan outside the filing being tested. */
  readonly otherReloans: Money
  readonly quotaAvailable: Money
  /** The 1-year LPR in force on the day of the first payment, for caps that are set over it; null before the first. */
  readonly lprOneYear: AnnualRate | null
}

export type CheckId = 'STATE' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'USE' | 'PLEDGE' | 'Q2'
export interface Text {
  readonly zh: string
  readonly en: string
}
/** One check with what it saw, the rule it went by, and what would cure it. */
export interface EligibilityLine {
  readonly check: CheckId
  readonly passed: boolean
  /** Passed, though something that does not bind here is not kept: for the reviewer to weigh. */
  readonly warning: boolean
  readonly facts: Readonly<Record<string, string | number>>
  readonly rule: RuleRef
  readonly message: Text
  /** Null when passed without a warning. */
  readonly cure: Text | null
}
export interface Eligibility {
  readonly eligible: boolean
  readonly lines: readonly EligibilityLine[]
  /** The most that ratio and quota leave for this loan, were every other check passed. */
  readonly maxAmount: Money
}

/** Tests a loan line by line in the order of the reviewer's checks; every line is there, passed or not. */
export const testLoan = (facts: EligibilityFacts): Eligibility => {
  const lines = CHECKS.map((check) => check(facts))
  return {
    eligible: lines.every(({ passed }) => passed),
    lines,
    maxAmount: maxMoney(NO_MONEY, minMoney(roomUnderRatio(facts), facts.quotaAvailable)),
  }
}

/** What the ratio is taken of: the balance; where the re-loan comes first 先借后贷, with what the contract still promises. */
export const backingAmount = ({ loan, mode }: Pick<EligibilityFacts, 'loan' | 'mode'>): Money =>
  mode === 'BORROW_FIRST' ? addMoney(loan.balance, loan.undisbursed ?? NO_MONEY) : loan.balance

/** ratio cap × what backs the re-loan, rounded down, less what other re-loans take of it; nothing while the ratio is unknown. */
export const roomUnderRatio = (facts: EligibilityFacts): Money => {
  const { lineage, terms, filedOn, otherReloans } = facts
  const ratio = termInForce(terms, lineage, 'ratio_cap', filedOn)
  if (!ratio.ok) return NO_MONEY
  const room = subtractMoney(timesDown(backingAmount(facts), ratio.value.value), otherReloans)
  return isNegativeMoney(room) ? NO_MONEY : room
}

export const failedChecks = ({ lines }: Eligibility): readonly CheckId[] =>
  lines.filter(({ passed }) => !passed).map(({ check }) => check)
