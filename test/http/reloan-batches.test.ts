import t from 'tap'
import { DAY, reloanBook } from '../../scripts/bench/reloan-book.js'
import { testBank } from '../support/bank.js'

const LOANS = 5_000

t.test('a batch of five thousand rows of which seven are wrong', async (t) => {
  const bank = await testBank(t, { portfolio: false })
  const { owner, post, get } = bank
  const { quotaId } = await reloanBook(owner, bank.db, LOANS)
  await owner`INSERT INTO user_role (user_id, organisation_id, role) SELECT id, organisation_id, CASE username WHEN 'officer' THEN 'loan_officer'
    WHEN 'reviewer' THEN 'reloan_reviewer' ELSE 'reloan_approver' END FROM user_account`
  const ids = (await owner<{ id: string }[]>`SELECT id FROM loan ORDER BY id`).map(({ id }) => id)
  const loanAt = (at: number) => ids[at] as string
  await owner`UPDATE loan_state SET state = 'CONTRACTED', disbursed = 0, balance = 0 WHERE loan_id = ${loanAt(10)}`
  await owner`UPDATE enterprise SET size_class = 'large', ownership = 'state'
    WHERE id = (SELECT enterprise_id FROM loan WHERE id = ${loanAt(20)})`
  const large = await owner<{ id: string }[]>`
    SELECT id FROM loan WHERE enterprise_id = (SELECT enterprise_id FROM loan WHERE id = ${loanAt(20)})`
  const kept = ids.filter((id) => id === loanAt(20) || !large.some((one) => one.id === id))
  const row = (loanId: string, requested = '60000.00') => ({ loanId, requested })
  const rows = kept.map((id) => row(id))
  const at = (index: number) => rows[index] as { loanId: string; requested: string }
  rows[100] = row(at(100).loanId, '60000.01')
  rows[200] = row(at(200).loanId, '0')
  rows[300] = row(quotaId)
  rows[400] = row(at(399).loanId)
  rows[500] = row(at(500).loanId, '99999999.00')
  const wrong = [
    [kept.indexOf(loanAt(10)) + 1, 'AMOUNT_ABOVE_RATIO'],
    [kept.indexOf(loanAt(20)) + 1, 'LOAN_NOT_ELIGIBLE'],
    [101, 'AMOUNT_ABOVE_RATIO'],
    [201, 'NOT_POSITIVE'],
    [301, 'NOT_FOUND'],
    [401, 'LOAN_TWICE_IN_FILING'],
    [501, 'AMOUNT_ABOVE_RATIO'],
  ]
  const file = { quotaId, filedOn: DAY, loans: rows }
  const answer = await post('officer', '/v1/reloan-filings', file)
  t.match(answer, { status: 422, body: { code: 'FILING_ROWS_WRONG', filed: rows.length, wrong: 7 } })
  t.same(
    answer.body.rows.map((one: { row: number; code: string }) => [one.row, one.code]),
    wrong,
    'exactly those seven, each by its reason',
  )
  const unfit = answer.body.rows.find((one: { code: string }) => one.code === 'LOAN_NOT_ELIGIBLE')
  t.match(unfit, { checks: ['E5'], lines: [{ check: 'E5', cure: { zh: /借款人/, en: /borrower/ } }] })
  const [none] =
    await owner`SELECT (SELECT count(*) FROM reloan_filing) AS filings, (SELECT count(*) FROM reloan_filing_loan) AS rows`
  t.same(none, { filings: '0', rows: '0' }, 'and nothing is filed')

  const filed = await post('officer', '/v1/reloan-filings', { ...file, onlyEligible: true })
  t.match(filed, { status: 201, body: { rows: rows.length - 7, state: 'FILED' } })
  t.equal(filed.body.leftOut.length, 7)
  const detail = await get('officer', `/v1/reloan-filings/${filed.body.id}`)
  t.match(detail.body, { rows: rows.length - 7, liveRows: rows.length - 7 })
  t.equal(detail.body.loans.length, 200, 'the first rows; the rest are paged')
  const page = await get('reviewer', `/v1/reloan-filings/${filed.body.id}/rows?limit=200`)
  t.equal(page.body.items.length, 200)
  t.type(page.body.nextCursor, 'string')

  const many = Array.from({ length: 10_001 }, () => row(loanAt(0)))
  t.match(await post('officer', '/v1/reloan-filings', { ...file, loans: many }), { status: 400 }, 'above ten thousand')

  const candidates = '/v1/reloan-filings/candidates'
  const asked = { facility: 'ZNZX-GREEN-ZQ', on: DAY, limit: 1000 }
  const first = await post('officer', candidates, asked, { key: null })
  t.match(first, { status: 200, body: { quotaId } })
  t.equal(first.body.items.length, 1000)
  t.match(
    first.body.items.find((one: { loanId: string }) => one.loanId === at(0).loanId),
    { eligible: false },
    'a loan in a live batch backs no other',
  )
  const left = await post(
    'officer',
    candidates,
    { ...asked, eligible: true, cursor: first.body.nextCursor },
    { key: null },
  )
  t.same(left.body.items, [], 'every other loan is filed')
  t.match(await post('officer', candidates, { ...asked, facility: 'NONE' }, { key: null }), {
    status: 422,
    body: { code: 'FACILITY_NOT_IN_FORCE' },
  })
  t.match(await post('reviewer', candidates, asked, { key: null }), { status: 403 })
})
