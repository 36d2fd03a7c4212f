import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import { type Money, money } from '../../kernel/money.js'

const net = sql.raw(`CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END`)
/** What is written off is still owed, and is in the books no more. */
const carried = sql.raw(`CASE s.state WHEN 'WRITTEN_OFF' THEN 0 ELSE s.balance END`)
const inList = (codes: readonly string[]) =>
  sql`a.code IN (SELECT jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb))`

/**
 * What the loans of a bank owe in all, those written off aside, and what its ledger holds on accounts of principal: one statement, so that no entry is booked
 * between the two.
 */
export async function loansAndLedger(
  tx: Tx,
  organisationId: string,
  accounts: readonly string[],
): Promise<{ readonly loans: Money; readonly ledger: Money }> {
  const rows = await tx.execute<{ loans: string; ledger: string }>(sql`
    SELECT (SELECT coalesce(sum(${carried}), 0) FROM loan_state s WHERE s.lender_id = ${organisationId})::numeric(20,2)::text AS loans,
           (SELECT coalesce(sum(${net}), 0) FROM journal_line l JOIN ledger_account a ON a.id = l.account_id
            WHERE a.organisation_id = ${organisationId} AND ${inList(accounts)})::numeric(20,2)::text AS ledger`)
  const sums = rows[0] as { loans: string; ledger: string }
  return { loans: money(sums.loans), ledger: money(sums.ledger) }
}

export interface LoanDifference extends Record<string, unknown> {
  loanId: string
  loan: string
  ledger: string
}

/** Loans whose balance is not what the ledger holds for them. */
export async function loansThatDiffer(
  tx: Tx,
  organisationId: string,
  accounts: readonly string[],
  limit: number,
): Promise<readonly LoanDifference[]> {
  return tx.execute<LoanDifference>(sql`
    WITH booked AS (
      SELECT e.subject_id AS loan_id, sum(${net}) AS amount
      FROM journal_line l JOIN ledger_account a ON a.id = l.account_id JOIN journal_entry e ON e.id = l.entry_id
      WHERE a.organisation_id = ${organisationId} AND ${inList(accounts)} AND e.subject_kind = 'loan'
      GROUP BY e.subject_id)
    SELECT s.loan_id AS "loanId", (${carried})::numeric(20,2)::text AS loan, coalesce(b.amount, 0)::numeric(20,2)::text AS ledger
    FROM loan_state s LEFT JOIN booked b ON b.loan_id = s.loan_id
    WHERE s.lender_id = ${organisationId} AND ${carried} <> coalesce(b.amount, 0)
    ORDER BY s.loan_id LIMIT ${limit}`)
}
