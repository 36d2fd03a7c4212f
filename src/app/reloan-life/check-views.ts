import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

/** Lenders that ever had a quota of the branch in force by the day. */
export async function lendersOfBranch(tx: Tx, centralBankId: string, by: CivilDate): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT DISTINCT lender_id AS id FROM reloan_quota
    WHERE central_bank_id = ${centralBankId} AND state = 'ACTIVE' AND valid_from <= ${by} ORDER BY 1`)
  return rows.map(({ id }) => id)
}

export interface QuotaDayRow extends Record<string, unknown> {
  quotaId: string
  day: CivilDate
  limit: string
  drawn: string
  peak: string
  exceeded: boolean
}
export async function quotaDayRows(
  tx: Tx,
  parties: { readonly centralBankId: string; readonly lenderId: string },
  from: CivilDate,
  to: CivilDate,
): Promise<readonly QuotaDayRow[]> {
  return tx.execute<QuotaDayRow>(sql`
    SELECT q.id AS "quotaId", u.day, u.limit_amount::numeric(20,2)::text AS "limit", u.drawn::numeric(20,2)::text AS drawn,
           u.peak::numeric(20,2)::text AS peak, u.exceeded
    FROM reloan_quota q CROSS JOIN LATERAL quota_utilisation(q.id, ${from}::date, ${to}::date, 'infinity'::timestamptz) u
    WHERE q.central_bank_id = ${parties.centralBankId} AND q.lender_id = ${parties.lenderId} AND q.state = 'ACTIVE' ORDER BY q.id, u.day`)
}

/** Re-loans past their due date with a balance, of which that is not written down for this due date; those of one branch. */
export async function lateReloans(
  tx: Tx,
  centralBankId: string,
  on: CivilDate,
): Promise<readonly { readonly id: string; readonly dueOn: CivilDate }[]> {
  return tx.execute<{ id: string; dueOn: CivilDate }>(sql`
    SELECT s.reloan_id AS id, s.due_on AS "dueOn" FROM reloan_state s
    WHERE s.central_bank_id = ${centralBankId} AND s.balance > 0 AND s.due_on < ${on}
      AND NOT EXISTS (SELECT 1 FROM reloan_event e WHERE e.reloan_id = s.reloan_id AND e.kind = 'overdue' AND e.on_date > s.due_on)
    ORDER BY s.reloan_id`)
}

export interface BackedLoanRow extends Record<string, unknown> {
  loanId: string
  facilities: readonly string[]
}
/** Loans that back re-loans of a lender, with the facilities whose live filings or re-loans they back. */
export async function backedLoanRows(
  tx: Tx,
  parties: { readonly centralBankId: string; readonly lenderId: string },
): Promise<readonly BackedLoanRow[]> {
  return tx.execute<BackedLoanRow>(sql`
    SELECT b.loan_id AS "loanId", array_agg(DISTINCT f.facility ORDER BY f.facility) AS facilities
    FROM reloan_backing b JOIN reloan_filing f ON f.id = b.filing_id
    WHERE b.live AND b.lender_id = ${parties.lenderId} AND b.central_bank_id = ${parties.centralBankId} GROUP BY 1 ORDER BY 1`)
}

/** The principal of a re-loan as either book holds it at the end of a day. */
export interface BookedReloanRow extends Record<string, unknown> {
  reloanId: string
  lenderBook: string
  branchBook: string
}
export async function bookedReloans(
  tx: Tx,
  parties: { readonly centralBankId: string; readonly lenderId: string },
  by: CivilDate,
  accounts: { readonly lender: string; readonly branch: string },
): Promise<readonly BookedReloanRow[]> {
  const booked = (organisation: string, code: string, owing: string) => sql`
    coalesce((SELECT sum(CASE l.side WHEN ${owing} THEN l.amount ELSE -l.amount END)
              FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
              WHERE e.subject_kind = 'reloan' AND e.subject_id = r.id AND e.for_on <= ${by} AND e.organisation_id = ${organisation}
                AND a.code = ${code}), 0)::numeric(20,2)::text`
  return tx.execute<BookedReloanRow>(sql`
    SELECT r.id AS "reloanId", ${booked(parties.lenderId, accounts.lender, 'credit')} AS "lenderBook",
           ${booked(parties.centralBankId, accounts.branch, 'debit')} AS "branchBook"
    FROM reloan r WHERE r.central_bank_id = ${parties.centralBankId} AND r.lender_id = ${parties.lenderId} AND r.drawn_on <= ${by}
    ORDER BY r.id`)
}
