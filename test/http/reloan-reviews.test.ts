import t from 'tap'
import { type Bank, testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { activeQuota, enterTerm, enterTerms } from '../support/relending.js'

const ON = '2025-01-10'
const HASH = 'a'.repeat(64)

async function secondReviewer({ owner }: Bank): Promise<string> {
  await owner`
    WITH colleague AS (SELECT organisation_id FROM user_account WHERE username = 'reviewer.pboc'),
    made AS (
      INSERT INTO user_account (organisation_id, username, name_zh, name_en, password_hash)
      SELECT organisation_id, 'second.pboc', '复审', 'Second', 'x' FROM colleague RETURNING id, organisation_id)
    INSERT INTO user_role (user_id, organisation_id, role)
    SELECT id, organisation_id, role FROM made, (VALUES ('reloan_reviewer'), ('reloan_approver')) r (role)`
  return 'second.pboc'
}

t.test('first and second review, row by row', async (t) => {
  const bank = await testBank(t, { today: '2025-01-31' })
  const { post, get, owner } = bank
  await enterTerms(bank)
  const quotaId = await activeQuota(bank, { validFrom: '2025-01-01', validTo: '2025-12-31' })
  const second = await secondReviewer(bank)
  const loans: string[] = []
  for (let at = 0; at < 3; at += 1) loans.push(await disbursedLoan(owner, { on: ON }))
  const [one, two, three] = loans.toSorted() as [string, string, string]
  const row = (loanId: string) => ({ loanId, requested: '1800000.00', evidenceHash: HASH })
  const file = { quotaId, filedOn: ON, loans: [row(one), row(two), row(three)] }
  const filed = await post('officer.sihui', '/v1/reloan-filings', file)
  t.match(filed, { status: 201, body: { reviews: 2, rows: 3, leftOut: [], mode: 'LEND_FIRST' } })
  const own = `/v1/reloan-filings/${filed.body.id}`
  const standing = async () =>
    (
      await owner`SELECT state, version, first_reviewed_by, reviewed_by, (SELECT count(*) FROM reloan_row_opinion) AS opinions,
       (SELECT count(*) FROM reloan_filing_loan WHERE live) AS live FROM reloan_filing`
    )[0]
  const refused = async (user: string, url: string, body: unknown, expected: object, why: string) => {
    const before = await standing()
    const answer = await post(user, url, body)
    t.match({ status: answer.status, ...answer.body }, expected, why)
    t.same(await standing(), before, `${why}: nothing moved`)
  }
  const review = { decision: 'PASS', opinion: '材料齐全', version: 1 }
  const said = (loanId: string, verdict: string) => ({ loanId, verdict, opinion: '用途证明不符' })
  await refused(
    'reviewer.pboc',
    `${own}/review`,
    { ...review, rows: [said(quotaId, 'RETURN')] },
    { code: 'VERDICT_OF_NO_ROW' },
    'no row',
  )
  const twice = { ...review, rows: [said(one, 'RETURN'), said(one, 'PASS')] }
  await refused('reviewer.pboc', `${own}/review`, twice, { code: 'VERDICT_TWICE' }, 'two verdicts')
  await owner`UPDATE loan_state SET state = 'OVERDUE' WHERE loan_id = ${two}`
  await refused(
    'reviewer.pboc',
    `${own}/review`,
    review,
    { code: 'LOAN_NOT_ELIGIBLE', ineligible: [{ loan: two }] },
    'overdue since',
  )
  const first = await post('reviewer.pboc', `${own}/review`, { ...review, rows: [said(two, 'RETURN')] })
  t.match(first, { status: 200, body: { state: 'FIRST_REVIEWED' } })
  await owner`UPDATE loan_state SET state = 'DISBURSED' WHERE loan_id = ${two}`
  const again = { ...review, version: 2 }
  await refused(
    'reviewer.pboc',
    `${own}/review`,
    again,
    { status: 403, code: 'SELF_APPROVAL' },
    'first = second reviewer',
  )
  const grant = { amount: '3600000.00', on: ON, opinion: '同意', version: 2 }
  await refused('approver.pboc', `${own}/grant`, grant, { code: 'STATE_FORBIDS' }, 'granted after one review')
  t.match(
    await post('officer.sihui', '/v1/reloan-filings', { ...file, loans: [row(two)] }),
    { status: 201 },
    'a returned row is free',
  )

  t.match(await post(second, `${own}/review`, again), { status: 200, body: { state: 'REVIEWED' } })
  const now = { ...grant, version: 3 }
  await refused(second, `${own}/grant`, now, { status: 403, code: 'SELF_APPROVAL' }, 'second reviewer = granter')
  const above = { ...now, amount: '3600000.01' }
  await refused(
    'approver.pboc',
    `${own}/grant`,
    above,
    { code: 'GRANT_ABOVE_RATIO', most: '3600000.00' },
    'above the rows that passed',
  )
  t.match(await post('approver.pboc', `${own}/grant`, now), { status: 200, body: { granted: '3600000.00' } })
  const draw = { loanId: two, amount: '1.00', on: ON, termMonths: 12 }
  await refused(
    'approver.pboc',
    `${own}/drawdowns`,
    draw,
    { status: 404, what: 'loan' },
    'a returned row is not drawn on',
  )
  const { body } = await get('officer.sihui', own)
  t.match(body, {
    rows: 3,
    liveRows: 2,
    liveRequested: '3600000.00',
    returned: [{ loanId: two, review: 1, opinion: '用途证明不符' }],
  })
  const shown = body.loans.find((each: { loanId: string }) => each.loanId === one)
  t.match(shown, {
    evidenceHash: HASH,
    opinions: [
      { review: 1, verdict: 'PASS' },
      { review: 2, verdict: 'PASS' },
    ],
  })
  t.match(await get('officer.bank01', `${own}/rows`), { status: 404 }, 'a second bank sees no rows')
  await t.rejects(owner`UPDATE reloan_row_opinion SET verdict = 'PASS'`, /append-only/)
  await t.rejects(
    owner`UPDATE reloan_filing SET first_reviewed_by = reviewed_by WHERE reviewed_by IS NOT NULL`,
    /first_reviewer_apart/,
  )
})

t.test('a batch with no row left is returned', async (t) => {
  const bank = await testBank(t, { today: '2025-01-31' })
  const { post, owner } = bank
  await enterTerms(bank)
  const quotaId = await activeQuota(bank, { validFrom: '2025-01-01', validTo: '2025-12-31' })
  const loanId = await disbursedLoan(owner, { on: ON })
  const file = { quotaId, filedOn: ON, loans: [{ loanId, requested: '1800000.00' }] }
  const { body: filing } = await post('officer.sihui', '/v1/reloan-filings', file)
  const rows = [{ loanId, verdict: 'RETURN', opinion: '不符' }]
  const back = { decision: 'PASS', opinion: '退回', version: 1, rows }
  t.match(await post('reviewer.pboc', `/v1/reloan-filings/${filing.id}/review`, back), {
    status: 200,
    body: { state: 'RETURNED' },
  })
  t.match(await post('officer.sihui', '/v1/reloan-filings', file), { status: 201 })
})

t.test('borrow first, and the notes follow within their days', async (t) => {
  const bank = await testBank(t)
  const { post, get, owner } = bank
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const loanId = await disbursedLoan(owner, { disbursed: false })
  const file = { quotaId, filedOn: '2024-06-20', mode: 'BORROW_FIRST', loans: [{ loanId, requested: '1800000.00' }] }
  t.match(
    await post('officer.sihui', '/v1/reloan-filings', file),
    {
      status: 422,
      body: { code: 'FACILITY_TERM_UNKNOWN', parameter: 'note_backfill_days', enteredBy: 'reloan_reviewer' },
    },
    'the clock is not known, so nothing is filed',
  )
  await enterTerm(bank, 'note_backfill_days', '5')
  const { body: filing, status } = await post('officer.sihui', '/v1/reloan-filings', file)
  t.equal(status, 201)
  const own = `/v1/reloan-filings/${filing.id}`
  await post('reviewer.pboc', `${own}/review`, { decision: 'PASS', opinion: '同意', version: 1 })
  const grant = { amount: '1800000.00', on: '2024-06-20', opinion: '同意', version: 2 }
  t.match(await post('approver.pboc', `${own}/grant`, grant), { status: 200 })
  const note = (noteNo: string, on = '2024-06-28') => ({ on, notes: [{ loanId, noteNo, evidenceHash: HASH }] })
  t.match(
    await post('officer.sihui', `${own}/notes`, note('N')),
    { status: 409, body: { code: 'NOTE_NOT_AWAITED' } },
    'before the draw',
  )
  const draw = { loanId, amount: '1800000.00', on: '2024-06-20', termMonths: 12 }
  t.match(await post('approver.pboc', `${own}/drawdowns`, draw), { status: 201 }, 'drawn before the loan is paid out')
  t.match(
    (await get('officer.sihui', own)).body.loans,
    [{ noteDueOn: '2024-06-27', noteNo: null }],
    'five working days',
  )
  t.match(
    await post('officer.sihui', `${own}/notes`, note('N')),
    { status: 422, body: { code: 'NOTE_UNKNOWN' } },
    'no such note',
  )
  await disbursedLoan(owner)
  await owner`
    INSERT INTO disbursement (loan_id, lender_id, enterprise_id, note_no, amount, disbursed_on, due_on, payee, use_evidence, entry_id, disbursed_by)
    SELECT l.id, l.lender_id, l.enterprise_id, 'N', 3000000, '2024-06-25', '2025-06-25', '供应商', '合同', d.entry_id, l.signed_by
    FROM loan l, disbursement d WHERE l.id = ${loanId} LIMIT 1`
  t.match(await post('officer.sihui', `${own}/notes`, note('N', '2024-06-24')), { status: 422 }, 'before the payment')
  t.match(await post('officer.bank01', `${own}/notes`, note('N')), { status: 404 }, 'a second bank')
  t.match(await post('officer.sihui', `${own}/notes`, note('N')), {
    status: 201,
    body: { notes: [{ noteNo: 'N', dueOn: '2024-06-27', late: true }] },
  })
  t.match(
    await post('officer.sihui', `${own}/notes`, note('N')),
    { status: 409, body: { code: 'NOTE_NOT_AWAITED' } },
    'filled in once',
  )
  t.match((await get('officer.sihui', own)).body.loans, [{ noteNo: 'N', noteLate: true }])
})
