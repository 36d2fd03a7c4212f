import { fileURLToPath } from 'node:url'
import type postgres from 'postgres'
import type { Actor, OrganisationKind, Role } from '../../src/app/actor.js'
import { publishRules } from '../../src/app/rules/publish-rules.js'
import type { Database } from '../../src/db/connection.js'
import { usccCheckCharacter } from '../../src/kernel/uscc.js'

const RULES = fileURLToPath(new URL('../../../src/rules/', import.meta.url))
export const DAY = '2024-06-20'
export const FACILITY = 'ZNZX-GREEN-ZQ'

export interface ReloanBook {
  readonly officer: Actor
  readonly reviewer: Actor
  readonly approver: Actor
  readonly quotaId: string
}

/** A bank with so many disbursed loans of 100,000 yuan, five a borrower, under a quota that has room for all, and the facility's terms entered. */
export async function reloanBook(owner: postgres.Sql, db: Database, loans: number): Promise<ReloanBook> {
  await publishRules(db, RULES)
  const officer = await person(owner, 'BANK', 'lender', 'officer', ['loan_officer'])
  const reviewer = await person(owner, 'PBOC', 'central_bank_branch', 'reviewer', ['reloan_reviewer'])
  const approver = await person(owner, 'PBOC', 'central_bank_branch', 'approver', ['reloan_approver'])
  await owner`
    INSERT INTO rule (table_name, key, valid_from, source, status, body, content_hash)
    SELECT 'facility-terms', ${FACILITY} || '/' || parameter, ${DAY}, 'bench', 'confirmed',
           jsonb_build_object('facility', ${FACILITY}::text, 'parameter', parameter, 'value', value, 'unit', 'x'), 'bench ' || parameter
    FROM (VALUES ('ratio_cap', '0.6'), ('terms_months', '12'), ('loan_rate_cap', '5.5')) AS t (parameter, value)`
  const lender = officer.organisationId
  const codes = Array.from({ length: Math.ceil(loans / 5) }, (_, at) => {
    const body = `91441200MA${String(at).padStart(7, '0')}`
    return `${body}${usccCheckCharacter(body)}`
  })
  await owner`
    WITH o AS (
      INSERT INTO organisation (code, kind, name_zh, name_en, origin)
      SELECT code, 'enterprise', code, code, 'bench' FROM jsonb_array_elements_text(${JSON.stringify(codes)}::text::jsonb) code RETURNING id, code)
    INSERT INTO enterprise (id, uscc, name_zh, name_en, sector_code, region_code, employees, verification, data_quality, origin)
    SELECT id, code, code, code, 'C26', '441200', 10, 'none', 3, 'bench' FROM o`
  await owner`
    INSERT INTO credit_line (enterprise_id, lender_id, product, prior_limit, limit_amount, effective_from, recorded_by)
    SELECT id, ${lender}, 'YUN_TAN_DAI', 0, 1000000, '2024-01-01', ${officer.userId} FROM enterprise`
  const asked = owner`
    SELECT e.id AS enterprise, row_number() OVER (ORDER BY e.id, n) AS no FROM enterprise e, generate_series(1, 5) n LIMIT ${loans}`
  await owner`
    WITH asked AS (${asked}),
    application AS (
      INSERT INTO loan_application (lender_id, enterprise_id, product, amount, tenor_months, purpose, applied_on, state, made_by)
      SELECT ${lender}, enterprise, 'YUN_TAN_DAI', 100000, 12, 'bench', ${DAY}, 'CONTRACTED', ${officer.userId} FROM asked
      RETURNING id, enterprise_id),
    quoted AS (
      INSERT INTO quote (lender_id, enterprise_id, application_id, product, amount, tenor_months, priced_on, expires_on, grade, rate,
        reference_rate, discount_bp, annual_saving, explanation, document_hash, made_by)
      SELECT ${lender}, enterprise_id, id, 'YUN_TAN_DAI', 100000, 12, ${DAY}, ${DAY}, 'LIGHT_GREEN', 3.25, 3.25, 0, 0, '{}', '', ${officer.userId}
      FROM application RETURNING id, enterprise_id, application_id),
    signed AS (
      INSERT INTO loan (contract_no, lender_id, enterprise_id, application_id, quote_id, product, amount, rate, reference_rate, tenor_months,
        method, day_count, purpose, signed_on, signed_by)
      SELECT id::text, ${lender}, enterprise_id, application_id, id, 'YUN_TAN_DAI', 100000, 3.25, 3.25, 12, 'interest-only', 'actual/360',
             'bench', ${DAY}, ${officer.userId} FROM quoted RETURNING id, enterprise_id)
    INSERT INTO loan_state (loan_id, lender_id, enterprise_id, state, contracted, disbursed, balance, next_event_on)
    SELECT id, ${lender}, enterprise_id, 'DISBURSED', 100000, 100000, 100000, ${DAY} FROM signed`
  await disburseAll(owner, officer)
  const [quota] = await owner<[{ id: string }]>`
    INSERT INTO reloan_quota (facility, central_bank_id, lender_id, document_no, valid_from, valid_to, state, limit_amount, proposed_by)
    VALUES (${FACILITY}, ${approver.organisationId}, ${lender}, 'bench', ${DAY}, '2024-12-31', 'ACTIVE', 1000000000000, ${reviewer.userId})
    RETURNING id`
  await owner`ANALYZE`
  return { officer, reviewer, approver, quotaId: quota.id }
}

async function disburseAll(owner: postgres.Sql, { organisationId: lender, userId: officer }: Actor): Promise<void> {
  await owner.begin(async (tx: postgres.TransactionSql) => {
    await tx`
      INSERT INTO ledger_account (organisation_id, code, name_zh, name_en, normal_side)
      VALUES (${lender}, '1303', 'x', 'x', 'debit'), (${lender}, '2011', 'x', 'x', 'credit')`
    const [entry] = await tx<[{ id: string }]>`
      INSERT INTO journal_entry (organisation_id, booked_on, event, subject_kind, subject_id)
      VALUES (${lender}, ${DAY}, 'loan.disbursed', 'loan', ${lender}) RETURNING id`
    await tx`
      INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
      SELECT ${entry.id}, id, organisation_id, normal_side, 100000 FROM ledger_account WHERE organisation_id = ${lender}`
    await tx`
      INSERT INTO disbursement (loan_id, lender_id, enterprise_id, note_no, amount, disbursed_on, due_on, payee, use_evidence, entry_id, disbursed_by)
      SELECT loan_id, lender_id, enterprise_id, loan_id::text, 100000, date '2024-06-01' + (row_number() OVER (ORDER BY loan_id) % 20)::int,
             '2025-06-20', 'bench', 'bench', ${entry.id}, ${officer} FROM loan_state`
  })
}

async function person(
  owner: postgres.Sql,
  code: string,
  kind: string,
  username: string,
  roles: readonly Role[],
): Promise<Actor> {
  await owner`INSERT INTO organisation (code, kind, name_zh, name_en, origin) VALUES (${code}, ${kind}, 'x', 'x', 'bench') ON CONFLICT DO NOTHING`
  const [made] = await owner<[{ userId: string; organisationId: string }]>`
    INSERT INTO user_account (organisation_id, username, name_zh, name_en, password_hash)
    SELECT id, ${username}, 'x', 'x', 'x' FROM organisation WHERE code = ${code}
    RETURNING id AS "userId", organisation_id AS "organisationId"`
  return { ...made, username, organisationCode: code, organisationKind: kind as OrganisationKind, roles }
}
