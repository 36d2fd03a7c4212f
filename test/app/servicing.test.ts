import t from 'tap'
import { type Actor, tenancyOf } from '../../src/app/actor.js'
import type { Command } from '../../src/app/command/command.js'
import { bringToDate } from '../../src/app/servicing/bring-to-date.js'
import { recordChange } from '../../src/app/servicing/record-change.js'
import { recordRateChange } from '../../src/app/servicing/record-rate-change.js'
import { constraintOf } from '../../src/db/faults.js'
import { withTransaction } from '../../src/db/transaction.js'
import { takePayment } from '../../src/domain/loans/servicing/commands.js'
import { civilDate } from '../../src/kernel/civil-date.js'
import { money } from '../../src/kernel/money.js'
import { annualRatePercent } from '../../src/kernel/rate.js'
import { ok } from '../../src/kernel/result.js'
import { approvedApplications } from '../support/approved-application.js'
import { type Bank, testBank } from '../support/bank.js'
import { openLine, standingAndMovements } from '../support/credit-line.js'
import { DAY, publishedCase } from '../support/published-loan.js'
import { done, type ServicedLoan, servicedLoan } from '../support/serviced-loan.js'

const TODAY = '2024-06-25'

async function officerOf({ owner }: Bank): Promise<Actor> {
  const [row] = await owner<[{ userId: string; organisationId: string }]>`
    SELECT id AS "userId", organisation_id AS "organisationId" FROM user_account WHERE username = 'officer.sihui'`
  return {
    ...row,
    username: 'officer.sihui',
    organisationCode: 'RCB-SIHUI',
    organisationKind: 'lender',
    roles: ['loan_officer'],
  }
}

/** What the end of a day does with one loan. */
async function broughtTo(bank: Bank, loanId: string, day: string, closing: boolean) {
  const actor = await officerOf(bank)
  return withTransaction(bank.db, tenancyOf(actor), async (tx) => {
    const command: Command = { tx, actor, requestId: 'end of day', audited: false }
    const brought = await bringToDate(command, loanId, civilDate(day), closing)
    if (!brought.ok) throw new Error(JSON.stringify(brought.refusal))
    return brought.value
  })
}

/** Everything a loan is known by, to be compared with what it was or with another loan. */
const portrait = async (loan: ServicedLoan) => ({
  position: await loan.position(TODAY),
  schedule: (await loan.schedule(TODAY)).rows,
  journal: await loan.journal(),
  book: await loan.book(),
})

