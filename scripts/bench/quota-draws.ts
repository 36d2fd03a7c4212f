import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Actor } from '../../src/app/actor.js'
import { runCommand } from '../../src/app/command/command.js'
import { drawReloan } from '../../src/app/relending/draw-reloan.js'
import { APP_ROLE, connect, connectRaw } from '../../src/db/connection.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import { freshDatabase } from './fresh-database.js'
import { DAY, reloanBook } from './reloan-book.js'

/**
 * Draws on one quota, all asked at once, against pgbench under the same lock: zero overdraw, no deadlock told to a caller, and at least
 * half of the throughput of pgbench that writes what a draw writes. The lock alone is told beside it.
 */
const DRAWS = Number(process.argv[2] ?? 500)
const CONNECTIONS = Number(process.argv[3] ?? 16)
if (![DRAWS, CONNECTIONS].every((count) => Number.isSafeInteger(count) && count > 0)) {
  console.error('usage: node dist/scripts/bench/quota-draws.js [draws] [connections]')
  process.exit(2)
}
const LEAST_SHARE = 0.5
const WARM_UP = 100
const TOO_MANY = 100
const ON = civilDate(DAY)

let failed = false
const expect = (holds: boolean, what: string) => {
  if (holds) return
  failed = true
  console.error(`not so: ${what}`)
}

