import t from 'tap'
import { type Bank, testBank } from '../support/bank.js'
import { disbursedLoan } from '../support/disbursed-loan.js'
import { activeQuota, enterTerm, enterTerms, FACILITY, filedLoan } from '../support/relending.js'

/** Everything a refused command must leave as it was. */
const standing = async ({ owner }: Bank) => {
  const [row] = await owner`
    SELECT (SELECT json_agg(q ORDER BY id) FROM (SELECT id, state, limit_amount, reserved, drawn, version FROM reloan_quota) q)::text AS quotas,
           (SELECT json_agg(f ORDER BY id) FROM (SELECT id, state, granted, drawn, version FROM reloan_filing) f)::text AS filings,
           (SELECT count(*) FROM reloan_quota_movement) AS movements, (SELECT count(*) FROM reloan_filing_loan) AS filed,
           (SELECT count(*) FROM reloan) AS reloans, (SELECT count(*) FROM journal_entry WHERE subject_kind = 'reloan') AS entries,
           (SELECT count(*) FROM rule) AS rules, (SELECT count(*) FROM audit_event) AS events`
  return row
}
type Tap = Parameters<typeof testBank>[0]

/** Refused with this code, and nothing moved. */
async function refused(
  t: Tap,
  bank: Bank,
  [user, url, body]: readonly [string, string, unknown],
  expected: Readonly<Record<string, unknown>>,
  why: string,
) {
  const before = await standing(bank)
  const answer = await bank.post(user, url, body)
  t.match({ ...answer.body, status: answer.status }, expected, why)
  t.same(await standing(bank), before, `${why}: nothing moved`)
}

t.test('terms: entered by a reviewer, published by an approver, read with two times', async (t) => {
  const bank = await testBank(t)
  const { post, get } = bank
  const proposal = {
    facility: FACILITY,
    parameter: 'ratio_cap',
    value: '0.60',
    validFrom: '2024-06-20',
    document: '肇银额度〔2024〕1号',
  }
  const url = '/v1/rule-proposals'
  const bad = (change: object) => ['reviewer.pboc', url, { ...proposal, ...change }] as const
  await refused(t, bank, bad({ value: '1.2' }), { status: 422, code: 'TERM_VALUE_UNFIT' }, 'a ratio above 1')
  await refused(t, bank, bad({ parameter: 'colour' }), { status: 422, code: 'TERM_PARAMETER_UNKNOWN' }, 'no such rule')
  await refused(t, bank, bad({ parameter: 'terms_months', value: '0|12' }), { code: 'TERM_VALUE_UNFIT' }, 'no months')
  await refused(t, bank, bad({ facility: 'ZZ' }), { status: 422, code: 'FACILITY_NOT_IN_FORCE' }, 'no such facility')
  await refused(t, bank, bad({ validTo: '2024-06-01' }), { status: 422, code: 'DATES_OUT_OF_ORDER' }, 'period reversed')
  await refused(t, bank, bad({ document: undefined }), { status: 400 }, 'without a document')
  await refused(t, bank, ['officer.sihui', url, proposal], { status: 403, code: 'FORBIDDEN' }, 'a lender')
  await refused(t, bank, ['approver.pboc', url, proposal], { status: 403, code: 'FORBIDDEN' }, 'an approver')

  const { body: entered } = await post('reviewer.pboc', url, proposal)
  const decide = `${url}/${entered.id}/decision`
  const approve = { decision: 'APPROVE', version: 1 }
  await refused(t, bank, ['reviewer.pboc', decide, approve], { status: 403, code: 'FORBIDDEN' }, 'the maker')
  await refused(t, bank, ['approver.pboc', decide, { ...approve, version: 7 }], { code: 'STALE_VERSION' }, 'stale')
  const ratioOn = async (query: string) => {
    const { body } = await get('auditor.zq', `/v1/reloan-facilities?${query}`)
    const facility = body.items.find((one: { code: string }) => one.code === FACILITY)
    return facility.terms.find((term: { parameter: string }) => term.parameter === 'ratio_cap')
  }
  t.match(await ratioOn('asOf=2024-06-30'), { value: null, status: 'unknown' }, 'entered is not published')
  t.match(await post('approver.pboc', decide, approve), { status: 200, body: { state: 'APPROVED' } })
  t.match(await ratioOn('asOf=2024-06-30'), { value: '0.60', status: 'confirmed', source: proposal.document })
  t.match(
    await ratioOn('asOf=2024-06-30&knownAt=2024-07-01T00:00:00Z'),
    { value: null, status: 'unknown' },
    'what was known then stays what it was',
  )
  await refused(t, bank, ['approver.pboc', decide, { ...approve, version: 2 }], { code: 'STATE_FORBIDS' }, 'twice')
  const [both] = await bank.owner`
    UPDATE user_account SET active = true WHERE username = 'reviewer.pboc' RETURNING id, organisation_id AS organisation`
  await bank.owner`INSERT INTO user_role (user_id, organisation_id, role) VALUES (${both?.id}, ${both?.organisation}, 'reloan_approver')`
  const { body: second } = await post('reviewer.pboc', url, { ...proposal, validFrom: '2024-07-01' })
  await refused(
    t,
    bank,
    ['reviewer.pboc', `${url}/${second.id}/decision`, approve],
    { status: 403, code: 'SELF_APPROVAL' },
    'one person with both roles',
  )
  t.match((await get('reviewer.pboc', `${url}?state=PROPOSED`)).body.items, [{ id: second.id }])
})

