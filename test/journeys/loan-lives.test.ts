import t from 'tap'
import { openLine } from '../support/credit-line.js'
import { loanLives, scheduleText } from '../support/loan-lives.js'
import { DAY, SIHUI } from '../support/published-loan.js'
import { type Attempt, refused } from '../support/refused.js'
import { done } from '../support/serviced-loan.js'

const { officer, approver } = SIHUI
const MONTHLY = { instalments: 'from-start:1', holidays: 'none' }
const NO_QUERY = { queryCertificateNo: null, queryCertificateOn: null }
const AMOUNT = '3600000.00'

const settledAlready = (attempt: Attempt[1]): Attempt => [
  'a payment on a settled loan',
  attempt,
  { status: 409, code: 'LOAN_SETTLED' },
]

/**
 * 3,600,000 at 3.25 % (LPR 3.45 % less 20 BP): 325.00 a night. Equal principal over 24 months: 150,000.00 each. Overdue principal bears
 * 3.25 % × 1.5, 20.3125 a night on 150,000; unpaid interest bears 3.25 %, 0.8802 a night on 9,750.
 */
t.test('云碳贷 on a credit line, with all that may happen to it', async (t) => {
  const lives = await loanLives(t)
  const creditLineId = await openLine(lives, { limit: '4000000.00' })
  const line = async () => (await done(lives.get(officer, `/v1/credit-lines/${creditLineId}`))).standing
  const id = await lives.contracted(
    { product: 'YUN_TAN_DAI', amount: AMOUNT, tenorMonths: 24 },
    { method: 'equal-principal', creditLineId, terms: { ...MONTHLY, repricing: 'quarterly' } },
  )
  const loan = lives.loan(id)
  t.match(await done(lives.get(officer, `/v1/loans/${id}`)), { rate: '3.25', referenceRate: '3.45', creditLineId })
  await refused(t, lives, [
    ['paid before anything was paid out', () => loan.pay(DAY, '1.00'), { status: 409, code: 'STATE_FORBIDS' }],
    [
      'paid out above the contract',
      () => lives.walk.disburse(id, { amount: '3600000.01', ...NO_QUERY }),
      { status: 422, code: 'AMOUNT_ABOVE_CONTRACT' },
    ],
  ])
  await done(lives.walk.disburse(id, { amount: AMOUNT, ...NO_QUERY }))
  t.match(await line(), { used: AMOUNT, available: '400000.00' })

  await lives.reach('2024-08-05')
  const before = await loan.schedule('2024-08-05')
  t.match(before.rows.slice(0, 2), [
    { dueOn: '2024-07-20', principal: '150000.00', interest: '9750.00', state: 'OVERDUE' },
    // 3,450,000 × 3.25 % × 31 / 360 = 9,655.208…
    { dueOn: '2024-08-20', principal: '150000.00', interest: '9655.21', state: 'AHEAD' },
  ])
  // 16 nights: 20.3125 × 16 = 325.00; 9,750 × 3.25 % × 16 / 360 = 14.083…
  const owed = { penalty: '325.00', compound: '14.08', interest: '9750.00', principal: '150000.00' }
  t.match(await loan.position('2024-08-05'), { state: 'OVERDUE', daysOverdue: 16, due: owed, totalDue: '160089.08' })
  // By the end of July twelve nights were in the book: 243.75 and 10.5625.
  t.match(await loan.book(), { '113210': '243.75', '113220': '10.56' })

  await t.test('the money had come on the due date, with more than was due', async (t) => {
    await done(loan.pay('2024-07-20', '504750.00', { excess: 'lower-instalment' }))
    const after = await loan.schedule('2024-08-05')
    t.match(after.rows.slice(0, 3), [
      { dueOn: '2024-07-20', principal: '150000.00', interest: '9750.00', state: 'PAID', balance: '3105000.00' },
      // 3,105,000 / 23 = 135,000; 3,105,000 × 3.25 % × 31 / 360 = 8,689.6875
      { dueOn: '2024-08-20', principal: '135000.00', interest: '8689.69', balance: '2970000.00' },
      // 2,970,000 × 3.25 % × 31 / 360 = 8,311.875
      { dueOn: '2024-09-20', principal: '135000.00', interest: '8311.88', balance: '2835000.00' },
    ])
    t.match(await loan.position('2024-08-05'), { state: 'DISBURSED', daysOverdue: 0, totalDue: '0.00' })
    const { 113210: penalty, 113220: compound, 601110: earned } = await loan.book()
    t.same([penalty, compound, earned], [undefined, undefined, undefined], 'no penalty was ever due')
    t.match(await line(), { used: '3105000.00', available: '895000.00' })
    t.comment(`before the late payment became known\n${scheduleText(before, 5)}`)
    t.comment(`after it\n${scheduleText(after, 5)}`)
  })

  await t.test('a closed period stays as it is', async (t) => {
    await done(lives.post(approver, '/v1/ledger/periods', { closeThrough: '2024-06-30', opinion: '六月结账' }))
    await refused(t, lives, [
      [
        'backdated into a closed period',
        () => loan.pay('2024-06-25', '1000.00'),
        { status: 409, code: 'PERIOD_CLOSED' },
      ],
    ])
  })

  await t.test('repriced after a quarter by the rate of that day', async (t) => {
    await lives.reach('2024-08-20')
    await done(loan.pay('2024-08-20', '143689.69'))
    await lives.reach('2024-09-20')
    await done(loan.pay('2024-09-20', '143311.88'))
    await lives.reach('2024-09-24')
    // LPR of 20 September 3.35 % less 20 BP; 2,835,000 × 3.15 % × 30 / 360 = 7,441.875
    t.match(await loan.position('2024-09-24'), { annualRate: '3.15', referenceRate: '3.35', principal: '2835000.00' })
    t.match((await loan.schedule('2024-09-24')).rows[3], { dueOn: '2024-10-20', interest: '7441.88' })
  })

  await t.test('a reversal brings back what was before', async (t) => {
    const [schedule, book] = [await loan.schedule('2024-09-24'), await loan.book()]
    const { event } = await done(loan.pay('2024-09-24', '135000.00', { excess: 'shorten' }))
    t.not((await loan.schedule('2024-09-24')).rows.at(-1).dueOn, schedule.rows.at(-1).dueOn, 'it ends earlier')
    await loan.reverse(event.id)
    t.same((await loan.schedule('2024-09-24')).rows, schedule.rows)
    t.same(await loan.book(), book)
    t.match(await line(), { used: '2835000.00' })
  })

  await t.test('new due dates at a new rate', async (t) => {
    await lives.reach('2024-10-08')
    await loan.agreed('restructures', {
      on: '2024-10-08',
      method: 'interest-only',
      annualRatePercent: '3.3',
      dueDates: ['2024-11-20', '2024-12-20'],
    })
    // 18 nights at 2,835,000 × 3.15 % / 360 = 248.0625
    t.match(await loan.position('2024-10-08'), { due: { interest: '4465.13' }, annualRate: '3.3' })
    await done(loan.pay('2024-10-08', '4465.13'))
  })

  await t.test('half of the interest paid by September is subsidised', async (t) => {
    const claim = await done(
      loan.command('subsidies', {
        programme: 'SHARE-OF-INTEREST-50',
        from: '2024-06-21',
        to: '2024-09-30',
        on: '2024-10-08',
        opinion: '按季申报',
        version: undefined,
      }),
    )
    // 9,750.00 + 8,689.69 + 8,311.88
    t.match(claim, { interestPaid: '26751.57', amount: '13375.79' })
    const step = (path: string, by: string, version: number) =>
      done(
        lives.post(by, `/v1/subsidies/${claim.id}/${path}`, {
          ...(path === 'decision' ? { decision: 'APPROVE' } : {}),
          on: '2024-10-08',
          opinion: '同意',
          reference: `凭证-${path}`,
          version,
        }),
      )
    t.match(await step('decision', approver, 1), { state: 'APPROVED' })
    t.match(await step('payment', officer, 2), { state: 'PAID' })
  })

  await lives.reach('2024-10-20')
  // 12 nights at 2,835,000 × 3.3 % / 360 = 259.875
  t.match(await loan.told('payoff-quote?on=2024-10-20'), { interest: '3118.50', total: '2838118.50' })
  await refused(t, lives, [
    [
      'a fen less than settles it',
      () => loan.payOff('2024-10-20', '2838118.49'),
      { status: 422, code: 'PAYOFF_AMOUNT_DIFFERS' },
    ],
  ])
  await done(loan.payOff('2024-10-20', '2838118.50'))
  await loan.settled(t, '2024-10-20')
  t.match(await line(), { used: '0.00', reserved: '0.00', available: '4000000.00' })
  await refused(t, lives, [settledAlready(() => loan.pay('2024-10-20', '1.00'))])
})

