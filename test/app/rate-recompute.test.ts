import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import t from 'tap'
import { inProcessRunner } from '../../jobs/in-process-runner.js'
import { jobTable } from '../../jobs/job-table.js'
import { loanRateRecomputeJob } from '../../jobs/loan-rate-recompute.js'
import { type Actor, SYSTEM } from '../../src/app/actor.js'
import { canonicalJson, sha256 } from '../../src/app/canonical-json.js'
import { jobRunById, requestJobRun } from '../../src/app/jobs/store.js'
import { decideAlone } from '../../src/app/rate-recompute/decide-alone.js'
import {
  type PreparedRecompute,
  type RateChunkDetail,
  recomputeChunk,
} from '../../src/app/rate-recompute/recompute-rates.js'
import { keepRunRatings } from '../../src/app/rate-recompute/store.js'
import { bringToDate } from '../../src/app/servicing/bring-to-date.js'
import { constraintOf } from '../../src/db/faults.js'
import { type Tx, withTransaction } from '../../src/db/transaction.js'
import { type CivilDate, civilDate } from '../../src/kernel/civil-date.js'
import { testBank } from '../support/bank.js'
import { asSystem } from '../support/people.js'
import { BANK_01, publishedCase, SIHUI } from '../support/published-loan.js'

const bank = await testBank(t, { today: '2026-03-01' })
const { db, owner, get } = bank
const walk = publishedCase(bank)
const other = publishedCase(bank, BANK_01)
await walk.consent()
await other.consent()

interface Contract {
  readonly repricing: string
  readonly product?: string
  readonly tenorMonths?: number
  readonly amount?: string
}
let notes = 0
async function paidOut(
  by: typeof walk,
  { repricing, product = 'YUN_TAN_DAI', tenorMonths = 36, amount = '1000000.00' }: Contract,
) {
  const { applicationId, quoteId } = await by.quoted(null, { product, tenorMonths, amount })
  await by.done(by.decide(applicationId, quoteId))
  notes += 1
  const contractNo = `"四农商"借\\〔2024〕${notes}`
  const { id } = await by.done(by.sign(applicationId, { contractNo, method: 'equal-instalment', terms: { repricing } }))
  await by.done(
    by.disburse(id, { amount, noteNo: `借据-${notes}`, queryCertificateNo: null, queryCertificateOn: null }),
  )
  return id as string
}
const CONTRACTS: readonly Contract[] = [
  { repricing: 'january' },
  { repricing: 'january', tenorMonths: 72, amount: '333333.33' },
  { repricing: 'january', tenorMonths: 12 },
  { repricing: 'anniversary', amount: '777777.77' },
  { repricing: 'quarterly', amount: '2500000.00' },
  { repricing: 'rating-change' },
  { repricing: 'fixed' },
]
const loans: string[] = []
for (const contract of CONTRACTS) loans.push(await paidOut(walk, contract))
const foreign = await paidOut(other, { repricing: 'january' })
const [ids] = await owner<[{ sihui: string; bank01: string; officer: string; firm: string }]>`
  SELECT (SELECT id FROM organisation WHERE code = ${SIHUI.code}) AS sihui, (SELECT id FROM organisation WHERE code = ${BANK_01.code}) AS bank01,
    (SELECT id FROM user_account WHERE username = ${SIHUI.officer}) AS officer, (SELECT enterprise_id FROM loan LIMIT 1) AS firm`

/** A rating of the borrower beside those it has. */
const rated = (asOf: string, grade: string) => owner`
  INSERT INTO rating (enterprise_id, as_of, known_at, method_id, method_rule_id, grade, score, document, inputs_hash, factors_hash, benchmark_hash,
    method_hash, document_hash)
  SELECT ${ids.firm}, ${asOf}::date, now(), method_id, method_rule_id, ${grade}, score, document, inputs_hash, factors_hash, benchmark_hash,
    method_hash, document_hash FROM rating ORDER BY as_of DESC LIMIT 1`

const OFFICER: Actor = {
  userId: ids.officer,
  organisationId: ids.sihui,
  username: SIHUI.officer,
  organisationCode: SIHUI.code,
  organisationKind: 'lender',
  roles: ['loan_officer'],
}