t.test('a loan in service is a function of its facts', async (t) => {
  const bank = await testBank(t, { today: TODAY })

  await t.test(
    'a payment that became known late leaves the same loan and book as if it had come in order',
    async (t) => {
      for (const method of ['equal-instalment', 'equal-principal', 'interest-only', 'bullet'] as const) {
        const [late, straight] = [await servicedLoan(bank, { method }), await servicedLoan(bank, { method })]
        const payments = [
          ['2024-02-10', '60000.00', {}],
          ['2024-03-15', '90000.00', { excess: 'lower-instalment' }],
          ['2024-05-10', '30000.00', {}],
        ] as const
        for (const [on, amount, other] of payments) await done(straight.pay(on, amount, other))
        const [first, second, third] = payments
        await done(late.pay(...first))
        await done(late.pay(...third))
        const before = await late.position(TODAY)
        const backdated = await done(late.pay(...second))
        t.match(backdated.event, { no: 3, on: '2024-03-15' })
        t.same(await portrait(late), await portrait(straight), method)
        t.not(before.principal, (await late.position(TODAY)).principal, `${method}: the late payment tells`)
      }
    },
  )

  await t.test('a reversal restores the former schedule, position and book exactly', async (t) => {
    const loan = await servicedLoan(bank, { method: 'equal-instalment' })
    await done(loan.pay('2024-02-10', '101989.32'))
    const before = await portrait(loan)
    const prepaid = await done(loan.pay('2024-02-20', '300000.00', { excess: 'shorten' }))
    t.ok((await loan.schedule(TODAY)).rows.length < before.schedule.length)
    const reversed = await loan.reverse(prepaid.event.id)
    t.match(reversed, {
      request: { state: 'APPROVED', kind: 'reversal' },
      changed: { event: { kind: 'reversal', reverses: prepaid.event.id }, loan: { state: 'OVERDUE' } },
    })
    t.same(await portrait(loan), before)
    const [links] = await bank.owner<[{ reversals: number }]>`
      SELECT count(*)::int AS reversals FROM journal_entry
      WHERE subject_id = ${loan.id} AND posting_key = ${`payment:${prepaid.event.id}`} AND reverses IS NOT NULL`
    t.equal(links.reversals, 1, 'its entry is undone by one that names it')
    await done(loan.pay('2024-02-20', '300000.00', { excess: 'shorten' }))
    t.equal((await loan.position(TODAY)).principal, prepaid.position.principal, 'and taken again')
  })

  await t.test('brought to date twice, a loan is booked once; the end of a month adds its accrual', async (t) => {
    const loan = await servicedLoan(bank, { method: 'interest-only' })
    const first = await broughtTo(bank, loan.id, '2024-05-31', false)
    t.match(first, { moved: true, standing: { state: 'OVERDUE', nextEventOn: '2024-06-01' } })
    const closing = await broughtTo(bank, loan.id, '2024-05-31', true)
    t.ok(
      closing.entries.every(({ postingKey }) => postingKey.endsWith('2024-05-31')),
      closing.entries.map(({ postingKey }) => postingKey).join(),
    )
    t.ok(closing.entries.length > 0)
    for (const closed of [true, false]) {
      const again = await broughtTo(bank, loan.id, '2024-05-31', closed)
      t.same([again.entries, again.moved], [[], false], 'what the end of the day booked stays')
    }
    const [steps] = await bank.owner<[{ steps: string }]>`
      SELECT string_agg(step || ' ' || from_state || ' ' || to_state, ', ' ORDER BY no) AS steps FROM loan_step WHERE loan_id = ${loan.id}`
    t.equal(steps.steps, 'overdue DISBURSED OVERDUE')
    t.match(await broughtTo(bank, loan.id, TODAY, false), { standing: { daysOverdue: 136 } })
  })

  await t.test('what was known before a late fact is still answered', async (t) => {
    const loan = await servicedLoan(bank, { method: 'interest-only' })
    await done(loan.pay('2024-02-10', '3720.00'))
    const before = await done(bank.get('officer.sihui', `/v1/loans/${loan.id}/position?asOf=2024-04-01`))
    const late = await done(loan.pay('2024-03-10', '3480.00'))
    const at = `asOf=2024-04-01&knownAt=${encodeURIComponent(before.knownAt)}`
    t.same((await done(bank.get('officer.sihui', `/v1/loans/${loan.id}/position?${at}`))).position, before.position)
    const after = await loan.position('2024-04-01')
    t.match([before.position.state, after.state], ['OVERDUE', 'DISBURSED'])
    await loan.reverse(late.event.id)
    t.same(await loan.position('2024-04-01'), before.position)
    t.same((await done(bank.get('officer.sihui', `/v1/loans/${loan.id}/schedule?${at}`))).rows[1].state, 'OVERDUE')
  })

  await t.test('the principal in the book is the principal of the position, and settles to nothing', async (t) => {
    const loan = await servicedLoan(bank, { method: 'equal-principal' })
    await done(loan.pay('2024-03-01', '50000.00'))
    await done(loan.command('fees', { on: '2024-03-05', amount: '80.00', fee: '函证费', reason: '审计函证' }))
    const { principal } = await loan.position(TODAY)
    t.equal((await loan.book())['1303'], principal)
    const quote = await done(bank.get('officer.sihui', `/v1/loans/${loan.id}/payoff-quote?on=${TODAY}`))
    const paid = await done(loan.command('payoffs', { on: TODAY, amount: quote.total, reference: '结清-1' }))
    t.match(paid, { loan: { state: 'SETTLED', balance: '0.00', nextEventOn: null, daysOverdue: 0 } })
    const book = await loan.book()
    t.same(
      ['1303', '1132', '113210', '113220', '1124', '2241'].map((code) => book[code] ?? '0.00'),
      Array.from({ length: 6 }, () => '0.00'),
    )
    t.match(await loan.position(TODAY), { state: 'SETTLED', settledOn: TODAY, principal: '0.00', totalDue: '0.00' })
  })

  await t.test('a new rate runs from its day, and may be known ahead', async (t) => {
    const loan = await servicedLoan(bank, { method: 'interest-only', on: '2024-06-10' })
    const actor = await officerOf(bank)
    const change = (on: string, percent: string) =>
      withTransaction(bank.db, tenancyOf(actor), (tx) =>
        recordRateChange(
          { tx, actor, requestId: 'repricing', audited: false },
          {
            loanId: loan.id,
            on: civilDate(on),
            annualRate: annualRatePercent(percent),
            referenceRate: annualRatePercent('3.6'),
            rateDecisionId: '00000000-0000-4000-8000-000000000001',
            today: civilDate(TODAY),
          },
        ),
      )
    t.match(await change('2024-06-20', '3'), { ok: true })
    t.match(await change('2024-07-10', '2.4'), { ok: true })
    t.match(await change('2024-07-20', '100'), { ok: false, refusal: { code: 'RATE_TOO_HIGH' } })
    // 1,200,000 × (3.6 % × 10 + 3 % × 20) ÷ 360, then 31 nights at 2.4 %.
    t.match((await loan.schedule('2024-08-10')).rows.slice(0, 2), [{ interest: '3200.00' }, { interest: '2480.00' }])
    t.match(await loan.position(TODAY), { annualRate: '3.00', referenceRate: '3.60' })
    t.match(await loan.position('2024-07-10'), { annualRate: '2.40' })
  })

  await t.test('what is repaid finances nothing any more', async (t) => {
    const loan = await servicedLoan(bank, { method: 'interest-only' })
    await done(loan.pay('2024-02-10', '303720.00', { excess: 'shorten' }))
    const financed = async (asOf: string) =>
      done(bank.get('officer.sihui', `/v1/loans/${loan.id}/financed-emissions?asOf=${asOf}`))
    t.match(await financed('2024-02-09'), { amount: '1200000.00', inputs: { repayments: [] } })
    t.match(await financed('2024-02-10'), {
      amount: '900000.00',
      inputs: { repayments: [{ on: '2024-02-10', amount: '300000.00' }] },
    })
  })

  await t.test(
    'in a closed period a payment is refused, and what a late fact changes there is booked forward',
    async (t) => {
      const loan = await servicedLoan(bank, { method: 'interest-only' })
      const first = await done(loan.pay('2024-02-10', '3720.00'))
      await bank.owner`
      INSERT INTO accounting_period_close (organisation_id, closed_through, closed_by, opinion)
      SELECT organisation_id, '2024-03-31', id, '一季度结账' FROM user_account WHERE username = 'approver.sihui'`
      const portraitBefore = await portrait(loan)
      t.match(await loan.pay('2024-03-10', '3480.00'), {
        status: 409,
        body: { code: 'PERIOD_CLOSED', closedThrough: '2024-03-31', firstOpenDay: '2024-04-01' },
      })
      t.same(await portrait(loan), portraitBefore, 'nothing moved')

      await loan.reverse(first.event.id)
      const moved = await bank.owner<{ booked: string; from: string; key: string }[]>`
      SELECT booked_on::text AS booked, moved_from::text AS from, split_part(posting_key, ':', 1) AS key FROM journal_entry
      WHERE subject_id = ${loan.id} AND moved_from IS NOT NULL ORDER BY 2, 3`
      t.match(moved[0], { booked: '2024-04-01', from: '2024-02-10', key: 'payment' })
      t.ok(moved.every(({ booked }) => booked === '2024-04-01'))
      t.same(
        await broughtTo(bank, loan.id, TODAY, false).then(({ entries }) => entries),
        [],
        'the book equals the facts',
      )
      t.match(await loan.position(TODAY), { oldestUnpaidOn: '2024-02-10' })
    },
  )
})

