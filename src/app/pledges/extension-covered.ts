import type { Tx } from '../../db/transaction.js'
import { lastLoanDay } from '../../domain/collateral/pledge.js'
import { termWithinRights } from '../../domain/loans/term-within-rights.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { ok, type Result } from '../../kernel/result.js'
import { dataProductById } from '../data-products/store.js'
import { countOf } from '../loans/product-terms.js'
import { rightsOf } from './collateral.js'
import { standingPledge } from './secured-views.js'
import { pledgeById } from './store.js'

export type ExtensionRefusal =
  | { readonly code: 'TERM_BEYOND_RIGHTS'; readonly endsOn: CivilDate; readonly rightsEnd: CivilDate }
  | { readonly code: 'PLEDGE_NOT_LIVE'; readonly state: string }

/** I-07 once more when a loan is given other due dates: its last one stays within the registration's margin and within every right in sight. */
export async function extensionCovered(
  tx: Tx,
  loan: { readonly id: string; readonly pledgeId: string | null },
  dueDates: readonly string[],
  on: CivilDate,
): Promise<Result<null, ExtensionRefusal>> {
  const endsOn = dueDates.toSorted().at(-1)
  if (loan.pledgeId === null || endsOn === undefined) return ok(null)
  const pledge = await pledgeById(tx, await standingPledge(tx, loan.id, loan.pledgeId))
  if (pledge === undefined) return ok(null)
  if (pledge.state === 'RELEASED' || pledge.state === 'LAPSED')
    return { ok: false, refusal: { code: 'PLEDGE_NOT_LIVE', state: pledge.state } }
  const product = await dataProductById(tx, pledge.dataProductId)
  const margin = await countOf(tx, 'pledge.term_margin_m', on)
  const ends = [
    ...(product === undefined ? [] : rightsOf(product).map(({ validTo }) => validTo)),
    ...(pledge.registrationValidTo === null ? [] : [lastLoanDay(pledge.registrationValidTo, margin.value)]),
  ]
  return termWithinRights(civilDate(endsOn), ends.toSorted()[0] ?? null)
}