const database = await freshDatabase()
const owner = connectRaw({ url: database.ownerUrl, max: 1, applicationName: 'tandai bench' })
const db = connect({ url: database.ownerUrl, role: APP_ROLE, max: CONNECTIONS, applicationName: 'tandai bench' })
try {
  const loans = DRAWS + 2 * WARM_UP
  const { officer, reviewer, approver, quotaId } = await reloanBook(owner, db, loans)
  // Twenty filings, each granted for what its loans were filed for.
  const filings = await owner<{ filingId: string; loanId: string }[]>`
    WITH batch AS (SELECT l.id, l.enterprise_id, l.lender_id, row_number() OVER (ORDER BY l.id) % 20 AS no FROM loan l),
    made AS (
      INSERT INTO reloan_filing (id, quota_id, facility, central_bank_id, lender_id, filed_on, state, requested, granted, granted_on, filed_by,
        reviewed_by, granted_by)
      SELECT md5('filing ' || no)::uuid, q.id, q.facility, q.central_bank_id, q.lender_id, ${DAY}, 'GRANTED', count(*) * 60000, count(*) * 60000,
             ${DAY}, ${officer.userId}, ${reviewer.userId}, ${approver.userId}
      FROM batch, reloan_quota q WHERE q.id = ${quotaId} GROUP BY no, q.id RETURNING id, central_bank_id)
    INSERT INTO reloan_filing_loan (filing_id, loan_id, enterprise_id, central_bank_id, lender_id, requested, eligibility)
    SELECT m.id, b.id, b.enterprise_id, m.central_bank_id, b.lender_id, 60000, '[]' FROM batch b JOIN made m ON m.id = md5('filing ' || b.no)::uuid
    RETURNING filing_id AS "filingId", loan_id AS "loanId"`
  await owner`UPDATE reloan_quota SET reserved = ${loans * 60_000}, limit_amount = ${loans * 60_000} WHERE id = ${quotaId}`
  await owner`ANALYZE`
  const draw = async ({ filingId, loanId }: { readonly filingId: string; readonly loanId: string }) => {
    const requestId = randomUUID()
    const asked = {
      actor: approver,
      requestId,
      operation: 'bench',
      idempotencyKey: requestId,
      input: { filingId, loanId },
    }
    const answer = await runCommand(
      db,
      asked,
      (command) => drawReloan(command, { filingId, loanId, amount: money('60000'), on: ON, termMonths: 12, today: ON }),
      ({ id }) => ({ status: 201, body: { id } }),
    ).catch((error: Error) => ({ ok: false as const, refusal: { code: error.name } }))
    return answer.ok ? 'ok' : answer.refusal.code
  }
  await Promise.all(filings.slice(0, WARM_UP).map(draw))
  // As a bank that has worked for a day: without statistics of its journal the policies read it whole.
  await owner`ANALYZE`
  await Promise.all(filings.slice(WARM_UP, 2 * WARM_UP).map(draw))
  const timed = filings.slice(2 * WARM_UP)
  const from = performance.now()
  const answers = await Promise.all(timed.map(draw))
  const perSecond = timed.length / ((performance.now() - from) / 1e3)
  const again = await Promise.all(timed.slice(0, TOO_MANY).map(draw))
  console.log(`on ${database.server}, ${CONNECTIONS} connections`)
  console.log(`draws at once     ${timed.length}: ${told(answers)}; ${perSecond.toFixed(0)} a second`)
  console.log(`drawn once more   ${again.length}: ${told(again)}`)
  expect(
    answers.every((answer) => answer === 'ok'),
    'every draw within its grant is done',
  )
  expect(!again.includes('ok'), 'no draw beyond its grant is done')
  expect(![...answers, ...again].some((answer) => /Fault|Error/.test(answer)), 'no fault is told to a caller')
  const [stands] = await owner<[{ reserved: string; drawn: string; reloans: string; moved: string; over: number }]>`
    SELECT q.reserved::text, q.drawn::text, (SELECT sum(amount)::text FROM reloan) AS reloans,
           (SELECT sum(amount)::text FROM reloan_quota_movement WHERE quota_id = q.id AND kind = 'DRAWN') AS moved,
           (SELECT count(*)::int FROM reloan_filing WHERE drawn > granted) AS over
    FROM reloan_quota q WHERE q.id = ${quotaId}`
  const whole = `${loans * 60_000}.00`
  console.log(
    `the quota         drawn ${stands.drawn}, reserved ${stands.reserved}; movements ${stands.moved}; re-loans ${stands.reloans}`,
  )
  expect(
    stands.drawn === whole &&
      stands.reserved === '0.00' &&
      stands.moved === whole &&
      stands.reloans === whole &&
      stands.over === 0,
    'quota, movements, grants and re-loans agree to the fen',
  )
  await owner`UPDATE reloan_quota SET reserved = 1000000, limit_amount = limit_amount + 1000000 WHERE id = ${quotaId}`
  await owner`UPDATE reloan_filing SET requested = requested + 1000000, granted = granted + 1000000`
  await owner`
    CREATE TABLE bench_row AS
    SELECT row_number() OVER (ORDER BY loan_id)::int AS at, filing_id AS filing, loan_id AS loan, lender_id AS lender FROM reloan_filing_loan`
  await owner`ALTER TABLE bench_row ADD PRIMARY KEY (at)`
  await owner`GRANT SELECT ON bench_row TO tandai_app`
  await owner`ANALYZE`
  const bare = await pgbench(lockAndMove(quotaId))
  const same = await pgbench(sameWrites(quotaId, approver))
  if (bare === null || same === null) console.log('pgbench           not found')
  else {
    console.log(
      `pgbench, the lock ${bare.toFixed(0)} a second: hold the row, move it, record the movement; share ${(perSecond / bare).toFixed(2)}`,
    )
    console.log(`pgbench, a draw   ${same.toFixed(0)} a second: what a draw writes, under the same lock and policies`)
    console.log(`share             ${(perSecond / same).toFixed(2)}  (at least ${LEAST_SHARE})`)
    expect(perSecond / same >= LEAST_SHARE, `at least ${LEAST_SHARE} of pgbench`)
  }
} finally {
  await Promise.all([owner.end({ timeout: 5 }), db.close()])
  await database.close()
}
process.exitCode = failed ? 1 : 0

function told(answers: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  return [...counts].map(([answer, count]) => `${count} ${answer}`).join(', ')
}

function lockAndMove(quotaId: string): string {
  return `BEGIN;
SELECT limit_amount, reserved, drawn FROM reloan_quota WHERE id = '${quotaId}' FOR NO KEY UPDATE;
UPDATE reloan_quota SET reserved = reserved - 0.01, drawn = drawn + 0.01, version = version + 1 WHERE id = '${quotaId}';
INSERT INTO reloan_quota_movement (quota_id, central_bank_id, lender_id, kind, amount, moved_on, subject_id)
SELECT id, central_bank_id, lender_id, 'DRAWN', 0.01, '${DAY}', id FROM reloan_quota WHERE id = '${quotaId}';
COMMIT;
`
}

