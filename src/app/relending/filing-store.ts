import { and, asc, eq, sql } from 'drizzle-orm'
import { reloan, reloanFiling, reloanFilingLoan } from '../../db/tables/relending.js'
import type { Tx } from '../../db/transaction.js'
import type { RowVerdict } from '../../domain/relending/filing.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { formatMoney, type Money, NO_MONEY } from '../../kernel/money.js'

export type FilingRow = typeof reloanFiling.$inferSelect
export type FilingLoanRow = typeof reloanFilingLoan.$inferSelect
export type ReloanRow = typeof reloan.$inferSelect

export async function filingById(tx: Tx, id: string): Promise<FilingRow | undefined> {
  const rows = await tx.select().from(reloanFiling).where(eq(reloanFiling.id, id))
  return rows[0]
}

/** See `lockQuota` for the order of locks; a filing's state is tested before its rows are held. */
export async function lockFiling(tx: Tx, id: string): Promise<FilingRow | undefined> {
  const rows = await tx.select().from(reloanFiling).where(eq(reloanFiling.id, id)).for('no key update')
  return rows[0]
}

/** The rows still in the batch, in the order of their loans. */
export async function lockFilingLoans(tx: Tx, filingId: string): Promise<readonly FilingLoanRow[]> {
  return tx
    .select()
    .from(reloanFilingLoan)
    .where(and(eq(reloanFilingLoan.filingId, filingId), eq(reloanFilingLoan.live, true)))
    .orderBy(asc(reloanFilingLoan.loanId))
    .for('no key update')
}

/** Last of the locks: the balances the re-loan is measured against stand still. */
export async function lockLoanStates(tx: Tx, loanIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    SELECT 1 FROM loan_state
    WHERE loan_id = ANY (${`{${loanIds.join()}}`}::uuid[]) ORDER BY loan_id FOR NO KEY UPDATE`)
}

export async function insertFiling(
  tx: Tx,
  filing: Pick<
    FilingRow,
    | 'quotaId'
    | 'facility'
    | 'centralBankId'
    | 'lenderId'
    | 'filedOn'
    | 'mode'
    | 'backfillDays'
    | 'reviews'
    | 'requested'
    | 'filedBy'
  >,
  loans: readonly {
    readonly loanId: string
    readonly enterpriseId: string
    readonly requested: Money
    readonly eligibility: unknown
    readonly evidenceHash: string | null
  }[],
): Promise<FilingRow> {
  const rows = await tx
    .insert(reloanFiling)
    .values({ ...filing, state: 'FILED', drawn: NO_MONEY })
    .returning()
  const filed = rows[0] as FilingRow
  const { id: filingId, centralBankId, lenderId } = filed
  await tx.execute(sql`
    INSERT INTO reloan_filing_loan (filing_id, loan_id, enterprise_id, central_bank_id, lender_id, requested, eligibility, evidence_hash)
    SELECT ${filingId}, r."loanId", r."enterpriseId", ${centralBankId}, ${lenderId}, r.requested, r.eligibility, r."evidenceHash"
    FROM jsonb_to_recordset(${JSON.stringify(loans.map((loan) => ({ ...loan, requested: formatMoney(loan.requested) })))}::jsonb)
      AS r("loanId" uuid, "enterpriseId" uuid, requested numeric, eligibility jsonb, "evidenceHash" text)
    ORDER BY r."loanId"`)
  return filed
}

/** Writes what changed of a locked filing and counts its version. */
export async function updateFiling(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<
      FilingRow,
      | 'state'
      | 'granted'
      | 'drawn'
      | 'grantedOn'
      | 'firstReviewedBy'
      | 'reviewedBy'
      | 'grantedBy'
      | 'firstReviewOpinion'
      | 'reviewOpinion'
      | 'grantOpinion'
    >
  >,
): Promise<FilingRow> {
  const rows = await tx
    .update(reloanFiling)
    .set({ ...change, version: sql`${reloanFiling.version} + 1` })
    .where(eq(reloanFiling.id, id))
    .returning()
  return rows[0] as FilingRow
}

/** A returned filing no longer keeps its loans, a filing that goes on not its returned rows: each may be filed again. */
export async function freeFilingLoans(
  tx: Tx,
  filingId: string,
  loanIds: readonly string[] | null = null,
): Promise<void> {
  await tx.execute(sql`
    UPDATE reloan_filing_loan SET live = false
    WHERE filing_id = ${filingId} AND live
      ${loanIds === null ? sql`` : sql`AND loan_id = ANY (${`{${loanIds.join()}}`}::uuid[])`}`)
}

/** What a reviewer said of each row, in one statement. */
export async function insertOpinions(
  tx: Tx,
  { id, centralBankId, lenderId }: Pick<FilingRow, 'id' | 'centralBankId' | 'lenderId'>,
  review: { readonly no: 1 | 2; readonly givenBy: string; readonly verdicts: readonly RowVerdict[] },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO reloan_row_opinion (filing_id, loan_id, review, central_bank_id, lender_id, verdict, opinion, given_by)
    SELECT ${id}, r.loan, ${review.no}, ${centralBankId}, ${lenderId}, r.verdict, r.opinion, ${review.givenBy}
    FROM jsonb_to_recordset(${JSON.stringify(review.verdicts)}::jsonb) AS r (loan uuid, verdict text, opinion text)
    ORDER BY r.loan`)
}

