import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { dayAtWork, dayAtWorkOfLoan } from './views.js'

export type BusinessDateRefusal = {
  readonly code: 'BUSINESS_DATE_AHEAD'
  readonly on: CivilDate
  readonly businessDate: CivilDate
}

/** 营业日期: the day that a bank has at work, or `today` (the day on the wall) for a bank that keeps no business days. */
export async function businessDateOf(tx: Tx, organisationId: string, today: CivilDate): Promise<CivilDate> {
  return (await dayAtWork(tx, organisationId)) ?? today
}

/** The same of the bank that a loan is with, as far as the reader may see it. */
export async function businessDateOfLoan(tx: Tx, loanId: string, today: CivilDate): Promise<CivilDate> {
  return (await dayAtWorkOfLoan(tx, loanId)) ?? today
}

/**
 * The bank's business date as `businessDateOf`, for a command dated `on`: refused when the bank keeps business days and `on` is
 * after the one at work. For a bank that keeps none, whether `on` has come stays with the command's own order of dates.
 */
export async function businessDateFor(
  tx: Tx,
  organisationId: string,
  { on, today }: { readonly on: CivilDate; readonly today: CivilDate },
): Promise<Result<CivilDate, BusinessDateRefusal>> {
  const businessDate = await dayAtWork(tx, organisationId)
  if (businessDate !== undefined && on > businessDate) return refuse({ code: 'BUSINESS_DATE_AHEAD', on, businessDate })
  return ok(businessDate ?? today)
}