class Undone {
  constructor(readonly answer: unknown) {}
}
/** What `work` leads to, in a transaction that leaves nothing behind. */
async function undone<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await withTransaction(db, SYSTEM, async (tx) => {
      throw new Undone(await work(tx))
    })
  } catch (error) {
    if (error instanceof Undone) return error.answer as T
    throw error
  }
}
const openDay = (tx: Tx, organisationId: string, day: string) =>
  tx.execute(sql`
    INSERT INTO business_day (organisation_id, day, calendar, opened_by) VALUES (${organisationId}, ${day}, 'every-day', ${ids.officer})`)

/** Every decision and change of rate, but for ids and instants. */
async function written(tx: Tx) {
  const rates = await tx.execute<Record<string, unknown>>(sql`
    SELECT r.loan_id, r.lender_id, r.enterprise_id, r.effective_on, r.rate, r.reference_rate, r.discount_bp, r.grade, r.rating_id, r.cause,
      r.document_hash, loan_rate_explanation(r) AS explanation, r.made_by, r.decided_by
    FROM loan_rate r ORDER BY r.loan_id, r.effective_on, r.recorded_at`)
  const changes = await tx.execute<Record<string, unknown>>(sql`
    SELECT loan_id, lender_id, enterprise_id, no, on_date, amount, body - 'rateDecisionId' AS body, reverses, recorded_by, business_date,
      EXISTS (SELECT FROM loan_rate r WHERE r.id = (body ->> 'rateDecisionId')::uuid AND r.loan_id = f.loan_id) AS of_decision
    FROM loan_event f WHERE kind = 'rate-change' ORDER BY loan_id, no`)
  const states = await tx.execute<Record<string, unknown>>(sql`
    SELECT loan_id, state, balance, next_event_on, days_overdue, class FROM loan_state ORDER BY loan_id`)
  return { rates: [...rates], changes: [...changes], states: [...states] }
}
const broughtTo = async (tx: Tx, loanId: string, day: CivilDate) => {
  const brought = await bringToDate({ tx, actor: OFFICER, requestId: 'test', audited: false }, loanId, day, false)
  if (!brought.ok) throw new Error(JSON.stringify(brought.refusal))
}
const WHOLE_BOOK = { after: null, to: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
let runs = 0
/** One chunk over the whole book, of a run of its own. */
async function chunkOf(tx: Tx, on: CivilDate) {
  const prepared: PreparedRecompute = { knownAt: 'infinity', touched: null }
  runs += 1
  const [run] = await tx.execute<{ id: string }>(
    sql`INSERT INTO job_run (kind, payload, payload_hash) VALUES ('x', '{}', ${String(runs)}) RETURNING id`,
  )
  const { id: runId } = run as { id: string }
  await keepRunRatings(tx, { ...prepared, on, runId })
  return recomputeChunk(tx, { on, runId, prepared, memory: memory() }, WHOLE_BOOK)
}
const memory = () => ({ decided: new Map() })
t.test('a set of loans is decided as each would be by itself', async (t) => {
  await rated('2024-12-21', 'LIGHT_GREEN')
  for (const day of ['2024-09-20', '2024-12-20', '2025-01-01', '2025-01-21', '2025-06-20', '2025-06-21'])
    await t.test(day, async (t) => {
      const on = civilDate(day)
      const bySet = await undone(async (tx) => {
        await openDay(tx, ids.sihui, day)
        for (const loanId of [...loans, foreign]) await broughtTo(tx, loanId, on)
        const outcome = await chunkOf(tx, on)
        return { outcome, rows: await written(tx), again: await chunkOf(tx, on) }
      })
      const alone = await undone(async (tx) => {
        await openDay(tx, ids.sihui, day)
        for (const loanId of [...loans, foreign]) await broughtTo(tx, loanId, on)
        const outcome = await decideAlone(tx, { on, runId: randomUUID() }, [...loans, foreign].sort())
        return { outcome, rows: await written(tx) }
      })
      t.same(bySet.rows.rates, alone.rows.rates, 'decisions with their documents and hashes')
      t.same(bySet.rows.changes, alone.rows.changes, 'changes in the lives of loans')
      t.same(bySet.rows.states, alone.rows.states)
      t.same(bySet.outcome.failures, alone.outcome.failures, 'and what is refused')
      for (const { document_hash, explanation } of bySet.rows.rates)
        t.equal(document_hash, sha256(canonicalJson(explanation)), 'a reader can check the hash')
      t.equal((bySet.again.detail as RateChunkDetail).decided, 0, 'done again it writes nothing')
      t.comment(`${day}: ${alone.rows.rates.length} decided, ${alone.outcome.failures.length} refused`)
      if (day === '2025-01-01') t.equal(alone.rows.rates.length, 3)
    })
})

t.test('decisions by set and by loan go on from each other', async (t) => {
  await rated('2025-12-15', 'RED')
  const [first, second] = [civilDate('2025-01-01'), civilDate('2026-01-01')]
  const closed = (tx: Tx) =>
    tx
      .execute(sql`UPDATE business_day SET state = 'CLOSING', closing_by = ${ids.officer}, closing_at = now()`)
      .then(() => tx.execute(sql`UPDATE business_day SET state = 'CLOSED', closed_at = now()`))
  const [january] = [loans[0] as string]
  const bySet = chunkOf
  const alone = (tx: Tx, on: CivilDate) => decideAlone(tx, { on, runId: randomUUID() }, [...loans, foreign].sort())
  const lives: Awaited<ReturnType<typeof written>>['rates'][] = []
  for (const [before, then] of [
    [bySet, bySet],
    [bySet, alone],
    [alone, bySet],
    [alone, alone],
  ] as const)
    lives.push(
      await undone(async (tx) => {
        await openDay(tx, ids.sihui, first)
        await before(tx, first)
        await closed(tx)
        await tx.execute(sql`INSERT INTO business_day (organisation_id, day, calendar, opened_by, previous_day)
          VALUES (${ids.sihui}, ${second}, 'every-day', ${ids.officer}, ${first})`)
        await then(tx, second)
        return (await written(tx)).rates
      }),
    )
  const [one, ...others] = lives
  for (const other of others) t.same(other, one)
  const grades = one?.filter(({ loan_id }) => loan_id === january).map(({ grade }) => grade)
  t.same(grades, ['LIGHT_GREEN', 'YELLOW'], 'a grade at a time')
})

t.test('a run over the book, by the job', async (t) => {
  const log = pino({ level: 'silent' })
  const runner = inProcessRunner(db, log, jobTable)
  t.teardown(() => runner.close())
  const ran = async (on: string, loans: 'all' | 'changed') => {
    const { run } = await asSystem(db, (tx) => requestJobRun(tx, null, loanRateRecomputeJob.kind, { on, loans }))
    await runner.enqueue(run.id)
    for (let tries = 0; tries < 400; tries += 1) {
      const found = await asSystem(db, (tx) => jobRunById(tx, run.id))
      if (found?.state === 'succeeded' || found?.state === 'failed') return found
      await sleep(50)
    }
    throw new Error('the run did not end')
  }
  await owner`INSERT INTO business_day (organisation_id, day, calendar, opened_by) VALUES (${ids.sihui}, '2025-01-01', 'every-day', ${ids.officer})`
  await owner`INSERT INTO business_day (organisation_id, day, calendar, opened_by)
    SELECT ${ids.bank01}, '2024-12-31', 'every-day', id FROM user_account WHERE username = ${BANK_01.officer}`
  const [poisoned] = await owner<[{ loan_id: string }]>`
    SELECT loan_id FROM repricing_plan WHERE loan_id = ${loans[1] as string}`
  await owner`UPDATE repricing_plan SET product = 'NO_SUCH_PRODUCT' WHERE loan_id = ${poisoned.loan_id}`
  // A loan of before plans were kept.
  await owner`DELETE FROM repricing_plan WHERE loan_id = ${loans[0] as string}`
  const versions = () => owner`SELECT loan_id, version FROM loan_state ORDER BY loan_id`
  const before = await versions()

  await t.test(
    'decides what the day tests, tells what it could not decide and whose bank has not come to the day',
    async (t) => {
      const run = await ran('2025-01-01', 'all')
      t.match(run, {
        state: 'succeeded',
        result: {
          on: '2025-01-01',
          loans: 'all',
          since: null,
          tested: 3,
          decided: 1,
          changed: 1,
          waiting: 1,
          failed: 1,
        },
      })
      const failures = await owner`SELECT subject_id, reason FROM job_failure WHERE run_id = ${run.id}`
      t.same(
        failures.map((row) => ({ ...row })),
        [
          {
            subject_id: poisoned.loan_id,
            reason: { code: 'PRODUCT_UNKNOWN', product: 'NO_SUCH_PRODUCT', on: failures[0]?.reason.on },
          },
        ],
      )
      const [event] =
        await owner`SELECT detail FROM audit_event WHERE action = 'loan-rates.decided' AND subject_id = ${run.id}`
      t.match(event?.detail, { decided: 1, changed: 1 })
      t.same(await versions(), before, 'nobody who looked at a loan before is refused for it')
      const rates = (await get(SIHUI.officer, `/v1/loans/${loans[0]}/rates?asOf=2025-01-01`)).body
      t.match(rates.inForce, {
        cause: 'repricing',
        explanation: { loanId: loans[0], amount: '1000000.00', lprOn: '2025-01-01' },
      })
      t.equal(rates.inForce.documentHash, sha256(canonicalJson(rates.inForce.explanation)))
    },
  )

  await t.test('what changed, and all, come to the same', async (t) => {
    await owner`UPDATE repricing_plan SET product = 'YUN_TAN_DAI' WHERE loan_id = ${poisoned.loan_id}`
    const retried = await ran('2025-01-01', 'changed')
    t.match(
      retried,
      { state: 'succeeded', total: 1, result: { loans: 'changed', tested: 1, decided: 1, failed: 0 } },
      'the failure is tried again',
    )
    t.match((await ran('2025-01-01', 'changed')).result, { tested: 0, decided: 0 }, 'then nothing has changed')
    await rated('2024-12-31', 'YELLOW')
    const fresh = await ran('2025-01-01', 'changed')
    t.match(fresh.result, { loans: 'changed', decided: 2 }, 'a rating that became known while the day is open counts')
    t.match(
      (await ran('2025-01-01', 'all')).result,
      { loans: 'all', decided: 0 },
      'a look at every loan finds nothing to add',
    )
    const [rows] = await owner`SELECT count(*)::int AS n FROM loan_rate WHERE effective_on = '2025-01-01'`
    t.equal(rows?.n, 4)
    const { version } = (await get(SIHUI.officer, `/v1/loans/${loans[0]}`)).body
    t.equal(version, before.find(({ loan_id }) => loan_id === loans[0])?.version)
  })

  await t.test('a payment meanwhile waits for the chunk at most', async (t) => {
    const chunk = await owner.reserve()
    await chunk`BEGIN`
    await chunk`SELECT FROM loan_state WHERE loan_id = ${loans[0] as string} FOR NO KEY UPDATE`
    const { version } = (await get(SIHUI.officer, `/v1/loans/${loans[0]}`)).body
    const paying = bank.post(SIHUI.officer, `/v1/loans/${loans[0]}/repayments`, {
      on: '2025-01-01',
      amount: '1000.00',
      reference: '回单-1',
      version,
    })
    await sleep(200)
    await chunk`COMMIT`
    chunk.release()
    const paid = await paying
    t.equal(paid.status, 201, paid.text)
  })

  await t.test('the database holds a run to one decision of a loan and day, and a bank to its own', async (t) => {
    const [one] = await owner`SELECT job_run_id, loan_id FROM loan_rate WHERE job_run_id IS NOT NULL LIMIT 1`
    const twice = await owner`
      INSERT INTO loan_rate (loan_id, lender_id, enterprise_id, effective_on, rate, reference_rate, discount_bp, grade, cause, wording_id, annual_saving,
        document_hash, job_run_id)
      SELECT loan_id, lender_id, enterprise_id, effective_on, rate, reference_rate, discount_bp, grade, cause, wording_id, annual_saving, document_hash,
        job_run_id FROM loan_rate WHERE job_run_id = ${one?.job_run_id} AND loan_id = ${one?.loan_id}`.catch(
      (error: unknown) => error,
    )
    t.equal(constraintOf(twice), 'loan_rate_once_a_run')
    const seen = (organisationId: string, userId: string) =>
      withTransaction(db, { scope: 'lender', organisationId, userId }, (tx) =>
        tx.execute(sql`SELECT DISTINCT lender_id FROM repricing_plan`),
      )
    t.same([...(await seen(ids.bank01, ids.officer))], [{ lender_id: ids.bank01 }])
    await t.rejects(
      withTransaction(db, { scope: 'lender', organisationId: ids.sihui, userId: ids.officer }, (tx) =>
        tx.execute(sql`INSERT INTO rate_wording (parts, hash, lpr_on) VALUES ('{a,b,c,d,e,f}', 'x', '2025-01-01')`),
      ),
      { cause: /row-level security/ } as never,
      'wordings are the program’s',
    )
  })
})