/** 3,600,000 at 3.25 %, interest month by month; 0.8 of it guaranteed for 85 BP (100 less 15 for light green) a year. */
t.test('云碳担, the guarantor called and paying', async (t) => {
  const lives = await loanLives(t)
  const id = await lives.contracted(
    { product: 'YUN_TAN_DAN', amount: AMOUNT, tenorMonths: 3 },
    { method: 'interest-only', terms: MONTHLY },
  )
  const loan = lives.loan(id)
  const payOut = () => lives.walk.disburse(id, { amount: AMOUNT, ...NO_QUERY })
  await refused(t, lives, [
    [
      'paid out without the guarantee',
      payOut,
      { status: 409, code: 'CONDITIONS_NOT_MET', facts: { conditions: ['GUARANTEE_IN_FORCE'] } },
    ],
  ])
  const guarantee = await done(
    lives.post(officer, `/v1/loans/${id}/guarantees`, {
      guarantor: 'GUAR-EX-01',
      guaranteeNo: '肇担保〔2024〕002号',
      share: '0.8',
      signedOn: DAY,
    }),
  )
  // 2,880,000 × 0.85 % × 3 / 12
  t.match(guarantee, { guaranteedPrincipal: '2880000.00', feeBp: '85.00', totalFee: '6120.00' })
  await done(payOut())
  if ((await loan.position(DAY)).due.fee === '0.00')
    await done(
      loan.command('fees', { on: DAY, amount: '6120.00', fee: '担保费', forGuarantor: true, reason: '按约收取' }),
    )
  await done(loan.pay(DAY, '6120.00'))

  await lives.reach('2024-08-05')
  // 9,750 × 3.25 % × 16 / 360 = 14.083…
  t.match(await loan.position('2024-08-05'), { overdue: { interest: '9750.00', compound: '14.08' }, daysOverdue: 16 })
  const call = (amount: string) =>
    lives.post(officer, `/v1/guarantees/${guarantee.id}/calls`, { amount, on: '2024-08-05', reason: '借款人逾期未还' })
  // 0.8 × 9,764.08 = 7,811.264
  await refused(t, lives, [
    ['called above its share', () => call('7811.27'), { status: 422, code: 'GUARANTEE_CALL_ABOVE_SHARE' }],
  ])
  await done(call('7811.26'))
  await lives.reach('2024-08-06')
  await done(
    lives.post(officer, `/v1/guarantees/${guarantee.id}/calls/1/payment`, {
      paidOn: '2024-08-06',
      reference: '代偿款-1',
      version: await loan.versionNow(),
    }),
  )
  // 17 nights are 14.963…: 14.96 first, then 7,796.30 of the interest.
  t.match(await loan.position('2024-08-06'), { due: { compound: '0.00', interest: '1953.70' } })

  await t.test('money of the borrower had come before the guarantor paid', async (t) => {
    await lives.reach('2024-08-10')
    const before = await loan.schedule('2024-08-10')
    await done(loan.pay('2024-07-31', '1953.70'))
    // By 31 July 9.682…: 9.68 and 1,944.02 of the interest. Six nights on 7,805.98 make 13.910… in all: 4.23 and 7,805.98, and 1.05 is left.
    t.match(await loan.position('2024-08-10'), { state: 'DISBURSED', totalDue: '0.00', held: '1.05' })
    const { allocations } = await loan.told('allocations?asOf=2024-08-10')
    t.same(
      allocations.slice(1).map(({ on, bucket, amount }: Record<string, string>) => `${on} ${bucket} ${amount}`),
      [
        '2024-07-31 compound 9.68',
        '2024-07-31 interest 1944.02',
        '2024-08-06 compound 4.23',
        '2024-08-06 interest 7805.98',
      ],
    )
    t.comment(`before the late payment became known\n${scheduleText(before, 3)}`)
    t.comment(`after it\n${scheduleText(await loan.schedule('2024-08-10'), 3)}`)
  })

  await lives.reach('2024-08-20')
  // 31 × 325.00 less the 1.05 that waited
  await done(loan.pay('2024-08-20', '10073.95'))
  await lives.reach('2024-09-10')
  await done(loan.payOff('2024-09-10', '3606825.00'))
  await loan.settled(t, '2024-09-10')
  await refused(t, lives, [settledAlready(() => loan.pay('2024-09-10', '1.00'))])
})

