import type { Database } from '../../db/connection.js'
import { withTransaction } from '../../db/transaction.js'
import { SYSTEM } from '../actor.js'
import { planRepricing } from '../loan-rates/plan-repricing.js'
import { lifeOf } from '../servicing/life-of.js'
import { unplannedLoans } from './views.js'

const LOANS_A_TIME = 200

/** Plans the repricing of loans that were paid out before plans were kept. @returns how many */
export async function fillPlans(db: Database): Promise<number> {
  let filled = 0
  for (let after: string | null = null; ; ) {
    const loans: readonly string[] = await withTransaction(db, SYSTEM, async (tx) => {
      const unplanned = await unplannedLoans(tx, after, LOANS_A_TIME)
      for (const loanId of unplanned) {
        const known = await lifeOf(tx, loanId, null)
        if (known?.life != null) await planRepricing(tx, known.loan, known.life)
      }
      return unplanned
    })
    filled += loans.length
    const last = loans.at(-1)
    if (last === undefined || loans.length < LOANS_A_TIME) return filled
    after = last
  }
}
