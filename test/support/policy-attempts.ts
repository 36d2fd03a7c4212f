import { randomUUID } from 'node:crypto'
import { DAY, type PolicyCity, type Sql } from './policy-city.js'

type Ids = PolicyCity['id']
/** What somebody tries in one transaction; the rows it achieves. */
export type Attempt = (sql: Sql, id: Ids) => Promise<readonly unknown[] | number>

const user =
  (person: string) =>
  (id: Ids): string =>
    id[person] as string
const reviewer = user('reviewer.branch')
export const approver = user('approver.branch')
export const officer = user('officer.sihui')

export const count =
  (table: string, where = 'true'): Attempt =>
  (sql) =>
    sql.unsafe(`SELECT 1 FROM ${table} WHERE ${where}`)

export const application =
  (firm: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO loan_application (lender_id, enterprise_id, product, amount, tenor_months, purpose, applied_on, state, made_by)
    VALUES (${id.sihui as string}, ${id[firm] as string}, 'P', 1, 12, 'p', ${DAY}, 'APPLIED', ${officer(id)})`
export const line =
  (firm: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO credit_line (enterprise_id, lender_id, product, prior_limit, limit_amount, effective_from)
    VALUES (${id[firm] as string}, ${id.sihui as string}, 'P', 0, 1, ${DAY})`
export const loan =
  (firm: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO loan (contract_no, lender_id, enterprise_id, application_id, quote_id, product, amount, rate, reference_rate, tenor_months,
      method, day_count, purpose, signed_on, signed_by)
    VALUES ('new', ${id.sihui as string}, ${id[firm] as string}, ${id['open.application'] as string}, ${id['filed.quote'] as string},
      'P', 1, 3, 3, 12, 'm', 'd', 'p', ${DAY}, ${officer(id)})`
export const withdrawal =
  (consent: string, firm: string): Attempt =>
  (sql, id) =>
    sql`INSERT INTO consent_withdrawal (consent_id, enterprise_id) VALUES (${id[consent] as string}, ${id[firm] as string})`
export const event =
  (organisation: string, person: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO audit_event (organisation_id, user_id, action, subject_kind, subject_id)
    VALUES (${id[organisation] as string}, ${id[person] as string}, 'loan.disbursed', 'loan', '1')`
export const seal: Attempt = (sql) => sql`INSERT INTO audit_seal (seq, event_id, prev_hash, hash) SELECT 1, 1, 'a', 'b'`
export const rule =
  (entered: string | null, approved: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO rule (table_name, key, valid_from, source, status, body, content_hash, entered_by, approved_by)
    VALUES ('lpr', 'k', ${DAY}, 's', 'confirmed', '{}', 'h', ${entered === null ? null : (id[entered] as string)}, ${id[approved] as string})`
export const filing =
  (state: string, filedBy: string, reviewedBy: string | null = null): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO reloan_filing (quota_id, facility, central_bank_id, lender_id, filed_on, state, requested, filed_by, reviewed_by)
    VALUES (${id.quota as string}, 'F', ${id.branch as string}, ${id.sihui as string}, ${DAY}, ${state}, 1, ${id[filedBy] as string},
      ${reviewedBy === null ? null : (id[reviewedBy] as string)})`
export const filedLoan = (filingId: string, loanId: string, id: Ids, sql: Sql) => sql`
    INSERT INTO reloan_filing_loan (filing_id, loan_id, enterprise_id, central_bank_id, lender_id, requested, eligibility)
    VALUES (${filingId}, ${loanId}, ${id.firmA as string}, ${id.branch as string}, ${id.sihui as string}, 1, '[]')`
export const fileLoan =
  (loanName: string): Attempt =>
  async (sql, id) => {
    const filingId = randomUUID()
    await sql`
      INSERT INTO reloan_filing (id, quota_id, facility, central_bank_id, lender_id, filed_on, state, requested, filed_by)
      VALUES (${filingId}, ${id.quota as string}, 'F', ${id.branch as string}, ${id.sihui as string}, ${DAY}, 'FILED', 1, ${officer(id)})`
    return filedLoan(filingId, id[loanName] as string, id, sql)
  }
export const reloan =
  (loanName: string, reloanId: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO reloan (id, filing_id, quota_id, facility, central_bank_id, lender_id, loan_id, amount, rate, term_months, drawn_on, due_on,
      explanation, drawn_by)
    VALUES (${reloanId}, ${id['filed.filing'] as string}, ${id.quota as string}, 'F', ${id.branch as string}, ${id.sihui as string},
      ${id[loanName] as string}, 60, 1.75, 12, ${DAY}, '2025-06-20', '{}', ${approver(id)})`
export const quota =
  (state: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO reloan_quota (facility, central_bank_id, lender_id, document_no, valid_from, valid_to, state, limit_amount, proposed_by)
    VALUES ('F', ${id.branch as string}, ${id.sihui as string}, 'new', ${DAY}, '2024-12-31', ${state}, 1, ${reviewer(id)})`
export const proposal =
  (state: string, enteredBy: string, decidedBy: string | null = null): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO rule_proposal (organisation_id, table_name, key, valid_from, source, status, body, state, entered_by, decided_by)
    VALUES (${id.branch as string}, 'facility-terms', 'k', ${DAY}, 's', 'confirmed', '{}', ${state}, ${id[enteredBy] as string},
      ${decidedBy === null ? null : (id[decidedBy] as string)})`
export const decide =
  (name: string, decidedBy: string): Attempt =>
  (sql, id) =>
    sql`
    UPDATE rule_proposal SET state = 'APPROVED', decided_by = ${id[decidedBy] as string} WHERE id = ${id[name] as string}`
export const reword =
  (name: string): Attempt =>
  (sql, id) =>
    sql`UPDATE rule_proposal SET body = '{"value": "9"}' WHERE id = ${id[name] as string}`
export const session =
  (person: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO user_session (token_hash, user_id, organisation_id, expires_at)
    SELECT 'h', u.id, u.organisation_id, 'infinity' FROM user_account u WHERE u.id = ${id[person] as string}`
export const job =
  (person: string, organisation: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO job_run (kind, payload, payload_hash, organisation_id, requested_by)
    VALUES ('new', '{}', 'h', ${id[organisation] as string}, ${id[person] as string})`
export const ledgerAccount =
  (organisation: string): Attempt =>
  (sql, id) =>
    sql`
    INSERT INTO ledger_account (organisation_id, code, name_zh, name_en, normal_side)
    VALUES (${id[organisation] as string}, '2004', 'x', 'x', 'credit'), (${id[organisation] as string}, '1003', 'x', 'x', 'debit')`
export const entry = (organisation: string, subject: string, entryId: string, id: Ids, sql: Sql) => sql`
    INSERT INTO journal_entry (id, organisation_id, booked_on, event, subject_kind, subject_id, recorded_by)
    VALUES (${entryId}, ${id[organisation] as string}, ${DAY}, 'reloan.drawn', 'reloan', ${subject}, ${approver(id)})`
const lines = (entryId: string, id: Ids, sql: Sql, amount = '60') => sql`
    INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
    SELECT ${entryId}, a.id, a.organisation_id, a.normal_side, ${amount} FROM ledger_account a
    WHERE a.organisation_id = ${id.sihui as string} AND a.code IN ('2004', '1003')`
/** A re-loan drawn on the filed loan and booked in the bank's book, as the program does it. */
export const draw =
  (amount: string, times = 1): Attempt =>
  async (sql, id) => {
    const reloanId = randomUUID()
    await reloan('filed', reloanId)(sql, id)
    await ledgerAccount('sihui')(sql, id)
    let booked = 0
    for (let time = 0; time < times; time += 1) {
      const entryId = randomUUID()
      await entry('sihui', reloanId, entryId, id, sql)
      booked = (await lines(entryId, id, sql, amount)).count
    }
    await sql`SET CONSTRAINTS ALL IMMEDIATE`
    return booked
  }
