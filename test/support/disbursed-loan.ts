import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'

export const XINGWANG = '91441200MA9000011L'

export interface DisbursedLoan {
  readonly lender?: string
  readonly uscc?: string
  readonly amount?: string
  readonly rate?: string
  readonly on?: string
  readonly useEvidence?: string
  readonly method?: 'interest-only' | 'equal-instalment' | 'equal-principal' | 'bullet'
  /** Signed, not yet paid out. */
  readonly disbursed?: boolean
}

/** A loan as the books have it after its disbursement, written as the owner of the tables. @returns its id */
export async function disbursedLoan(owner: postgres.Sql, loan: DisbursedLoan = {}): Promise<string> {
  const { lender = 'RCB-SIHUI', uscc = XINGWANG, amount = '3000000.00', rate = '3.25', on = '2024-06-20' } = loan
  const { useEvidence = '采购合同', method = 'interest-only', disbursed = true } = loan
  const officer = lender === 'RCB-SIHUI' ? 'officer.sihui' : 'officer.bank01'
  const no = randomUUID()
  return owner.begin(async (sql) => {
    const [made] = await sql<[{ id: string; lender: string; enterprise: string; officer: string }]>`
      WITH who AS (
        SELECT o.id AS lender, e.id AS enterprise, u.id AS officer
        FROM organisation o, enterprise e, user_account u
        WHERE o.code = ${lender} AND e.uscc = ${uscc} AND u.username = ${officer}),
      application AS (
        INSERT INTO loan_application (lender_id, enterprise_id, product, amount, tenor_months, purpose, applied_on, state, made_by)
        SELECT lender, enterprise, 'DATA_PLEDGE', ${amount}, 12, '采购', ${on}, 'CONTRACTED', officer FROM who RETURNING id),
      quoted AS (
        INSERT INTO quote (lender_id, enterprise_id, application_id, product, amount, tenor_months, priced_on, expires_on, grade, rate,
          reference_rate, discount_bp, annual_saving, explanation, document_hash, made_by)
        SELECT lender, enterprise, application.id, 'DATA_PLEDGE', ${amount}, 12, ${on}, ${on}, 'LIGHT_GREEN', ${rate}, ${rate}, 0, 0, '{}',
          '', officer FROM who, application RETURNING id)
      INSERT INTO loan (contract_no, lender_id, enterprise_id, application_id, quote_id, product, amount, rate, reference_rate, tenor_months,
        method, day_count, purpose, signed_on, signed_by)
      SELECT ${no}, lender, enterprise, application.id, quoted.id, 'DATA_PLEDGE', ${amount}, ${rate}, ${rate}, 12, ${method},
        'actual/360', '采购', ${on}, officer FROM who, application, quoted
      RETURNING id, lender_id AS lender, enterprise_id AS enterprise, signed_by AS officer`
    const paid = disbursed ? amount : '0'
    await sql`
      INSERT INTO loan_state (loan_id, lender_id, enterprise_id, state, contracted, disbursed, balance, next_event_on)
      VALUES (${made.id}, ${made.lender}, ${made.enterprise}, ${disbursed ? 'DISBURSED' : 'CONTRACTED'}, ${amount}, ${paid}, ${paid},
              ${disbursed ? on : null})`
    if (!disbursed) return made.id
    await sql`
      INSERT INTO ledger_account (organisation_id, code, name_zh, name_en, normal_side)
      VALUES (${made.lender}, '1303', '贷款—本金', 'Loans: principal', 'debit'),
             (${made.lender}, '2011', '吸收存款', 'Customer deposits', 'credit')
      ON CONFLICT DO NOTHING`
    const [entry] = await sql<[{ id: string }]>`
      INSERT INTO journal_entry (organisation_id, booked_on, event, subject_kind, subject_id)
      VALUES (${made.lender}, ${on}, 'loan.disbursed', 'loan', ${made.id}) RETURNING id`
    await sql`
      INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
      SELECT ${entry.id}, id, organisation_id, normal_side, ${amount}::numeric FROM ledger_account
      WHERE organisation_id = ${made.lender} AND code IN ('1303', '2011')`
    await sql`
      INSERT INTO disbursement (loan_id, lender_id, enterprise_id, note_no, amount, disbursed_on, due_on, payee, use_evidence, entry_id, disbursed_by)
      VALUES (${made.id}, ${made.lender}, ${made.enterprise}, ${no}, ${amount}, ${on}, ${on}::date + 365, '供应商', ${useEvidence}, ${entry.id},
              ${made.officer})`
    return made.id
  })
}
