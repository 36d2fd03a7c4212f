import { createHash, randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { type Actor, tenancyOf } from '../../src/app/actor.js'
import { sealJournals } from '../../src/app/ledger/seal-journals.js'
import { bringToDate } from '../../src/app/servicing/bring-to-date.js'
import type { Database } from '../../src/db/connection.js'
import { withTransaction } from '../../src/db/transaction.js'
import { CHART } from '../../src/domain/ledger/account.js'
import type { ContractTerms } from '../../src/domain/loans/contract-terms.js'
import { civilDate } from '../../src/kernel/civil-date.js'

/** The day the bank of the benches has at work. */
export const DAY = civilDate('2024-06-20')
const DISBURSED_ON = civilDate('2024-05-20')
const DUE_DATES = ['06', '07', '08', '09', '10', '11', '12'].map((month) => `2024-${month}-20`)

const TERMS: ContractTerms = {
  product: 'YUN_TAN_DAI',
  kind: 'loan',
  method: 'equal-principal',
  dayCount: 'actual/360',
  rounding: 'half-up',
  instalments: { kind: 'from-start', months: 1 },
  holidays: 'none',
  monthEnd: 'last-day',
  gracePrincipalPeriods: 0,
  graceInterestPeriods: 0,
  repricing: 'fixed',
  penalty: { overdueUplift: '0.5', misuseUplift: '1', graceDays: 0 },
  compound: { charged: true, base: ['interest', 'compound'], afterMaturity: 'penalty' },
  waterfall: {
    normal: ['fee', 'penalty', 'compound', 'interest', 'principal'],
    bad: ['principal', 'interest', 'compound', 'penalty', 'fee'],
    badFromDaysOverdue: 90,
    across: 'by-kind',
  },
  prepaymentEffects: ['shorten', 'lower-instalment'],
  rules: [],
}

const AMOUNT = '70000.00'
const PARTIES = `(SELECT o.id AS lender, e.id AS borrower, u.id AS officer FROM organisation o, enterprise e, user_account u
  WHERE o.code = 'BENCH' AND u.username = 'officer.bench')`

/** What falls due of a loan on the day: 70,000.00 / 7, and 70,000.00 × 3.6 % × 31 / 360 = 217.00. */
export const DUE = '10217.00'

export interface BenchBank {
  readonly officer: Actor
  /** Of a session that lasts a day. */
  readonly token: string
}

/** The id of loan `no` of the bank, from 1 on. */
export const loanId = (no: number): string => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`
const ID = (no: string) => `('00000000-0000-4000-8000-' || lpad((${no})::text, 12, '0'))::uuid`

/**
 * A bank with the day open and `count` loans of seven equal instalments of principal, the first due today, booked up to now: the first
 * by the program, the others its copies.
 */
export async function benchBank(owner: postgres.Sql, db: Database, count: number): Promise<BenchBank> {
  const bank = await openBank(owner)
  await payOut(owner, bank, { no: 1, on: DISBURSED_ON, dueDates: DUE_DATES })
  const brought = await withTransaction(db, tenancyOf(bank.officer), (tx) =>
    bringToDate({ tx, actor: bank.officer, requestId: 'bench', audited: false }, loanId(1), DAY, false),
  )
  if (!brought.ok) throw new Error(JSON.stringify(brought.refusal))
  await copyLoan(owner, 1, { from: 2, to: count })
  // What was there before is no work of the payments that are measured.
  await sealJournals(db)
  await owner.unsafe('VACUUM ANALYZE')
  return bank
}

/** A bank with a day open, an officer and a borrower, and one quote that stands for every contract. */
export async function openBank(owner: postgres.Sql): Promise<BenchBank> {
  const [lender, borrower] = await owner<{ id: string }[]>`
    INSERT INTO organisation (code, kind, name_zh, name_en, origin)
    VALUES ('BENCH', 'lender', 'x', 'x', 'bench'), ('BENCH-E', 'enterprise', 'x', 'x', 'bench') RETURNING id`
  const organisationId = (lender as { id: string }).id
  await owner`
    INSERT INTO enterprise (id, uscc, name_zh, name_en, sector_code, region_code, employees, verification, data_quality, origin)
    VALUES (${(borrower as { id: string }).id}, '91441200MA9000011L', 'x', 'x', 'C3031', '441202', 10, 'none', 3, 'bench')`
  const [user] = await owner<[{ id: string }]>`
    INSERT INTO user_account (organisation_id, username, name_zh, name_en, password_hash)
    VALUES (${organisationId}, 'officer.bench', 'x', 'x', 'x') RETURNING id`
  await owner`INSERT INTO user_role (user_id, organisation_id, role) VALUES (${user.id}, ${organisationId}, 'loan_officer')`
  await owner`
    INSERT INTO business_day (organisation_id, day, calendar, opened_by) VALUES (${organisationId}, ${DAY}, 'every-day', ${user.id})`
  const accounts = CHART.map(({ code, nameZh: name_zh, nameEn: name_en, normalSide: normal_side }) => ({
    organisation_id: organisationId,
    code,
    name_zh,
    name_en,
    normal_side,
  }))
  await owner`INSERT INTO ledger_account ${owner(accounts)}`
  await owner.unsafe(`
    INSERT INTO quote (lender_id, enterprise_id, product, amount, tenor_months, priced_on, expires_on, grade, rate, reference_rate,
      discount_bp, annual_saving, explanation, document_hash, made_by)
    SELECT lender, borrower, 'YUN_TAN_DAI', ${AMOUNT}, 7, '${DISBURSED_ON}', '${DISBURSED_ON}', 'LIGHT_GREEN', 3.6, 3.8, 20, 0, '{}', '', officer
    FROM ${PARTIES} p`)
  const token = randomBytes(32).toString('base64url')
  await owner`
    INSERT INTO user_session (token_hash, user_id, organisation_id, expires_at)
    VALUES (${createHash('sha256').update(token).digest('hex')}, ${user.id}, ${organisationId}, now() + interval '1 day')`
  const officer: Actor = {
    userId: user.id,
    organisationId,
    username: 'officer.bench',
    organisationCode: 'BENCH',
    organisationKind: 'lender',
    roles: ['loan_officer'],
  }
  return { officer, token }
}

/** Applications and contracts from number to number. */
const CONTRACTS = [
  `INSERT INTO loan_application (id, lender_id, enterprise_id, product, amount, tenor_months, purpose, applied_on, state, made_by)
   SELECT ${ID('n')}, lender, borrower, 'YUN_TAN_DAI', ${AMOUNT}, 7, '采购', '${DISBURSED_ON}', 'CONTRACTED', officer
   FROM ${PARTIES} p, generate_series($1::bigint, $2::bigint) n`,
  `INSERT INTO loan (id, contract_no, lender_id, enterprise_id, application_id, quote_id, product, amount, rate, reference_rate, tenor_months,
     method, day_count, purpose, signed_on, signed_by, terms)
   SELECT ${ID('n')}, 'BENCH-' || n, lender, borrower, ${ID('n')}, (SELECT id FROM quote), 'YUN_TAN_DAI', ${AMOUNT}, 3.6, 3.8, 7, '${TERMS.method}',
     '${TERMS.dayCount}', '采购', '${DISBURSED_ON}', officer, '${JSON.stringify(TERMS)}'
   FROM ${PARTIES} p, generate_series($1::bigint, $2::bigint) n`,
]

/** Loan `no` as it stands in the books when it was paid out. */
export async function payOut(
  owner: postgres.Sql,
  { officer: { organisationId } }: BenchBank,
  { no, on, dueDates }: { readonly no: number; readonly on: string; readonly dueDates: readonly string[] },
): Promise<void> {
  const id = loanId(no)
  await owner.begin(async (tx: postgres.TransactionSql) => {
    for (const statement of CONTRACTS) await tx.unsafe(statement, [no, no])
    // Its first due date is today and nothing has been paid: it may be overdue tomorrow.
    await tx.unsafe(
      `INSERT INTO loan_state (loan_id, lender_id, enterprise_id, state, contracted, disbursed, balance, next_event_on)
       SELECT $1, lender, borrower, 'DISBURSED', ${AMOUNT}, ${AMOUNT}, ${AMOUNT}, date '${DAY}' + 1 FROM ${PARTIES} p`,
      [id],
    )
    const [entry] = await tx<[{ id: string }]>`
      INSERT INTO journal_entry (organisation_id, booked_on, event, subject_kind, subject_id, posting_key)
      VALUES (${organisationId}, ${on}, 'loan.disbursed', 'loan', ${id}, ${`disbursement:${id}`}) RETURNING id`
    await tx`
      INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
      SELECT ${entry.id}, id, organisation_id, normal_side, ${AMOUNT}::numeric FROM ledger_account
      WHERE organisation_id = ${organisationId} AND code IN ('1303', '2011')`
    await tx.unsafe(
      `INSERT INTO disbursement (id, loan_id, lender_id, enterprise_id, note_no, amount, disbursed_on, due_on, payee, use_evidence, entry_id, disbursed_by)
       SELECT $1::uuid, $1, lender, borrower, 'BENCH-' || $2::int, ${AMOUNT}, $3::date, $4, '供应商', '采购合同', $5, officer FROM ${PARTIES} p`,
      [id, no, on, dueDates.at(-1) as string, entry.id],
    )
    await tx.unsafe(
      `INSERT INTO loan_event (loan_id, lender_id, enterprise_id, no, kind, on_date, body, business_date)
       SELECT $1, lender, borrower, 1, 'plan', $2, $3, $2 FROM ${PARTIES} p`,
      [id, on, { dueDates } as never],
    )
  })
}

/** Loans from number to number as loan `of` stands and is booked; what it has been paid as well. */
const copiesOf = (of: number) => [
  ...CONTRACTS,
  `INSERT INTO loan_state (loan_id, lender_id, enterprise_id, state, contracted, disbursed, balance, next_event_on, days_overdue, overdue_since, class)
   SELECT ${ID('n')}, lender_id, enterprise_id, state, contracted, disbursed, balance, next_event_on, days_overdue, overdue_since, class
   FROM loan_state s, generate_series($1::bigint, $2::bigint) n WHERE s.loan_id = '${loanId(of)}'`,
  `INSERT INTO journal_entry (id, organisation_id, booked_on, event, subject_kind, subject_id, posting_key)
   SELECT md5(e.id::text || n)::uuid, organisation_id, booked_on, event, subject_kind, ${ID('n')},
          CASE WHEN posting_key LIKE 'payment:%' THEN 'payment:' || md5(substr(posting_key, 9) || n)::uuid
               ELSE replace(posting_key, '${loanId(of)}', ${ID('n')}::text) END
   FROM journal_entry e, generate_series($1::bigint, $2::bigint) n WHERE e.subject_id = '${loanId(of)}'`,
  `INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
   SELECT md5(e.id::text || n)::uuid, l.account_id, l.organisation_id, l.side, l.amount
   FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id, generate_series($1::bigint, $2::bigint) n WHERE e.subject_id = '${loanId(of)}'`,
  `INSERT INTO disbursement (id, loan_id, lender_id, enterprise_id, note_no, amount, disbursed_on, due_on, payee, use_evidence, entry_id, disbursed_by)
   SELECT ${ID('n')}, ${ID('n')}, lender_id, enterprise_id, 'BENCH-' || n, amount, disbursed_on, due_on, payee, use_evidence,
          md5(d.entry_id::text || n)::uuid, disbursed_by
   FROM disbursement d, generate_series($1::bigint, $2::bigint) n WHERE d.loan_id = '${loanId(of)}'`,
  `INSERT INTO loan_event (id, loan_id, lender_id, enterprise_id, no, kind, on_date, amount, body, business_date)
   SELECT md5(f.id::text || n)::uuid, ${ID('n')}, lender_id, enterprise_id, no, kind, on_date, amount, body, business_date
   FROM loan_event f, generate_series($1::bigint, $2::bigint) n WHERE f.loan_id = '${loanId(of)}'`,
  `INSERT INTO loan_classification (loan_id, lender_id, enterprise_id, classified_on, days_overdue, class, rule_id)
   SELECT ${ID('n')}, lender_id, enterprise_id, classified_on, days_overdue, class, rule_id
   FROM loan_classification c, generate_series($1::bigint, $2::bigint) n WHERE c.loan_id = '${loanId(of)}'`,
]

/** Loans from number to number, as loan `of` stands and as it is booked. */
export async function copyLoan(
  owner: postgres.Sql,
  of: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  for (let first = from; first <= to; first += 5_000)
    await owner.begin(async (tx: postgres.TransactionSql) => {
      for (const statement of copiesOf(of)) await tx.unsafe(statement, [first, Math.min(to, first + 4_999)])
    })
}
