import type { Tx } from '../../db/transaction.js'
import { type Eligibility, testLoan } from '../../domain/relending/eligibility.js'
import type { FilingMode } from '../../domain/relending/facility-term.js'
import { availableOf } from '../../domain/relending/quota.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Money } from '../../kernel/money.js'
import { ok, type Result } from '../../kernel/result.js'
import { notFound, type RecordRefusal } from '../command/record-refusal.js'
import { activeQuota, type QuotaRefusal } from './active-quota.js'
import { factsOf, loansToTest } from './backing-loans.js'
import { facilityRules } from './facility-rules.js'
import { quotaById } from './quota-store.js'

/** Tests one loan line by line before it is filed; nothing is written. Without an amount it says how much there could be. */
export async function checkEligibility(
  tx: Tx,
  input: {
    readonly loanId: string
    readonly quotaId: string
    readonly on: CivilDate
    readonly requested: Money | null
    readonly mode?: FilingMode
  },
): Promise<Result<Eligibility, RecordRefusal | QuotaRefusal>> {
  const quota = await quotaById(tx, input.quotaId)
  if (quota === undefined) return notFound('quota')
  const active = activeQuota(quota)
  if (!active.ok) return active
  const loan = (await loansToTest(tx, [input.loanId], null, input.on)).get(input.loanId)
  if (loan === undefined) return notFound('loan')
  const rules = await facilityRules(tx, quota.facility)
  const { requested, on: filedOn, mode = 'LEND_FIRST' } = input
  return ok(testLoan(factsOf(loan, rules, { requested, filedOn, quotaAvailable: availableOf(quota), mode })))
}
