import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

export interface BackingLoanRow extends Record<string, unknown> {
  loanId: string
  lenderId: string
  enterpriseId: string
  size: string
  ownership: string
  state: string
  rate: string
  balance: string
  /** First and last payment of the loan; null before the first. */
  firstOn: string | null
  lastOn: string | null
  /** Of every payment there is evidence what the money was used for. */
  useEvidence: boolean
  /** The borrower's lines at the lender in force on the day of the first payment, or what it owes there if that is more. */
  customerCredit: string
  pledgeId: string | null
  pledgeState: string | null
  /** The live filing that the loan backs already, other than the excepted one. */
  otherFilingId: string | null
  otherFacility: string | null
  /** Re-loans on the loan outside the excepted filing, and in all. */
  otherReloans: string
  reloans: string
}

/** What is known of loans that are to back a re-loan; those the asker may not see are missing. */
export async function backingLoanRows(
  tx: Tx,
  loanIds: readonly string[],
  exceptFiling: string | null,
): Promise<readonly BackingLoanRow[]> {
  return tx.execute<BackingLoanRow>(sql`
    SELECT l.id AS "loanId", l.lender_id AS "lenderId", l.enterprise_id AS "enterpriseId", e.size_class AS size, e.ownership,
           s.state, l.rate::text AS rate, s.balance::text AS balance, d.first_on AS "firstOn", d.last_on AS "lastOn",
           coalesce(d.evidence, false) AS "useEvidence", greatest(c.lines, o.owed)::numeric(20,2)::text AS "customerCredit",
           p.id AS "pledgeId", p.state AS "pledgeState", f.id AS "otherFilingId", f.facility AS "otherFacility",
           r.others::numeric(20,2)::text AS "otherReloans", r.total::numeric(20,2)::text AS reloans
    FROM loan l
    JOIN loan_state s ON s.loan_id = l.id
    JOIN enterprise e ON e.id = l.enterprise_id
    LEFT JOIN pledge p ON p.id = l.pledge_id
    LEFT JOIN LATERAL (
      SELECT min(disbursed_on) AS first_on, max(disbursed_on) AS last_on, bool_and(btrim(use_evidence) <> '') AS evidence
      FROM disbursement WHERE loan_id = l.id) d ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(limit_amount), 0) AS lines FROM credit_line k
      WHERE k.enterprise_id = l.enterprise_id AND k.lender_id = l.lender_id
        AND k.effective_from <= d.first_on AND (k.effective_to IS NULL OR k.effective_to >= d.first_on)
        AND NOT EXISTS (SELECT 1 FROM credit_line n WHERE n.supersedes = k.id AND n.effective_from <= d.first_on)) c
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(b.balance), 0) AS owed FROM loan k JOIN loan_state b ON b.loan_id = k.id
      WHERE k.enterprise_id = l.enterprise_id AND k.lender_id = l.lender_id) o
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(amount), 0) AS total,
             coalesce(sum(amount) FILTER (WHERE x.filing_id IS DISTINCT FROM ${exceptFiling}::uuid), 0) AS others
      FROM reloan x WHERE x.loan_id = l.id) r
    LEFT JOIN reloan_filing_loan fl ON fl.loan_id = l.id AND fl.live AND fl.filing_id IS DISTINCT FROM ${exceptFiling}::uuid
    LEFT JOIN reloan_filing f ON f.id = fl.filing_id
    WHERE l.id = ANY (${`{${loanIds.join()}}`}::uuid[])
    ORDER BY l.id`)
}
