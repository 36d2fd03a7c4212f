import t from 'tap'
import { type Bank, testBank } from '../support/bank.js'
import { XINGWANG } from '../support/disbursed-loan.js'
import { BANK_01, SIHUI } from '../support/published-loan.js'
import { refused } from '../support/refused.js'
import { done, servicedLoan } from '../support/serviced-loan.js'

const { officer, approver } = SIHUI
const HALF = 'SHARE-OF-INTEREST-50'

type Members = Record<string, unknown>
const claim = (bank: Bank, loanId: string, other: Members = {}, by = officer) =>
  bank.post(by, `/v1/loans/${loanId}/subsidies`, {
    programme: HALF,
    from: '2024-02-01',
    to: '2024-03-31',
    on: '2025-01-10',
    opinion: '按季申报',
    ...other,
  })
const decide = (bank: Bank, id: string, other: Members = {}, by = approver) =>
  bank.post(by, `/v1/subsidies/${id}/decision`, {
    decision: 'APPROVE',
    on: '2025-01-11',
    opinion: '财政局已批复',
    reference: '肇财金〔2025〕1号',
    version: 1,
    ...other,
  })
const pay = (bank: Bank, id: string, other: Members = {}, by = officer) =>
  bank.post(by, `/v1/subsidies/${id}/payment`, {
    on: '2025-01-12',
    opinion: '款项已到账',
    reference: '拨款凭证-1',
    version: 2,
    ...other,
  })
const recover = (bank: Bank, id: string, other: Members = {}, by = approver) =>
  bank.post(by, `/v1/subsidies/${id}/recovery`, {
    on: '2025-01-13',
    opinion: '申报有误',
    reference: '追回通知-1',
    version: 3,
    ...other,
  })

/** Debits less credits that the claims of a loan booked, by account. */
async function book({ owner }: Bank, loanId: string): Promise<Record<string, string>> {
  const rows = await owner<{ code: string; net: string }[]>`
    SELECT a.code, sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END)::text AS net
    FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
    JOIN interest_subsidy s ON s.id = e.subject_id AND e.subject_kind = 'interest_subsidy'
    WHERE s.loan_id = ${loanId} GROUP BY a.code ORDER BY a.code`
  return Object.fromEntries(rows.filter(({ net }) => net !== '0.00').map(({ code, net }) => [code, net]))
}