/** A bill of 3,600,000 at 3.35 % (LPR 3.45 % less 10 BP): 335.00 a night, 92 nights to 20 September. */
t.test('云碳贴, paid by the acceptor, found late', async (t) => {
  const lives = await loanLives(t)
  const id = await lives.contracted({ product: 'YUN_TAN_TIE', amount: AMOUNT, tenorMonths: 3 }, { method: 'bullet' })
  const loan = lives.loan(id)
  await done(lives.walk.disburse(id, { amount: AMOUNT, ...NO_QUERY }))
  t.same(await loan.book(), { '130101': '3600000.00', '130102': '-30820.00', '2011': '-3569180.00' })

  await lives.reach('2024-09-25')
  // 3,600,000 × 3.35 % × 1.5 / 360 = 502.50 a night
  const before = await loan.schedule('2024-09-25')
  t.match(await loan.position('2024-09-25'), { daysOverdue: 5, due: { principal: AMOUNT, penalty: '2512.50' } })
  const { event } = await done(loan.pay('2024-09-20', AMOUNT))
  t.match(await loan.position('2024-09-25'), { state: 'SETTLED', settledOn: '2024-09-20', totalDue: '0.00' })
  t.comment(`before the late payment became known\n${scheduleText(before, 1)}`)
  t.comment(`after it\n${scheduleText(await loan.schedule('2024-09-25'), 1)}`)

  await t.test('taken back, it is owed again; recorded on its day, it is over', async (t) => {
    await loan.reverse(event.id)
    t.match(await loan.position('2024-09-25'), { state: 'OVERDUE', due: { principal: AMOUNT, penalty: '2512.50' } })
    await done(loan.pay('2024-09-20', AMOUNT))
  })
  await loan.settled(t, '2024-09-25')
  t.same(await loan.book(), { '2011': '30820.00', '601130': '-30820.00' }, 'the discount is earned and nothing else')
  await refused(t, lives, [settledAlready(() => loan.pay('2024-09-25', '1.00'))])
})

