import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { APPROVAL_DAYS } from '../../domain/loans/approve.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { type Money, money } from '../../kernel/money.js'

/**
 * What a pledge secures on a day: contracts that are not settled, and approvals that may still be used. The lender's own
 * applications only, because nobody else's stand behind its pledge.
 */
export async function securedBy(tx: Tx, pledgeId: string, on: CivilDate): Promise<Money> {
  const rows = await tx.execute<{ secured: string }>(sql`
    SELECT ((SELECT coalesce(sum(s.contracted), 0) FROM loan l JOIN loan_state s ON s.loan_id = l.id
             WHERE l.pledge_id = ${pledgeId} AND s.state <> 'SETTLED')
          + (SELECT coalesce(sum(v.approved_amount), 0) FROM loan_application a JOIN loan_approval v ON v.application_id = a.id
             WHERE a.pledge_id = ${pledgeId} AND a.state = 'APPROVED' AND v.decided_on + ${APPROVAL_DAYS}::int >= ${on}::date)
           )::numeric(20,2)::text AS secured`)
  return money(rows[0]?.secured ?? '0')
}
