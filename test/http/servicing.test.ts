import t from 'tap'
import { testBank } from '../support/bank.js'
import { BANK_01, publishedCase, SIHUI } from '../support/published-loan.js'
import { refused } from '../support/refused.js'
import { done, servicedLoan } from '../support/serviced-loan.js'

const TODAY = '2024-06-25'
const bank = await testBank(t, { today: TODAY })
const { officer } = SIHUI
const NOBODY = '00000000-0000-4000-8000-000000000000'

t.test('a payment goes where the contract says, once for each key', async (t) => {
  const loan = await servicedLoan(bank, { method: 'equal-instalment' })
  const body = { on: '2024-02-10', amount: '102000.00', reference: '回单-1', version: 1 }
  const url = `/v1/loans/${loan.id}/repayments`
  const first = await bank.post(officer, url, body, { key: 'payment-1' })
  t.match(first, {
    status: 201,
    body: {
      event: { no: 1, kind: 'payment', amount: '102000.00', body: { payer: 'borrower', reference: '回单-1' } },
      allocations: [
        { bucket: 'interest', no: 1, dueOn: '2024-02-10', amount: '3720.00' },
        { bucket: 'principal', no: 1, dueOn: '2024-02-10', amount: '98269.32' },
      ],
      loan: { state: 'OVERDUE', balance: '1101730.68', version: 2 },
    },
  })
  const again = await bank.post(officer, url, body, { key: 'payment-1' })
  t.equal(again.text, first.text)
  t.equal(again.headers['idempotency-replayed'], 'true')
  t.match(await done(bank.get(officer, `/v1/loans/${loan.id}/events`)), {
    items: [
      { id: first.body.event.id, kind: 'payment', no: 1 },
      { kind: 'disbursement', no: null, amount: '1200000.00' },
    ],
    nextCursor: null,
  })
  // 10.68 were held and met the next row.
  t.match(await loan.allocations('2024-03-10'), [{}, {}, { eventId: null, on: '2024-03-10', no: 2, amount: '10.68' }])
  const { rows } = await loan.schedule(TODAY)
  t.match(rows.slice(0, 3), [
    { no: 1, state: 'PAID', paid: { principal: '98269.32', interest: '3720.00' } },
    { no: 2, state: 'OVERDUE', paid: { principal: '0.00', interest: '10.68' } },
    { no: 3, state: 'OVERDUE' },
  ])
  t.equal(rows[11].state, 'AHEAD')
  const page = await done(bank.get(officer, `/v1/loans/${loan.id}/events?limit=1`))
  t.match(await done(bank.get(officer, `/v1/loans/${loan.id}/events?limit=1&cursor=${page.nextCursor}`)), {
    items: [{ kind: 'disbursement' }],
  })
})

t.test('the borrower reads its loan, another bank and another enterprise do not', async (t) => {
  const loan = await servicedLoan(bank)
  await done(loan.pay('2024-02-10', '3720.00'))
  for (const path of ['position', 'schedule', 'allocations', 'events', `payoff-quote?on=${TODAY}`]) {
    const url = `/v1/loans/${loan.id}/${path}`
    t.equal((await bank.get('enterprise.xingwang', url)).status, 200, path)
    t.match(await bank.get(BANK_01.officer, url), { status: 404, body: { code: 'NOT_FOUND', what: 'loan' } }, path)
  }
})

t.test('a loan paid out keeps its plan and is found by its next day', async (t) => {
  const other = await testBank(t)
  const walk = publishedCase(other)
  const loanId = await walk.contracted(await walk.frozen(await walk.valued()))
  await walk.done(walk.disburse(loanId))
  t.match((await other.get(officer, `/v1/loans/${loanId}`)).body, {
    state: 'DISBURSED',
    nextEventOn: '2024-07-20',
    daysOverdue: 0,
    class: 'NORMAL',
    restructured: false,
    position: { state: 'DISBURSED', principal: '3000000.00', notDue: '3000000.00', totalDue: '0.00' },
  })
  const { items } = (await other.get(officer, `/v1/loans/${loanId}/events`)).body
  const plan = items.find(({ kind }: { kind: string }) => kind === 'plan')
  t.match(plan, { no: 1, on: '2024-06-20' })
  t.same([plan.body.dueDates.length, plan.body.dueDates[0], plan.body.dueDates[11]], [12, '2024-07-20', '2025-06-20'])
  const [entry] = await other.owner<[{ own: boolean }]>`
    SELECT e.posting_key = 'disbursement:' || d.id AS own FROM disbursement d JOIN journal_entry e ON e.id = d.entry_id
    WHERE d.loan_id = ${loanId}`
  t.equal(entry.own, true)
})