t.test('quotas: three people, one document, never below what is used, read for any day', async (t) => {
  const bank = await testBank(t)
  const { post, get } = bank
  await enterTerms(bank)
  const quota = {
    facility: FACILITY,
    lenderCode: 'RCB-SIHUI',
    limit: '5000000.00',
    documentNo: 'A-1',
    validFrom: '2024-06-20',
    validTo: '2024-12-31',
  }
  const url = '/v1/reloan-quotas'
  const bad = (change: object) => ['reviewer.pboc', url, { ...quota, ...change }] as const
  await refused(t, bank, bad({ lenderCode: 'NOBODY' }), { status: 404, code: 'NOT_FOUND' }, 'no such lender')
  await refused(t, bank, bad({ limit: '0.00' }), { status: 422, code: 'NOT_POSITIVE' }, 'nothing')
  await refused(t, bank, bad({ limit: '1.005' }), { status: 400 }, 'three decimals')
  await refused(t, bank, bad({ validTo: '2024-06-19' }), { status: 422, code: 'DATES_OUT_OF_ORDER' }, 'reversed')
  await refused(t, bank, ['officer.sihui', url, quota], { status: 403, code: 'FORBIDDEN' }, 'a lender for itself')
  const { body: proposed } = await post('reviewer.pboc', url, quota)
  await refused(t, bank, bad({}), { status: 409, code: 'QUOTA_DOCUMENT_USED' }, 'the same document')
  const loanId = await disbursedLoan(bank.owner)
  const file = { quotaId: proposed.id, filedOn: '2024-06-20', loans: [{ loanId, requested: '1800000.00' }] }
  await refused(
    t,
    bank,
    ['officer.sihui', '/v1/reloan-filings', file],
    { status: 409, code: 'QUOTA_NOT_ACTIVE' },
    'a quota that is only proposed',
  )
  const own = `${url}/${proposed.id}`
  await post('approver.pboc', `${own}/decision`, { decision: 'APPROVE', version: 1 })
  await refused(
    t,
    bank,
    ['approver.pboc', `${own}/decision`, { decision: 'REJECT', version: 2 }],
    { status: 409, code: 'STATE_FORBIDS' },
    'decided twice',
  )

  await filedLoan(bank, proposed.id, { until: 'GRANTED' })
  const { body: now } = await get('reviewer.pboc', own)
  const change = { limit: '1799999.99', documentNo: 'A-2', effectiveOn: '2024-06-25', version: now.version }
  await refused(
    t,
    bank,
    ['reviewer.pboc', `${own}/changes`, change],
    { status: 409, code: 'QUOTA_BELOW_USED', used: '1800000.00' },
    'reduced below used',
  )
  const { body: lower } = await post('reviewer.pboc', `${own}/changes`, { ...change, limit: '2000000.00' })
  t.match(await post('approver.pboc', `${own}/changes/${lower.id}/decision`, { decision: 'APPROVE', version: 1 }), {
    status: 200,
    body: { state: 'APPROVED' },
  })
  const { body: lowered } = await get('reviewer.pboc', own)
  t.match(lowered, { limit: '2000000.00', reserved: '1800000.00', available: '200000.00' })
  const { body: raise } = await post('reviewer.pboc', `${own}/changes`, {
    limit: '1800000.00',
    documentNo: 'A-3',
    effectiveOn: '2024-06-26',
    version: lowered.version,
  })
  await refused(
    t,
    bank,
    ['reviewer.pboc', `${own}/changes/${raise.id}/decision`, { decision: 'APPROVE', version: 1 }],
    { status: 403, code: 'FORBIDDEN' },
    'the maker of a change',
  )
  const dayOf = async (asOf: string) => {
    const { limit, reserved, available } = (await get('officer.sihui', `${own}?asOf=${asOf}`)).body
    return [limit, reserved, available].join(' ')
  }
  t.equal(await dayOf('2024-06-19'), '0.00 0.00 0.00')
  t.equal(await dayOf('2024-06-20'), '5000000.00 1800000.00 3200000.00')
  t.equal(await dayOf('2024-06-25'), '2000000.00 1800000.00 200000.00')
  t.equal(await dayOf('2025-01-01'), '2000000.00 1800000.00 0.00', 'after its period nothing is available')

  t.match((await get('officer.sihui', url)).body.items, [{ id: proposed.id }])
  t.same((await get('officer.bank01', url)).body.items, [], 'a second bank sees no quota')
  t.match(await get('officer.bank01', own), { status: 404 })
  await t.rejects(bank.owner`UPDATE reloan_quota_movement SET amount = 1`, /append-only/)
  await t.rejects(bank.owner`UPDATE reloan_quota SET drawn = limit_amount`, /reloan_quota_not_overdrawn/)
})