t.test('a repayment frees the credit line, and its reversal uses it again', async (t) => {
  const bank = await testBank(t, { today: DAY })
  await publishedCase(bank).consent()
  const lineId = await openLine(bank)
  const [applicationId] = await approvedApplications(bank.owner, 1)
  const contract = { contractNo: '借-1', signedOn: DAY, method: 'interest-only', creditLineId: lineId, version: 3 }
  const { id } = await done(bank.post('officer.sihui', `/v1/loan-applications/${applicationId}/contract`, contract))
  const drawn = { amount: '100000.00', on: DAY, noteNo: '借据-1', payee: '供应商', useEvidence: '采购合同', version: 1 }
  await done(bank.post('officer.sihui', `/v1/loans/${id}/disbursements`, drawn))
  const url = `/v1/loans/${id}/repayments`
  const repaid = { on: DAY, amount: '40000.00', excess: 'shorten', reference: '回单-1', version: 2 }
  const { event } = await done(bank.post('officer.sihui', url, repaid))
  t.match(await standingAndMovements(bank, lineId), { used: '60000.00', usedMoved: '60000.00' })
  const reversal = { reason: '录入有误', version: 3 }
  const proposed = await done(bank.post('officer.sihui', `/v1/loans/${id}/events/${event.id}/reversals`, reversal))
  const decision = { decision: 'APPROVE', opinion: '同意', version: 1 }
  await done(bank.post('approver.sihui', `/v1/servicing-requests/${proposed.id}/decisions`, decision))
  t.match(await standingAndMovements(bank, lineId), { used: '100000.00', usedMoved: '100000.00' })
})

