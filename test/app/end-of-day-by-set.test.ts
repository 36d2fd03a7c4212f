import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import t from 'tap'
import { eachLoan } from '../../src/app/business-days/each-loan.js'
import type { LoanStep, StepTable } from '../../src/app/business-days/end-of-day-step.js'
import { endOfDaySteps } from '../../src/app/business-days/end-of-day-steps.js'
import { ALL_LOANS, loansIn, loansInService, rangesOf } from '../../src/app/business-days/loan-chunk-views.js'
import { runEndOfDay } from '../../src/app/business-days/run-end-of-day.js'
import { bringToDate } from '../../src/app/servicing/bring-to-date.js'
import { constraintOf } from '../../src/db/faults.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { approvedApplications } from '../support/approved-application.js'
import { type Bank, testBank } from '../support/bank.js'
import { openLine } from '../support/credit-line.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { asSystem } from '../support/people.js'
import { DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { done } from '../support/serviced-loan.js'

const { officer, approver } = SIHUI
const METHODS = ['equal-instalment', 'equal-principal', 'interest-only', 'bullet'] as const
const [LOANS, ON_LINES] = [20, 6]
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const due = endOfDaySteps.due as LoanStep
const accrue = endOfDaySteps.accrue as LoanStep
/** Several sets a step, however few loans there are. */
const inSets: StepTable = { ...endOfDaySteps, due: { ...due, perRange: 7 }, accrue: { ...accrue, perRange: 7 } }
const alone =
  (closing: boolean): LoanStep['work'] =>
  (context, loanIds) =>
    eachLoan(context, loanIds, (command, loanId) => bringToDate(command, loanId, context.day, closing))
/** Every loan as a command brings one to date. */
const oneByOne: StepTable = {
  ...endOfDaySteps,
  due: { ...due, work: alone(false) },
  accrue: { ...accrue, work: alone(true) },
}

/** Numbers from 0 up to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Lives {
  readonly bank: Bank
  readonly organisationId: string
  readonly loans: readonly string[]
  /** Facts of each loan, by the ids that its bank gave them. */
  readonly facts: string[][]
  run(steps: StepTable, through: string): ReturnType<typeof runEndOfDay>
}

/** A bank at the day of the case, with loans of every method paid out early in the year and contracts on a credit line paid out on the day. */
async function lives(bank: Bank): Promise<Lives> {
  const loans: string[] = []
  for (let no = 0; no < LOANS; no += 1)
    loans.push(
      await disbursedLoan(bank.owner, {
        method: METHODS[no % METHODS.length] as (typeof METHODS)[number],
        amount: `${(no + 1) * 60_000}.00`,
        rate: '3.6',
        on: `2024-0${1 + (no % 5)}-${String(1 + ((no * 7) % 28)).padStart(2, '0')}`,
      }),
    )
  await done(bank.post(approver, '/v1/business-days', { day: DAY }))
  await done(publishedCase(bank).consent())
  const creditLineId = await openLine(bank, { limit: '900000.00' })
  for (const [index, application] of (await approvedApplications(bank.owner, ON_LINES)).entries()) {
    const contract = { contractNo: `借-${index}`, signedOn: DAY, method: METHODS[index % METHODS.length], creditLineId }
    const { id } = await done(
      bank.post(officer, `/v1/loan-applications/${application}/contract`, { ...contract, version: 3 }),
    )
    const paper = { noteNo: `借据-${index}`, payee: '供应商', useEvidence: '采购合同' }
    const query = { queryCertificateNo: null, queryCertificateOn: null }
    const note = { amount: '100000.00', on: DAY, ...paper, ...query, version: 1 }
    await done(bank.post(officer, `/v1/loans/${id}/disbursements`, note))
    loans.push(id)
  }
  const [row] = await bank.owner<[{ id: string }]>`SELECT id FROM organisation WHERE code = ${SIHUI.code}`
  return {
    bank,
    organisationId: row.id,
    loans,
    facts: loans.map(() => []),
    async run(steps, through) {
      const [{ day, version }] = await bank.owner<[{ day: string; version: number }]>`
        SELECT day, version FROM business_day WHERE organisation_id = ${row.id} AND state <> 'CLOSED'`
      await done(bank.post(officer, `/v1/business-days/${day}/close`, { version }))
      return runEndOfDay(bank.db, steps, { organisationId: row.id, through: civilDate(through), runId: randomUUID() })
    },
  }
}