t.test('what takes two persons', async (t) => {
  await t.test('interest pauses and the plan is drawn anew', async (t) => {
    const loan = await servicedLoan(bank)
    t.match(await loan.agreed('interest-pauses', { on: '2024-02-10', to: '2024-03-10' }), {
      request: { kind: 'pause', state: 'APPROVED', opinion: '同意', version: 2 },
      changed: { event: { kind: 'pause', on: '2024-02-10', body: { to: '2024-03-10' } } },
    })
    t.match((await loan.schedule(TODAY)).rows.slice(0, 3), [
      { interest: '3720.00' },
      { interest: '0.00', state: 'PAID' },
      { interest: '3720.00' },
    ])
  })
  await t.test('an extension', async (t) => {
    const loan = await servicedLoan(bank)
    for (const [on, amount] of [
      ['2024-02-10', '3720.00'],
      ['2024-03-10', '3480.00'],
      ['2024-04-10', '3720.00'],
      ['2024-05-10', '3600.00'],
      ['2024-06-10', '3720.00'],
    ] as const)
      await done(loan.pay(on, amount))
    const dueDates = ['2025-01-10', '2025-07-10']
    const terms = { on: TODAY, method: 'equal-principal', annualRatePercent: '4.2', dueDates }
    t.match(await loan.agreed('restructures', { ...terms, evidenceHash: 'a'.repeat(64) }), {
      changed: { event: { kind: 'restructure' }, loan: { state: 'DISBURSED', restructured: true } },
    })
    const { rows } = await loan.schedule(TODAY)
    t.match(rows.slice(-2), [
      { dueOn: '2025-01-10', principal: '600000.00' },
      { dueOn: '2025-07-10', principal: '600000.00', balance: '0.00' },
    ])
    const [step] = await bank.owner<[{ step: string; hash: string }]>`
      SELECT step, evidence_hash AS hash FROM loan_step WHERE loan_id = ${loan.id} ORDER BY no DESC LIMIT 1`
    t.same({ ...step }, { step: 'restructure', hash: 'a'.repeat(64) })
  })
  await t.test('misuse is found and cleared', async (t) => {
    const loan = await servicedLoan(bank, { on: '2024-06-01' })
    await loan.agreed('misuse-findings', { on: '2024-06-05', amount: '500000.00' })
    t.match(await loan.position('2024-06-10'), { misused: true })
    await loan.agreed('misuse-clearances', { on: '2024-06-15' })
    const { misused, due } = await loan.position(TODAY)
    // 500,000 × 3.6 % × 100 % × 10 ÷ 360
    t.same([misused, due.penalty], [false, '500.00'])
  })
  await t.test('a write-off leaves the claim, and money that comes in is recovered', async (t) => {
    const loan = await servicedLoan(bank)
    t.match(await loan.agreed('write-offs', { on: '2024-06-20' }), {
      changed: { loan: { state: 'WRITTEN_OFF', class: 'LOSS' } },
    })
    t.match((await loan.book())['1303'], undefined)
    const recovered = await done(loan.pay(TODAY, '1000.00'))
    t.match(recovered, { loan: { state: 'WRITTEN_OFF' } })
    t.equal((await loan.book())['1304'], '-1000.00')
  })
  await t.test('a rejected proposal changes nothing of the loan', async (t) => {
    const loan = await servicedLoan(bank)
    const { id } = await done(loan.command('interest-pauses', { on: TODAY, to: '2024-07-25', reason: '困难' }))
    t.match(await done(bank.get(officer, `/v1/servicing-requests?loan=${loan.id}&state=PROPOSED`)), { items: [{ id }] })
    t.match(await done(loan.decide(id, { decision: 'REJECT', opinion: '理由不足' })), {
      request: { state: 'REJECTED', eventId: null },
      changed: null,
    })
    t.equal(await loan.versionNow(), 1)
    t.match((await bank.get(officer, `/v1/servicing-requests/${id}`)).body, { opinion: '理由不足' })
    t.equal((await bank.get(BANK_01.officer, `/v1/servicing-requests/${id}`)).status, 404)
    t.equal((await bank.get('enterprise.xingwang', `/v1/servicing-requests/${id}`)).status, 404)
  })
})

