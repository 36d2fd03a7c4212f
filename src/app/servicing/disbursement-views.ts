import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { RestsOnDisbursement } from './disbursement-may-go.js'

/** The first of what rests on a disbursement of a loan; null where nothing does, or where the id is of no disbursement. */
export async function whatRestsOn(tx: Tx, loanId: string, disbursementId: string): Promise<RestsOnDisbursement | null> {
  const [found] = await tx.execute<{ because: RestsOnDisbursement | null }>(sql`
    SELECT CASE
      WHEN EXISTS (SELECT 1 FROM reloan_backing b WHERE b.loan_id = d.loan_id AND b.live) THEN 'RELOAN'
      WHEN EXISTS (SELECT 1 FROM reloan_note n WHERE n.disbursement_id = d.id) THEN 'NOTE'
      WHEN EXISTS (SELECT 1 FROM interest_subsidy s WHERE s.loan_id = d.loan_id) THEN 'SUBSIDY'
      WHEN EXISTS (SELECT 1 FROM guarantee_call c WHERE c.loan_id = d.loan_id) THEN 'GUARANTEE_CALL' END AS because
    FROM disbursement d WHERE d.id = ${disbursementId} AND d.loan_id = ${loanId}`)
  return found?.because ?? null
}
