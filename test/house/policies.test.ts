import { randomUUID } from 'node:crypto'
import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { migrate } from '../../src/db/migrator.js'
import { MIGRATIONS, testDatabase } from '../support/database.js'
import {
  type Attempt,
  application,
  approver,
  count,
  decide,
  draw,
  entry,
  event,
  filedLoan,
  fileLoan,
  filing,
  job,
  ledgerAccount,
  line,
  loan,
  officer,
  proposal,
  quota,
  reloan,
  reword,
  rule,
  seal,
  session,
  withdrawal,
} from '../support/policy-attempts.js'
import { DAY, policyCity } from '../support/policy-city.js'

const DENIED = '42501'
const FOREIGN_KEY = '23503'
const UNIQUE = '23505'
const CHECK = '23514'

/** Who tries what; the rows it got before migration 0015, and the rows or the refusal since. */
type Hole = readonly [what: string, person: string, attempt: Attempt, before: number, now: number | string]
type Use = readonly [what: string, person: string, attempt: Attempt, rows: number]

const HOLES: readonly Hole[] = [
  // What a branch sees after one bank filed one loan.
  ...['loan_application', 'quote', 'loan_approval', 'disbursement', 'pledge', 'valuation', 'data_product'].map(
    (table): Hole => [
      `a branch reads every bank’s ${table} of a filed firm`,
      'reviewer.branch',
      count(table),
      table === 'loan_application' ? 4 : 3,
      1,
    ],
  ),
  ['a branch reads a loan whose filing was returned', 'reviewer.branch', count('loan'), 2, 1],
  ['a branch reads the state of a loan whose filing was returned', 'reviewer.branch', count('loan_state'), 2, 1],
  ['a branch holds such a state', 'reviewer.branch', (sql) => sql`SELECT 1 FROM loan_state FOR NO KEY UPDATE`, 2, 1],
  [
    'a branch files a loan itself, to see it',
    'reviewer.branch',
    (sql, id) => filedLoan(id['filed.filing'] as string, id.elsewhere as string, id, sql),
    1,
    DENIED,
  ],
  ['a bank files another bank’s loan', 'officer.sihui', fileLoan('elsewhere'), 1, DENIED],
  [
    'a branch brings a returned loan back',
    'reviewer.branch',
    (sql, id) => sql`UPDATE reloan_filing_loan SET live = true WHERE loan_id = ${id.returned as string}`,
    1,
    0,
  ],
  [
    'a branch turns a filed loan into another',
    'reviewer.branch',
    (sql, id) => sql`UPDATE reloan_filing_loan SET loan_id = ${id.elsewhere as string} WHERE live`,
    1,
    DENIED,
  ],
  [
    'a branch re-lends a loan that is not filed, to see it',
    'approver.branch',
    reloan('elsewhere', randomUUID()),
    1,
    DENIED,
  ],
  // Consents.
  ['a bank reads another bank’s withdrawals', 'officer.sihui', count('consent_withdrawal'), 1, 0],
  ['a firm withdraws another firm’s consent', 'user.firmA', withdrawal('consentB', 'firmA'), 1, FOREIGN_KEY],
  // People.
  [
    'an officer makes himself approver',
    'officer.sihui',
    (sql, id) => sql`
      INSERT INTO user_role (user_id, organisation_id, role) VALUES (${officer(id)}, ${id.sihui as string}, 'credit_approver')`,
    1,
    DENIED,
  ],
  [
    'an officer adds a colleague',
    'officer.sihui',
    (sql, id) => sql`
      INSERT INTO user_account (organisation_id, username, name_zh, name_en, password_hash)
      VALUES (${id.sihui as string}, 'new', 'x', 'x', 'h')`,
    1,
    DENIED,
  ],
  [
    'an officer overwrites a colleague’s password',
    'officer.sihui',
    (sql, id) => sql`UPDATE user_account SET password_hash = 'mine' WHERE id = ${id['approver.sihui'] as string}`,
    1,
    0,
  ],
  [
    'an administrator gives a role',
    'admin.platform',
    (sql, id) => sql`
      INSERT INTO user_role (user_id, organisation_id, role) VALUES (${officer(id)}, ${id.sihui as string}, 'loan_officer')`,
    1,
    DENIED,
  ],
  ['an officer reads hashes', 'officer.sihui', (sql) => sql`SELECT password_hash FROM user_account`, 2, DENIED],
  ['an officer opens a session without a password', 'officer.sihui', session('officer.sihui'), 1, DENIED],
  ['an officer reads who tried to sign in', 'officer.sihui', count('sign_in_attempt'), 1, 0],
  [
    'an officer fills the attempts of somebody',
    'officer.sihui',
    (sql) => sql`INSERT INTO sign_in_attempt (username, address, succeeded) VALUES ('admin', 'x', false)`,
    1,
    DENIED,
  ],
  // Rules, log, jobs, reports.
  ['a bank publishes a rule', 'officer.sihui', rule('officer.sihui', 'approver.sihui'), 1, DENIED],
  ['a branch publishes what nobody entered', 'approver.branch', rule(null, 'approver.branch'), 1, DENIED],
  ['a branch publishes under another’s name', 'reviewer.branch', rule('reviewer.branch', 'approver.branch'), 1, DENIED],
  ['an officer logs under a colleague’s name', 'officer.sihui', event('sihui', 'approver.sihui'), 1, DENIED],
  ['an officer logs for another bank', 'officer.sihui', event('bank01', 'officer.sihui'), 1, DENIED],
  ['an officer seals', 'officer.sihui', seal, 1, DENIED],
  ['an auditor seals', 'auditor.office', seal, 1, DENIED],
  [
    'an auditor changes a job',
    'auditor.office',
    (sql, id) => sql`UPDATE job_run SET state = 'failed' WHERE id = ${id.job as string}`,
    1,
    0,
  ],
  ['a job in another’s name', 'officer.sihui', job('approver.sihui', 'sihui'), 1, DENIED],
  [
    'an auditor issues a report',
    'auditor.office',
    (sql) => sql`
      INSERT INTO issued_report (kind, as_of, known_at, document, document_hash) VALUES ('k', ${DAY}, now(), '{}', 'h')`,
    1,
    DENIED,
  ],
  // Re-lending and proposals start where they start.
  [
    'a filing that is reviewed from the start',
    'officer.sihui',
    filing('REVIEWED', 'officer.sihui', 'reviewer.branch'),
    1,
    DENIED,
  ],
  ['a filing under a colleague’s name', 'officer.sihui', filing('FILED', 'approver.sihui'), 1, DENIED],
  ['a filing by the branch itself', 'reviewer.branch', filing('FILED', 'reviewer.branch'), 1, DENIED],
  ['a quota in force from the start', 'reviewer.branch', quota('ACTIVE'), 1, DENIED],
  [
    'a proposal approved from the start',
    'reviewer.branch',
    proposal('APPROVED', 'approver.branch', 'reviewer.branch'),
    1,
    DENIED,
  ],
  ['a proposal under a colleague’s name', 'reviewer.branch', proposal('PROPOSED', 'approver.branch'), 1, DENIED],
  ['a colleague rewords a proposal', 'approver.branch', reword('term'), 1, DENIED],
  ['a branch rewords a bureau’s proposal', 'approver.branch', reword('method'), 1, DENIED],
  [
    'a branch decides what it rewords',
    'approver.branch',
    (sql, id) => sql`
      UPDATE rule_proposal SET state = 'APPROVED', decided_by = ${approver(id)}, body = '{}' WHERE id = ${id.method as string}`,
    1,
    CHECK,
  ],
  [
    'a maker hands a proposal to a colleague, to approve it',
    'reviewer.branch',
    (sql, id) => sql`UPDATE rule_proposal SET entered_by = ${approver(id)} WHERE id = ${id.term as string}`,
    1,
    DENIED,
  ],
  ['a decision in a colleague’s name', 'reviewer.branch', decide('term', 'approver.branch'), 1, DENIED],
  ['a bureau decides on its own method', 'deputy.bureau', decide('method', 'deputy.bureau'), 1, DENIED],
  [
    'a decision is taken back',
    'approver.branch',
    async (sql, id) => {
      await decide('term', 'approver.branch')(sql, id)
      return sql`UPDATE rule_proposal SET state = 'REJECTED' WHERE id = ${id.term as string}`
    },
    1,
    CHECK,
  ],
  // What brings a firm into a bank’s sight.
  ['a line for a firm that has not consented', 'officer.sihui', line('firmB'), 1, DENIED],
  ['an application for a firm that has not consented', 'officer.sihui', application('firmB'), 1, DENIED],
  ['a loan to a firm that has not applied', 'officer.sihui', loan('firmB'), 1, DENIED],
  [
    'an application is turned to another firm',
    'officer.sihui',
    (sql, id) => sql`
      UPDATE loan_application SET enterprise_id = ${id.firmB as string} WHERE id = ${id['open.application'] as string}`,
    1,
    DENIED,
  ],
  // Books.
  ['a branch opens accounts in any bank’s book', 'approver.branch', ledgerAccount('bank01'), 2, DENIED],
  ['a branch reads any bank’s chart', 'approver.branch', count('ledger_account'), 4, 0],
  [
    'a branch books in any bank’s book',
    'approver.branch',
    (sql, id) => entry('bank01', randomUUID(), randomUUID(), id, sql),
    1,
    DENIED,
  ],
  ['a branch books another amount than it lent', 'approver.branch', draw('61'), 2, DENIED],
  ['a branch books a re-loan twice', 'approver.branch', draw('60', 2), 2, UNIQUE],
  [
    'an officer adds lines to an old entry',
    'officer.sihui',
    (sql, id) => sql`
      INSERT INTO journal_line (entry_id, account_id, organisation_id, side, amount)
      SELECT entry_id, account_id, organisation_id, side, 1 FROM journal_line WHERE entry_id = ${id['filed.entry'] as string}`,
    2,
    DENIED,
  ],
  [
    'a temporary table balances an entry',
    'officer.sihui',
    async (sql, id) => {
      const entryId = randomUUID()
      await sql`CREATE TEMPORARY TABLE journal_line (entry_id uuid, side text, amount numeric) ON COMMIT DROP`
      await sql`INSERT INTO journal_line VALUES (${entryId}, 'debit', 1), (${entryId}, 'credit', 1)`
      await sql`
        INSERT INTO journal_entry (id, organisation_id, booked_on, event, subject_kind, subject_id)
        VALUES (${entryId}, ${id.sihui as string}, ${DAY}, 'x', 'x', ${entryId})`
      await sql`SET CONSTRAINTS ALL IMMEDIATE`
      return 1
    },
    1,
    CHECK,
  ],
]

