import { sql } from 'drizzle-orm'
import t from 'tap'
import { pricingRules } from '../../src/app/pricing/pricing-rules.js'
import { constraintOf } from '../../src/db/faults.js'
import { type Tx, withTransaction } from '../../src/db/transaction.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { formatExact } from '../../src/kernel/exact.js'
import { formatBp } from '../../src/kernel/rate.js'
import { type Answered, testBank } from '../support/bank.js'
import { asSystem } from '../support/people.js'
import { BANK_01, DAY, publishedCase, SIHUI } from '../support/published-loan.js'

const bank = await testBank(t, { today: '2026-03-01' })
const { db, get, post, owner } = bank
const walk = publishedCase(bank)
await walk.consent()
const { applicationId, quoteId } = await walk.quoted(null, { product: 'YUN_TAN_DAI', tenorMonths: 36 })
await walk.done(walk.decide(applicationId, quoteId))
const { id: loanId } = await walk.done(walk.sign(applicationId, { terms: { repricing: 'january' } }))
await walk.done(walk.disburse(loanId, { queryCertificateNo: null, queryCertificateOn: null }))

const count = (answers: readonly Answered[], code: string) =>
  answers.filter(({ status, body }) => (body.code ?? String(status)) === code).length
const [ids] = await owner<[Record<string, string>]>`
  SELECT l.lender_id AS lender, l.enterprise_id AS firm, b.id AS other, o.id AS officer, a.id AS approver, x.id AS stranger
  FROM loan l, organisation b, user_account o, user_account a, user_account x
  WHERE l.id = ${loanId} AND b.code = ${BANK_01.code} AND o.username = ${SIHUI.officer} AND a.username = ${SIHUI.approver}
    AND x.username = ${BANK_01.officer}`
const id = (name: string) => ids[name] as string
const as = <T>(organisation: string, user: string, work: (tx: Tx) => Promise<T>) =>
  withTransaction(db, { scope: 'lender', organisationId: id(organisation), userId: id(user) }, work)

t.test('twenty repricings at once are one', async (t) => {
  const { version } = (await get(SIHUI.officer, `/v1/loans/${loanId}`)).body
  const raced = await Promise.all(
    Array.from({ length: 20 }, () =>
      post(SIHUI.officer, `/v1/loans/${loanId}/repricings`, { on: '2025-01-01', version }),
    ),
  )
  t.equal(count(raced, '201'), 1)
  t.equal(count(raced, 'STALE_VERSION'), 19)
  const [rows] = await owner`
    SELECT (SELECT count(*) FROM loan_rate)::int AS rates, (SELECT count(*) FROM loan_event WHERE kind = 'rate-change')::int AS changes`
  t.same({ ...rows }, { rates: 1, changes: 1 })
})

t.test('approvals of one override race, and one wins', async (t) => {
  const { version } = (await get(SIHUI.officer, `/v1/loans/${loanId}`)).body
  const { id: override } = await walk.done(
    post(SIHUI.officer, `/v1/loans/${loanId}/rate-overrides`, {
      rate: '3.05',
      on: '2025-06-01',
      reason: '示范企业',
      version,
    }),
  )
  const raced = await Promise.all(
    Array.from({ length: 10 }, () =>
      post(SIHUI.approver, `/v1/rate-overrides/${override}/decisions`, {
        decision: 'APPROVE',
        opinion: '同意',
        version: 1,
      }),
    ),
  )
  t.equal(count(raced, '200'), 1)
  t.equal(count(raced, 'STALE_VERSION'), 9)
  t.equal((await owner`SELECT count(*)::int AS n FROM loan_rate WHERE cause = 'override'`)[0]?.n, 1)
})