t.test('refused, and nothing moves', async (t) => {
  const loan = await servicedLoan(bank)
  const undrawn = await servicedLoan(bank, { disbursed: false })
  const settled = await servicedLoan(bank, { on: '2024-06-01' })
  const quote = await done(bank.get(officer, `/v1/loans/${settled.id}/payoff-quote?on=${TODAY}`))
  await done(settled.command('payoffs', { on: TODAY, amount: quote.total, reference: '结清' }))
  const lost = await servicedLoan(bank)
  await lost.agreed('write-offs', { on: TODAY })
  const current = await servicedLoan(bank, { on: '2024-06-01' })
  const paid = await done(current.pay('2024-06-20', '1000.00', { excess: 'shorten' }))
  const open = await done(current.command('misuse-findings', { on: TODAY, reason: '现场检查' }))
  const decided = await done(current.command('interest-pauses', { on: TODAY, to: '2024-06-28', reason: '困难' }))
  await done(current.decide(decided.id, { decision: 'REJECT' }))
  const misused = await servicedLoan(bank, { on: '2024-06-01' })
  await misused.agreed('misuse-findings', { on: '2024-06-05' })
  await bank.owner`
    INSERT INTO user_role (user_id, organisation_id, role)
    SELECT id, organisation_id, 'credit_approver' FROM user_account WHERE username = ${officer} ON CONFLICT DO NOTHING`
  const reason = '双方约定'
  const plan = { method: 'bullet', annualRatePercent: '4', dueDates: ['2025-12-10'], reason }

  await refused(t, bank, [
    ['no body', () => loan.command('repayments', {}), { status: 400, code: 'MALFORMED_REQUEST' }],
    [
      'by the borrower',
      () =>
        bank.post('enterprise.xingwang', `/v1/loans/${loan.id}/repayments`, {
          on: TODAY,
          amount: '1',
          reference: 'x',
          version: 1,
        }),
      { status: 403, code: 'FORBIDDEN' },
    ],
    [
      'by another bank',
      () =>
        bank.post(BANK_01.officer, `/v1/loans/${loan.id}/repayments`, {
          on: TODAY,
          amount: '1',
          reference: 'x',
          version: 1,
        }),
      { status: 404, code: 'NOT_FOUND', facts: { what: 'loan' } },
    ],
    [
      'of no loan',
      () =>
        bank.post(officer, `/v1/loans/${NOBODY}/repayments`, { on: TODAY, amount: '1', reference: 'x', version: 1 }),
      { status: 404, code: 'NOT_FOUND' },
    ],
    ['nothing', () => loan.pay(TODAY, '0.00'), { status: 422, code: 'NOT_POSITIVE' }],
    ['on a day to come', () => loan.pay('2024-06-26', '1.00'), { status: 422, code: 'DATES_OUT_OF_ORDER' }],
    [
      'before it was paid out',
      () => loan.pay('2024-01-09', '1.00'),
      { status: 422, code: 'FACT_BEFORE_DISBURSEMENT', facts: { disbursedOn: '2024-01-10' } },
    ],
    ['more than is owed', () => loan.pay(TODAY, '9999999.00'), { status: 422, code: 'PAYMENT_ABOVE_OWED' }],
    [
      'on a version that is gone',
      () => loan.pay(TODAY, '1.00', { version: 7 }),
      { status: 409, code: 'STALE_VERSION', facts: { current: 1 } },
    ],
    [
      'before anything was paid out',
      () => undrawn.pay(TODAY, '1.00'),
      { status: 409, code: 'STATE_FORBIDS', facts: { state: 'CONTRACTED', allowed: ['disburse'] } },
    ],
    [
      'of a settled loan',
      () => settled.pay(TODAY, '1.00'),
      { status: 409, code: 'LOAN_SETTLED', facts: { settledOn: TODAY } },
    ],
    [
      'a fee of a settled loan',
      () => settled.command('fees', { on: TODAY, amount: '1.00', fee: 'x', reason }),
      { status: 409, code: 'LOAN_SETTLED' },
    ],
    [
      'a fee of a lost loan',
      () => lost.command('fees', { on: TODAY, amount: '1.00', fee: 'x', reason }),
      { status: 409, code: 'LOAN_WRITTEN_OFF' },
    ],
    [
      'a payoff of another amount',
      () => loan.command('payoffs', { on: TODAY, amount: '1.00', reference: 'x' }),
      { status: 422, code: 'PAYOFF_AMOUNT_DIFFERS' },
    ],
    [
      'an empty pause',
      () => loan.command('interest-pauses', { on: TODAY, to: TODAY, reason }),
      { status: 422, code: 'EMPTY_PAUSE' },
    ],
    [
      'an extension in arrears',
      () => loan.command('restructures', { on: TODAY, ...plan }),
      { status: 409, code: 'ARREARS_FIRST' },
    ],
    [
      'an extension at 100 %',
      () => current.command('restructures', { on: TODAY, ...plan, annualRatePercent: '100' }),
      { status: 422, code: 'RATE_TOO_HIGH' },
    ],
    [
      'misuse found twice',
      () => misused.command('misuse-findings', { on: TODAY, reason }),
      { status: 409, code: 'MISUSE_ALREADY_FOUND' },
    ],
    [
      'misuse cleared that was not found',
      () => loan.command('misuse-clearances', { on: TODAY, reason }),
      { status: 409, code: 'MISUSE_NOT_FOUND' },
    ],
    [
      'a write-off of what is not overdue',
      () => current.command('write-offs', { on: TODAY, reason }),
      { status: 409, code: 'WRITE_OFF_NOT_OVERDUE' },
    ],
    [
      'a reversal of nothing',
      () => loan.command(`events/${NOBODY}/reversals`, { reason }),
      { status: 404, code: 'FACT_UNKNOWN' },
    ],
    [
      'a reversal of a payment of another loan',
      () => loan.command(`events/${paid.event.id}/reversals`, { reason }),
      { status: 404, code: 'FACT_UNKNOWN' },
    ],
    [
      'a payoff before a prepayment',
      async () => {
        const quoted = await done(bank.get(officer, `/v1/loans/${current.id}/payoff-quote?on=2024-06-10`))
        return current.command('payoffs', { on: '2024-06-10', amount: quoted.total, reference: 'x' })
      },
      { status: 409, code: 'LATER_FACTS_FORBID' },
    ],
    ['by who proposed it', () => current.decide(open.id, {}, officer), { status: 403, code: 'SELF_APPROVAL' }],
    [
      'decided on another version',
      () => current.decide(open.id, { version: 2 }),
      { status: 409, code: 'STALE_VERSION' },
    ],
    ['decided twice', () => current.decide(decided.id, { version: 2 }), { status: 409, code: 'STATE_FORBIDS' }],
    [
      'decided by another bank',
      () => current.decide(open.id, {}, BANK_01.approver),
      { status: 404, code: 'NOT_FOUND', facts: { what: 'servicing request' } },
    ],
    [
      'a proposal of no loan',
      () => bank.post(officer, `/v1/loans/${NOBODY}/write-offs`, { on: TODAY, reason, version: 1 }),
      { status: 404, code: 'NOT_FOUND' },
    ],
  ])
  const reads = [
    [`/v1/loans/${undrawn.id}/payoff-quote?on=${TODAY}`, 409, 'NOTHING_DISBURSED'],
    [`/v1/loans/${settled.id}/payoff-quote?on=${TODAY}`, 409, 'LOAN_SETTLED'],
  ] as const
  for (const [url, status, code] of reads) t.match(await bank.get(officer, url), { status, body: { code } })

  await refused(t, bank, [
    [
      'an extension after maturity',
      () => loan.command('restructures', { on: '2025-01-10', ...plan }),
      { status: 422, code: 'RESTRUCTURE_AFTER_MATURITY' },
    ],
  ])
})