/** 3,000,000 at 4.45 % (LPR 3.45 % and 100 BP): 370.8333… a night. */
t.test('a loan against a data product, its money found late', async (t) => {
  const lives = await loanLives(t)
  const pledgeId = await lives.walk.frozen(await lives.walk.valued())
  const id = await lives.contracted({}, { method: 'interest-only', terms: MONTHLY }, pledgeId)
  const loan = lives.loan(id)
  await refused(t, lives, [
    [
      'paid out without a second query',
      () => lives.walk.disburse(id, NO_QUERY),
      { status: 409, code: 'CONDITIONS_NOT_MET' },
    ],
  ])
  await done(lives.walk.disburse(id))

  await lives.reach('2024-08-05')
  // 30 nights are 11,125.00; 11,125 × 4.45 % × 16 / 360 = 22.002…
  const before = await loan.schedule('2024-08-05')
  t.match(await loan.position('2024-08-05'), { due: { interest: '11125.00', compound: '22.00' }, daysOverdue: 16 })
  await done(loan.pay('2024-07-20', '11125.00'))
  t.match(await loan.position('2024-08-05'), { state: 'DISBURSED', totalDue: '0.00' })
  t.comment(`before the late payment became known\n${scheduleText(before, 3)}`)
  t.comment(`after it\n${scheduleText(await loan.schedule('2024-08-05'), 3)}`)

  // 16 nights: 5,933.33
  await done(loan.payOff('2024-08-05', '3005933.33'))
  await loan.settled(t, '2024-08-05')
  t.same(await loan.book(), { '2011': '17058.33', '6011': '-17058.33' })
  await refused(t, lives, [settledAlready(() => loan.pay('2024-08-05', '1.00'))])
})