t.test('the database lets nobody set a rate alone, for another or at another bank', async (t) => {
  const override = (by: string, state = 'PROPOSED', lender = 'lender') => sql`
    INSERT INTO rate_override (loan_id, lender_id, enterprise_id, on_date, rate, reason, state, made_by)
    VALUES (${loanId}, ${id(lender)}, ${id('firm')}, '2025-07-01', 3, 'x', ${state}, ${id(by)}) RETURNING id`
  const rate = (cause: string, by: string, decidedBy: string | null, overrideId: string | null = null) => sql`
    INSERT INTO loan_rate (loan_id, lender_id, enterprise_id, effective_on, rate, reference_rate, discount_bp, grade, cause, explanation,
      document_hash, override_id, made_by, decided_by)
    VALUES (${loanId}, ${id('lender')}, ${id('firm')}, '2025-07-01', 3, 3, 0, 'RED', ${cause}, '{}', ${'0'.repeat(64)}, ${overrideId},
      ${id(by)}, ${decidedBy === null ? null : id(decidedBy)})`
  const before = await owner`SELECT count(*)::int AS n FROM loan_rate`
  const denied = /row-level security|violates/
  const attempts: readonly [string, string, string, ReturnType<typeof sql>][] = [
    ['under a colleague’s name', 'lender', 'officer', override('approver')],
    ['agreed from the start', 'lender', 'officer', override('officer', 'APPROVED')],
    ['for another bank', 'other', 'stranger', override('stranger')],
    ['as another bank', 'other', 'stranger', override('stranger', 'PROPOSED', 'other')],
    ['a rate under a colleague’s name', 'lender', 'officer', rate('repricing', 'approver', null)],
    ['a rate by hand without an override', 'lender', 'officer', rate('override', 'approver', 'officer')],
    ['a rate of another bank’s loan', 'other', 'stranger', rate('repricing', 'stranger', null)],
  ]
  for (const [what, organisation, user, attempt] of attempts)
    await t.rejects(
      as(organisation, user, (tx) => tx.execute(attempt)),
      { cause: denied } as never,
      what,
    )

  const [open] = await as('lender', 'officer', (tx) => tx.execute<{ id: string }>(override('officer')))
  const decided = (by: string, state = 'APPROVED') => sql`
    UPDATE rate_override SET state = ${state}, decided_by = ${id(by)}, opinion = 'x', decided_at = now() WHERE id = ${open?.id} RETURNING id`
  await t.rejects(
    as('lender', 'officer', (tx) => tx.execute(decided('officer'))),
    'by its maker',
  )
  await t.rejects(
    as('lender', 'officer', (tx) => tx.execute(decided('approver'))),
    'by its maker in a colleague’s name',
  )
  t.equal((await as('other', 'stranger', (tx) => tx.execute(decided('stranger')))).length, 0, 'another bank sees none')
  await t.rejects(
    as('lender', 'approver', (tx) => tx.execute(rate('override', 'officer', 'approver', open?.id ?? null))),
    'before it is agreed',
  )
  t.same(await owner`SELECT count(*)::int AS n FROM loan_rate`, before)
  t.equal((await as('other', 'stranger', (tx) => tx.execute(sql`SELECT 1 FROM loan_rate`))).length, 0)

  // No approval rests on a quote that one person set alone, whatever the program does.
  const { applicationId: application, quoteId: base } = await walk.quoted(null, {
    product: 'YUN_TAN_DAI',
    tenorMonths: 36,
  })
  const [quoted] = await owner<[{ id: string }]>`
    INSERT INTO quote (lender_id, enterprise_id, application_id, product, amount, tenor_months, priced_on, expires_on, grade, rate,
      reference_rate, discount_bp, annual_saving, explanation, document_hash, made_by)
    SELECT lender_id, enterprise_id, application_id, product, amount, tenor_months, priced_on, expires_on, grade, rate, reference_rate,
      discount_bp, annual_saving, explanation, document_hash, made_by FROM quote WHERE id = ${base} RETURNING id`
  await owner`
    INSERT INTO quote_override (quote_id, of_quote_id, lender_id, enterprise_id, reason, made_by)
    SELECT ${quoted.id}, id, lender_id, enterprise_id, 'x', made_by FROM quote WHERE id = ${base}`
  const approval = (quote: string) => sql`
    INSERT INTO loan_approval (application_id, quote_id, lender_id, enterprise_id, decision, approved_amount, decided_on, opinion, decided_by, reasons)
    VALUES (${application}, ${quote}, ${id('lender')}, ${id('firm')}, 'APPROVED', 1, ${DAY}, 'x', ${id('approver')}, '{}')`
  await t.rejects(as('lender', 'approver', (tx) => tx.execute(approval(quoted.id))))
  await t.resolves(as('lender', 'approver', (tx) => tx.execute(approval(base))))
})