/** The statements that write a draw, without anything that reads or decides: the tenancy, the re-loan, both books, the log, the key, the quota. */
function sameWrites(quotaId: string, { userId, organisationId }: Actor): string {
  return `\\set at random(1, ${DRAWS})
BEGIN;
SELECT set_config('tandai.scope', 'central-bank', true), set_config('tandai.organisation_id', '${organisationId}', true),
  set_config('tandai.user_id', '${userId}', true), set_config('transaction_read_only', 'off', true);
SELECT filing, loan, lender, gen_random_uuid() AS id, gen_random_uuid() AS one, gen_random_uuid() AS two
FROM bench_row WHERE at = :at \\gset
SELECT 1 FROM reloan_filing_loan WHERE filing_id = ':filing' AND loan_id = ':loan' AND live FOR NO KEY UPDATE;
INSERT INTO reloan (id, filing_id, quota_id, facility, central_bank_id, lender_id, loan_id, amount, rate, term_months, drawn_on, due_on, explanation, drawn_by)
VALUES (':id', ':filing', '${quotaId}', 'F', '${organisationId}', ':lender', ':loan', 0.01, 1.25, 12, '${DAY}', '2025-06-20', '{}', '${userId}');
UPDATE reloan_filing_loan SET drawn = drawn + 0.01 WHERE filing_id = ':filing' AND loan_id = ':loan' AND live;
SELECT book_entries(
  jsonb_build_array(
    jsonb_build_object('id', ':one', 'organisation_id', ':lender', 'booked_on', '${DAY}', 'event', 'reloan.drawn', 'subject_kind', 'reloan',
      'subject_id', ':id', 'recorded_by', '${userId}'),
    jsonb_build_object('id', ':two', 'organisation_id', '${organisationId}', 'booked_on', '${DAY}', 'event', 'reloan.drawn',
      'subject_kind', 'reloan', 'subject_id', ':id', 'recorded_by', '${userId}')),
  (SELECT jsonb_agg(jsonb_build_object('entry_id', CASE a.organisation_id WHEN ':lender' THEN ':one' ELSE ':two' END, 'account_id', a.id,
            'organisation_id', a.organisation_id, 'side', CASE WHEN a.code IN ('1003', '1302') THEN 'debit' ELSE 'credit' END, 'amount', 0.01))
   FROM ledger_account a WHERE a.code IN ('1003', '1302', '2002', '2004')));
INSERT INTO audit_event (organisation_id, user_id, action, subject_kind, subject_id, detail)
VALUES ('${organisationId}', '${userId}', 'reloan.drawn', 'reloan', ':id', '{}');
UPDATE reloan_filing SET drawn = drawn + 0.01, version = version + 1 WHERE id = ':filing' AND state = 'GRANTED' AND drawn + 0.01 <= granted;
SELECT draw_from_quota('${quotaId}', 0.01, '${DAY}', ':id', '${userId}');
INSERT INTO idempotency_answer (user_id, organisation_id, key, operation, body_hash, status, answer)
VALUES ('${userId}', '${organisationId}', ':id', 'bench', 'x', 201, '{}');
COMMIT;
`
}

/** As many transactions of a script by as many clients, as the program's role; null where there is no pgbench. */
async function pgbench(transaction: string): Promise<number | null> {
  const folder = await mkdtemp(join(tmpdir(), 'tandai-pgbench-'))
  try {
    const script = join(folder, 'draw.sql')
    await writeFile(script, transaction)
    const each = Math.ceil(DRAWS / CONNECTIONS)
    const args = ['-n', '-f', script, '-c', `${CONNECTIONS}`, '-j', '2', '-t', `${each * 2}`, database.ownerUrl]
    const asProgram = transaction.includes('book_entries') ? { PGOPTIONS: `-c role=${APP_ROLE}` } : {}
    const { stdout } = await promisify(execFile)('pgbench', args, { env: { ...process.env, ...asProgram } })
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