const USES: readonly Use[] = [
  ['a branch reads a filed loan', 'reviewer.branch', count('loan'), 1],
  ['a bank reads all its loans', 'officer.sihui', count('loan'), 2],
  ['a firm reads its applications at every bank', 'user.firmA', count('loan_application'), 4],
  ['an auditor reads every valuation', 'auditor.office', count('valuation'), 3],
  ['a bank reads a withdrawal of what it was given', 'officer.bank01', count('consent_withdrawal'), 1],
  ['a firm withdraws its own consent', 'user.firmA', withdrawal('consentA', 'firmA'), 1],
  ['colleagues are seen', 'officer.sihui', count('user_account'), 2],
  ['an auditor sees who acted', 'auditor.office', count('user_account'), 11],
  ['the program reads a hash', 'system', (sql, id) => sql`SELECT 1 WHERE password_hash_of(${officer(id)}) = 'hash'`, 1],
  ['nobody else does', 'admin.platform', (sql, id) => sql`SELECT 1 WHERE password_hash_of(${officer(id)}) = 'hash'`, 0],
  ['the program opens a session', 'system', session('officer.sihui'), 1],
  ['the program counts attempts', 'system', count('sign_in_attempt'), 1],
  ['a branch publishes what another entered', 'approver.branch', rule('reviewer.branch', 'approver.branch'), 1],
  ['an officer logs in his own name', 'officer.sihui', event('sihui', 'officer.sihui'), 1],
  ['the program seals', 'system', seal, 1],
  ['a job in one’s own name', 'officer.sihui', job('officer.sihui', 'sihui'), 1],
  ['a bank files its loan', 'officer.sihui', fileLoan('returned'), 1],
  ['a quota is proposed', 'reviewer.branch', quota('PROPOSED'), 1],
  ['a term is proposed', 'reviewer.branch', proposal('PROPOSED', 'reviewer.branch'), 1],
  ['a maker rewords', 'steward.bureau', reword('method'), 1],
  ['another decides a term', 'approver.branch', decide('term', 'approver.branch'), 1],
  ['the branch decides a method', 'approver.branch', decide('method', 'approver.branch'), 1],
  ['a line for a firm in sight', 'officer.sihui', line('firmA'), 1],
  ['an application by consent', 'officer.sihui', application('firmA'), 1],
  ['a loan on an application', 'officer.sihui', loan('firmA'), 1],
  ['a branch books what it lends', 'approver.branch', draw('60'), 2],
]

