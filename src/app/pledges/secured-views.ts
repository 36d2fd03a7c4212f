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
    SELECT ((SELECT coalesce(sum(s.contracted), 0) FROM secured_loan l JOIN loan_state s ON s.loan_id = l.loan_id
             WHERE l.pledge_id = ${pledgeId} AND s.state NOT IN ('SETTLED', 'WITHDRAWN'))
          + (SELECT coalesce(sum(v.approved_amount), 0) FROM loan_application a JOIN loan_approval v ON v.application_id = a.id
             WHERE a.pledge_id = ${pledgeId} AND a.state = 'APPROVED' AND v.decided_on + ${APPROVAL_DAYS}::int >= ${on}::date)
           )::numeric(20,2)::text AS secured`)
  return money(rows[0]?.secured ?? '0')
}

/** The pledge that stands for the one a loan was signed with: the same, or what has been substituted for it. */
export async function standingPledge(tx: Tx, loanId: string, signedWith: string): Promise<string> {
  const rows = await tx.execute<{ pledgeId: string }>(sql`
    WITH RECURSIVE standing AS (
      SELECT ${signedWith}::uuid AS pledge_id
      UNION ALL
      SELECT c.pledge_id FROM loan_collateral c JOIN standing s ON c.replaces = s.pledge_id WHERE c.loan_id = ${loanId})
    SELECT pledge_id AS "pledgeId" FROM standing s
    WHERE NOT EXISTS (SELECT 1 FROM loan_collateral c WHERE c.loan_id = ${loanId} AND c.replaces = s.pledge_id)`)
  return rows[0]?.pledgeId ?? signedWith
}

/** The last day on which a loan that a pledge secures is due: as restructured last, as paid out, or as contracted. */
export async function securedThrough(tx: Tx, pledgeId: string): Promise<CivilDate | null> {
  const rows = await tx.execute<{ loanEnd: CivilDate | null }>(sql`
    SELECT max(${LOAN_END}) AS "loanEnd"
    FROM secured_loan p JOIN loan l ON l.id = p.loan_id JOIN loan_state s ON s.loan_id = l.id
    WHERE p.pledge_id = ${pledgeId} AND s.state NOT IN ('SETTLED', 'WITHDRAWN')`)
  return rows[0]?.loanEnd ?? null
}

/** Of a `loan l`. */
export const LOAN_END = sql.raw(`coalesce(
  (SELECT max(d.due)::date FROM loan_event e, jsonb_array_elements_text(e.body -> 'dueDates') AS d (due)
   WHERE e.id = (SELECT r.id FROM loan_event r WHERE r.loan_id = l.id AND r.kind = 'restructure'
                   AND NOT EXISTS (SELECT 1 FROM loan_event x WHERE x.reverses = r.id) ORDER BY r.on_date DESC, r.no DESC LIMIT 1)),
  (SELECT max(d.due_on) FROM standing_disbursement d WHERE d.loan_id = l.id),
  (l.signed_on + make_interval(months => l.tenor_months))::date)`)

/** Principal outstanding of the loans that a pledge secures. */
export async function principalOwed(tx: Tx, pledgeId: string): Promise<Money> {
  const rows = await tx.execute<{ owed: string }>(sql`
    SELECT coalesce(sum(s.balance), 0)::numeric(20,2)::text AS owed
    FROM secured_loan p JOIN loan_state s ON s.loan_id = p.loan_id WHERE p.pledge_id = ${pledgeId}`)
  return money(rows[0]?.owed ?? '0')
}
