import type postgres from 'postgres'
import { XINGWANG } from './disbursed-loan.js'
import { DAY } from './published-loan.js'

export interface ApprovedApplication {
  readonly lender?: string
  readonly uscc?: string
  readonly product?: string
  readonly amount?: string
}

/** Applications quoted and approved on the day, ready for their contracts, written as the owner of the tables. @returns their ids */
export async function approvedApplications(
  owner: postgres.Sql,
  count: number,
  application: ApprovedApplication = {},
): Promise<readonly string[]> {
  const { lender = 'RCB-SIHUI', uscc = XINGWANG, product = 'YUN_TAN_DAI', amount = '100000.00' } = application
  const people = lender === 'RCB-SIHUI' ? 'sihui' : 'bank01'
  const rows = await owner<{ id: string }[]>`
    WITH who AS (
      SELECT o.id AS lender_id, e.id AS enterprise_id, u.id AS officer, v.id AS approver
      FROM organisation o, enterprise e, user_account u, user_account v
      WHERE o.code = ${lender} AND e.uscc = ${uscc} AND u.username = ${`officer.${people}`} AND v.username = ${`approver.${people}`}),
    application AS (
      INSERT INTO loan_application (lender_id, enterprise_id, product, amount, tenor_months, purpose, applied_on, state, version, made_by)
      SELECT lender_id, enterprise_id, ${product}, ${amount}, 12, '采购', ${DAY}, 'APPROVED', 3, officer
      FROM who, generate_series(1, ${count}) RETURNING id),
    quoted AS (
      INSERT INTO quote (lender_id, enterprise_id, application_id, product, amount, tenor_months, priced_on, expires_on, grade, rate,
        reference_rate, discount_bp, annual_saving, explanation, document_hash, made_by)
      SELECT lender_id, enterprise_id, application.id, ${product}, ${amount}, 12, ${DAY}, ${DAY}::date + 30, 'LIGHT_GREEN', 3.25, 3.45, 20,
        0, '{}', '', officer FROM who, application RETURNING id, application_id)
    INSERT INTO loan_approval (application_id, quote_id, lender_id, enterprise_id, decision, approved_amount, decided_on, opinion, decided_by,
      reasons)
    SELECT application_id, quoted.id, lender_id, enterprise_id, 'APPROVED', ${amount}, ${DAY}, '同意', approver, '[]' FROM who, quoted
    RETURNING application_id AS id`
  return rows.map(({ id }) => id)
}
