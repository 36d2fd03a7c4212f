import { randomUUID } from 'node:crypto'
import t from 'tap'
import { eachLoan } from '../../src/app/business-days/each-loan.js'
import type { LoanStep, StepTable } from '../../src/app/business-days/end-of-day-step.js'
import { endOfDaySteps } from '../../src/app/business-days/end-of-day-steps.js'
import { runEndOfDay } from '../../src/app/business-days/run-end-of-day.js'
import { bringToDate } from '../../src/app/servicing/bring-to-date.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { approvedApplications } from '../support/approved-application.js'
import { type Bank, testBank } from '../support/bank.js'
import { openLine } from '../support/credit-line.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { done } from '../support/serviced-loan.js'

const { officer, approver } = SIHUI
const METHODS = ['equal-instalment', 'equal-principal', 'interest-only', 'bullet'] as const
const [LOANS, ON_LINES] = [16, 4]
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
                to: `2024-07-${String(1 + Math.floor(random() * 20)).padStart(2, '0')}`,
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
    [DAY, '2024-06-24'],
    ['2024-06-25', '2024-07-01'],
    ['2024-07-02', '2024-07-06'],
  ] as const) {
    for (let no = 0; no < LOANS + ON_LINES; no += 1)
      for (let more = Math.floor(random() * 3); more > 0; more -= 1) {
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
