import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import type { TestDatabase } from './database.js'

type Row = Record<string, string | number | boolean | null>
export type Sql = postgres.TransactionSql

/** Two banks, two firms, a branch and those who watch, each with people; written as the owner of the tables. */
export interface PolicyCity {
  /** Ids of organisations, firms and people by name, and of the records that attempts are made on. */
  readonly id: Readonly<Record<string, string>>
  /** What a transaction in the scope and name of a person achieves: how many rows, or the SQLSTATE that refused. It is rolled back. */
  attempt(person: string, work: (sql: Sql) => Promise<readonly unknown[] | number>): Promise<number | string>
}

const SCOPES: Readonly<Record<string, string>> = {
  branch: 'central-bank',
  sihui: 'lender',
  bank01: 'lender',
  firmA: 'enterprise',
  firmB: 'enterprise',
  bureau: 'steward',
  office: 'auditor',
  platform: 'administrator',
}
const KINDS: Readonly<Record<string, string>> = {
  branch: 'central_bank_branch',
  sihui: 'lender',
  bank01: 'lender',
  firmA: 'enterprise',
  firmB: 'enterprise',
  bureau: 'data_authority',
  office: 'auditor',
  platform: 'platform',
}
const PEOPLE: Readonly<Record<string, string>> = {
  'reviewer.branch': 'branch',
  'approver.branch': 'branch',
  'officer.sihui': 'sihui',
  'approver.sihui': 'sihui',
  'officer.bank01': 'bank01',
  'user.firmA': 'firmA',
  'user.firmB': 'firmB',
  'steward.bureau': 'bureau',
  'deputy.bureau': 'bureau',
  'auditor.office': 'office',
  'admin.platform': 'platform',
}
export const DAY = '2024-06-20'

/**
 * Firm A consents to Sihui and owes it `filed` (filed and granted), `returned` (its filing was returned) and bank 01 `elsewhere`, each
 * with all that stands behind a pledged loan. Firm B consents to bank 01 only.
 */
