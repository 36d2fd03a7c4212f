import t from 'tap'
import { type Answered, testBank } from '../support/bank.js'
import { SIHUI } from '../support/published-loan.js'
import { type ServicedLoan, servicedLoan } from '../support/serviced-loan.js'

const PAYMENTS = 20
const CLOSED = '2024-06-15'

t.test('a period closes among payments dated in it: each is booked before, or refused', async (t) => {
  const bank = await testBank(t, { today: '2024-06-25' })
  const loans: ServicedLoan[] = []
  for (let no = 0; no < PAYMENTS; no += 1) loans.push(await servicedLoan(bank, { on: '2024-06-01' }))
  const pay = (loan: ServicedLoan) => loan.pay('2024-06-10', '100.00', { excess: 'shorten', version: 1 })
  const close = () => bank.post(SIHUI.approver, '/v1/ledger/periods', { closeThrough: CLOSED, opinion: '核对无误' })

  const half = PAYMENTS / 2
  const [closed, ...paid] = (await Promise.all([
    ...loans.slice(0, half).map(pay),
    close(),
    ...loans.slice(half).map(pay),
  ]).then((all) => [all[half], ...all.slice(0, half), ...all.slice(half + 1)])) as [Answered, ...Answered[]]
  t.equal(closed.status, 201, closed.text)
  for (const { status, body } of paid)
    t.ok(status === 201 || body.code === 'PERIOD_CLOSED', `${status} ${body.code ?? 'booked'}`)
  const late = await servicedLoan(bank, { on: '2024-06-20' })
  t.match(await pay(late), { status: 422 })

  const [book] = await bank.owner<
    [{ late: number; payments: number; booked: number; unbalanced: number; moved: number }]
  >`
    SELECT (SELECT count(*)::int FROM journal_entry e JOIN accounting_period_close c ON c.organisation_id = e.organisation_id
            WHERE e.event = 'loan.payment' AND e.booked_on <= c.closed_through AND e.recorded_at > c.recorded_at) AS late,
           (SELECT count(*)::int FROM loan_event WHERE kind = 'payment') AS payments,
           (SELECT count(*)::int FROM journal_entry WHERE event = 'loan.payment') AS booked,
           (SELECT count(*)::int FROM (
              SELECT entry_id FROM journal_line GROUP BY entry_id
              HAVING sum(CASE side WHEN 'debit' THEN amount ELSE -amount END) <> 0) x) AS unbalanced,
           (SELECT count(*)::int FROM loan_state WHERE version > 1) AS moved`
  const taken = paid.filter(({ status }) => status === 201).length
  t.same({ ...book }, { late: 0, payments: taken, booked: taken, unbalanced: 0, moved: taken })

  // What came too late waits for the next open day.
  for (const [at, { status }] of paid.entries()) {
    if (status === 201) continue
    t.match(await (loans[at] as ServicedLoan).pay('2024-06-20', '100.00', { excess: 'shorten' }), { status: 201 })
  }
})