t.test('filing: own eligible loans, once, line by line', async (t) => {
  const bank = await testBank(t)
  const { post, get, owner } = bank
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const url = '/v1/reloan-filings'
  const loanId = await disbursedLoan(owner)
  const asked = (loan: string, requested = '1800000.00', filedOn = '2024-06-20', quota = quotaId) =>
    ['officer.sihui', url, { quotaId: quota, filedOn, loans: [{ loanId: loan, requested }] }] as const
  const unfit = (...checks: string[]) => ({ status: 422, code: 'LOAN_NOT_ELIGIBLE', checks })

  await refused(t, bank, asked(loanId, '1800000.01'), { code: 'AMOUNT_ABOVE_RATIO', most: '1800000.00' }, 'ratio')
  await refused(t, bank, asked(loanId, '0'), { status: 422, code: 'NOT_POSITIVE' }, 'nothing')
  await refused(t, bank, asked(loanId, '1800000', '2024-07-01'), { code: 'DATES_OUT_OF_ORDER' }, 'in the future')
  const others = await disbursedLoan(owner, { lender: 'BANK-EX-01' })
  await refused(t, bank, asked(others), { status: 404, code: 'NOT_FOUND', what: 'loan' }, 'another bank’s loan')
  t.match(await get('officer.sihui', `/v1/reloan-eligibility?loanId=${others}&quotaId=${quotaId}`), { status: 404 })
  await refused(
    t,
    bank,
    asked(await disbursedLoan(owner, { disbursed: false })),
    { status: 422, code: 'AMOUNT_ABOVE_RATIO', most: '0.00' },
    'not paid out',
  )
  await refused(t, bank, asked(await disbursedLoan(owner, { rate: '5.51' })), unfit('E4'), 'dear')
  await refused(t, bank, asked(await disbursedLoan(owner, { useEvidence: ' ' })), unfit('USE'), 'no evidence')
  await refused(t, bank, asked(await disbursedLoan(owner, { on: '2024-06-21' })), unfit('E3'), 'lent afterwards')
  const [large] = await owner<[{ uscc: string }]>`
    UPDATE enterprise SET size_class = 'large', ownership = 'state' WHERE uscc = '91441203MA0000015L' RETURNING uscc`
  const toLarge = await disbursedLoan(owner, { uscc: large.uscc })
  await refused(t, bank, asked(toLarge), unfit('E5'), 'a large state firm')
  const why = await post(...asked(toLarge))
  const line = why.body.ineligible[0].lines.find((one: { check: string }) => one.check === 'E5')
  t.match(line, { passed: false, rule: { status: 'confirmed' }, cure: { zh: /借款人/, en: /borrower/ } })

  await refused(t, bank, ['officer.bank01', url, asked(others)[2]], { status: 404, what: 'quota' }, 'another’s quota')
  await refused(t, bank, ['reviewer.pboc', url, asked(loanId)[2]], { status: 403 }, 'the branch files nothing')

  const filed = await post(...asked(loanId))
  t.match(filed, { status: 201, body: { state: 'FILED' } })
  await refused(t, bank, asked(loanId), { status: 409, code: 'LOAN_ALREADY_FILED', filing: filed.body.id }, 'twice')
  const other = await activeQuota(bank)
  await refused(t, bank, asked(loanId, '1', '2024-06-20', other), { code: 'LOAN_ALREADY_FILED' }, 'under another quota')

  const own = `${url}/${filed.body.id}`
  const pass = { decision: 'PASS', opinion: '同意', version: 1 }
  await refused(t, bank, ['officer.sihui', `${own}/review`, pass], { status: 403 }, 'a lender reviews nothing')
  await refused(t, bank, ['approver.sihui', `${own}/grant`, { ...pass }], { status: 403 }, 'a lender grants nothing')
  await refused(
    t,
    bank,
    ['reviewer.pboc', `${own}/review`, { ...pass, version: 9 }],
    { code: 'STALE_VERSION' },
    'stale',
  )
  for (const path of [own, `${url}?limit=5`, '/v1/reloans'])
    t.match(
      await get('officer.bank01', path),
      path === own ? { status: 404 } : { body: { items: [] } },
      `blind: ${path}`,
    )

  const back = { decision: 'RETURN', opinion: '补充用途证明', version: 1 }
  t.match(await post('reviewer.pboc', `${own}/review`, back), { status: 200, body: { state: 'RETURNED' } })
  t.match((await get('officer.sihui', own)).body, { reviewOpinion: '补充用途证明', loans: [{ live: false }] })
  t.match(await post(...asked(loanId)), { status: 201 }, 'a returned loan may be filed again')
})

