import type { Tx } from '../../db/transaction.js'
import type { Condition } from '../../domain/loans/disburse.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { needsGuarantee } from './guarantee-rules.js'
import { guaranteeOfLoan } from './store.js'

/** 放款条件 of a guaranteed loan: its guarantee is in force on the day. Nothing for other products. */
export async function guaranteeConditions(
  tx: Tx,
  loan: { readonly id: string; readonly product: string; readonly signedOn: CivilDate },
  on: CivilDate,
): Promise<readonly Condition[]> {
  if (!(await needsGuarantee(tx, loan.product, loan.signedOn))) return []
  const guarantee = await guaranteeOfLoan(tx, loan.id)
  const met = guarantee !== undefined && guarantee.validFrom <= on && on <= guarantee.validTo
  return [{ name: 'GUARANTEE_IN_FORCE', met }]
}