t.test('each hole was open before and is closed now; what is meant to be done can be done', async (t) => {
  const directory = t.testdir({})
  const earlier = (await readdir(MIGRATIONS)).filter((file) => /^00(0\d|1[0-4])_.*\.sql$/.test(file))
  for (const file of earlier) await copyFile(join(MIGRATIONS, file), join(directory, file))
  const before = await policyCity(await testDatabase(t, { migrations: directory }))
  const now = await policyCity(await testDatabase(t))
  for (const [what, person, attempt, open, closed] of HOLES) {
    t.equal(await before.attempt(person, (sql) => attempt(sql, before.id)), open, `before: ${what}`)
    t.equal(await now.attempt(person, (sql) => attempt(sql, now.id)), closed, `now: ${what}`)
  }
  for (const [what, person, attempt, rows] of USES)
    t.equal(await now.attempt(person, (sql) => attempt(sql, now.id)), rows, what)
})

t.test('every policy on writing names its check, and no function finds its tables by the session’s path', async (t) => {
  const { owner } = await testDatabase(t)
  const unchecked = () => owner<{ name: string }[]>`
    SELECT policyname AS name FROM pg_policies
    WHERE schemaname = 'public' AND cmd IN ('ALL', 'INSERT', 'UPDATE') AND with_check IS NULL`
  const pathless = () => owner<{ name: string }[]>`
    SELECT p.proname AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prosqlbody IS NULL
      AND NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) setting WHERE setting = 'search_path=public, pg_temp')
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`
  t.same(await unchecked(), [])
  t.same(await pathless(), [])
  await owner`CREATE POLICY forgotten ON loan FOR UPDATE USING (true)`
  await owner`CREATE FUNCTION wandering() RETURNS int LANGUAGE sql AS 'SELECT 1'`
  t.same(await unchecked(), [{ name: 'forgotten' }], 'a forgotten check is found')
  t.same(await pathless(), [{ name: 'wandering' }], 'a function of any path is found')
})

t.test('a migrated database lends temporary tables to the program only', async (t) => {
  const { owner, ownerUrl } = await testDatabase(t, { migrations: null })
  const mayStage = async () =>
    (
      await owner<{ role: string }[]>`
        SELECT coalesce(r.rolname, 'PUBLIC') AS role
        FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g LEFT JOIN pg_roles r ON r.oid = g.grantee
        WHERE d.datname = current_database() AND g.privilege_type = 'TEMPORARY' AND g.grantee <> d.datdba`
    ).map(({ role }) => role)
  t.same(await mayStage(), ['PUBLIC'])
  await migrate({ url: ownerUrl, directory: MIGRATIONS, log: () => undefined })
  t.same(await mayStage(), ['tandai_app'])
})