t.test('a receipt is booked once, until it is taken back', async (t) => {
  const loan = await servicedLoan(bank)
  const { event } = await done(loan.pay('2024-02-10', '3720.00', { reference: '回单-7' }))
  await refused(t, bank, [
    [
      'the same receipt',
      () => loan.pay('2024-02-10', '3720.00', { reference: '回单-7' }),
      { status: 409, code: 'RECEIPT_BOOKED_ALREADY', facts: { eventId: event.id } },
    ],
    [
      'the same receipt as a payoff',
      () => loan.command('payoffs', { on: '2024-02-10', amount: '3720.00', reference: '回单-7' }),
      { status: 409, code: 'RECEIPT_BOOKED_ALREADY' },
    ],
    [
      'a guarantor without a call',
      () => loan.pay(TODAY, '1.00', { payer: 'guarantor' }),
      { status: 422, code: 'GUARANTOR_PAYS_BY_CALL' },
    ],
  ])
  await done(loan.pay('2024-02-10', '3720.00', { reference: '回单-8' }))
  await loan.reverse(event.id)
  await done(loan.pay('2024-02-10', '3720.00', { reference: '回单-7' }))
  const version = await loan.versionNow()
  const twice = await Promise.all(
    ['a', 'b'].map((key) => loan.pay('2024-03-10', '5.00', { reference: '回单-9', version }, `twice-${key}`)),
  )
  t.same(twice.map(({ status }) => status).sort(), [201, 409])
})
