import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'
import type { CivilDate } from '../../kernel/civil-date.js'

export interface AwaitedNote extends Record<string, unknown> {
  /** Null where no note is awaited for the loan. */
  dueOn: CivilDate | null
  filled: boolean
  /** Null where the loan has no such note. */
  disbursementId: string | null
  disbursedOn: CivilDate | null
}

/** What each named note would fill in, in the order they are named. */
export async function awaitedNotes(
  tx: Tx,
  filingId: string,
  notes: readonly { readonly loanId: string; readonly noteNo: string }[],
): Promise<readonly AwaitedNote[]> {
  return tx.execute<AwaitedNote>(sql`
    SELECT f.note_due_on AS "dueOn", EXISTS (SELECT 1 FROM reloan_note n WHERE n.filing_id = f.filing_id AND n.loan_id = f.loan_id) AS filled,
           d.id AS "disbursementId", d.disbursed_on AS "disbursedOn"
    FROM jsonb_to_recordset(${JSON.stringify(notes.map((note, at) => ({ ...note, at })))}::jsonb) AS r ("loanId" uuid, "noteNo" text, at int)
    LEFT JOIN reloan_filing_loan f ON f.filing_id = ${filingId} AND f.loan_id = r."loanId" AND f.live
    LEFT JOIN standing_disbursement d ON d.loan_id = r."loanId" AND d.note_no = r."noteNo"
    ORDER BY r.at`)
}