t.test('fifty payments at once', async (t) => {
  const bank = await testBank(t, { today: '2024-02-10' })
  const loan = await servicedLoan(bank, { method: 'interest-only' })

  // On the same version one wins and all others are told to read again.
  const blind = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      bank.post('officer.sihui', `/v1/loans/${loan.id}/repayments`, {
        on: '2024-02-10',
        amount: '100.00',
        reference: `盲-${i}`,
        version: 1,
      }),
    ),
  )
  const count = (code: string) => blind.filter(({ status, body }) => (body.code ?? String(status)) === code).length
  t.same([count('201'), count('STALE_VERSION')], [1, 49])

  // Whoever does not depend on what it saw waits for the others and is taken once.
  const actor = await officerOf(bank)
  const taken = await Promise.all(
    Array.from({ length: 49 }, () =>
      withTransaction(bank.db, tenancyOf(actor), async (tx) => {
        const command: Command = { tx, actor, requestId: 'at once', audited: false }
        return recordChange(command, {
          loanId: loan.id,
          version: null,
          today: civilDate('2024-02-10'),
          papers: { reason: null, evidenceHash: null },
          action: 'loan.payment-taken',
          decide: (life) => {
            const payment = {
              on: civilDate('2024-02-10'),
              amount: money('100.00'),
              payer: 'borrower',
              excess: 'hold',
            } as const
            const fact = takePayment(life, payment)
            return fact.ok ? ok({ adds: fact.value }) : fact
          },
        })
      }),
    ),
  )
  t.ok(taken.every((one) => one.ok))
  t.match(await loan.position('2024-02-10'), { held: '1280.00', due: { interest: '0.00' } })
  t.same(await loan.book(), {
    '1303': '1200000.00',
    '2011': '-1195000.00',
    '2241': '-1280.00',
    '6011': '-3720.00',
  })
  const [kept] = await bank.owner<[{ numbers: string; entries: number }]>`
    SELECT count(DISTINCT no) || ' of ' || max(no) AS numbers,
           (SELECT count(*)::int FROM journal_entry WHERE subject_id = ${loan.id} AND event = 'loan.payment') AS entries
    FROM loan_event WHERE loan_id = ${loan.id}`
  t.same({ ...kept }, { numbers: '50 of 50', entries: 50 })
})

t.test('the last wall is in the database', async (t) => {
  const bank = await testBank(t, { today: TODAY })
  const loan = await servicedLoan(bank)
  const other = await servicedLoan(bank)
  const { event } = await done(loan.pay('2024-02-10', '100.00'))
  await loan.reverse(event.id)
  const { id } = await done(loan.command('write-offs', { on: TODAY, reason: '无法收回' }))
  const violation = async (work: Promise<unknown>) =>
    work.then(
      () => 'nothing',
      (error) => constraintOf(error) ?? error.message,
    )
  t.equal(
    await violation(bank.owner`
      UPDATE servicing_request SET state = 'REJECTED', opinion = '否', decided_at = now(), decided_by = proposed_by WHERE id = ${id}`),
    'servicing_request_second_person',
  )
  const again = (loanId: string, reverses: string | null, kind: string) => bank.owner`
    INSERT INTO loan_event (loan_id, lender_id, enterprise_id, no, kind, on_date, body, amount, reverses, business_date)
    SELECT id, lender_id, enterprise_id, 9, ${kind}, '2024-02-10', '{}', 1, ${reverses}, '2024-02-10' FROM loan WHERE id = ${loanId}`
  t.equal(await violation(again(loan.id, event.id, 'reversal')), 'loan_event_reversed_once')
  t.equal(await violation(again(other.id, event.id, 'reversal')), 'loan_event_reversed_once')
  t.equal(await violation(again(loan.id, null, 'reversal')), 'loan_event_reversal_names_one')
  const { event: later } = await done(loan.pay('2024-02-10', '100.00'))
  t.equal(await violation(again(other.id, later.id, 'reversal')), 'loan_event_reverses_own')
  t.equal(
    await violation(bank.owner`UPDATE loan_event SET amount = 2 WHERE id = ${later.id}`),
    'loan_event_append_only',
  )
  await done(loan.decide(id, { decision: 'REJECT' }))
  t.equal(
    await violation(bank.owner`UPDATE servicing_request SET opinion = '改' WHERE id = ${id}`),
    'servicing_request_decided_once',
  )
})
