import t from 'tap'
import { testBank } from '../support/bank.js'
import { loanLives } from '../support/loan-lives.js'
import { publishedCase, SIHUI } from '../support/published-loan.js'
import { refused } from '../support/refused.js'
import { done } from '../support/serviced-loan.js'

const { officer, approver } = SIHUI
const MONTHLY = { instalments: 'from-start:1', holidays: 'none' }
const NO_QUERY = { queryCertificateNo: null, queryCertificateOn: null }

type Members = Record<string, unknown>
const REPORT = '/v1/reports/realised-interest-saving'
const ISSUES = `${REPORT}/issues`

/** Fen of a yuan amount. */
const fen = (amount: string): bigint => BigInt(amount.replace('.', ''))
const total = (amounts: readonly string[]): bigint => amounts.reduce((sum, amount) => sum + fen(amount), 0n)

t.test('the realised saving of a loan that is paid early, repriced, corrected and extended', async (t) => {
  const lives = await loanLives(t)
  const saving = (query: string, by = officer) => done(lives.get(by, `${REPORT}?${query}`))
  const id = await lives.contracted(
    { product: 'YUN_TAN_DAI', amount: '3600000.00', tenorMonths: 24 },
    { method: 'equal-principal', terms: { ...MONTHLY, repricing: 'quarterly' } },
  )
  const loan = lives.loan(id)
  await done(lives.walk.disburse(id, { amount: '3600000.00', ...NO_QUERY }))
  const written = async () => {
    const [row] = await lives.owner<
      [{ count: number }]
    >`SELECT count(*)::int FROM interest_segment WHERE loan_id = ${id}`
    return row.count
  }
  t.equal(await written(), 0, 'none before the books take interest in')

  await t.test('the books take interest in by months and due dates', async (t) => {
    await lives.reach('2024-07-20')
    await done(loan.pay('2024-07-20', '159750.00'))
    await lives.reach('2024-08-05')
    t.equal(await written(), 3, 'of June, to the twentieth, and of the rest of July')
    // 11 nights of June and 20 − 1 + … on 3,600,000, then 12 on 3,450,000: 325.00 and 311.458333 a night; 360.0 ÷ 345.0 at 3.45 %.
    const july = await saving('from=2024-06-20&to=2024-07-31&asOf=2024-08-05&by=institution')
    t.match(july, {
      days: 42,
      rows: [
        {
          key: 'RCB-SIHUI',
          loans: 1,
          enterprises: 1,
          // (3,600,000 × 30 + 3,450,000 × 12) ÷ 42
          averageBalance: '3557142.86',
          // 9,750.00 + 3,737.50
          executedInterest: '13487.50',
          // 10,350.00 + 3,967.50
          referenceInterest: '14317.50',
          realisedSaving: '830.00',
          simpleBp: '20.00',
          weightedBp: '20.00',
        },
      ],
      totals: { loans: 1, realisedSaving: '830.00' },
    })
    t.match(july.reconciliation, {
      executedInterest: '13487.50',
      ledgerInterest: '13487.50',
      difference: '0.00',
      causes: { unexplained: '0.00', 'books-behind': '0.00', 'not-booked-yet': '0.00' },
    })
  })

  await t.test('a period that begins and ends between bookings says what that makes', async (t) => {
    const open = await saving('from=2024-07-10&to=2024-08-04&asOf=2024-08-05')
    // Executed: 10 nights to the 20th at 325.00 and 12 to the month's end at 311.458333; booked: the row of the 20th from the first on, and July's accrual.
    t.match(open.reconciliation, {
      executedInterest: '6987.50',
      causes: { unexplained: '0.00', 'books-behind': '0.00', 'moved-from-closed-period': '0.00' },
    })
    t.equal(
      open.reconciliation.causes['not-booked-yet'],
      open.reconciliation.difference,
      'nights before the period that a booking within it took in',
    )
    t.not(open.reconciliation.difference, '0.00')
  })

  const questions = ['from=2024-06-20&to=2024-07-31&by=month', 'from=2024-07-01&to=2024-07-31&by=grade']
  const times = 'asOf=2024-08-05'
  const before = await Promise.all(questions.map((question) => saving(`${question}&${times}`)))

  await t.test('a payment that becomes known later changes the answer, and not the one given before', async (t) => {
    await done(loan.pay('2024-07-25', '345000.00', { excess: 'lower-instalment' }))
    t.ok((await written()) > 3, 'what no longer holds is written once more')
    for (const [index, question] of questions.entries()) {
      const { knownAt } = before[index]
      t.same(
        await saving(`${question}&${times}&knownAt=${encodeURIComponent(knownAt)}`),
        before[index],
        'the same answer',
      )
    }
    const after = await saving(`${questions[0]}&${times}`)
    t.match(after.rows, [
      { key: '2024-06', executedInterest: '3575.00' },
      // 19 nights at 325.00 = 6,175; 5 on 3,450,000 and 7 on 3,105,000: 1,557.29 + 1,962.19
      { key: '2024-07', executedInterest: '9694.48' },
    ])
    t.match(after.reconciliation, { difference: '0.00', causes: { unexplained: '0.00' } })
    t.equal(
      total(after.rows.map(({ realisedSaving }: Members) => realisedSaving as string)),
      fen(after.totals.realisedSaving),
      'months add up to the period',
    )
  })

  await t.test('the report is issued by two persons and restated when more is known', async (t) => {
    const period = { from: '2024-06-20', to: '2024-07-31' }
    const prepare = (body: Members, by = officer) => lives.post(by, ISSUES, { ...period, ...body })
    const decide = (issueId: string, body: Members = {}, by = approver) =>
      lives.post(by, `${ISSUES}/${issueId}/decisions`, { decision: 'SIGN', opinion: '数据核对一致', ...body })
    const first = await done(prepare({ knownAt: before[0].knownAt }))
    t.match(first, {
      number: /^JXRL-\d{4}-\d{4,}$/,
      state: 'PREPARED',
      issuer: { code: 'RCB-SIHUI' },
      realisedSaving: '830.00',
      document: { restatement: null, totals: { realisedSaving: '830.00' }, rows: { month: [{ key: '2024-06' }, {}] } },
    })
    await refused(t, lives, [
      [
        'a period that is not over',
        () => prepare({ to: '2099-01-01' }),
        { status: 422, code: 'SAVING_PERIOD_NOT_OVER' },
      ],
      [
        'what is not signed yet',
        () => prepare({ restates: first.id }),
        { status: 409, code: 'SAVING_ISSUE_NOT_SIGNED' },
      ],
      ['by another bank', () => decide(first.id, {}, 'approver.bank01'), { status: 404, code: 'NOT_FOUND' }],
    ])
    const own = await done(prepare({ knownAt: before[0].knownAt }, approver))
    await refused(t, lives, [
      ['by who prepared it', () => decide(own.id, {}, approver), { status: 403, code: 'SELF_APPROVAL' }],
    ])
    t.match(await done(decide(first.id)), {
      state: 'SIGNED',
      opinion: '数据核对一致',
      documentHash: first.documentHash,
    })
    await refused(t, lives, [
      ['signed again', () => decide(first.id), { status: 409, code: 'SAVING_ISSUE_DECIDED' }],
      ['a second one of the period', () => prepare({}), { status: 409, code: 'PERIOD_ISSUED_ALREADY' }],
      [
        'a restatement of another period',
        () => prepare({ to: '2024-07-30', restates: first.id }),
        { status: 422, code: 'SAVING_ISSUE_OF_ANOTHER_PERIOD' },
      ],
      [
        'with nothing new',
        () => prepare({ knownAt: before[0].knownAt, restates: first.id }),
        { status: 409, code: 'NOTHING_TO_RESTATE' },
      ],
    ])
    const again = await done(prepare({ restates: first.id }))
    const { restatement } = again.document
    t.match(restatement, {
      of: { number: first.number },
      before: '830.00',
      changes: [{ key: 'RCB-SIHUI', cause: 'payment', loans: 1, hidden: false }],
    })
    t.equal(
      total(restatement.changes.map(({ realisedSaving }: Members) => realisedSaving as string)),
      fen(restatement.difference),
      'the causes add up to the difference',
    )
    await done(decide(again.id))
    t.match(await done(lives.get(officer, `${ISSUES}/${first.id}`)), {
      state: 'SIGNED',
      restatedBy: { number: again.number },
      document: { totals: { realisedSaving: '830.00' } },
    })
    await refused(t, lives, [
      ['restated twice', () => prepare({ restates: first.id }), { status: 409, code: 'SAVING_ISSUE_RESTATED' }],
    ])
    await t.rejects(
      lives.owner`UPDATE saving_issue SET document_hash = ${'0'.repeat(64)} WHERE id = ${first.id}`,
      /append-only/,
    )
    await t.rejects(
      lives.owner`INSERT INTO saving_issue_decision (issue_id, organisation_id, made_by, decision, opinion, decided_by)
        SELECT id, organisation_id, made_by, 'SIGNED', 'x', made_by FROM saving_issue WHERE id = ${own.id}`,
      /saving_issue_second_person/,
    )
    t.same((await done(lives.get('officer.bank01', ISSUES))).items, [], 'another bank sees none of them')
    t.equal((await done(lives.get('auditor.zq', ISSUES))).items.length, 3)
  })

  await t.test('repriced, corrected and extended, it reconciles at every end of a month', async (t) => {
    await lives.reach('2024-09-21')
    const { event } = await done(loan.pay('2024-09-21', '100000.00', { excess: 'shorten' }))
    await loan.reverse(event.id)
    await lives.reach('2024-10-08')
    await done(loan.pay('2024-10-08', (await loan.position('2024-10-08')).totalDue))
    await loan.agreed('restructures', {
      on: '2024-10-08',
      method: 'interest-only',
      annualRatePercent: '3.3',
      dueDates: ['2024-11-20', '2024-12-20'],
    })
    await lives.reach('2024-12-02')
    for (const month of ['2024-06', '2024-07', '2024-08', '2024-09', '2024-10', '2024-11']) {
      const days: Members = { '2024-06': 30, '2024-09': 30, '2024-11': 30 }
      const { reconciliation } = await saving(
        `from=${month}-01&to=${month}-${days[month] ?? 31}&asOf=2024-12-02&by=product`,
      )
      t.match(reconciliation, { difference: '0.00', causes: { unexplained: '0.00', 'books-behind': '0.00' } }, month)
    }
  })

  await t.test('the loans behind a cell and their segments add up to it; nobody else sees them', async (t) => {
    const { totals, rows } = await saving('from=2024-06-20&to=2024-11-30&asOf=2024-12-02&by=enterprise')
    t.equal(total(rows.map(({ realisedSaving }: Members) => realisedSaving as string)), fen(totals.realisedSaving))
    const cell = await done(lives.get(officer, totals.lineage))
    t.equal(cell.totals.realisedSaving, totals.realisedSaving)
    const loans = await done(lives.get(officer, cell.items[0].links.segments))
    t.equal(loans.realisedSaving, totals.realisedSaving)
    t.equal(
      total(loans.segments.map(({ realisedSaving }: Members) => realisedSaving as string)),
      fen(totals.realisedSaving),
    )
    const decided = new Set<string>(
      loans.segments.flatMap(({ links }: { links: Record<'rateDecision' | 'rating', string> }) => [
        links.rateDecision,
        links.rating,
      ]),
    )
    t.ok(decided.size > 2, 'the signing, and what repriced it')
    for (const link of decided)
      if (link.includes('/rates?')) t.match((await done(lives.get(officer, link))).inForce, { cause: 'repricing' })
    const other = await saving('from=2024-06-20&to=2024-11-30&asOf=2024-12-02', 'officer.bank01')
    t.same(other.rows, [], 'another bank has no part of it')
    t.match(other.totals, { loans: 0, realisedSaving: '0.00' })
    await refused(t, lives, [
      [
        'segments of another bank’s loan',
        () => lives.get('officer.bank01', `/v1/loans/${id}/interest-segments`),
        { status: 404, code: 'NOT_FOUND' },
      ],
      [
        'one enterprise out of the city’s sums',
        () => lives.get('steward.zq', `${REPORT}?from=2024-06-20&to=2024-07-31&by=enterprise`),
        { status: 403, code: 'SUMS_ONLY' },
      ],
      [
        'a period that begins after the day asked for',
        () => lives.get(officer, `${REPORT}?from=2024-06-20&to=2024-07-31&asOf=2024-06-01`),
        { status: 422, code: 'PERIOD_NOT_BEGUN' },
      ],
    ])
    const city = await saving('from=2024-06-20&to=2024-07-31', 'steward.zq')
    t.match(city.totals, { hidden: true, realisedSaving: null, lineage: null }, 'one enterprise is too few for a sum')
    const own = await saving('from=2024-06-20&to=2024-11-30&asOf=2024-12-02', 'enterprise.xingwang')
    t.equal(own.totals.realisedSaving, totals.realisedSaving, 'the enterprise has its own')
    t.equal(own.reconciliation, null, 'and no books')
  })
})

