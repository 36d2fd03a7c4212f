import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/transaction.js'

/** Whether the latest list of the movables registry that the lender has shows the registration as cancelled. */
export async function isStruckInRegister(tx: Tx, registrationNo: string): Promise<boolean> {
  const rows = await tx.execute<{ struck: boolean }>(sql`
    SELECT r.body ->> 'status' = 'cancelled' AS struck
    FROM register_file f JOIN register_file_row r ON r.file_id = f.id
    WHERE f.kind = 'movables-register' AND r.body ->> 'registrationNo' = ${registrationNo}
    ORDER BY f.as_of DESC, f.recorded_at DESC LIMIT 1`)
  return rows[0]?.struck === true
}

/** Whether a loan that the pledge secures is overdue or written off. */
export async function isInDefault(tx: Tx, pledgeId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    SELECT 1 FROM secured_loan p JOIN loan_state s ON s.loan_id = p.loan_id
    WHERE p.pledge_id = ${pledgeId} AND s.state IN ('OVERDUE', 'WRITTEN_OFF') LIMIT 1`)
  return rows.length > 0
}

export async function lenderByCode(tx: Tx, code: string): Promise<string | undefined> {
  const rows = await tx.execute<{ id: string }>(
    sql`SELECT id FROM organisation WHERE code = ${code} AND kind = 'lender'`,
  )
  return rows[0]?.id
}

/** Whether what an alert is answered with is there: a payment since, on a loan under the pledge, or an approved change of its collateral. */
export async function isAnswerOnRecord(
  tx: Tx,
  alert: { readonly id: string; readonly pledgeId: string; readonly raisedOn: string },
  answer: 'part-repayment' | 'added-collateral' | 'substitution',
  reference: string,
): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(reference)) return false
  const rows =
    answer === 'part-repayment'
      ? await tx.execute(sql`
          SELECT 1 FROM loan_event e JOIN secured_loan p ON p.loan_id = e.loan_id
          WHERE e.id = ${reference}::uuid AND e.kind = 'payment' AND e.on_date >= ${alert.raisedOn}::date AND p.base_id = ${alert.pledgeId}
            AND NOT EXISTS (SELECT 1 FROM loan_event r WHERE r.reverses = e.id)`)
      : await tx.execute(sql`
          SELECT 1 FROM collateral_change c
          WHERE c.id = ${reference}::uuid AND c.state = 'APPROVED' AND c.kind = ${answer === 'substitution' ? 'substituted' : 'added'}
            AND c.pledge_id = ${alert.pledgeId} AND c.on_date >= ${alert.raisedOn}::date`)
  return rows.length > 0
}