/** A command on a loan at the version that it has. @returns how it was answered: refused or not is part of a life */
async function command({ bank, loans }: Lives, no: number, path: string, body: Record<string, unknown>) {
  const [row] = await bank.owner<
    [{ version: number }]
  >`SELECT version FROM loan_state WHERE loan_id = ${loans[no] as string}`
  return bank.post(officer, `/v1/loans/${loans[no]}/${path}`, { version: row.version, ...body })
}

async function agreed(at: Lives, no: number, path: string, body: Record<string, unknown>) {
  const proposed = await command(at, no, path, { reason: '双方约定', ...body })
  if (proposed.status >= 300) return proposed
  const decision = { decision: 'APPROVE', opinion: '同意', version: 1 }
  return at.bank.post(approver, `/v1/servicing-requests/${proposed.body.id}/decisions`, decision)
}

async function payOff(at: Lives, no: number, on: string) {
  const quoted = await at.bank.get(officer, `/v1/loans/${at.loans[no]}/payoff-quote?on=${on}`)
  return quoted.status === 200
    ? command(at, no, 'payoffs', { on, amount: quoted.body.total ?? quoted.body.quote.total, reference: '结清' })
    : quoted
}

/** One thing that happens to a loan on a business date, drawn from chance; the same for the same seed, whichever bank. */
async function happens(at: Lives, no: number, on: string, seed: number): Promise<string> {
  const random = randomFrom(seed)
  const what = random()
  const earlier = `${on.slice(0, 8)}${String(1 + Math.floor(random() * Number(on.slice(8)))).padStart(2, '0')}`
  const amount = `${100 + Math.floor(random() * 150_000)}.${String(Math.floor(random() * 100)).padStart(2, '0')}`
  const facts = at.facts[no] as string[]
  const answer =
    what < 0.08
      ? await payOff(at, no, on)
      : what < 0.55
        ? await command(at, no, 'repayments', {
            on: earlier,
            amount,
            reference: `回单-${seed}`,
            excess: ['hold', 'hold', 'shorten', 'lower-instalment'][Math.floor(random() * 4)],
          })
        : what < 0.65
          ? await command(at, no, 'fees', {
              on,
              amount: '35.50',
              fee: '手续费',
              forGuarantor: false,
              reason: '按约收取',
            })
          : what < 0.75
            ? await agreed(at, no, 'interest-pauses', {
                on,
                to: `2024-08-${String(1 + Math.floor(random() * 20)).padStart(2, '0')}`,
              })
            : what < 0.83
              ? await agreed(at, no, 'misuse-findings', { on: earlier, amount: null })
              : what < 0.86
                ? await agreed(at, no, 'write-offs', { on })
                : await agreed(
                    at,
                    no,
                    `events/${facts[Math.floor(random() * facts.length)] ?? at.loans[no]}/reversals`,
                    {},
                  )
  const event = answer.body.event ?? answer.body.changed?.event
  if (event !== undefined) facts.push(event.id)
  return `${no} ${what.toFixed(2)} ${answer.status} ${answer.body.code ?? ''}`
}

