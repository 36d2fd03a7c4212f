import type { Tx } from '../../db/transaction.js'
import { type Eligibility, testLoan } from '../../domain/relending/eligibility.js'
import type { FilingMode } from '../../domain/relending/facility-term.js'
import { availableOf } from '../../domain/relending/quota.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { NO_MONEY } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { activeQuota, type QuotaRefusal } from './active-quota.js'
import { type BackingLoanRow, backingLoanPage, type LoanFilter } from './backing-loan-views.js'
import { factsOf, testable } from './backing-loans.js'
import { bestQuota } from './candidate-views.js'
import { facilityInForce, facilityRules } from './facility-rules.js'
import { quotaById } from './quota-store.js'

export interface Candidate {
  readonly row: BackingLoanRow
  readonly eligibility: Eligibility
}
export interface CandidateQuestion {
  readonly lenderId: string
  readonly facility: string
  /** Null: the bank's active quota of the facility with the most left. */
  readonly quotaId: string | null
  readonly on: CivilDate
  readonly mode: FilingMode
  readonly filter: LoanFilter
  /** Null for all. */
  readonly eligible: boolean | null
  readonly after: string | null
  readonly limit: number
}
export interface Candidates {
  readonly quotaId: string | null
  readonly items: readonly Candidate[]
  /** The last loan looked at, when there are more. */
  readonly next: string | null
}

/**
 * A page of the bank's loans, each tested line by line with what would cure it: the facts in one query, the rules read once. A page asked
 * for eligible loans only looks at as many and may show fewer.
 */
export async function listCandidates(
  tx: Tx,
  question: CandidateQuestion,
): Promise<Result<Candidates, RecordRefusal | QuotaRefusal>> {
  const { lenderId, facility, on: filedOn, mode, filter, eligible, after, limit } = question
  if ((await facilityInForce(tx, facility, filedOn)) === undefined)
    return refuse({ code: 'FACILITY_NOT_IN_FORCE', facility, on: filedOn })
  const quotaId = question.quotaId ?? (await bestQuota(tx, lenderId, facility, filedOn)) ?? null
  const quota = quotaId === null ? undefined : await quotaById(tx, quotaId)
  if (quotaId !== null && quota?.facility !== facility) return notFound('quota')
  const active = quota === undefined ? ok(null) : activeQuota(quota)
  if (!active.ok) return active
  const rows = await backingLoanPage(tx, lenderId, filter, { after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const rules = await facilityRules(tx, facility)
  const quotaAvailable = quota === undefined ? NO_MONEY : availableOf(quota)
  const loans = await testable(tx, page, filedOn)
  const tested = loans.map((loan, at) => ({
    row: page[at] as BackingLoanRow,
    eligibility: testLoan(factsOf(loan, rules, { requested: null, filedOn, quotaAvailable, mode })),
  }))
  return ok({
    quotaId,
    items: eligible === null ? tested : tested.filter((one) => one.eligibility.eligible === eligible),
    next: rows.length > limit ? (page.at(-1)?.loanId ?? null) : null,
  })
}
