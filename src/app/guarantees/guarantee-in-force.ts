import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { ok, type Result, refuse } from '../../kernel/result.js'
import { needsGuarantee } from './guarantee-rules.js'
import { guaranteeOfLoan } from './store.js'

export interface GuaranteeMissing {
  readonly code: 'GUARANTEE_MISSING'
  readonly contractNo: string
  readonly on: CivilDate
}

/** Whether the guarantee of a guaranteed loan is in force on a day; null for a loan whose product needs none. */
export async function guaranteeInForce(
  tx: Tx,
  loan: { readonly id: string; readonly contractNo: string; readonly product: string; readonly signedOn: CivilDate },
  on: CivilDate,
): Promise<Result<null, GuaranteeMissing> | null> {
  if (!(await needsGuarantee(tx, loan.product, loan.signedOn))) return null
  const guarantee = await guaranteeOfLoan(tx, loan.id)
  return guarantee !== undefined && guarantee.validFrom <= on && on <= guarantee.validTo
    ? ok(null)
    : refuse({ code: 'GUARANTEE_MISSING', contractNo: loan.contractNo, on })
}
