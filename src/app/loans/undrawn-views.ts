import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

/** Whether a filing, a re-loan or a proposal of one stands on the loan. */
export async function backsReloan(tx: Tx, loanId: string): Promise<boolean> {
  const rows = await tx.execute(sql`SELECT 1 FROM reloan_backing b WHERE b.loan_id = ${loanId} AND b.live LIMIT 1`)
  return rows.length > 0
}

/** Contracts of a lender of which nothing is paid out, approved before a day, with nothing standing on them. */
export async function undrawnSince(
  tx: Tx,
  lenderId: string,
  approvedBefore: CivilDate,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT s.loan_id AS id
    FROM loan_state s JOIN loan l ON l.id = s.loan_id JOIN loan_approval a ON a.application_id = l.application_id
    WHERE s.lender_id = ${lenderId} AND s.state = 'CONTRACTED' AND a.decided_on < ${approvedBefore}
      AND (${after}::uuid IS NULL OR s.loan_id > ${after}::uuid)
      AND NOT EXISTS (SELECT 1 FROM reloan_backing b WHERE b.loan_id = s.loan_id AND b.live)
    ORDER BY s.loan_id LIMIT ${limit}`)
  return rows.map(({ id }) => id)
}
