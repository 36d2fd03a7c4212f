import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { planRepricing } from '../loan-rates/plan-repricing.js'
import { lifeOf } from '../servicing/life-of.js'
import { unplannedLoans } from './views.js'

const LOANS_A_LOOK = 5_000
const LOANS_A_TRANSACTION = 200

/** Plans the repricing of loans that were paid out before plans were kept. */
export async function fillPlans(db: Database): Promise<void> {
  for (let after: string | null = null; ; ) {
    const unplanned: readonly string[] = await withTransaction(
      db,
      SYSTEM,
      (tx) => unplannedLoans(tx, after, LOANS_A_LOOK),
      { readOnly: true },
    )
    for (let at = 0; at < unplanned.length; at += LOANS_A_TRANSACTION)
      await withTransaction(db, SYSTEM, async (tx) => {
        for (const loanId of unplanned.slice(at, at + LOANS_A_TRANSACTION)) {
          const known = await lifeOf(tx, loanId, null)
          if (known?.life != null) await planRepricing(tx, known.loan, known.life)
        }
      })
    const last = unplanned.at(-1)
    if (last === undefined || unplanned.length < LOANS_A_LOOK) return
    after = last
  }
}