t.test('a filing window binds once the branch has confirmed it', async (t) => {
  const bank = await testBank(t)
  await enterTerms(bank)
  await enterTerm(bank, 'filing_cutoff_day', '10')
  const quotaId = await activeQuota(bank)
  const loanId = await disbursedLoan(bank.owner)
  const file = { quotaId, filedOn: '2024-06-20', loans: [{ loanId, requested: '1800000.00' }] }
  await refused(
    t,
    bank,
    ['officer.sihui', '/v1/reloan-filings', file],
    { status: 422, code: 'LOAN_NOT_ELIGIBLE', checks: ['E3'] },
    'after the cut-off day',
  )
})

t.test('grants and draws: other people, within ratio, grant and period', async (t) => {
  const bank = await testBank(t)
  const { post, owner } = bank
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const { filingId, loanId } = await filedLoan(bank, quotaId, { until: 'FILED' })
  const own = `/v1/reloan-filings/${filingId}`
  const grant = { amount: '1800000.00', on: '2024-06-20', opinion: '同意', version: 1 }
  const draw = { loanId, amount: '1800000.00', on: '2024-06-20', termMonths: 12 }
  await refused(t, bank, ['approver.pboc', `${own}/grant`, grant], { code: 'STATE_FORBIDS' }, 'grant before review')
  await post('reviewer.pboc', `${own}/review`, { decision: 'PASS', opinion: '同意', version: 1 })
  const now = { ...grant, version: 2 }
  const granting = (change: object, user = 'approver.pboc') => [user, `${own}/grant`, { ...now, ...change }] as const
  await refused(t, bank, granting({ amount: '1800000.01' }), { status: 422, code: 'GRANT_ABOVE_RATIO' }, 'a fen above')
  await refused(t, bank, granting({ on: '2024-06-19' }), { code: 'GRANT_BEFORE_FILING' }, 'before the filing')
  await refused(t, bank, granting({ version: 1 }), { status: 409, code: 'STALE_VERSION', current: 2 }, 'stale')
  await refused(t, bank, granting({}, 'reviewer.pboc'), { status: 403, code: 'FORBIDDEN' }, 'the reviewer’s role')
  await owner`
    INSERT INTO user_role (user_id, organisation_id, role)
    SELECT id, organisation_id, 'reloan_approver' FROM user_account WHERE username = 'reviewer.pboc'`
  await refused(t, bank, granting({}, 'reviewer.pboc'), { status: 403, code: 'SELF_APPROVAL' }, 'reviewer = approver')
  await refused(t, bank, ['approver.pboc', `${own}/drawdowns`, draw], { code: 'STATE_FORBIDS' }, 'draw before grant')
  t.match(await post(...granting({})), { status: 200, body: { granted: '1800000.00' } })
  await refused(t, bank, granting({ version: 3 }), { status: 409, code: 'STATE_FORBIDS' }, 'granted twice')

  const drawing = (change: object, user = 'approver.pboc') =>
    [user, `${own}/drawdowns`, { ...draw, ...change }] as const
  await refused(
    t,
    bank,
    drawing({ amount: '1800000.01' }),
    { status: 422, code: 'DRAW_ABOVE_GRANT' },
    'above the grant',
  )
  await refused(t, bank, drawing({ on: '2024-06-19' }), { code: 'DRAW_BEFORE_LOAN' }, 'before the loan')
  await refused(
    t,
    bank,
    drawing({ termMonths: 6 }),
    { code: 'TERM_NOT_OFFERED', offered: [12], detail: `产品 ${FACILITY} 的 termMonths 不提供 6;可选:12。` },
    'six months',
  )
  await refused(t, bank, drawing({ loanId: filingId }), { status: 404, what: 'loan' }, 'a loan of no filing')
  await refused(t, bank, drawing({}, 'officer.sihui'), { status: 403 }, 'a lender draws nothing itself')
  await owner`UPDATE loan_state SET balance = 2000000 WHERE loan_id = ${loanId}`
  await refused(
    t,
    bank,
    drawing({}),
    { status: 422, code: 'DRAW_ABOVE_RATIO', left: '1200000.00' },
    'the balance has fallen since the grant',
  )
  t.match(await post(...drawing({ amount: '1200000.00' })), { status: 201, body: { rate: '1.75' } })
  await refused(t, bank, drawing({ amount: '0.01' }), { code: 'DRAW_ABOVE_RATIO', left: '0.00' }, 'one fen more')

  const expired = await activeQuota(bank, { validTo: '2024-06-25' })
  const late = await filedLoan(bank, expired, { until: 'GRANTED' })
  await refused(
    t,
    bank,
    [
      'approver.pboc',
      `/v1/reloan-filings/${late.filingId}/drawdowns`,
      { ...draw, loanId: late.loanId, on: '2024-06-26' },
    ],
    { status: 422, code: 'QUOTA_NOT_IN_FORCE', validTo: '2024-06-25' },
    'an expired quota',
  )
  const reviewed = await filedLoan(bank, quotaId)
  t.match(
    await post('approver.pboc', `/v1/reloan-filings/${reviewed.filingId}/return`, { opinion: '暂缓', version: 2 }),
    { status: 200, body: { state: 'RETURNED' } },
    'an approver may return what was reviewed',
  )
})