export async function policyCity({ owner, raw }: TestDatabase): Promise<PolicyCity> {
  const id: Record<string, string> = {}
  const add = async (name: string, table: string, row: Row) => {
    id[name] = randomUUID()
    await owner`INSERT INTO ${owner(table)} ${owner({ id: id[name], ...row })}`
  }
  for (const [name, kind] of Object.entries(KINDS)) {
    await add(name, 'organisation', { code: name, kind, name_zh: name, name_en: name, origin: 'test' })
    if (kind === 'enterprise')
      await owner`INSERT INTO enterprise (id, uscc, name_zh, name_en, sector_code, region_code, employees, verification, data_quality, origin)
        VALUES (${id[name] as string}, ${name}, ${name}, ${name}, 'C26', '441203', 10, 'none', 3, 'test')`
  }
  for (const [name, organisation] of Object.entries(PEOPLE)) {
    const organisation_id = id[organisation] as string
    await add(name, 'user_account', {
      organisation_id,
      username: name,
      name_zh: name,
      name_en: name,
      password_hash: 'hash',
    })
  }
  const consent = (name: string, firm: string, bank: string) =>
    add(name, 'consent', {
      enterprise_id: id[firm] as string,
      lender_id: id[bank] as string,
      purpose: 'pre_loan',
      valid_from: '2024-01-01',
      basis: 'test',
    })
  await consent('consentA', 'firmA', 'sihui')
  await consent('consentB', 'firmB', 'bank01')
  await consent('withdrawnB', 'firmB', 'bank01')
  await owner`INSERT INTO consent_withdrawal (consent_id, enterprise_id) VALUES (${id.withdrawnB as string}, ${id.firmB as string})`

  await pledgedLoan('filed', 'sihui')
  await pledgedLoan('returned', 'sihui')
  await pledgedLoan('elsewhere', 'bank01')
  const application = {
    lender_id: id.sihui as string,
    enterprise_id: id.firmA as string,
    product: 'DATA_PLEDGE',
    amount: '100.00',
    tenor_months: 12,
    purpose: 'test',
    applied_on: DAY,
    made_by: id['officer.sihui'] as string,
  }
  await add('open.application', 'loan_application', { ...application, state: 'APPROVED' })

  const parties = { central_bank_id: id.branch as string, lender_id: id.sihui as string }
  await add('quota', 'reloan_quota', {
    ...parties,
    facility: 'F',
    document_no: '1',
    valid_from: DAY,
    valid_to: '2024-12-31',
    state: 'ACTIVE',
    limit_amount: '1000.00',
    proposed_by: id['reviewer.branch'] as string,
  })
  for (const [loan, state] of [
    ['filed', 'GRANTED'],
    ['returned', 'RETURNED'],
  ] as const) {
    const filing = {
      quota_id: id.quota as string,
      facility: 'F',
      filed_on: DAY,
      requested: '60.00',
      filed_by: id['officer.sihui'] as string,
    }
    const granted = state === 'GRANTED' ? { granted: '60.00', granted_on: DAY } : {}
    await add(`${loan}.filing`, 'reloan_filing', { ...parties, ...filing, ...granted, state })
    await owner`INSERT INTO reloan_filing_loan (filing_id, loan_id, enterprise_id, central_bank_id, lender_id, requested, eligibility, live)
      VALUES (${id[`${loan}.filing`] as string}, ${id[loan] as string}, ${id.firmA as string}, ${parties.central_bank_id},
        ${parties.lender_id}, 60, '[]', ${state === 'GRANTED'})`
  }
  for (const [name, table_name, organisation, maker] of [
    ['term', 'facility-terms', 'branch', 'reviewer.branch'],
    ['method', 'rating-methods', 'bureau', 'steward.bureau'],
  ] as const)
    await add(name, 'rule_proposal', {
      organisation_id: id[organisation] as string,
      table_name,
      key: 'k',
      valid_from: DAY,
      source: 's',
      status: 'confirmed',
      body: '{}',
      entered_by: id[maker] as string,
    })
  await add('job', 'job_run', { kind: 'k', payload: '{}', payload_hash: 'h' })
  await owner`INSERT INTO sign_in_attempt (username, address, succeeded) VALUES ('x', 'y', false)`
  await owner`INSERT INTO audit_event (action, subject_kind, subject_id) VALUES ('a.b', 'x', '1')`

  async function pledgedLoan(name: string, bank: string): Promise<void> {
    const officer = id[`officer.${bank}`] as string
    const pair = { enterprise_id: id.firmA as string, lender_id: id[bank] as string }
    const right = { certificate_kind: 'local', certificate_no: name, right_type: 'holding' }
    const terms = { product: 'DATA_PLEDGE', amount: '100.00', tenor_months: 12 }
    await add(`${name}.product`, 'data_product', {
      enterprise_id: pair.enterprise_id,
      name,
      scenario: 's',
      operator: 'o',
      ...right,
      certificate_valid_from: DAY,
      certificate_valid_to: '2026-01-01',
      authorisation_valid_to: '2026-01-01',
      basis: 'b',
    })
    const product = { data_product_id: id[`${name}.product`] as string }
    await add(`${name}.valuation`, 'valuation', {
      ...pair,
      ...product,
      method: 'cost',
      valuer: 'v',
      report_no: '1',
      base_date: DAY,
      valid_to: '2025-06-20',
      report_value: '200.00',
      ltv_class: 'default',
      adopted_value: '200.00',
      state: 'ADOPTED',
      recorded_by: officer,
    })
    await add(`${name}.pledge`, 'pledge', {
      ...pair,
      ...product,
      ...right,
      valuation_id: id[`${name}.valuation`] as string,
      secured_limit: '100.00',
      state: 'CONTRACTED',
      contracted_on: DAY,
      query_certificate_no: '1',
      query_certificate_on: DAY,
      made_by: officer,
    })
    await add(`${name}.application`, 'loan_application', {
      ...pair,
      ...terms,
      purpose: 'p',
      applied_on: DAY,
      state: 'CONTRACTED',
      made_by: officer,
    })
    const application = { application_id: id[`${name}.application`] as string }
    await add(`${name}.quote`, 'quote', {
      ...pair,
      ...terms,
      ...application,
      priced_on: DAY,
      expires_on: DAY,
      grade: 'YELLOW',
      rate: '3',
      reference_rate: '3',
      discount_bp: '0',
      annual_saving: '0',
      explanation: '{}',
      document_hash: '',
      made_by: officer,
    })
    const quote = { quote_id: id[`${name}.quote`] as string }
    await add(`${name}.approval`, 'loan_approval', {
      ...pair,
      ...application,
      ...quote,
      decision: 'APPROVED',
      approved_amount: '100.00',
      decided_on: DAY,
      opinion: 'yes',
      decided_by: officer,
      reasons: '{}',
    })
    await add(name, 'loan', {
      ...pair,
      ...terms,
      ...application,
      ...quote,
      contract_no: name,
      pledge_id: id[`${name}.pledge`] as string,
      rate: '3',
      reference_rate: '3',
      method: 'interest-only',
      day_count: 'actual/360',
      purpose: 'p',
      signed_on: DAY,
      signed_by: officer,
    })
    const loan = { loan_id: id[name] as string }
    const money = { contracted: '100.00', disbursed: '100.00', balance: '100.00' }
    await owner`INSERT INTO loan_state ${owner({ ...loan, ...pair, state: 'DISBURSED', ...money })}`
    id[`${name}.entry`] = randomUUID()
    await owner.begin(async (sql) => {
      const entry = id[`${name}.entry`] as string
      await sql`INSERT INTO journal_entry (id, organisation_id, booked_on, event, subject_kind, subject_id)
        VALUES (${entry}, ${pair.lender_id}, ${DAY}, 'loan.disbursed', 'loan', ${loan.loan_id})`
      await sql`INSERT INTO ledger_account (organisation_id, code, name_zh, name_en, normal_side)
        VALUES (${pair.lender_id}, '1303', 'x', 'x', 'debit'), (${pair.lender_id}, '2011', 'x', 'x', 'credit') ON CONFLICT DO NOTHING`
      await sql`INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
        SELECT ${entry}, id, organisation_id, normal_side, 100 FROM ledger_account
        WHERE organisation_id = ${pair.lender_id} AND code IN ('1303', '2011')`
    })
    await add(`${name}.disbursement`, 'disbursement', {
      ...loan,
      ...pair,
      note_no: name,
      amount: '100.00',
      disbursed_on: DAY,
      due_on: '2025-06-20',
      payee: 'p',
      use_evidence: 'e',
      entry_id: id[`${name}.entry`] as string,
      disbursed_by: officer,
    })
  }

  const attempt: PolicyCity['attempt'] = async (person, work) => {
    const organisation = PEOPLE[person] ?? ''
    const settings = {
      'tandai.scope': SCOPES[organisation] ?? person,
      'tandai.organisation_id': id[organisation] ?? '',
      'tandai.user_id': id[person] ?? '',
    }
    const undo = new Error('undo')
    let rows = 0
    try {
      await raw.begin(async (sql) => {
        for (const [name, value] of Object.entries(settings)) await sql`SELECT set_config(${name}, ${value}, true)`
        const answer = await work(sql)
        rows = typeof answer === 'number' ? answer : ((answer as { count?: number }).count ?? answer.length)
        throw undo
      })
    } catch (error) {
      if (error === undo) return rows
      if (error instanceof postgres.PostgresError) return error.code
      throw error
    }
    return rows
  }
  return { id, attempt }
}
