import t from 'tap'
import { approvedApplications } from '../support/approved-application.js'
import { testBank } from '../support/bank.js'
import { DAY, publishedCase, SIHUI } from '../support/published-loan.js'
import { refused } from '../support/refused.js'
import { done, servicedLoan } from '../support/serviced-loan.js'

const { officer } = SIHUI

t.test('how loans begin and end', async (t) => {
  let today = '2024-06-25'
  const bank = await testBank(t, {
    get today() {
      return today
    },
  })
  const walk = publishedCase(bank)
  await walk.consent()

  await t.test('what was agreed ahead does not stand in the way of the end', async (t) => {
    const loan = await servicedLoan(bank, { method: 'bullet', on: '2024-01-10' })
    await loan.agreed('interest-pauses', { on: '2024-07-01', to: '2024-07-20' })
    const quote = await done(bank.get(officer, `/v1/loans/${loan.id}/payoff-quote?on=${today}`))
    const paid = await done(loan.command('payoffs', { on: today, amount: quote.total, reference: '结清' }))
    t.match(paid, { loan: { state: 'SETTLED', balance: '0.00', nextEventOn: null } })
    const book = await loan.book()
    t.notOk(book['1303'] ?? book['1132'], 'nothing is owed')
    today = '2024-08-31'
    t.match(await loan.position(today), { state: 'SETTLED', totalDue: '0.00', accruedInterest: '0.00' })
    await loan.reverse(paid.event.id)
    t.match(
      await loan.position(today),
      { state: 'DISBURSED', principal: '1200000.00' },
      'and taken back, the pause holds',
    )
  })

  await t.test('a payment taken back on the last day of a month does not end the month', async (t) => {
    today = '2024-07-31'
    const loan = await servicedLoan(bank, { method: 'bullet', on: '2024-07-01' })
    const { event } = await done(loan.pay(today, '100.00'))
    await loan.reverse(event.id)
    t.same(await loan.journal(), [])
  })

  await t.test('a write-off is taken back by an entry that mirrors it', async (t) => {
    today = '2024-06-25'
    const loan = await servicedLoan(bank, { method: 'interest-only' })
    await done(loan.pay('2024-02-10', '3720.00'))
    const before = [await loan.journal(), await loan.book(), await loan.position(today)]
    const { changed } = await loan.agreed('write-offs', { on: '2024-06-20' })
    t.equal(changed.loan.state, 'WRITTEN_OFF')
    await loan.reverse(changed.event.id)
    t.same([await loan.journal(), await loan.book(), await loan.position(today)], before)
    const [mirror] = await bank.owner`
      SELECT count(*)::int AS lines FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id
      WHERE e.subject_id = ${loan.id} AND e.posting_key = ${`write-off:${changed.event.id}`} AND e.reverses IS NOT NULL`
    t.ok(mirror?.lines >= 4, 'the allowance is moved on both sides again')
  })

  await t.test('a bill is discounted whole', async (t) => {
    today = '2024-06-30'
    const [application = ''] = await approvedApplications(bank.owner, 1, { product: 'YUN_TAN_TIE' })
    await bank.owner.begin(async (sql) => {
      await sql`ALTER TABLE quote DISABLE TRIGGER USER`
      await sql`ALTER TABLE loan_application DISABLE TRIGGER USER`
      await sql`UPDATE quote SET tenor_months = 3 WHERE application_id = ${application}`
      await sql`UPDATE loan_application SET tenor_months = 3 WHERE id = ${application}`
      await sql`ALTER TABLE quote ENABLE TRIGGER USER`
      await sql`ALTER TABLE loan_application ENABLE TRIGGER USER`
    })
    const { id } = await done(walk.sign(application, { method: 'bullet', version: 3 }))
    const draw = (amount: string) => walk.disburse(id, { amount, noteNo: amount, on: DAY })
    await refused(t, bank, [
      [
        'in parts',
        () => draw('40000.00'),
        { status: 422, code: 'BILL_DISCOUNTED_WHOLE', facts: { face: '100000.00', amount: '40000.00' } },
      ],
      ['above its face', () => draw('100000.01'), { status: 422, code: 'AMOUNT_ABOVE_CONTRACT' }],
    ])
    // 100,000 × 3.25 % × 92 ÷ 360, from 20 June to 20 September
    t.match(await done(draw('100000.00')), {
      entry: {
        lines: [
          { account: '130101', amount: '100000.00' },
          { account: '2011', amount: '99169.44' },
          { account: '130102', amount: '830.56' },
        ],
      },
    })
  })

  await t.test('a bank that keeps business days is answered as of its own day', async (t) => {
    const loan = await servicedLoan(bank)
    today = '2024-09-02'
    await done(bank.post(SIHUI.approver, '/v1/business-days', { day: '2024-08-31', calendar: 'every-day' }))
    const asOf = async (user: string, url: string) => (await done(bank.get(user, url))).asOf
    for (const read of ['position', 'schedule', 'allocations', 'rates'])
      for (const user of [officer, 'enterprise.xingwang', 'auditor.zq'])
        t.equal(await asOf(user, `/v1/loans/${loan.id}/${read}`), '2024-08-31', `${read} ${user}`)
    const book = '/v1/ledger/accounts'
    t.equal(await asOf(officer, book), '2024-08-31')
    t.equal(await asOf('officer.bank01', book), '2024-09-02', 'of a bank that keeps none')
    t.equal(await asOf(officer, `${book}?asOf=2024-06-01`), '2024-06-01')
  })
})