t.test('the walk from the city’s total to one meter reading, by links alone', async (t) => {
  const bank = await testBank(t, { today: '2025-06-30' })
  const walk = publishedCase(bank)
  const uscc = '91441203MA0000015L'
  const on = '2024-07-01'
  await done(
    bank.post('enterprise.001', '/v1/consents', { lenderCode: SIHUI.code, purpose: 'pre_loan', validFrom: on }),
  )
  const other = { uscc, product: 'YUN_TAN_DAI', amount: '1000000.00', tenorMonths: 6, appliedOn: on }
  const { id: applicationId } = await done(walk.apply(null, other))
  const { id: quoteId } = await done(walk.quote(applicationId, on))
  await walk.judge(applicationId, 'YUN_TAN_DAI', on)
  await done(walk.decide(applicationId, quoteId, { on }))
  const { id: loanId } = await done(walk.sign(applicationId, { signedOn: on, terms: MONTHLY }))
  await done(walk.disburse(loanId, { amount: '1000000.00', on, ...NO_QUERY }))

  const follow = (link: string) => done(bank.get('auditor.zq', link))
  const city = await follow(`${REPORT}?from=2024-07-01&to=2024-08-31&asOf=2025-06-30&by=city`)
  // 62 nights on 1,000,000 at 3.25 % and 3.45 %: 2,797.22 + 2,797.22 and 2,970.83 + 2,970.83 less what the first of September rounds.
  t.match(city.rows, [{ key: /^4412/, loans: 1, hidden: false }])
  t.same(city.rows[0].realisedSaving, city.totals.realisedSaving)
  t.match(city.reconciliation, { difference: '0.00', causes: { unexplained: '0.00' } })

  const loans = await follow(city.totals.lineage)
  t.equal(loans.totals.realisedSaving, city.totals.realisedSaving)
  const segments = await follow(loans.items[0].links.segments)
  t.equal(segments.realisedSaving, city.totals.realisedSaving, 'to the fen')
  const [segment] = segments.segments
  t.match(segment, { from: on, rate: '3.25', referenceRate: '3.45', grade: 'LIGHT_GREEN', night: '1/360' })
  const signed = await follow(segment.links.rateDecision)
  t.match(signed, { rate: segment.rate, referenceRate: segment.referenceRate, grade: segment.grade })
  const rating = await follow(segment.links.rating)
  t.match(rating, { ratingId: signed.ratingId, grade: segment.grade })
  const account = await follow(segment.links.carbonAccount)
  const row = account.months.at(-1).rows.find(({ carrier }: Members) => carrier === 'electricity')
  t.ok(
    rating.factors.some(
      ({ code, rows }: { code: string; rows: unknown[] }) => code === row.factor.code && rows.length > 0,
    ),
    'the rating names the factor row',
  )
  const reading = await follow(row.links.activity)
  t.match(reading, { uscc, quantity: row.quantity }, 'one meter reading')
  t.ok((await follow(segment.links.events)).items.length > 0, 'and the events behind it')
})
