import type { CivilDate } from '../../kernel/civil-date.js'
import type { AnnualRate } from '../../kernel/rate.js'
import { type Result, refuse } from '../../kernel/result.js'
import type { Command } from '../command/command.js'

export interface RateChange {
  readonly loanId: string
  /** The new rate runs from the night of this day. */
  readonly on: CivilDate
  readonly annualRate: AnnualRate
  readonly referenceRate: AnnualRate
  /** The decision that gives the rate. */
  readonly rateDecisionId: string
  readonly today: CivilDate
}

export type RateChangeRefusal = { readonly code: 'NOT_FOUND'; readonly what: string }

/** Changes the rate of a loan in service from a day on and brings its book to date. @returns the id of the fact */
export async function recordRateChange(
  _command: Command,
  _change: RateChange,
): Promise<Result<string, RateChangeRefusal>> {
  return refuse({ code: 'NOT_FOUND', what: 'loan' })
}