t.test('what a quote was changed by hand goes on with the contract', async (t) => {
  const { applicationId: application, quoteId: base } = await walk.quoted(null, {
    product: 'YUN_TAN_DAI',
    tenorMonths: 36,
  })
  const [quoted] = await owner<[{ id: string }]>`
    INSERT INTO quote (lender_id, enterprise_id, application_id, product, amount, tenor_months, priced_on, expires_on, grade, rate,
      reference_rate, discount_bp, annual_saving, explanation, document_hash, made_by)
    SELECT lender_id, enterprise_id, application_id, product, amount, tenor_months, priced_on, expires_on, grade, 3.30, reference_rate,
      15, 4500, explanation || '{"rate": "3.30", "discountBp": "15.00", "override": {"changeBp": "-15.00"}}', '', made_by FROM quote WHERE id = ${base} RETURNING id`
  await walk.done(walk.decide(application, quoted.id))
  const { id: loan } = await walk.done(walk.sign(application, { terms: { repricing: 'january' } }))
  await walk.done(walk.disburse(loan, { noteNo: '借据-0002', queryCertificateNo: null, queryCertificateOn: null }))
  const { version } = (await get(SIHUI.officer, `/v1/loans/${loan}`)).body
  t.match((await post(SIHUI.officer, `/v1/loans/${loan}/repricings`, { on: '2025-01-01', version })).body, {
    rate: '2.95',
    referenceRate: '3.10',
    discountBp: '15.00',
    explanation: {
      steps: [{ code: 'LPR', value: '3.10' }, {}, {}, {}, { code: 'OVERRIDE', value: '15.00' }, { code: 'RATE' }],
    },
  })
})

t.test('rows of a rate agree with themselves', async (t) => {
  for (const [constraint, change] of [
    ['loan_rate_discount_agrees', { discount_bp: '1' }],
    ['loan_rate_in_range', { rate: '100', reference_rate: '100' }],
    ['loan_rate_cause_known', { cause: 'whim' }],
    ['loan_rate_override_by_two', { cause: 'override' }],
    ['loan_rate_override_by_two', { decided_by: id('approver') }],
    ['loan_rate_hash_form', { document_hash: '' }],
  ] as const) {
    const row = {
      loan_id: loanId,
      lender_id: id('lender'),
      enterprise_id: id('firm'),
      effective_on: DAY,
      rate: '3',
      reference_rate: '3',
    }
    const rest = {
      discount_bp: '0',
      grade: 'RED',
      cause: 'rating',
      explanation: '{}',
      document_hash: '0'.repeat(64),
      made_by: id('officer'),
    }
    const failed = await owner`INSERT INTO loan_rate ${owner({ ...row, ...rest, ...change })}`.catch(
      (error: unknown) => error,
    )
    t.equal(constraintOf(failed), constraint, JSON.stringify(change))
  }
})

t.test('a grade says what it makes of the guarantee fee and the limit', async (t) => {
  await asSystem(db, async (tx) => {
    const { pricingOf } = await pricingRules(tx, { on: civilDate(DAY), knownAt: null })
    const told = (product: string) => {
      const pricing = pricingOf(product)
      return pricing.ok
        ? Object.fromEntries(
            (pricing.value.grid ?? []).map(({ grade, guaranteeFeeBp, limitMultiplier }) => [
              grade,
              [guaranteeFeeBp && formatBp(guaranteeFeeBp), limitMultiplier && formatExact(limitMultiplier)],
            ]),
          )
        : pricing.refusal
    }
    t.strictSame(told('YUN_TAN_DAN'), {
      DEEP_GREEN: ['-30.00', null],
      LIGHT_GREEN: ['-15.00', null],
      YELLOW: ['0.00', null],
      RED: ['0.00', null],
    })
    t.strictSame(told('YUN_TAN_DAI'), {
      DEEP_GREEN: [null, '1.2'],
      LIGHT_GREEN: [null, '1.1'],
      YELLOW: [null, '1'],
      RED: [null, '1'],
    })
  })
})
