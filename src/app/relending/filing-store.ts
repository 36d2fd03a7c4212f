import { asc, eq, sql } from 'drizzle-orm'
import { reloan, reloanFiling, reloanFilingLoan } from '../../db/tables/relending.js'
import type { Tx } from '../../db/transaction.js'
import { formatMoney, type Money, NO_MONEY } from '../../kernel/money.js'

export type FilingRow = typeof reloanFiling.$inferSelect
export type FilingLoanRow = typeof reloanFilingLoan.$inferSelect
export type ReloanRow = typeof reloan.$inferSelect

export async function filingById(tx: Tx, id: string): Promise<FilingRow | undefined> {
  const rows = await tx.select().from(reloanFiling).where(eq(reloanFiling.id, id))
  return rows[0]
}

/** Held after its quota: see `lockQuota` for the order. */
export async function lockFiling(tx: Tx, id: string): Promise<FilingRow | undefined> {
  const rows = await tx.select().from(reloanFiling).where(eq(reloanFiling.id, id)).for('no key update')
  return rows[0]
}

export async function lockFilingLoans(tx: Tx, filingId: string): Promise<readonly FilingLoanRow[]> {
  return tx
    .select()
    .from(reloanFilingLoan)
    .where(eq(reloanFilingLoan.filingId, filingId))
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
  filing: Pick<FilingRow, 'quotaId' | 'facility' | 'centralBankId' | 'lenderId' | 'filedOn' | 'requested' | 'filedBy'>,
  loans: readonly {
    readonly loanId: string
    readonly enterpriseId: string
    readonly requested: Money
    readonly eligibility: unknown
  }[],
): Promise<FilingRow> {
  const rows = await tx
    .insert(reloanFiling)
    .values({ ...filing, state: 'FILED', drawn: NO_MONEY })
    .returning()
  const filed = rows[0] as FilingRow
  const { id: filingId, centralBankId, lenderId } = filed
  await tx.execute(sql`
    INSERT INTO reloan_filing_loan (filing_id, loan_id, enterprise_id, central_bank_id, lender_id, requested, eligibility)
    SELECT ${filingId}, r."loanId", r."enterpriseId", ${centralBankId}, ${lenderId}, r.requested, r.eligibility
    FROM jsonb_to_recordset(${JSON.stringify(loans.map((loan) => ({ ...loan, requested: formatMoney(loan.requested) })))}::jsonb)
      AS r("loanId" uuid, "enterpriseId" uuid, requested numeric, eligibility jsonb)
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
      'state' | 'granted' | 'drawn' | 'grantedOn' | 'reviewedBy' | 'grantedBy' | 'reviewOpinion' | 'grantOpinion'
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

/** A returned filing no longer keeps its loans: each may be filed again. */
export async function freeFilingLoans(tx: Tx, filingId: string): Promise<void> {
  await tx.update(reloanFilingLoan).set({ live: false }).where(eq(reloanFilingLoan.filingId, filingId))
}

export async function setFilingLoanDrawn(tx: Tx, filingId: string, loanId: string, drawn: Money): Promise<void> {
  await tx.execute(sql`
    UPDATE reloan_filing_loan SET drawn = ${formatMoney(drawn)} WHERE filing_id = ${filingId} AND loan_id = ${loanId}`)
}

export async function insertReloan(tx: Tx, row: Omit<ReloanRow, 'id' | 'recordedAt'>): Promise<ReloanRow> {
  const rows = await tx.insert(reloan).values(row).returning()
  return rows[0] as ReloanRow
}
