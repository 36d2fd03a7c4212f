import { randomUUID } from 'node:crypto'
import t from 'tap'
import { recordEvent } from '../../src/app/audit/record-event.js'
import { businessDateFor, businessDateOf } from '../../src/app/business-days/business-date.js'
import { eachLoan } from '../../src/app/business-days/each-loan.js'
import type { LoanStep, StepTable, WholeStep } from '../../src/app/business-days/end-of-day-step.js'
import { endOfDaySteps } from '../../src/app/business-days/end-of-day-steps.js'
import { ALL_LOANS, loansIn, loansInService, loansToReprice } from '../../src/app/business-days/loan-chunk-views.js'
import { runEndOfDay } from '../../src/app/business-days/run-end-of-day.js'
import { floorsOn } from '../../src/app/business-days/steps/classify.js'
import { publish } from '../../src/app/rules/store.js'
import { constraintOf } from '../../src/db/faults.js'
import { withTransaction } from '../../src/db/transaction.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { ok, refuse } from '../../src/kernel/result.js'
import { type Bank, testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { asSystem } from '../support/people.js'
import { BANK_01, type Lender, publishedCase, SIHUI } from '../support/published-loan.js'

const LOANS = 120
const nothing: WholeStep = { kind: 'whole', work: async () => ({ done: 0, refused: 0, findings: [] }) }
/** Steps that leave loans alone, with others planted among them. */
const only = (planted: Partial<StepTable>): StepTable => ({
  ...endOfDaySteps,
  due: nothing,
  classify: nothing,
  reprice: nothing,
  accrue: nothing,
  ...planted,
})

async function idOf({ owner }: Bank, { code }: Lender): Promise<string> {
  const [row] = await owner<[{ id: string }]>`SELECT id FROM organisation WHERE code = ${code}`
  return row.id
}
const open = (bank: Bank, lender: Lender, day: string) => bank.post(lender.approver, '/v1/business-days', { day })
const close = (bank: Bank, lender: Lender, day: string, version = 1, by = lender.officer) =>
  bank.post(by, `/v1/business-days/${day}/close`, { version })
const dayOf = async (bank: Bank, lender: Lender, day: string) =>
  (await bank.get(lender.officer, `/v1/business-days/${day}`)).body
const stepStates = (detail: { steps: { step: string; state: string; done: number; refused: number }[] }) =>
  detail.steps.map(({ step, state, done, refused }) => `${step} ${state} ${done} ${refused}`)

t.test('an end of day', async (t) => {
  const bank = await testBank(t)
  const organisationId = await idOf(bank, BANK_01)
  const run = (steps: StepTable, through: string) =>
    runEndOfDay(bank.db, steps, { organisationId, through: civilDate(through), runId: randomUUID(), rangesAtOnce: 1 })
  const touched = async () => {
    const rows = await bank.owner<{ loan: string; times: number }[]>`
      SELECT subject_id AS loan, count(*)::int AS times FROM audit_event WHERE action = 'test.touched' GROUP BY 1`
    return new Map(rows.map(({ loan, times }) => [loan, times]))
  }
  const loans: string[] = []
  for (let no = 0; no < LOANS; no += 1)
    loans.push(await disbursedLoan(bank.owner, { lender: BANK_01.code, amount: '1000.00', on: '2024-06-19' }))
  loans.sort()
  const [refusedLoan, brokenLoan] = [loans[3] as string, loans[70] as string]
  /** Touches every loan in service; one is refused and one breaks the program. */
  const touching = (broken: string | null = null, work: LoanStep['work'] | null = null): LoanStep => ({
    kind: 'loans',
    loans: () => loansInService(organisationId),
    perRange: 50,
    work:
      work ??
      ((context, loanIds) =>
        eachLoan(context, loanIds, async (command, loanId) => {
          await recordEvent(command, { action: 'test.touched', subjectKind: 'loan', subjectId: loanId, detail: {} })
          if (loanId === broken) throw new Error('the planted defect')
          return loanId === refusedLoan && broken !== null ? refuse({ code: 'NOT_FOUND', what: 'loan' }) : ok(null)
        })),
  })

  await t.test('is stopped between two chunks and goes on, doing nothing twice', async (t) => {
    t.equal((await open(bank, BANK_01, '2024-06-20')).status, 201)
    t.equal((await close(bank, BANK_01, '2024-06-20')).status, 202)
    let chunks = 0
    const killed = touching(null, async (context, loanIds) => {
      chunks += 1
      const chunk = await touching(brokenLoan).work(context, loanIds)
      if (chunks === 2) throw new Error('killed before the chunk was written')
      return chunk
    })
    await t.rejects(run(only({ due: killed }), '2024-06-20'), /killed/)
    t.same(
      stepStates(await dayOf(bank, BANK_01, '2024-06-20')),
      [
        'due RUNNING 50 1',
        'classify PENDING 0 0',
        'reprice PENDING 0 0',
        'reconcile PENDING 0 0',
        'open-next PENDING 0 0',
      ],
      'the first chunk stands, the second left nothing',
    )
    t.equal((await touched()).size, 49)

    t.match(await run(only({ due: killed }), '2024-06-20'), { closed: 1, businessDate: '2024-06-21', blockedBy: null })
    const times = await touched()
    t.equal(times.size, LOANS - 2, 'all but the refused and the broken one')
    t.same([...new Set(times.values())], [1], 'each once')
    const detail = await dayOf(bank, BANK_01, '2024-06-20')
    t.match(detail, { state: 'CLOSED', refused: 2, version: 3 })
    t.same(stepStates(detail), [
      'due DONE 120 2',
      'classify DONE 0 0',
      'reprice DONE 0 0',
      'reconcile DONE 1 0',
      'open-next DONE 1 0',
    ])
    t.match(detail.findings, [
      { loanId: refusedLoan, code: 'NOT_FOUND', blocking: false },
      { loanId: brokenLoan, code: 'DEFECT', detail: { failure: 'the planted defect' }, blocking: false },
    ])
    t.match(detail.findings[1].reason, /程序出错\(the planted defect\)/)
    t.match(await dayOf(bank, BANK_01, '2024-06-21'), { state: 'OPEN', previousDay: '2024-06-20', version: 1 })

    t.match(await run(only({ due: touching() }), '2024-06-20'), { closed: 0, businessDate: '2024-06-21' }, 'once more')
    t.equal((await touched()).size, LOANS - 2)
  })

  await t.test('works once, however many ask for it and carry it', async (t) => {
    await bank.owner`ALTER TABLE audit_event DISABLE TRIGGER USER`
    await bank.owner`DELETE FROM audit_event WHERE action = 'test.touched'`
    await bank.owner`ALTER TABLE audit_event ENABLE TRIGGER USER`
    const asked = await Promise.all(Array.from({ length: 5 }, () => close(bank, BANK_01, '2024-06-21')))
    t.equal(asked.filter(({ status }) => status === 202).length, 1)
    t.equal(asked.filter(({ body }) => body.code === 'STALE_VERSION').length, 4)
    const again = await close(bank, BANK_01, '2024-06-21', 2)
    const [runs] =
      await bank.owner`SELECT count(*)::int AS count FROM job_run WHERE payload ->> 'through' = '2024-06-21'`
    t.equal(runs?.count, 1, 'the same run is the answer while it waits')
    t.equal(again.body.id, asked.find(({ status }) => status === 202)?.body.id)

    const steps = only({ due: touching() })
    const carried = await Promise.all(Array.from({ length: 3 }, () => run(steps, '2024-06-21')))
    for (const report of carried) t.equal(report.businessDate, '2024-06-22')
    const times = await touched()
    t.equal(times.size, LOANS)
    t.same([...new Set(times.values())], [1])
    t.match(await dayOf(bank, BANK_01, '2024-06-21'), { state: 'CLOSED', closingBy: /./ })
    const days = await bank.owner`SELECT day FROM business_day WHERE organisation_id = ${organisationId} ORDER BY day`
    t.same(
      days.map(({ day }) => day),
      ['2024-06-20', '2024-06-21', '2024-06-22'],
    )
  })

  await t.test('is held up by a difference until a second person has taken note of it', async (t) => {
    const [first, second] = loans as [string, string]
    await bank.owner`UPDATE loan_state SET balance = 900 WHERE loan_id = ${first}`
    t.equal((await close(bank, BANK_01, '2024-06-22', 1, BANK_01.approver)).status, 202)
    t.match(await run(only({}), '2024-06-22'), { closed: 0, businessDate: '2024-06-22', blockedBy: 'reconcile' })
    const held = await dayOf(bank, BANK_01, '2024-06-22')
    t.match(held, {
      state: 'CLOSING',
      steps: [{}, {}, {}, { step: 'reconcile', state: 'BLOCKED' }, { state: 'PENDING' }],
    })
    const [total, named] = held.findings.toSorted((a: { loanId: string | null }) => (a.loanId === null ? -1 : 1))
    t.match(total, {
      code: 'LOANS_DIFFER_FROM_LEDGER',
      blocking: true,
      detail: { loans: '119900.00', ledger: '120000.00', difference: '100.00', accounts: ['1303', '130101'] },
      reason: '贷款余额合计 119900.00 元与总账科目 1303, 130101 余额 120000.00 元不符,相差 100.00 元。',
    })
    t.match(named, {
      code: 'LOAN_DIFFERS_FROM_LEDGER',
      loanId: first,
      blocking: false,
      detail: { loan: '900.00', ledger: '1000.00' },
    })

    const url = (id: string) => `/v1/business-days/2024-06-22/findings/${id}/acknowledgement`
    const opinion = { opinion: '历史差异,下月调整' }
    const refused = [
      [await bank.post(BANK_01.approver, url(total.id), opinion), 403, 'SELF_APPROVAL'],
      [await bank.post(BANK_01.officer, url(total.id), opinion), 403, 'FORBIDDEN'],
      [await bank.post(SIHUI.approver, url(total.id), opinion), 404, 'NOT_FOUND'],
      [await bank.post(BANK_01.approver, url(named.id), opinion), 409, 'FINDING_NOT_BLOCKING'],
      [await bank.post(BANK_01.approver, url(randomUUID()), opinion), 404, 'NOT_FOUND'],
    ] as const
    for (const [answer, status, code] of refused) t.match(answer, { status, body: { code } })
    const [none] = await bank.owner`SELECT count(*)::int AS count FROM end_of_day_acknowledgement`
    t.equal(none?.count, 0, 'nothing was acknowledged')
    t.match(await run(only({}), '2024-06-22'), { closed: 0, blockedBy: 'reconcile' }, 'told once, held up still')
    t.equal((await dayOf(bank, BANK_01, '2024-06-22')).findings.length, 2)

    const [approver] = await bank.owner<[{ id: string }]>`
      INSERT INTO user_account (organisation_id, username, name_zh, name_en, password_hash)
      VALUES (${organisationId}, 'approver2.bank01', 'x', 'x', '') RETURNING id`
    await bank.owner`INSERT INTO user_role (user_id, organisation_id, role) VALUES (${approver.id}, ${organisationId}, 'credit_approver')`
    t.match(await bank.post('approver2.bank01', url(total.id), opinion), {
      status: 200,
      body: { acknowledgedBy: approver.id },
    })
    t.match(await bank.post('approver2.bank01', url(total.id), opinion), {
      status: 409,
      body: { code: 'ALREADY_ACKNOWLEDGED' },
    })

    await bank.owner`UPDATE loan_state SET balance = 900 WHERE loan_id = ${second}`
    t.match(
      await run(only({}), '2024-06-22'),
      { closed: 0, blockedBy: 'reconcile' },
      'another difference is another finding',
    )
    await bank.owner`UPDATE loan_state SET balance = 1000 WHERE loan_id = ${second}`
    t.equal((await close(bank, BANK_01, '2024-06-22', 2)).status, 202, 'closed once more, by anybody')
    t.match(await run(only({}), '2024-06-22'), { closed: 1, businessDate: '2024-06-23', blockedBy: null })
    await bank.owner`UPDATE loan_state SET balance = 1000 WHERE loan_id = ${first}`
  })

  await t.test('classifies by the days overdue and by the rules of the day', async (t) => {
    const days = [0, 1, 90, 91, 270, 271, 360, 361]
    for (const [no, count] of days.entries())
      await bank.owner`UPDATE loan_state SET days_overdue = ${count} WHERE loan_id = ${loans[no] as string}`
    await close(bank, BANK_01, '2024-06-23')
    t.match(await run(only({ classify: endOfDaySteps.classify }), '2024-06-23'), { closed: 1 })
    const classes = await bank.owner`
      SELECT s.days_overdue AS days, s.class, c.class AS "writtenDown", c.classified_on AS on, r.key AS rule
      FROM loan_state s LEFT JOIN loan_classification c ON c.loan_id = s.loan_id LEFT JOIN rule r ON r.id = c.rule_id
      WHERE s.loan_id IN ${bank.owner(loans.slice(0, 8))} ORDER BY s.days_overdue`
    const [SM, SUB, DOUBT, LOSS] = ['SM', 'SUB', 'DOUBT', 'LOSS'].map((name) => `classification.floor.${name}`)
    t.same(
      classes.map(({ days, class: name, writtenDown, on, rule }) => [days, name, writtenDown, on, rule]),
      [
        [0, 'NORMAL', null, null, null],
        [1, 'SPECIAL_MENTION', 'SPECIAL_MENTION', '2024-06-23', SM],
        [90, 'SPECIAL_MENTION', 'SPECIAL_MENTION', '2024-06-23', SM],
        [91, 'SUBSTANDARD', 'SUBSTANDARD', '2024-06-23', SUB],
        [270, 'SUBSTANDARD', 'SUBSTANDARD', '2024-06-23', SUB],
        [271, 'DOUBTFUL', 'DOUBTFUL', '2024-06-23', DOUBT],
        [360, 'DOUBTFUL', 'DOUBTFUL', '2024-06-23', DOUBT],
        [361, 'LOSS', 'LOSS', '2024-06-23', LOSS],
      ],
    )

    await asSystem(bank.db, (tx) =>
      publish(tx, [
        {
          table: 'parameters',
          key: 'classification.floor.SM',
          validFrom: civilDate('2024-06-24'),
          validTo: null,
          publishedOn: null,
          source: 'test',
          status: 'assumption',
          body: { code: 'classification.floor.SM', value: '31', unit: 'days overdue' },
        },
      ]),
    )
    const floorOf = async (on: string) => {
      const floors = await asSystem(bank.db, (tx) => floorsOn(tx, civilDate(on)))
      return floors.ok && floors.value[0]?.fromDaysOverdue
    }
    t.equal(await floorOf('2024-06-23'), 1)
    t.equal(await floorOf('2024-06-24'), 31)
    // The loan one day overdue is in grace now; the one that was cured meanwhile is written down as well.
    await bank.owner`UPDATE loan_state SET days_overdue = 0, class = 'NORMAL' WHERE loan_id = ${loans[2] as string}`
    await close(bank, BANK_01, '2024-06-24')
    t.match(await run(only({ classify: endOfDaySteps.classify }), '2024-06-24'), { closed: 1 })
    const later = await bank.owner`
      SELECT loan_id AS loan, class, rule_id AS rule FROM loan_classification WHERE classified_on = '2024-06-24' ORDER BY loan_id`
    t.same(
      later.map(({ loan, class: name, rule }) => [loan, name, rule]),
      [
        [loans[1], 'NORMAL', null],
        [loans[2], 'NORMAL', null],
      ],
    )
    await bank.owner`UPDATE loan_state SET days_overdue = 0`
  })

  await t.test('a second bank has a date of its own and sees nothing of the first', async (t) => {
    const sihui = await idOf(bank, SIHUI)
    const today = civilDate('2024-06-30')
    const dateOf = (id: string) => asSystem(bank.db, (tx) => businessDateOf(tx, id, today))
    t.equal(await dateOf(organisationId), '2024-06-25')
    t.equal(await dateOf(sihui), '2024-06-30', 'a bank that keeps no business days goes by the wall')
    t.equal((await open(bank, SIHUI, '2024-06-28')).status, 201)
    t.equal(await dateOf(sihui), '2024-06-28')
    t.equal(await dateOf(organisationId), '2024-06-25')
    const dated = (on: string) =>
      asSystem(bank.db, async (tx) => businessDateFor(tx, sihui, { on: civilDate(on), today }))
    t.same(await dated('2024-06-28'), { ok: true, value: '2024-06-28' })
    t.match(await dated('2024-06-29'), {
      refusal: { code: 'BUSINESS_DATE_AHEAD', on: '2024-06-29', businessDate: '2024-06-28' },
    })

    const listed = (user: string) => bank.get(user, '/v1/business-days')
    t.same(
      (await listed(SIHUI.officer)).body.items.map(({ day }: { day: string }) => day),
      ['2024-06-28'],
    )
    t.equal((await bank.get(SIHUI.officer, '/v1/business-days/2024-06-20')).status, 404)
    const tables = [
      'business_day',
      'end_of_day_step',
      'end_of_day_chunk',
      'end_of_day_finding',
      'end_of_day_acknowledgement',
      'loan_classification',
    ]
    const scope = { scope: 'lender', organisationId: sihui, userId: null } as const
    for (const name of tables) {
      const column = name === 'loan_classification' ? 'lender_id' : 'organisation_id'
      const [all] = await bank.owner.unsafe(`SELECT count(*)::int AS count FROM ${name} WHERE ${column} <> '${sihui}'`)
      t.ok((all?.count as number) > 0, `${name} holds rows of the first bank`)
      const seen = await withTransaction(bank.db, scope, (tx) =>
        tx.execute<{ count: number }>(`SELECT count(*)::int AS count FROM ${name} WHERE ${column} <> '${sihui}'`),
      )
      t.equal(seen[0]?.count, 0, `the second bank sees no ${name} of the first`)
    }
  })

  await t.test('days go forward only, one at a time, whoever writes', async (t) => {
    const { owner } = bank
    const [user] = await owner<[{ id: string }]>`SELECT id FROM user_account WHERE username = ${BANK_01.approver}`
    const planted = (day: string, previous: string | null) => owner`
      INSERT INTO business_day (organisation_id, day, calendar, previous_day, opened_by)
      VALUES (${organisationId}, ${day}, 'every-day', ${previous}, ${user.id})`
    const violated = (work: PromiseLike<unknown>) => Promise.resolve(work).then(() => 'nothing', constraintOf)
    t.equal(await violated(planted('2024-06-26', '2024-06-25')), 'business_day_one_at_work')
    t.equal(await violated(planted('2024-06-01', null)), 'business_day_rises')
    t.equal(
      await violated(owner`
        UPDATE business_day SET state = 'OPEN', closing_by = NULL, closing_at = NULL, closed_at = NULL WHERE day = '2024-06-22'`),
      'business_day_goes_forward',
    )
    t.equal(
      await violated(owner`UPDATE business_day SET day = '2024-07-22' WHERE day = '2024-06-25'`),
      'business_day_goes_forward',
    )
    t.equal(await violated(owner`DELETE FROM business_day WHERE day = '2024-06-25'`), 'business_day_stays')
    const [finding] = await owner<[{ id: string; closer: string }]>`
      SELECT f.id, b.closing_by AS closer FROM end_of_day_finding f JOIN business_day b USING (organisation_id, day)
      WHERE f.code = 'LOAN_DIFFERS_FROM_LEDGER' LIMIT 1`
    t.equal(
      await violated(owner`
        INSERT INTO end_of_day_acknowledgement (finding_id, organisation_id, acknowledged_by, opinion)
        VALUES (${finding.id}, ${organisationId}, ${finding.closer}, 'x')`),
      'end_of_day_acknowledgement_second_person',
    )
  })
})

t.test('rates are decided on the day that the contract says, by what is published then', async (t) => {
  const bank = await testBank(t, { today: '2024-09-20' })
  const walk = publishedCase(bank)
  await walk.consent()
  const paidOut = async (repricing: string) => {
    const { applicationId, quoteId } = await walk.quoted(null, { product: 'YUN_TAN_DAI', tenorMonths: 36 })
    await walk.done(walk.decide(applicationId, quoteId))
    const { id } = await walk.done(walk.sign(applicationId, { terms: { repricing } }))
    const query = { queryCertificateNo: null, queryCertificateOn: null }
    await walk.done(walk.disburse(id, { noteNo: `借据-${id}`, ...query }))
    return id as string
  }
  const quarterly = await paidOut('quarterly')
  const january = await paidOut('january')
  const fixed = await paidOut('fixed')
  const organisationId = await idOf(bank, SIHUI)
  const tested = (previousDay: string | null, day: string) =>
    asSystem(bank.db, async (tx) => {
      const span = { previousDay: previousDay === null ? null : civilDate(previousDay), day: civilDate(day) }
      return loansIn(tx, loansToReprice(organisationId, span), ALL_LOANS)
    })
  t.same(await tested('2024-09-18', '2024-09-19'), [])
  t.same(await tested('2024-09-19', '2024-09-20'), [quarterly, january].sort(), 'rather one too many')
  t.same(await tested('2024-09-18', '2024-09-22'), [quarterly, january].sort(), 'a day between business days')
  t.same(await tested('2024-12-31', '2025-01-01'), [quarterly, january].sort())
  t.notOk((await tested(null, '2024-09-20')).includes(fixed))

  await walk.done(open(bank, SIHUI, '2024-09-20'))
  await walk.done(close(bank, SIHUI, '2024-09-20'))
  const order = { organisationId, through: civilDate('2024-09-20'), runId: randomUUID() }
  t.match(await runEndOfDay(bank.db, only({ reprice: endOfDaySteps.reprice }), order), { closed: 1 })
  const detail = await dayOf(bank, SIHUI, '2024-09-20')
  t.same(detail.findings, [], 'that a contract is not repriced on the day is no refusal')
  t.equal(stepStates(detail)[2], 'reprice DONE 2 0')
  const rates = await bank.owner`SELECT loan_id AS loan, effective_on AS on, cause FROM loan_rate`
  t.same(
    rates.map((row) => ({ ...row })),
    [{ loan: quarterly, on: '2024-09-20', cause: 'repricing' }],
  )
})