t.test('interest subsidies', async (t) => {
  const bank = await testBank(t, { today: '2025-01-15' })
  const loan = await servicedLoan(bank)
  // 1,200,000 at 3.6 %: 31 nights to 10 February, 29 to 10 March.
  await done(loan.pay('2024-02-10', '3720.00'))
  await done(loan.pay('2024-03-10', '3480.00'))
  const asItStands = async () =>
    JSON.stringify(
      await bank.owner`SELECT to_jsonb(l) AS loan, to_jsonb(s) AS state FROM loan l JOIN loan_state s ON s.loan_id = l.id
                       WHERE l.id = ${loan.id}`,
    )
  const before = await asItStands()

  await t.test('programmes of a day', async (t) => {
    const { body } = await bank.get(officer, '/v1/subsidy-programmes?asOf=2024-06-30')
    t.same(
      body.items.map((row: Members) => [row.programme, row.shape, row.value, (row.rule as Members).status]),
      [
        ['BP-25-TO-BANK', 'bp', '25', 'assumption'],
        ['PERCENT-OF-LPR-20', 'percent-of-lpr', '0.2', 'assumption'],
        [HALF, 'share-of-interest', '0.5', 'assumption'],
        ['ZQ-LOAN-SUBSIDY', null, null, 'unknown'],
      ],
    )
  })

  await t.test('what cannot be claimed', (t) =>
    refused(t, bank, [
      ['not by an approver', () => claim(bank, loan.id, {}, approver), { status: 403, code: 'FORBIDDEN' }],
      ['another bank’s loan', () => claim(bank, loan.id, {}, BANK_01.officer), { status: 404, code: 'NOT_FOUND' }],
      [
        'an unknown programme',
        () => claim(bank, loan.id, { programme: 'NONE' }),
        { status: 422, code: 'SUBSIDY_PROGRAMME_UNKNOWN' },
      ],
      [
        'a programme whose terms are unknown',
        () => claim(bank, loan.id, { programme: 'ZQ-LOAN-SUBSIDY' }),
        { status: 409, code: 'SUBSIDY_TERMS_UNKNOWN' },
      ],
      ['backwards', () => claim(bank, loan.id, { from: '2024-04-01' }), { status: 422, code: 'FROM_AFTER_TO' }],
      [
        'before the programme',
        () => claim(bank, loan.id, { from: '2022-07-01', to: '2022-08-31' }),
        { status: 422, code: 'SUBSIDY_NOT_IN_FORCE' },
      ],
      [
        'across years',
        () => claim(bank, loan.id, { from: '2024-12-01', to: '2025-01-05' }),
        { status: 422, code: 'SUBSIDY_PERIOD_ACROSS_YEARS' },
      ],
      [
        'a period that is not over',
        () => claim(bank, loan.id, { on: '2024-03-31' }),
        { status: 422, code: 'SUBSIDY_PERIOD_NOT_OVER' },
      ],
      [
        'a rate that is not fixed yet',
        () => claim(bank, loan.id, { programme: 'PERCENT-OF-LPR-20', on: '2024-12-31' }),
        { status: 422, code: 'SUBSIDY_RATE_NOT_FIXED' },
      ],
      [
        'a period in which nothing was paid',
        () => claim(bank, loan.id, { from: '2024-03-11', to: '2024-03-31' }),
        { status: 422, code: 'SUBSIDY_NOTHING_PAID' },
      ],
      ['a day to come', () => claim(bank, loan.id, { on: '2025-01-16' }), { status: 422, code: 'DATES_OUT_OF_ORDER' }],
    ]),
  )

  await t.test('claimed, approved, paid, recovered: each step by another person, each in the book', async (t) => {
    const { id, ...claimed } = await done(claim(bank, loan.id))
    t.match(claimed, { state: 'CLAIMED', amount: '3600.00', interestPaid: '7200.00', year: 2024, version: 1 })
    t.match(claimed.explanation.steps, [
      { code: 'INTEREST_PAID', running: '7200.00' },
      { code: 'SHARE', value: '0.5', running: '3600' },
      { code: 'ROUNDED', running: '3600.00' },
    ])
    t.same(await book(bank, loan.id), {}, 'a claim books nothing')
    await bank.owner`
      INSERT INTO user_role (user_id, organisation_id, role)
      SELECT id, organisation_id, CASE username WHEN ${officer} THEN 'credit_approver' ELSE 'loan_officer' END
      FROM user_account WHERE username IN (${officer}, ${approver})`
    await refused(t, bank, [
      [
        'an overlap of one day',
        () => claim(bank, loan.id, { from: '2024-03-31', to: '2024-04-30' }),
        { status: 409, code: 'SUBSIDY_PERIOD_CLAIMED', facts: { claimedFrom: '2024-02-01', claimedTo: '2024-03-31' } },
      ],
      ['decided by who claimed', () => decide(bank, id, {}, officer), { status: 403, code: 'SUBSIDY_SAME_PERSON' }],
      ['a stale version', () => decide(bank, id, { version: 2 }), { status: 409, code: 'STALE_VERSION' }],
      ['paid before it is approved', () => pay(bank, id, { version: 1 }), { status: 409, code: 'STATE_FORBIDS' }],
      [
        'decided before it was claimed',
        () => decide(bank, id, { on: '2025-01-09' }),
        { status: 422, code: 'DATES_OUT_OF_ORDER' },
      ],
      ['by another bank', () => decide(bank, id, {}, BANK_01.approver), { status: 404, code: 'NOT_FOUND' }],
    ])

    await done(decide(bank, id))
    t.same(await book(bank, loan.id), { '1221': '3600.00', '224120': '-3600.00' }, 'the treasury owes it')
    await refused(t, bank, [
      ['paid by who approved', () => pay(bank, id, {}, approver), { status: 403, code: 'SUBSIDY_SAME_PERSON' }],
    ])
    await done(pay(bank, id))
    t.same(await book(bank, loan.id), { '1003': '3600.00', '2011': '-3600.00' }, 'the borrower has it')
    await refused(t, bank, [
      [
        'recovered by who recorded it',
        () => recover(bank, id, {}, officer),
        { status: 403, code: 'SUBSIDY_SAME_PERSON' },
      ],
    ])
    const recovered = await done(recover(bank, id))
    t.same(await book(bank, loan.id), {}, 'and gives it back')
    t.same(
      recovered.steps.map((step: Members) => [step.no, step.state, step.reference]),
      [
        [1, 'CLAIMED', null],
        [2, 'APPROVED', '肇财金〔2025〕1号'],
        [3, 'PAID', '拨款凭证-1'],
        [4, 'RECOVERED', '追回通知-1'],
      ],
    )

    const again = await done(claim(bank, loan.id))
    t.equal(again.amount, '3600.00', 'a recovered period can be claimed anew')
    await done(decide(bank, again.id))
    await done(decide(bank, again.id, { decision: 'REJECT', on: '2025-01-12', version: 2 }, officer))
    t.same(await book(bank, loan.id), {}, 'an approval that is withdrawn is undone')
    const [reversal] = await bank.owner`
      SELECT r.event FROM journal_entry e JOIN journal_entry r ON r.reverses = e.id WHERE e.subject_id = ${again.id}`
    t.equal(reversal?.event, 'subsidy.withdrawn')

    t.equal(await asItStands(), before, 'the loan is what it was, its rate included')
  })

  await t.test('who sees a claim', async (t) => {
    const list = async (user: string) => (await bank.get(user, `/v1/subsidies?loan=${loan.id}`)).body.items.length
    t.equal(await list(officer), 2)
    t.equal(await list('enterprise.xingwang'), 2)
    t.equal(await list(BANK_01.officer), 0)
    t.equal(await list('enterprise.001'), 0)
    const [{ id }] = (await bank.get(officer, `/v1/subsidies?loan=${loan.id}&state=REJECTED`)).body.items
    t.equal((await bank.get(officer, `/v1/subsidies/${id}`)).status, 200)
    t.match(await bank.get(BANK_01.officer, `/v1/subsidies/${id}`), { status: 404, body: { code: 'NOT_FOUND' } })
    const page = await bank.get(officer, '/v1/subsidies?limit=1')
    t.ok(page.body.nextCursor)
  })

  await t.test('the cap is the enterprise’s: its loans and its banks share it', async (t) => {
    const programme = 'PERCENT-OF-LPR-20'
    const other = await servicedLoan(bank)
    await done(other.pay('2024-02-10', '3720.00'))
    // 1,200,000 × 3.10 % × 0.20 × 9 ÷ 360 = 186.00 for the nights of 1 to 9 February.
    const first = await done(claim(bank, loan.id, { programme, from: '2024-02-02', to: '2024-02-10' }))
    t.equal(first.amount, '186.00')
    await bank.owner`UPDATE interest_subsidy_year SET claimed = 299800.00 WHERE programme = ${programme}`
    const both = await Promise.all([
      claim(bank, loan.id, { programme, from: '2024-02-11', to: '2024-03-31' }),
      claim(bank, other.id, { programme, from: '2024-02-02', to: '2024-03-31' }),
    ])
    t.same(both.map(({ status }) => status).sort(), [201, 409])
    t.match(
      both.find(({ status }) => status === 409),
      { body: { code: 'SUBSIDY_CAP_REACHED', cap: '300000.00' } },
    )
    t.match(
      both.find(({ status }) => status === 201),
      { body: { amount: '200.00' } },
    )
    const [year] = await bank.owner`SELECT claimed::text FROM interest_subsidy_year WHERE programme = ${programme}`
    t.equal(year?.claimed, '300000.00')

    const elsewhere = await servicedLoan(bank, { lender: BANK_01.code, uscc: XINGWANG })
    const paid = await bank.post(BANK_01.officer, `/v1/loans/${elsewhere.id}/repayments`, {
      on: '2024-02-10',
      amount: '3720.00',
      reference: '回单',
      version: await elsewhere.versionNow(),
    })
    t.equal(paid.status, 201, paid.text)
    t.match(await claim(bank, elsewhere.id, { programme }, BANK_01.officer), {
      status: 409,
      body: { code: 'SUBSIDY_CAP_REACHED' },
    })
  })

  await t.test('a subsidy of the bank is its income, and never interest', async (t) => {
    const { id, amount, beneficiary } = await done(
      claim(bank, loan.id, { programme: 'BP-25-TO-BANK', from: '2024-02-01', to: '2024-02-29' }),
    )
    // 1,200,000 × 0.25 % × 29 ÷ 360
    t.same([amount, beneficiary], ['241.67', 'lender'])
    await done(decide(bank, id))
    await done(pay(bank, id))
    const [income] = await bank.owner`
      SELECT sum(l.amount)::text AS amount FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id
      JOIN ledger_account a ON a.id = l.account_id WHERE e.subject_id = ${id} AND a.code = '6117' AND l.side = 'credit'`
    t.equal(income?.amount, '241.67')
  })

  await t.test('penalty and compound interest, and what was reversed, do not count', async (t) => {
    const late = await servicedLoan(bank)
    // Paid 19 days late: penalty or compound interest on top of 3,720.00.
    const owed = await late.position('2024-02-29')
    const { event } = await done(late.pay('2024-02-29', owed.totalDue))
    t.ok(Number(owed.totalDue) > 3720)
    const asked = { from: '2024-02-01', to: '2024-02-29' }
    const { id, interestPaid } = await done(claim(bank, late.id, asked))
    t.equal(interestPaid, '3720.00')
    await done(decide(bank, id, { decision: 'REJECT' }))
    await late.reverse(event.id)
    t.match(await claim(bank, late.id, asked), { status: 422, body: { code: 'SUBSIDY_NOTHING_PAID' } })
  })

  await t.test('a guarantor claims nothing and sees none', async (t) => {
    t.match(await claim(bank, loan.id, {}, 'officer.guarantor'), { status: 403 })
    t.same((await bank.get('officer.guarantor', '/v1/subsidies')).body.items, [])
  })
})