/** One row still in the batch, held before its loan's state, the filing and the quota. */
export async function lockRow(tx: Tx, filingId: string, loanId: string): Promise<FilingLoanRow | undefined> {
  const rows = await tx
    .select()
    .from(reloanFilingLoan)
    .where(
      and(
        eq(reloanFilingLoan.filingId, filingId),
        eq(reloanFilingLoan.loanId, loanId),
        eq(reloanFilingLoan.live, true),
      ),
    )
    .for('no key update')
  return rows[0]
}

/** The state of a loan that is a row of the filing; of no other. */
export async function lockLoanOfRow(tx: Tx, filingId: string, loanId: string): Promise<void> {
  await tx.execute(sql`
    SELECT 1 FROM loan_state s
    WHERE s.loan_id = ${loanId} AND EXISTS (SELECT 1 FROM reloan_filing_loan f WHERE f.filing_id = ${filingId} AND f.loan_id = s.loan_id)
    FOR NO KEY UPDATE`)
}

/** Writes a draw: the re-loan and its row, which is held. */
export async function insertDraw(
  tx: Tx,
  row: Omit<ReloanRow, 'recordedAt'>,
  noteDueOn: CivilDate | null,
): Promise<ReloanRow> {
  const [rows] = await Promise.all([
    tx.insert(reloan).values(row).returning(),
    tx.execute(sql`
      UPDATE reloan_filing_loan SET drawn = drawn + ${formatMoney(row.amount)}, note_due_on = coalesce(note_due_on, ${noteDueOn}::date)
      WHERE filing_id = ${row.filingId} AND loan_id = ${row.loanId} AND live`),
  ])
  return rows[0] as ReloanRow
}

/** Takes a draw out of its grant. False where so much is not left. */
export async function drawFromGrant(tx: Tx, filingId: string, amount: Money): Promise<boolean> {
  const rows = await tx.execute(sql`
    UPDATE reloan_filing SET drawn = drawn + ${formatMoney(amount)}, version = version + 1
    WHERE id = ${filingId} AND state = 'GRANTED' AND drawn + ${formatMoney(amount)} <= granted RETURNING 1`)
  return rows.length === 1
}

/** Notes of one filing are filled in one batch after the other; a lender may not hold the filing itself. */
export async function lockNotes(tx: Tx, filingId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`notes ${filingId}`}, 0))`)
}

export interface NewNote {
  readonly loanId: string
  readonly disbursementId: string
  readonly noteNo: string
  readonly disbursedOn: string
  readonly dueOn: string
  readonly evidenceHash: string
}
/** Notes that follow their draws 后补借据. */
export async function insertNotes(
  tx: Tx,
  { id, centralBankId, lenderId }: Pick<FilingRow, 'id' | 'centralBankId' | 'lenderId'>,
  filled: { readonly on: CivilDate; readonly by: string; readonly notes: readonly NewNote[] },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO reloan_note (filing_id, loan_id, central_bank_id, lender_id, disbursement_id, note_no, disbursed_on, due_on, filled_on,
      evidence_hash, filled_by)
    SELECT ${id}, r."loanId", ${centralBankId}, ${lenderId}, r."disbursementId", r."noteNo", r."disbursedOn", r."dueOn", ${filled.on},
           r."evidenceHash", ${filled.by}
    FROM jsonb_to_recordset(${JSON.stringify(filled.notes)}::jsonb) AS r ("loanId" uuid, "disbursementId" uuid, "noteNo" text,
         "disbursedOn" date, "dueOn" date, "evidenceHash" text)
    ORDER BY r."loanId"`)
}
