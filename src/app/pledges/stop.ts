import type { Tx } from '../../db/transaction.js'
import { ratioOf } from '../../domain/collateral/watch.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { compare, exact, formatFixed } from '../../kernel/exact.js'
import { addMoney, subtractMoney } from '../../kernel/money.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { parameter } from '../loans/product-terms.js'
import type { Loan } from '../loans/store.js'
import { openStopOf } from './alert-views.js'
import type { Collateral } from './collateral.js'
import { addedValue } from './collateral-change-store.js'

export type CollateralStopped =
  | { readonly code: 'COLLATERAL_STOPPED'; readonly alertId: string; readonly kind: string }
  | { readonly code: 'LTV_ABOVE_STOP'; readonly ratio: string; readonly stop: string }

const PLACES = 6

/** Nothing more is paid out while an alert says stop, or once what is contracted is above the stop level of the value of the day. */
export async function collateralMayDraw(
  tx: Tx,
  loan: Loan,
  { adoptedValue, pledge, securedAlready }: Collateral,
  on: CivilDate,
): Promise<Result<null, CollateralStopped>> {
  const stopped = await openStopOf(tx, loan.pledgeId ?? pledge.id, pledge.id)
  if (stopped !== undefined) return refuse({ code: 'COLLATERAL_STOPPED', alertId: stopped.id, kind: stopped.kind })
  const stop = exact((await parameter(tx, 'ltv.stop', on)).value)
  // What stands before a second rank is taken off its value.
  const value = addMoney(subtractMoney(adoptedValue, pledge.priorLimit), await addedValue(tx, loan.id, pledge.id, on))
  const ratio = ratioOf(subtractMoney(securedAlready, pledge.priorLimit), value)
  if (ratio !== null && compare(ratio, stop) <= 0) return ok(null)
  return refuse({
    code: 'LTV_ABOVE_STOP',
    ratio: ratio === null ? 'none' : formatFixed(ratio, PLACES),
    stop: formatFixed(stop, PLACES),
  })
}
