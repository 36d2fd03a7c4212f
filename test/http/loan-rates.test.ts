import t, { type Test } from 'tap'
import { type Answered, type Bank, testBank } from '../support/bank.js'
import { BANK_01, DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { rated } from '../support/ratings.js'

const { officer, approver } = SIHUI

/** A loan of three million over three years, paid out on the day of the case under the terms asked for. */
async function paidOut(bank: Bank, terms: Record<string, unknown>, tenorMonths = 36): Promise<string> {
  const walk = publishedCase(bank)
  await walk.consent()
  const { applicationId, quoteId } = await walk.quoted(null, { product: 'YUN_TAN_DAI', tenorMonths })
  await walk.done(walk.decide(applicationId, quoteId))
  const { id } = await walk.done(walk.sign(applicationId, { terms }))
  await walk.done(
    walk.disburse(id, { noteNo: `借据-${id}`, queryCertificateNo: null, queryCertificateOn: null, queryIsClean: true }),
  )
  return id
}
const versionOf = async ({ get }: Bank, id: string): Promise<number> =>
  (await get(officer, `/v1/loans/${id}`)).body.version
const reprice = async (bank: Bank, id: string, on: string, other = {}, by = officer): Promise<Answered> =>
  bank.post(by, `/v1/loans/${id}/repricings`, { on, version: await versionOf(bank, id), ...other })
const codeOf = ({ status, body }: Answered) => `${status} ${body?.code ?? ''}`.trim()
const moved = async ({ owner }: Bank) => {
  const [row] = await owner`
    SELECT (SELECT count(*) FROM loan_rate)::int AS rates, (SELECT count(*) FROM loan_event)::int AS events,
           (SELECT count(*) FROM rate_override)::int AS overrides, (SELECT count(*) FROM quote)::int AS quotes,
           (SELECT count(*) FROM quote_override WHERE state <> 'PROPOSED')::int AS agreed,
           (SELECT count(*) FROM rate_override WHERE state <> 'PROPOSED')::int AS decided,
           (SELECT count(*) FROM ratchet_target)::int AS targets, (SELECT count(*) FROM ratchet_fact)::int AS facts,
           (SELECT count(*) FROM loan_approval)::int AS approvals,
           (SELECT sum(version) FROM loan_state)::int AS versions, (SELECT count(*) FROM audit_event)::int AS audited`
  return { ...row }
}
async function refused(t: Test, bank: Bank, attempts: readonly (readonly [string, () => Promise<Answered>])[]) {
  for (const [code, attempt] of attempts) {
    const before = await moved(bank)
    const answer = await attempt()
    t.equal(codeOf(answer), code, answer.body?.detail)
    t.notMatch(answer.body?.detail ?? '', /[{}—]/, 'every fact is told')
    t.same(await moved(bank), before, `${code}: nothing moved`)
  }
}

t.test('a loan is repriced as its contract says, and every rate keeps why', async (t) => {
  const bank = await testBank(t, { today: '2026-03-01' })
  const { get, post, owner } = bank
  await rated(owner, 'LIGHT_GREEN', '2024-06-01')
  const loan = await paidOut(bank, { repricing: 'january' })
  const history = async (query = '', by = officer) => get(by, `/v1/loans/${loan}/rates${query}`)
  t.match((await history()).body, {
    inForce: {
      id: null,
      cause: 'signing',
      rate: '3.25',
      referenceRate: '3.45',
      grade: 'LIGHT_GREEN',
      discountBp: '20.00',
    },
  })

  await refused(t, bank, [
    ['422 NO_REPRICING_ON_DAY', () => reprice(bank, loan, '2024-12-31')],
    ['409 EARLIER_REPRICING_OPEN', () => reprice(bank, loan, '2026-01-01')],
    ['422 DATES_OUT_OF_ORDER', () => reprice(bank, loan, '2027-01-01')],
    ['409 STALE_VERSION', () => reprice(bank, loan, '2025-01-01', { version: 99 })],
    ['400 MALFORMED_REQUEST', () => reprice(bank, loan, '2025-01-01', { rate: '1' })],
    ['404 NOT_FOUND', () => post(BANK_01.officer, `/v1/loans/${loan}/repricings`, { on: '2025-01-01', version: 2 })],
    [
      '403 FORBIDDEN',
      () => post('enterprise.xingwang', `/v1/loans/${loan}/repricings`, { on: '2025-01-01', version: 2 }),
    ],
  ])

  await rated(owner, 'RED', '2024-12-01')
  const first = await reprice(bank, loan, '2025-01-01')
  t.equal(first.status, 201, first.text)
  // LPR of 2024-12-20 for one to five years: 3.10; red is two grades down, one is lost at a test.
  t.match(first.body, { cause: 'repricing', rate: '3.10', referenceRate: '3.10', grade: 'YELLOW', discountBp: '0.00' })
  t.match(first.body.explanation, {
    lprOn: '2025-01-01',
    policy: { name: 'january', rule: { term: 'repricing' } },
    gradeTest: { held: 'LIGHT_GREEN', rated: 'RED', used: 'YELLOW', most: 1 },
    amount: '3000000.00',
    steps: [
      { code: 'LPR', value: '3.10' },
      { code: 'SPREAD' },
      { code: 'REFERENCE' },
      { code: 'CARBON_DISCOUNT' },
      { code: 'RATE' },
    ],
  })
  const [change] =
    await owner`SELECT kind, on_date::text AS on, body FROM loan_event WHERE loan_id = ${loan} AND kind = 'rate-change'`
  t.match(change, {
    on: '2025-01-01',
    body: { annualRate: '3.10', referenceRate: '3.10', rateDecisionId: first.body.id },
  })
  t.equal(codeOf(await reprice(bank, loan, '2025-01-01')), '422 NO_REPRICING_ON_DAY', 'once')
  const known = (await history()).body.knownAt
  const second = await reprice(bank, loan, '2026-01-01')
  t.match(second.body, { rate: '3.00', referenceRate: '3.00', grade: 'NOT_RATED' }, 'no rating that can still be used')

  const whole = (await history()).body
  t.strictSame(
    whole.items.map(({ effectiveOn, cause, rate }: Record<string, string>) => `${effectiveOn} ${cause} ${rate}`),
    [`${DAY} signing 3.25`, '2025-01-01 repricing 3.10', '2026-01-01 repricing 3.00'],
  )
  t.match((await history('?asOf=2025-06-30')).body.inForce, { rate: '3.10' })
  t.match(
    (await history(`?knownAt=${known}`)).body,
    { inForce: { rate: '3.10' }, items: { length: 2 } },
    'as it was known',
  )
  t.match((await history('', 'enterprise.xingwang')).body.inForce, { rate: '3.00' }, 'the borrower sees its rate')
  t.equal((await history('', BANK_01.officer)).status, 404)

  const short = await paidOut(bank, { repricing: 'quarterly' }, 12)
  t.equal(codeOf(await reprice(bank, short, '2024-09-20')), '422 NO_REPRICING_ON_DAY', 'a short loan keeps its rate')
})

t.test('a rate set by hand needs a second person, a reason and the floors', async (t) => {
  const bank = await testBank(t, { today: '2026-03-01' })
  const { get, post, owner } = bank
  const loan = await paidOut(bank, { repricing: 'january' })
  const propose = async (other = {}, by = officer) =>
    post(by, `/v1/loans/${loan}/rate-overrides`, {
      rate: '3.15',
      on: '2025-03-01',
      reason: '客户综合贡献',
      version: await versionOf(bank, loan),
      ...other,
    })
  const decide = (id: string, other = {}, by = approver) =>
    post(by, `/v1/rate-overrides/${id}/decisions`, { decision: 'APPROVE', opinion: '同意', version: 1, ...other })
  const walk = publishedCase(bank)

  await refused(t, bank, [
    ['422 RATE_BELOW_FLOOR', () => propose({ rate: '0.99' })],
    ['422 RATE_BELOW_FLOOR', () => propose({ rate: '-1' })],
    ['422 RATE_ABOVE_LIMIT', () => propose({ rate: '100' })],
    ['422 DATES_OUT_OF_ORDER', () => propose({ on: '2024-06-19' })],
    ['422 DATES_OUT_OF_ORDER', () => propose({ on: '2030-01-01' })],
    ['409 STALE_VERSION', () => propose({ version: 99 })],
    ['400 MALFORMED_REQUEST', () => propose({ reason: ' ' })],
    ['404 NOT_FOUND', () => propose({}, BANK_01.officer)],
    ['403 FORBIDDEN', () => propose({}, 'enterprise.xingwang')],
  ])
  const mine = await walk.done(propose({}, approver))
  const other = await walk.done(propose({ rate: '3.05' }))
  t.match(other, { state: 'PROPOSED', rate: '3.05', version: 1, decidedBy: null })
  const ahead = await walk.done(propose({ on: '2026-06-01' }))
  const waiting = `/v1/rate-overrides?loan=${loan}&state=PROPOSED`
  const page = (await get(approver, `${waiting}&limit=2`)).body
  t.match(page.items, [
    { id: ahead.id, version: 1 },
    { id: other.id, rate: '3.05' },
  ])
  t.match((await get(approver, `${waiting}&limit=2&cursor=${page.nextCursor}`)).body, {
    items: [{ id: mine.id }],
    nextCursor: null,
  })
  t.same((await get(BANK_01.approver, '/v1/rate-overrides')).body.items, [])
  t.match(await get(approver, '/v1/rate-overrides?cursor=x'), { status: 400 })
  await refused(t, bank, [
    ['403 SELF_APPROVAL', () => decide(mine.id)],
    ['403 FORBIDDEN', () => decide(other.id, {}, officer)],
    ['404 NOT_FOUND', () => decide(other.id, {}, BANK_01.approver)],
    ['409 STALE_VERSION', () => decide(other.id, { version: 2 })],
    ['422 DATES_OUT_OF_ORDER', () => decide(ahead.id)],
  ])
  t.match((await decide(ahead.id, { decision: 'REJECT', opinion: '理由不足' })).body, { state: 'REJECTED', version: 2 })
  t.match((await get(approver, '/v1/rate-overrides?state=REJECTED')).body, { items: [{ id: ahead.id, version: 2 }] })
  const agreed = await decide(other.id)
  t.match(agreed.body, { state: 'APPROVED', opinion: '同意' }, agreed.text)
  await refused(t, bank, [['409 STATE_FORBIDS', () => decide(other.id, { version: 2 })]])

  const { inForce } = (await get(officer, `/v1/loans/${loan}/rates?asOf=2025-03-01`)).body
  t.match(inForce, {
    cause: 'override',
    rate: '3.05',
    referenceRate: '3.45',
    discountBp: '40.00',
    reason: '客户综合贡献',
    opinion: '同意',
  })
  t.not(inForce.madeBy, inForce.decidedBy)
  t.match(inForce.explanation.steps, [
    { code: 'REFERENCE' },
    { code: 'OVERRIDE', value: '40.00' },
    { code: 'RATE', value: '3.05' },
  ])
  t.match((await reprice(bank, loan, '2025-01-01')).body, { rate: '3.10' }, 'what the contract decides goes on')
  t.match((await reprice(bank, loan, '2026-01-01')).body, { rate: '3.00' }, 'and ends what was set by hand')

  // The database holds what the program holds: nobody decides on what it proposed, and nobody decides twice.
  await t.rejects(
    owner`UPDATE rate_override SET state = 'APPROVED', decided_by = made_by, opinion = 'x', decided_at = now() WHERE id = ${mine.id}`,
    /rate_override_second_person/,
  )
  await t.rejects(owner`UPDATE rate_override SET state = 'REJECTED' WHERE id = ${other.id}`, /decided once/)
  await t.rejects(owner`UPDATE loan_rate SET rate = 1`, /append-only/)
})

t.test('a ratchet moves the rate from the first day of the next period', async (t) => {
  const bank = await testBank(t, { today: '2026-03-01' })
  const { get, post, owner } = bank
  const loan = await paidOut(bank, { repricing: 'rating-change' })
  const walk = publishedCase(bank)
  const target = (other = {}, by = officer) =>
    post(by, `/v1/loans/${loan}/ratchet-targets`, {
      name: '单位产值排放',
      unit: 'tCO2/万元',
      comparison: 'at-most',
      value: '0.85',
      testOn: '2024-12-31',
      agreedOn: '2024-06-20',
      evidence: '补充协议 2024-06',
      ...other,
    })
  const fact = (other = {}, by = officer) =>
    post(by, `/v1/loans/${loan}/ratchet-facts`, {
      kind: 'report-delivered',
      on: '2025-03-05',
      testOn: '2024-12-31',
      results: [{ name: '单位产值排放', value: '0.84' }],
      evidence: '核查报告 2025-03',
      ...other,
    })
  const event = (kind: string, on: string, other = {}) =>
    post(officer, `/v1/loans/${loan}/ratchet-facts`, { kind, on, evidence: '公告', ...other })

  t.match((await get(officer, `/v1/loans/${loan}/ratchet`)).body, {
    targets: [],
    tests: [],
    inForce: { outcome: 'baseline', stepBp: '0.00' },
    eventOfDefault: false,
  })
  await refused(t, bank, [
    ['422 DATES_OUT_OF_ORDER', () => target({ testOn: '2024-06-20' })],
    ['422 DATES_OUT_OF_ORDER', () => target({ testOn: '2030-12-31' })],
    ['404 NOT_FOUND', () => target({}, BANK_01.officer)],
  ])
  await walk.done(target())
  await refused(t, bank, [
    ['409 RATCHET_TARGET_EXISTS', () => target({ value: '0.9' })],
    ['422 RATCHET_TEST_UNKNOWN', () => fact({ testOn: '2024-12-30' })],
    ['422 RATCHET_RESULTS_INCOMPLETE', () => fact({ results: [{ name: '别的', value: '1' }] })],
    ['422 RATCHET_REPORT_MISSING', () => fact({ kind: 'report-verified', results: [] })],
    ['422 RATCHET_NO_AMENDMENT', () => event('recalibrated', '2025-01-01')],
    ['422 DATES_OUT_OF_ORDER', () => fact({ on: '2026-03-02' })],
    ['404 NOT_FOUND', () => fact({}, BANK_01.officer)],
  ])
  await walk.done(fact())
  await refused(t, bank, [['409 RATCHET_REPORT_EXISTS', () => fact({ on: '2025-03-06' })]])
  const state = await walk.done(fact({ kind: 'report-verified', on: '2025-03-10', results: [] }))
  t.match(state, {
    tests: [
      { report: 'in-time', met: 1, of: 1, outcome: 'all_met', reportDueOn: '2025-04-30', cureEndsOn: '2025-05-30' },
    ],
    inForce: { outcome: 'all_met', stepBp: '-10.00' },
  })
  const [{ on: first }] = state.steps
  const [{ dueOn }] = await owner<[{ dueOn: string }]>`
    SELECT min(d) AS "dueOn" FROM loan_event e, jsonb_array_elements_text(e.body -> 'dueDates') d
    WHERE e.loan_id = ${loan} AND e.kind = 'plan' AND d > '2025-03-10'`
  t.equal(first, dueOn, 'the first day of the next interest period')
  t.match((await get(officer, `/v1/loans/${loan}/ratchet?asOf=2025-03-10`)).body.inForce, { outcome: 'baseline' })

  t.match((await reprice(bank, loan, first)).body, {
    cause: 'ratchet',
    rate: '3.35',
    referenceRate: '3.45',
    discountBp: '10.00',
    explanation: { ratchet: { outcome: 'all_met', why: 'REPORT' }, lprOn: DAY },
  })
  const declassified = await walk.done(event('fraud', '2025-06-30'))
  t.match(declassified, {
    declassified: { ground: 'DATA_FRAUD' },
    inForce: { outcome: 'baseline' },
    eventOfDefault: false,
  })
  t.match((await reprice(bank, loan, declassified.steps[1].on)).body, {
    cause: 'ratchet',
    rate: '3.45',
    discountBp: '0.00',
  })
  t.equal((await get(BANK_01.officer, `/v1/loans/${loan}/ratchet`)).status, 404)
  t.match((await get('enterprise.xingwang', `/v1/loans/${loan}/ratchet`)).body.declassified, { ground: 'DATA_FRAUD' })
})

t.test('a quote set by hand serves an approval only with a second person', async (t) => {
  const bank = await testBank(t)
  const { post } = bank
  const walk = publishedCase(bank)
  await walk.consent()
  const { applicationId, quoteId } = await walk.quoted(null, { product: 'YUN_TAN_DAI', tenorMonths: 36 })
  const override = (other = {}, by = officer, id = quoteId) =>
    post(by, `/v1/quotes/${id}/overrides`, { rate: '3.30', reason: '新客户拓展', ...other })
  const decide = (id: string, other = {}, by = approver) =>
    post(by, `/v1/quote-overrides/${id}/decisions`, { decision: 'APPROVE', opinion: '同意', version: 1, ...other })
  await refused(t, bank, [
    ['422 RATE_BELOW_FLOOR', () => override({ rate: '0.5' })],
    ['422 RATE_ABOVE_LIMIT', () => override({ rate: '100.00' })],
    ['404 NOT_FOUND', () => override({}, BANK_01.officer)],
  ])
  const made = await walk.done(override())
  t.match(made, {
    quote: { rate: '3.30', referenceRate: '3.45', discountBp: '15.00', annualSaving: '4500.00', applicationId },
    override: { state: 'PROPOSED', ofQuoteId: quoteId, version: 1 },
  })
  t.match(made.quote.explanation, { override: { ofQuoteId: quoteId, ratePercentBefore: '3.45', changeBp: '-15.00' } })
  const byHand = made.quote.id
  const own = (await walk.done(override({ rate: '3.31' }, approver))).quote.id
  await refused(t, bank, [
    ['409 QUOTE_SET_BY_HAND', () => override({}, officer, byHand)],
    ['409 QUOTE_NOT_AGREED', () => walk.decide(applicationId, byHand)],
    ['403 SELF_APPROVAL', () => decide(own)],
    ['403 FORBIDDEN', () => decide(byHand, {}, officer)],
    ['404 NOT_FOUND', () => decide(byHand, {}, BANK_01.approver)],
    ['404 NOT_FOUND', () => decide(quoteId)],
    ['409 STALE_VERSION', () => decide(byHand, { version: 2 })],
  ])
  t.match((await decide(byHand)).body, { override: { state: 'APPROVED', version: 2 } })
  await refused(t, bank, [['409 STATE_FORBIDS', () => decide(byHand, { version: 2 })]])
  t.equal((await walk.decide(applicationId, byHand)).status, 200)
  const loan = await walk.done(walk.sign(applicationId))
  t.match(loan, { rate: '3.30', referenceRate: '3.45' })
  t.equal(codeOf(await reprice(bank, loan.id, DAY)), '409 STATE_FORBIDS', 'not before it is paid out')
})

t.test('no approval rests on an expired quote', async (t) => {
  const bank = await testBank(t, { today: '2024-08-01' })
  const walk = publishedCase(bank)
  await walk.consent()
  const { applicationId, quoteId } = await walk.quoted(null, { product: 'YUN_TAN_DAI', tenorMonths: 36 })
  await refused(t, bank, [
    ['422 QUOTE_EXPIRED', () => walk.decide(applicationId, quoteId, { on: '2024-07-21' })],
    [
      '422 QUOTE_EXPIRED',
      () => bank.post(officer, `/v1/quotes/${quoteId}/overrides`, { rate: '3.30', reason: '迟了' }),
    ],
  ])
  t.equal((await walk.decide(applicationId, quoteId, { on: '2024-07-20' })).status, 200, 'on its last day it binds')
})
