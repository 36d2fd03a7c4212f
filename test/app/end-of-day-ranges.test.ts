import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import t from 'tap'
import type { LoanStep, StepTable } from '../../src/app/business-days/end-of-day-step.js'
import { endOfDaySteps } from '../../src/app/business-days/end-of-day-steps.js'
import { ALL_LOANS, loansIn, loansInService, rangesOf } from '../../src/app/business-days/loan-chunk-views.js'
import { runEndOfDay } from '../../src/app/business-days/run-end-of-day.js'
import { constraintOf } from '../../src/db/faults.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { asSystem } from '../support/people.js'
import { SIHUI } from '../support/published-loan.js'
import { done } from '../support/serviced-loan.js'

const { officer, approver } = SIHUI
const due = endOfDaySteps.due as LoanStep
const accrue = endOfDaySteps.accrue as LoanStep
/** Several sets a step, however few loans there are. */
const inSets: StepTable = { ...endOfDaySteps, due: { ...due, perRange: 7 }, accrue: { ...accrue, perRange: 7 } }

t.test('sets of loans, one of which is bad, held or worked on by somebody who dies', async (t) => {
  const bank = await testBank(t, { today: '2025-06-30' })
  const { owner } = bank
  const loans: string[] = []
  for (let no = 0; no < 30; no += 1)
    loans.push(await disbursedLoan(owner, { amount: '120000.00', rate: '3.6', on: '2024-06-20' }))
  loans.sort()
  await done(bank.post(approver, '/v1/business-days', { day: '2024-06-29' }))
  const [row] = await owner<[{ id: string }]>`SELECT id FROM organisation WHERE code = ${SIHUI.code}`
  const organisationId = row.id
  const close = async (day: string) => {
    const [at] = await owner<[{ version: number }]>`SELECT version FROM business_day WHERE day = ${day}`
    await done(bank.post(officer, `/v1/business-days/${day}/close`, { version: at.version }))
  }
  const run = (steps: StepTable, through: string, rangesAtOnce = 1) =>
    runEndOfDay(bank.db, steps, { organisationId, through: civilDate(through), runId: randomUUID(), rangesAtOnce })
  const accrued = async (monthEnd: string) => {
    const rows = await owner<{ id: string; times: number }[]>`
      SELECT subject_id AS id, count(*)::int AS times FROM journal_entry WHERE posting_key = ${`accrual:${monthEnd}`} GROUP BY 1`
    return new Map(rows.map(({ id, times }) => [id, times]))
  }
  const refuses = (name: string, table: string, loan: string, deferred: boolean) =>
    owner.unsafe(`
      CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'planted' USING ERRCODE = 'check_violation', CONSTRAINT = '${name}';
      END $$;
      CREATE ${deferred ? 'CONSTRAINT ' : ''}TRIGGER ${name} AFTER INSERT ON ${table} ${deferred ? 'DEFERRABLE INITIALLY DEFERRED' : ''}
        FOR EACH ROW WHEN (NEW.subject_id = '${loan}') EXECUTE FUNCTION ${name}()`)

  await t.test('a bad loan is told and costs the others nothing', async (t) => {
    const [unread, unwritten, undone] = [loans[4], loans[5], loans[22]] as [string, string, string]
    await close('2024-06-29')
    await run(inSets, '2024-06-29')
    await owner`
      INSERT INTO loan_event (loan_id, lender_id, enterprise_id, no, kind, on_date, body, business_date)
      SELECT loan_id, lender_id, enterprise_id, 9, 'pause', '2024-06-30', '{"to": "no day"}', '2024-06-30' FROM loan_state WHERE loan_id = ${unread}`
    await refuses('planted_now', 'journal_entry', unwritten, false)
    await refuses('planted_at_the_end', 'journal_entry', undone, true)
    await close('2024-06-30')
    t.match(await run(inSets, '2024-06-30'), { closed: 1, businessDate: '2024-07-01' })
    const times = await accrued('2024-06-30')
    t.same(
      [...times.keys()].sort(),
      loans.filter((id) => ![unread, unwritten, undone].includes(id)),
      'all others are accrued',
    )
    t.same([...new Set(times.values())], [1])
    const { steps, findings } = (await bank.get(officer, '/v1/business-days/2024-06-30')).body
    t.match(
      steps.find(({ step }: { step: string }) => step === 'accrue'),
      { state: 'DONE', done: 30, refused: 3 },
    )
    const told = new Map(
      findings.map(({ loanId, code, detail }: Record<string, unknown>) => [loanId, { code, ...(detail as object) }]),
    )
    t.match(told.get(unread), { code: 'DEFECT', failure: /no day/ })
    t.same(told.get(unwritten), { code: 'DEFECT', failure: 'database error 23514 planted_now' })
    t.same(told.get(undone), { code: 'DEFECT', failure: 'database error 23514 planted_at_the_end' })
    t.equal(told.size, 3)

    await owner.unsafe('DROP FUNCTION planted_now CASCADE; DROP FUNCTION planted_at_the_end CASCADE')
    await close('2024-07-01')
    await run({ ...inSets, due: { ...due, loans: () => loansInService(organisationId), perRange: 7 } }, '2024-07-01')
    const later = await accrued('2024-06-30')
    t.same(
      [later.has(unread), later.has(unwritten), later.has(undone)],
      [false, true, true],
      'what was mended is caught up with',
    )
  })

  await t.test('a payment waits for the set of its loan and for no other', async (t) => {
    await close('2024-07-02')
    const gate = new AbortController()
    const reached = new AbortController()
    const held: LoanStep = {
      ...due,
      loans: () => loansInService(organisationId),
      perRange: 15,
      async work(context, loanIds) {
        const done = await due.work(context, loanIds)
        if (loanIds.includes(loans[0] as string)) {
          reached.abort()
          await once(gate.signal, 'abort')
        }
        return done
      },
    }
    const running = run({ ...inSets, due: held }, '2024-07-02')
    await once(reached.signal, 'abort')
    const pay = (loan: string) =>
      owner`SELECT version FROM loan_state WHERE loan_id = ${loan}`.then(([at]) =>
        bank.post(officer, `/v1/loans/${loan}/repayments`, {
          on: '2024-07-02',
          amount: '500.00',
          reference: '回单',
          version: at?.version,
        }),
      )
    t.equal((await pay(loans[29] as string)).status, 201, 'a loan of another set is paid at once')
    let paid = false
    const waiting = pay(loans[0] as string).then((answer) => {
      paid = true
      return answer
    })
    await new Promise((over) => setTimeout(over, 100))
    t.equal(paid, false)
    gate.abort()
    t.equal((await waiting).status, 201, 'and one of this set when it is done')
    t.match(await running, { closed: 1 })
  })

  await t.test('ranges are taken by whoever is there, each once, also when one dies in the middle', async (t) => {
    await close('2024-07-03')
    const worked: string[][] = []
    let killed = false
    const watched: LoanStep = {
      ...due,
      loans: () => loansInService(organisationId),
      perRange: 4,
      async work(context, loanIds) {
        const done = await due.work(context, loanIds)
        if (!killed && loanIds.includes(loans[9] as string)) {
          killed = true
          await context.command.tx.execute('SELECT pg_terminate_backend(pg_backend_pid())')
        }
        worked.push([...loanIds])
        return done
      },
    }
    const ended = await Promise.allSettled(
      Array.from({ length: 3 }, () => run({ ...inSets, due: watched }, '2024-07-03', 2)),
    )
    t.ok(killed)
    t.ok(ended.some(({ status }) => status === 'fulfilled'))
    t.match(await run({ ...inSets, due: watched }, '2024-07-03'), { businessDate: '2024-07-04' })
    t.same(worked.flat().sort(), loans, 'every loan once')
    const chunks = await owner`SELECT done FROM end_of_day_chunk WHERE day = '2024-07-03' AND step = 'due' ORDER BY no`
    t.same(
      chunks.map(({ done }) => done),
      [4, 4, 4, 4, 4, 4, 4, 2],
    )
  })

  await t.test('cancelled between two ranges, it is asked for again and goes on', async (t) => {
    await close('2024-07-04')
    const order = { organisationId, through: civilDate('2024-07-04'), runId: randomUUID() }
    const everyLoan = { ...inSets, due: { ...due, loans: () => loansInService(organisationId), perRange: 10 } }
    let told = 0
    const cancelled = runEndOfDay(bank.db, everyLoan, { ...order, rangesAtOnce: 1 }, async () => {
      told += 1
      if (told === 2) throw new Error('cancelled')
    })
    await t.rejects(cancelled, /cancelled/)
    const { state, steps } = (await bank.get(officer, '/v1/business-days/2024-07-04')).body
    t.match([state, steps[0]], ['CLOSING', { step: 'due', state: 'RUNNING', done: 20 }])
    t.match(await runEndOfDay(bank.db, everyLoan, order), { closed: 1, businessDate: '2024-07-05' })
    const [{ times }] = await owner<[{ times: number }]>`
      SELECT sum(done)::int AS times FROM end_of_day_chunk WHERE day = '2024-07-04' AND step = 'due'`
    t.equal(times, 30)
  })

  await t.test('the database has a range done once, and ranges that do not overlap', async (t) => {
    const violated = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => 'nothing', constraintOf)
    t.equal(
      await violated(owner`UPDATE end_of_day_chunk SET done = 1 WHERE day = '2024-07-03' AND step = 'due' AND no = 1`),
      'end_of_day_chunk_done_once',
    )
    t.equal(
      await violated(owner`
        INSERT INTO end_of_day_chunk (organisation_id, day, step, no, after_loan, to_loan)
        SELECT organisation_id, day, step, 99, after_loan, to_loan FROM end_of_day_chunk WHERE day = '2024-07-03' AND step = 'due' AND no = 1`),
      'end_of_day_chunk_range_once',
    )
    const selection = loansInService(organisationId)
    const cut = async (perRange: number) =>
      asSystem(bank.db, async (tx) => {
        const ranges = await rangesOf(tx, selection, { after: null, perRange })
        return Promise.all(ranges.map(async (range) => loansIn(tx, selection, range)))
      })
    for (const perRange of [1, 7, 29, 30, 31]) {
      const pieces = await cut(perRange)
      t.same(pieces.flat(), loans, `${perRange} a range leave none out`)
      t.equal(pieces.length, Math.ceil(30 / perRange))
    }
    t.same(await asSystem(bank.db, (tx) => loansIn(tx, selection, ALL_LOANS)), loans)
  })
})
