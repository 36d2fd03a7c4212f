import t from 'tap'
import { testBank } from '../support/bank.js'
import { disbursedLoan, XINGWANG } from '../support/disbursed-loan.js'
import { FACILITY, TERMS } from '../support/relending.js'

/**
 * Zhaoqing Government Services, 2024-09-03: a re-lending quota of 100 million yuan, a loan of 3 million to Xingwang Data on
 * 2024-06-20, re-lent for 1.8 million. The rate is PBoC's 1-year rate of that day, 1.75 % (reloan-rates.csv).
 */
t.test('the published re-loan, from the first unknown rule to mirrored books', async (t) => {
  const bank = await testBank(t)
  const { get, post, owner } = bank
  const loanId = await disbursedLoan(owner, { uscc: XINGWANG, amount: '3000000.00', rate: '3.25', on: '2024-06-20' })

  const facilities = await get('officer.sihui', '/v1/reloan-facilities?asOf=2024-06-20')
  const green = facilities.body.items.find((facility: { code: string }) => facility.code === FACILITY)
  t.match(green, { parent: 'ZX', status: 'given' })
  const termOf = (parameter: string) => green.terms.find((term: { parameter: string }) => term.parameter === parameter)
  t.match(termOf('ratio_cap'), { value: null, status: 'unknown', inherited: false, document: /额度通知书/ })
  t.match(termOf('eligibility'), { facility: 'ZX', inherited: true, status: 'confirmed', document: null })

  const proposed = await post('reviewer.pboc', '/v1/reloan-quotas', {
    facility: FACILITY,
    lenderCode: 'RCB-SIHUI',
    limit: '100000000.00',
    documentNo: '肇银额度〔2024〕1号',
    validFrom: '2024-06-20',
    validTo: '2024-12-31',
  })
  t.match(proposed, { status: 201, body: { state: 'PROPOSED', limit: '100000000.00' } })
  const quotaId = proposed.body.id
  const quotaUrl = `/v1/reloan-quotas/${quotaId}`
  t.match(await post('approver.pboc', `${quotaUrl}/decision`, { decision: 'APPROVE', version: 1 }), {
    status: 200,
    body: { state: 'ACTIVE' },
  })

  const file = { quotaId, filedOn: '2024-06-20', loans: [{ loanId, requested: '1800000.00' }] }
  t.match(
    await post('officer.sihui', '/v1/reloan-filings', file),
    {
      status: 422,
      body: {
        code: 'FACILITY_TERMS_UNKNOWN',
        parameters: ['ratio_cap', 'terms_months', 'loan_rate_cap'],
        enteredBy: 'reloan_reviewer',
        approvedBy: 'reloan_approver',
      },
    },
    'an unknown rule blocks, and the refusal says what must be entered by whom',
  )
  for (const [parameter, value] of Object.entries(TERMS)) {
    const entered = await post('reviewer.pboc', '/v1/rule-proposals', {
      facility: FACILITY,
      parameter,
      value,
      validFrom: '2024-06-20',
      document: '肇银额度〔2024〕1号',
    })
    t.match(entered, { status: 201, body: { state: 'PROPOSED', status: 'confirmed' } })
    const published = await post('approver.pboc', `/v1/rule-proposals/${entered.body.id}/decision`, {
      decision: 'APPROVE',
      version: 1,
    })
    t.match(published, { status: 200, body: { state: 'APPROVED', ruleId: /^\d+$/ } })
  }

  const eligibility = await get(
    'officer.sihui',
    `/v1/reloan-eligibility?loanId=${loanId}&quotaId=${quotaId}&on=2024-06-20&requested=1800000.00`,
  )
  t.match(eligibility, { status: 200, body: { eligible: true, maxAmount: '1800000.00' } })
  t.same(
    eligibility.body.lines.map((line: { check: string; passed: boolean; warning: boolean }) =>
      [line.check, line.passed, line.warning].join(' '),
    ),
    [
      'STATE true false',
      'E1 true false',
      'E2 true false',
      'E3 true true',
      'E4 true false',
      'E5 true false',
      'USE true false',
      'PLEDGE true false',
      'Q2 true false',
    ],
    'only the borrowed filing window warns',
  )
  const filed = await post('officer.sihui', '/v1/reloan-filings', file)
  t.match(filed, { status: 201, body: { state: 'FILED', requested: '1800000.00' } })
  const filingUrl = `/v1/reloan-filings/${filed.body.id}`
  const reviewed = await post('reviewer.pboc', `${filingUrl}/review`, {
    decision: 'PASS',
    opinion: '符合条件',
    version: 1,
  })
  t.match(reviewed, { status: 200, body: { state: 'REVIEWED' } })
  const granted = await post('approver.pboc', `${filingUrl}/grant`, {
    amount: '1800000.00',
    on: '2024-06-20',
    opinion: '同意',
    version: 2,
  })
  t.match(granted, { status: 200, body: { state: 'GRANTED', granted: '1800000.00' } })
  t.match((await get('officer.sihui', quotaUrl)).body, {
    limit: '100000000.00',
    reserved: '1800000.00',
    drawn: '0.00',
    available: '98200000.00',
  })

  const drawn = await post('approver.pboc', `${filingUrl}/drawdowns`, {
    loanId,
    amount: '1800000.00',
    on: '2024-06-20',
    termMonths: 12,
  })
  t.match(drawn, {
    status: 201,
    body: { amount: '1800000.00', rate: '1.75', drawnOn: '2024-06-20', dueOn: '2025-06-20', termMonths: 12 },
  })
  t.match((await get('reviewer.pboc', quotaUrl)).body, {
    reserved: '0.00',
    drawn: '1800000.00',
    available: '98200000.00',
    movements: [
      { kind: 'GRANTED', amount: '100000000.00' },
      { kind: 'RESERVED', amount: '1800000.00' },
      { kind: 'DRAWN', amount: '1800000.00' },
    ],
  })
  t.match((await get('officer.sihui', `/v1/reloans?loanId=${loanId}`)).body.items, [
    { id: drawn.body.id, lender: 'RCB-SIHUI', rate: '1.75', explanation: { rateTable: 'ZNZX', tenor: '1Y' } },
  ])
  const filing = await get('reviewer.pboc', filingUrl)
  t.match(filing.body, { state: 'GRANTED', drawn: '1800000.00', loans: [{ uscc: XINGWANG, drawn: '1800000.00' }] })
  t.equal(filing.body.loans[0].eligibility.length, 9, 'the test is kept with the filing')

  const books = await owner<{ book: string; account: string; side: string; amount: string }[]>`
    SELECT o.code AS book, a.code AS account, l.side, l.amount::text AS amount
    FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
    JOIN organisation o ON o.id = e.organisation_id WHERE e.subject_kind = 'reloan' ORDER BY 1, 2`
  t.same(
    books.map((line) => Object.values(line).join(' ')),
    [
      'PBOC-ZQ 1302 debit 1800000.00',
      'PBOC-ZQ 2002 credit 1800000.00',
      'RCB-SIHUI 1003 debit 1800000.00',
      'RCB-SIHUI 2004 credit 1800000.00',
    ],
    'the branch mirrors the bank',
  )
  const trial = await owner<{ book: string; difference: string }[]>`
    SELECT o.code AS book, sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END)::text AS difference
    FROM journal_line l JOIN organisation o ON o.id = l.organisation_id GROUP BY 1 ORDER BY 1`
  t.same(
    trial.map(({ book, difference }) => `${book} ${difference}`),
    ['PBOC-ZQ 0.00', 'RCB-SIHUI 0.00'],
  )
  const events = await owner<{ action: string }[]>`
    SELECT action FROM audit_event WHERE subject_kind IN ('reloan_quota', 'reloan_filing', 'reloan') ORDER BY id`
  t.same(
    events.map(({ action }) => action),
    [
      'reloan_quota.proposed',
      'reloan_quota.activated',
      'reloan_filing.filed',
      'reloan_filing.reviewed',
      'reloan_filing.granted',
      'reloan.drawn',
    ],
  )
})