/** What a bank's books and loans say, every id by its place: two banks to which the same happened say the same. */
async function portrait({ bank: { owner }, organisationId, loans, facts }: Lives): Promise<Record<string, string[]>> {
  const names = new Map(loans.map((id, no) => [id, `loan ${no}`]))
  for (const [no, ids] of facts.entries()) for (const [index, id] of ids.entries()) names.set(id, `fact ${no}.${index}`)
  for (const [no, id] of loans.entries()) {
    const notes = await owner<{ id: string }[]>`SELECT id FROM disbursement WHERE loan_id = ${id} ORDER BY recorded_at`
    for (const [index, note] of notes.entries()) names.set(note.id, `note ${no}.${index}`)
  }
  const tables = {
    journal: `
      SELECT e.subject_id, e.for_on, e.booked_on, e.moved_from, e.event, e.posting_key, a.code, l.side, l.amount,
             f.posting_key AS adjusts, f.for_on AS adjusted, r.posting_key AS reverses, e.recorded_by IS NULL AS nobody
      FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
      LEFT JOIN journal_entry f ON f.id = e.adjusts LEFT JOIN journal_entry r ON r.id = e.reverses`,
    states: `
      SELECT loan_id, state, contracted, disbursed, balance, next_event_on, days_overdue, overdue_since, class, restructured, version
      FROM loan_state WHERE lender_id = '${organisationId}'`,
    classes: `
      SELECT c.loan_id, c.classified_on, c.days_overdue, c.class, r.key FROM loan_classification c LEFT JOIN rule r ON r.id = c.rule_id`,
    steps: `
      SELECT s.loan_id, s.no, s.step, s.from_state, s.to_state, s.taken_on, s.round, s.opinion, s.evidence_hash, s.detail, u.username
      FROM loan_step s LEFT JOIN user_account u ON u.id = s.taken_by`,
    lines: `SELECT limit_amount, reserved, used, version FROM credit_line_standing WHERE lender_id = '${organisationId}'`,
    movements: `
      SELECT loan_id, kind, amount, moved_on FROM credit_line_movement WHERE lender_id = '${organisationId}'`,
    segments: `SELECT to_jsonb(s) - '{id,loan_id,recorded_at,entry_id}'::text[] AS row, loan_id FROM interest_segment s`,
    days: `SELECT day, step, code, loan_id, detail FROM end_of_day_finding`,
    done: `
      SELECT s.day, s.step, s.state, s.done + coalesce(sum(c.done), 0) AS done, s.refused + coalesce(sum(c.refused), 0) AS refused
      FROM end_of_day_step s LEFT JOIN end_of_day_chunk c ON (c.day, c.step) = (s.day, s.step) GROUP BY s.day, s.step, s.state, s.done, s.refused`,
  }
  const told: Record<string, string[]> = {}
  for (const [name, query] of Object.entries(tables)) {
    const rows = await owner.unsafe<{ row: string }[]>(`SELECT to_jsonb(q)::text AS row FROM (${query}) q`)
    told[name] = rows.map(({ row }) => row.replace(UUID, (id) => names.get(id) ?? '?')).sort()
  }
  return told
}

t.test('a book brought to its days in sets is the book brought to them loan by loan', async (t) => {
  const [together, apart] = await Promise.all([
    testBank(t, { today: '2025-06-30' }),
    testBank(t, { today: '2025-06-30' }),
  ])
  const both = await Promise.all([lives(together), lives(apart)])
  const random = randomFrom(20_240_620)
  let seed = 0
  for (const [on, through] of [
    [DAY, '2024-06-30'],
    ['2024-07-01', '2024-07-22'],
    ['2024-07-23', '2024-08-01'],
  ] as const) {
    for (let no = 0; no < LOANS + ON_LINES; no += 1)
      for (let more = Math.floor(random() * 4); more > 0; more -= 1) {
        seed += 1
        const [one, other] = await Promise.all(both.map((at) => happens(at, no, on, seed)))
        t.equal(one, other)
      }
    await Promise.all([both[0].run(inSets, through), both[1].run(oneByOne, through)])
  }
  const [sets, singles] = await Promise.all(both.map(portrait))
  for (const [name, rows] of Object.entries(sets as Record<string, string[]>)) {
    t.same(rows, singles?.[name], name)
    t.comment(`${name}: ${rows.length} rows`)
  }
  t.same(sets?.days, [], 'nothing was found')
  for (const word of ['loan.held-applied', 'loan.interest-accrued', 'loan.penalty-accrued', 'loan.interest-due'])
    t.ok(
      sets?.journal?.some((row) => row.includes(word)),
      `${word} was booked`,
    )
  t.ok(
    sets?.movements?.some((row) => row.includes('repay')),
    'a line was freed',
  )
  for (const step of ['overdue', 'cure', 'settle'])
    t.ok(
      sets?.steps?.some((row) => row.includes(`"${step}"`)),
      step,
    )
})

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
