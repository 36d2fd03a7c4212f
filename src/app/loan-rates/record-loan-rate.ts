import type { CivilDate } from '../../kernel/civil-date.js'
import { type AnnualRate, type Bp, bpBetween, compareRate, formatBp, formatRatePercent } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import { recordEvent } from '../audit/record-event.js'
import { documentHash } from '../canonical-json.js'
import type { Acting } from '../command/command.js'
import type { Loan } from '../loans/store.js'
import { type RateChangeRefusal, recordRateChange } from '../servicing/record-rate-change.js'
import { insertLoanRate, type LoanRate, loanRateOn } from './store.js'

export interface DecidedRate {
  readonly on: CivilDate
  readonly cause: LoanRate['cause']
  readonly rate: AnnualRate
  readonly referenceRate: AnnualRate
  /** null: priced as not rated. */
  readonly grade: string | null
  readonly ratingId: string | null
  /** What is kept of the decision; it names no instant, so that the same facts give the same bytes. */
  readonly explanation: Readonly<Record<string, unknown>>
  readonly override: { readonly id: string; readonly madeBy: string } | null
}

/** What a loan bears on a day as the books stand: the last row for it, or the contract. */
export async function rateInForce(
  command: Acting,
  loan: Loan,
  on: CivilDate,
): Promise<{ readonly rate: AnnualRate; readonly referenceRate: AnnualRate; readonly last: LoanRate | null }> {
  const last = await loanRateOn(command.tx, loan.id, on)
  return { rate: (last ?? loan).rate, referenceRate: (last ?? loan).referenceRate, last: last ?? null }
}

/** Writes a decision and, where it changes what the loan bears, the change into the life of the loan. */
export async function recordLoanRate(
  command: Acting,
  loan: Loan,
  decided: DecidedRate,
  today: CivilDate,
): Promise<Result<LoanRate, RateChangeRefusal>> {
  const { tx, actor } = command
  const { on, cause, rate, referenceRate, override } = decided
  const before = await rateInForce(command, loan, on)
  const discountBp: Bp = bpBetween(referenceRate, rate)
  const row = await insertLoanRate(tx, {
    loanId: loan.id,
    lenderId: loan.lenderId,
    enterpriseId: loan.enterpriseId,
    effectiveOn: on,
    rate,
    referenceRate,
    discountBp,
    grade: decided.grade ?? 'NOT_RATED',
    ratingId: decided.ratingId,
    cause,
    explanation: decided.explanation,
    documentHash: documentHash(decided.explanation),
    overrideId: override?.id ?? null,
    madeBy: override?.madeBy ?? actor?.userId ?? null,
    decidedBy: override === null ? null : (actor?.userId ?? null),
  })
  await recordEvent(command, {
    action: 'loan.rate-decided',
    subjectKind: 'loan',
    subjectId: loan.id,
    detail: {
      rateDecisionId: row.id,
      on,
      cause,
      ratePercent: formatRatePercent(rate),
      referenceRatePercent: formatRatePercent(referenceRate),
      discountBp: formatBp(discountBp),
      ratePercentBefore: formatRatePercent(before.rate),
      grade: row.grade,
      documentHash: row.documentHash,
    },
  })
  // A rate that stays as it was is no event in the life of the loan: an instalment would be computed anew for nothing.
  if (compareRate(before.rate, rate) === 0 && compareRate(before.referenceRate, referenceRate) === 0) return ok(row)
  const changed = await recordRateChange(command, {
    loanId: loan.id,
    on,
    annualRate: rate,
    referenceRate,
    rateDecisionId: row.id,
    today,
  })
  return changed.ok ? ok(row) : changed
}
