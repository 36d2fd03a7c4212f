import { changeRate } from '../../domain/loans/servicing/commands.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { AnnualRate } from '../../kernel/rate.js'
import { ok, type Result } from '../../kernel/result.js'
import type { Acting } from '../command/command.js'
import { type ChangeRefusal, recordChange } from './record-change.js'

export interface RateChange {
  readonly loanId: string
  /** The new rate runs from the night of this day; it may be ahead. */
  readonly on: CivilDate
  readonly annualRate: AnnualRate
  readonly referenceRate: AnnualRate
  /** The decision that gives the rate. */
  readonly rateDecisionId: string
  readonly today: CivilDate
}

export type RateChangeRefusal = ChangeRefusal

/** Changes the rate of a loan in service from a day on and brings its book to date. @returns the id of the fact */
export async function recordRateChange(
  command: Acting,
  { loanId, today, rateDecisionId, ...rate }: RateChange,
): Promise<Result<string, RateChangeRefusal>> {
  const changed = await recordChange(command, {
    loanId,
    version: null,
    today,
    mayBeAhead: true,
    papers: { reason: null, evidenceHash: null },
    action: 'loan.rate-changed',
    decide: (life) => {
      const fact = changeRate(life, rate)
      return fact.ok ? ok({ adds: fact.value, body: { rateDecisionId } }) : fact
    },
  })
  return changed.ok ? ok(changed.value.event.id) : changed
}
