import t from 'tap'
import { runReloanChecks } from '../../src/app/reloan-life/run-checks.js'
import { civilMonth } from '../../src/kernel/civil-date.js'
import { type Bank, testBank } from '../support/bank.js'
import { addPerson } from '../support/people.js'
import { activeQuota, enterTerm, enterTerms, filedLoan } from '../support/relending.js'
import { drawnReloan } from '../support/reloan.js'
import { carriedOut, consent, enterLifeTerms, freeLoan, HASH, proposeAs, repayEarly } from '../support/reloan-life.js'

type Tap = Parameters<typeof testBank>[0]

/** Everything a refused command must leave as it was. */
const standing = async ({ owner }: Bank) => {
  const [row] = await owner`
    SELECT (SELECT json_agg(q ORDER BY id) FROM (SELECT id, limit_amount, reserved, drawn, version FROM reloan_quota) q)::text AS quotas,
           (SELECT json_agg(s ORDER BY reloan_id) FROM reloan_state s)::text AS states,
           (SELECT json_agg(b ORDER BY id) FROM (SELECT id, reloan_id, amount, live FROM reloan_backing) b)::text AS backings,
           (SELECT json_agg(p ORDER BY id) FROM (SELECT id, state, version FROM reloan_proposal) p)::text AS proposals,
           (SELECT count(*) FROM reloan_event) AS events, (SELECT count(*) FROM reloan_quota_movement) AS movements,
           (SELECT count(*) FROM journal_entry WHERE subject_kind = 'reloan') AS entries, (SELECT count(*) FROM audit_event) AS audit`
  return row
}
async function refused(
  t: Tap,
  bank: Bank,
  answer: () => Promise<{ status: number; body: object }>,
  expected: object,
  why: string,
) {
  const before = await standing(bank)
  const { status, body } = await answer()
  t.match({ ...body, status }, expected, why)
  t.same(await standing(bank), before, `${why}: nothing moved`)
}
const lifeOf = async (bank: Bank, id: string, asOf: string, user = 'officer.sihui') =>
  (await bank.get(user, `/v1/reloans/${id}/life?asOf=${asOf}`)).body
const quotaOf = async (bank: Bank, id: string) => {
  const [row] =
    await bank.owner`SELECT limit_amount::text AS "limit", reserved::text, drawn::text FROM reloan_quota WHERE id = ${id}`
  return row
}
/** The principal of a re-loan on both books. */
const booksOf = async ({ owner }: Bank, id: string) => {
  const [row] = await owner`
    SELECT sum(CASE l.side WHEN 'credit' THEN l.amount ELSE -l.amount END) FILTER (WHERE a.code = '2004')::text AS lender,
           sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) FILTER (WHERE a.code = '1302')::text AS branch
    FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id WHERE e.subject_id = ${id}`
  return row
}

t.test('returns, extensions and lateness of a re-loan', async (t) => {
  const bank = await testBank(t, { today: '2025-07-31' })
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const { reloanId } = await drawnReloan(bank, quotaId)
  const officer = (path: 'returns' | 'extensions' | 'substitutions', body: object) => () =>
    proposeAs(bank, 'officer.sihui', reloanId, path, { ...body })

  await t.test('an early return of part, with the branch’s consent', async (t) => {
    const early = { on: '2024-08-01', amount: '800000.00' }
    await refused(
      t,
      bank,
      officer('returns', { ...early, amount: '1800000.01' }),
      { status: 422, code: 'RETURN_ABOVE_BALANCE', balance: '1800000.00' },
      'more than is owed',
    )
    await refused(
      t,
      bank,
      officer('returns', { ...early, amount: '0' }),
      { status: 422, code: 'NOT_POSITIVE' },
      'nothing',
    )
    await refused(
      t,
      bank,
      officer('returns', { ...early, on: '2024-06-19' }),
      { status: 422, code: 'BEFORE_DRAWING' },
      'before the drawing',
    )
    await refused(
      t,
      bank,
      officer('returns', { ...early, on: '2025-08-01' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
      'a day to come',
    )
    await refused(
      t,
      bank,
      officer('returns', { ...early, version: 9 }),
      { status: 409, code: 'STALE_VERSION' },
      'an old version',
    )
    await refused(
      t,
      bank,
      () => proposeAs(bank, 'reviewer.pboc', reloanId, 'returns', early),
      { status: 403, code: 'FORBIDDEN' },
      'the branch does not propose it',
    )
    await refused(
      t,
      bank,
      () => proposeAs(bank, 'officer.bank01', reloanId, 'returns', early),
      { status: 404, code: 'NOT_FOUND' },
      'another bank sees no such re-loan',
    )

    const { body: proposal } = await officer('returns', early)()
    t.match(proposal, { kind: 'RETURN', state: 'PROPOSED', amount: '800000.00', body: { when: 'early' } })
    t.match(await quotaOf(bank, quotaId), { drawn: '1800000.00' }, 'nothing moves before the branch consents')
    await refused(t, bank, officer('returns', early), { status: 409, code: 'PROPOSAL_OPEN' }, 'one proposal at a time')
    await refused(
      t,
      bank,
      () =>
        bank.post('officer.sihui', `/v1/reloan-proposals/${proposal.id}/decisions`, {
          decision: 'APPROVE',
          opinion: 'x',
          version: 1,
        }),
      { status: 403 },
      'a bank does not consent',
    )
    await refused(
      t,
      bank,
      () =>
        bank.post('approver.pboc', `/v1/reloan-clawbacks/${proposal.id}/decisions`, {
          decision: 'APPROVE',
          quota: 'KEEP',
          opinion: 'x',
          version: 1,
        }),
      { status: 404 },
      'a return is no claw-back',
    )
    await refused(
      t,
      bank,
      () =>
        bank.post('reviewer.pboc', `/v1/reloan-proposals/${proposal.id}/decisions`, {
          decision: 'APPROVE',
          opinion: 'x',
          version: 2,
        }),
      { status: 409, code: 'STALE_VERSION' },
      'an old version of the proposal',
    )
    t.match(await consent(bank, proposal.id), { status: 200, body: { state: 'APPROVED', version: 2 } })
    t.match(await quotaOf(bank, quotaId), { limit: '100000000.00', drawn: '1000000.00' }, 'the quota revolves')
    t.same(await booksOf(bank, reloanId), { lender: '1000000.00', branch: '1000000.00' })
    await refused(t, bank, () => consent(bank, proposal.id), { status: 409, code: 'STATE_FORBIDS' }, 'decided once')
    t.match(
      (await lifeOf(bank, reloanId, '2024-07-31')).standing,
      { balance: '1800000.00', state: 'LIVE' },
      'the day before',
    )
    const after = await lifeOf(bank, reloanId, '2024-08-01', 'reviewer.pboc')
    t.match(after.standing, {
      balance: '1000000.00',
      returned: '800000.00',
      state: 'LIVE',
      rate: '1.75',
      dueOn: '2025-06-20',
    })
    t.match(after.events, [{ no: 1, kind: 'returned', amount: '800000.00' }])
    const [movements] = await bank.owner`
      SELECT array_agg(kind || ' ' || amount ORDER BY id) AS all FROM reloan_quota_movement WHERE quota_id = ${quotaId}`
    t.same(movements?.all, ['GRANTED 100000000.00', 'RESERVED 1800000.00', 'DRAWN 1800000.00', 'RETURNED 800000.00'])
  })

  await t.test('a refusal by the branch moves nothing but the proposal', async (t) => {
    const { body: proposal } = await officer('returns', { on: '2024-08-02', amount: '1.00' })()
    t.match(await consent(bank, proposal.id, 'REJECT'), { status: 200, body: { state: 'REJECTED' } })
    t.match(await quotaOf(bank, quotaId), { drawn: '1000000.00' })
  })

  await t.test('extensions: terms of the facility, unknown ones block', async (t) => {
    const ask = { on: '2025-06-20', months: 6 }
    await refused(
      t,
      bank,
      officer('extensions', ask),
      {
        status: 422,
        code: 'FACILITY_TERM_UNKNOWN',
        parameter: 'max_extensions',
        enteredBy: 'reloan_reviewer',
        approvedBy: 'reloan_approver',
      },
      'how often is unknown',
    )
    await enterLifeTerms(bank)
    await refused(
      t,
      bank,
      officer('extensions', { ...ask, months: 13 }),
      { status: 422, code: 'EXTENSION_TOO_LONG', most: 12 },
      'longer than the original term',
    )
    await refused(
      t,
      bank,
      officer('extensions', { ...ask, on: '2025-06-21' }),
      { status: 422, code: 'EXTENSION_AFTER_DUE' },
      'after the due date',
    )
    await refused(t, bank, officer('extensions', { ...ask, months: 0 }), { status: 400 }, 'no months')
    const decided = await carriedOut(bank, reloanId, 'extensions', { ...ask, months: 6 })
    t.match(decided, { state: 'APPROVED', body: { from: '2025-06-20', dueOn: '2025-12-20', totalMonths: 18 } })
    t.match(
      (await lifeOf(bank, reloanId, '2025-06-19')).standing,
      { rate: '1.75', extensions: 0 },
      'the contract’s rate until the term ends',
    )
    t.match(
      (await lifeOf(bank, reloanId, '2025-06-20')).standing,
      { rate: '1.5', extensions: 1, dueOn: '2025-12-20', termMonths: 18, state: 'LIVE' },
      'then the rate posted that day for the band reached, 1 year: 1.50 since 2025-05-07',
    )
    await refused(
      t,
      bank,
      officer('extensions', { on: '2025-06-19', months: 6 }),
      { status: 409, code: 'EXTENSION_NOT_BEGUN' },
      'before the last one began',
    )
    await carriedOut(bank, reloanId, 'extensions', { on: '2025-07-31', months: 12 })
    await refused(
      t,
      bank,
      officer('extensions', { on: '2025-07-31', months: 1 }),
      { code: 'EXTENSION_NOT_BEGUN' },
      'the second has not begun',
    )
    const [state] =
      await bank.owner`SELECT extensions, term_months, due_on::text FROM reloan_state WHERE reloan_id = ${reloanId}`
    t.match(state, { extensions: 2, term_months: 30, due_on: '2026-12-20' })
  })

  await t.test('a late return waits for the penalty rate', async (t) => {
    const late = await drawnReloan(bank, quotaId)
    const told = await lifeOf(bank, late.reloanId, '2025-06-21')
    t.match(told.standing, { state: 'OVERDUE', overdueFrom: '2025-06-20' })
    t.match(told.penalty, { rate: null, unknown: { parameter: 'overdue_rate', enteredBy: 'reloan_reviewer' } })
    t.match(
      (await lifeOf(bank, late.reloanId, '2025-06-20')).standing,
      { state: 'LIVE', overdueFrom: null },
      'not on the due date',
    )
    const propose =
      (on: string, amount = '1800000.00') =>
      () =>
        proposeAs(bank, 'officer.sihui', late.reloanId, 'returns', { on, amount })
    await refused(
      t,
      bank,
      propose('2025-06-21'),
      { status: 422, code: 'FACILITY_TERM_UNKNOWN', parameter: 'overdue_rate', document: /再贷款管理办法/ },
      'late',
    )
    const [loan] = await bank.owner`SELECT live FROM reloan_filing_loan WHERE loan_id = ${late.loanId}`
    t.match(loan, { live: true })
    await enterTerm(bank, 'overdue_rate', '3.77')
    t.match((await lifeOf(bank, late.reloanId, '2025-06-21')).penalty, { rate: '3.77', unknown: null })
    t.match(await carriedOut(bank, late.reloanId, 'returns', { on: '2025-06-21', amount: '1800000.00' }), {
      body: { when: 'overdue' },
    })
    t.match((await lifeOf(bank, late.reloanId, '2025-06-21')).standing, { state: 'REPAID', balance: '0.00' })
    const [freed] = await bank.owner`
      SELECT live, (SELECT count(*)::int FROM reloan_backing b WHERE b.loan_id = f.loan_id AND b.live) AS claims
      FROM reloan_filing_loan f WHERE loan_id = ${late.loanId}`
    t.match(freed, { live: false, claims: 0 }, 'a re-loan that is repaid frees its loan')
    await refused(
      t,
      bank,
      propose('2025-06-22', '1.00'),
      { status: 409, code: 'RELOAN_ENDED', state: 'REPAID' },
      'nothing is owed',
    )
  })

  await t.test('a quota that does not revolve falls with what comes back', async (t) => {
    const fixed = await activeQuota(bank, { limit: '5000000.00', revolves: false })
    const one = await drawnReloan(bank, fixed)
    await carriedOut(bank, one.reloanId, 'returns', { on: '2024-07-01', amount: '800000.00' })
    t.match(await quotaOf(bank, fixed), { limit: '4200000.00', drawn: '1000000.00' })
  })

  await t.test('claw-backs: a reviewer proposes, another person approves, the quota falls or stays', async (t) => {
    const quota = await activeQuota(bank, { limit: '5000000.00' })
    const one = await drawnReloan(bank, quota)
    const claw = { on: '2024-07-01', amount: '800000.00', reasonCode: 'INELIGIBLE', evidenceHash: HASH }
    const propose =
      (body: object, user = 'reviewer.pboc') =>
      () =>
        proposeAs(bank, user, one.reloanId, 'clawbacks', { ...claw, ...body })
    await refused(
      t,
      bank,
      propose({ reasonCode: 'BECAUSE' }),
      { status: 422, code: 'CLAWBACK_REASON_UNKNOWN' },
      'no such reason',
    )
    await refused(t, bank, propose({ evidenceHash: undefined }), { status: 400 }, 'no document')
    await refused(t, bank, propose({}, 'officer.sihui'), { status: 403 }, 'the bank')
    await refused(t, bank, propose({ amount: '1800000.01' }), { code: 'RETURN_ABOVE_BALANCE' }, 'too much')
    const { body: proposal } = await propose({})()
    t.equal(
      (await proposeAs(bank, 'officer.sihui', one.reloanId, 'returns', { on: '2024-07-01', amount: '1.00' })).status,
      201,
      'a bank’s own proposal may wait beside it',
    )
    const decide = (user: string, other: object = {}) =>
      bank.post(user, `/v1/reloan-clawbacks/${proposal.id}/decisions`, {
        decision: 'APPROVE',
        quota: 'LOWER',
        opinion: '同意',
        version: 1,
        ...other,
      })
    await refused(t, bank, () => decide('reviewer.pboc'), { status: 403, code: 'FORBIDDEN' }, 'a reviewer')
    await bank.owner`INSERT INTO user_role (user_id, organisation_id, role) SELECT id, organisation_id, 'reloan_approver' FROM user_account WHERE username = 'reviewer.pboc'`
    await refused(
      t,
      bank,
      () => decide('reviewer.pboc'),
      { status: 403, code: 'SELF_APPROVAL' },
      'who proposed it, though an approver',
    )
    await bank.owner`DELETE FROM user_role WHERE role = 'reloan_approver' AND user_id = (SELECT id FROM user_account WHERE username = 'reviewer.pboc')`
    t.match(await decide('approver.pboc'), { status: 200, body: { state: 'APPROVED' } })
    t.match(await quotaOf(bank, quota), { limit: '4200000.00', drawn: '1000000.00' }, 'lowered')
    t.same(await booksOf(bank, one.reloanId), { lender: '1000000.00', branch: '1000000.00' })
    const { body: rest } = await propose({ amount: '1000000.00', reasonCode: 'MISUSED' })()
    t.match(
      await bank.post('approver.pboc', `/v1/reloan-clawbacks/${rest.id}/decisions`, {
        decision: 'APPROVE',
        quota: 'KEEP',
        opinion: '同意',
        version: 1,
      }),
      { status: 200 },
    )
    t.match(await quotaOf(bank, quota), { limit: '4200000.00', drawn: '0.00' }, 'kept')
    t.match((await lifeOf(bank, one.reloanId, '2024-07-01')).standing, {
      state: 'CLAWED_BACK',
      balance: '0.00',
      clawedBack: '1800000.00',
    })
  })

  await t.test('another branch and another bank see none of it', async (t) => {
    await addPerson(bank, {
      username: 'reviewer.other',
      organisationCode: 'PBOC-XX',
      kind: 'central_bank_branch',
      roles: ['reloan_reviewer'],
    })
    const { body: own } = await bank.get('officer.sihui', '/v1/reloan-proposals')
    for (const user of ['reviewer.other', 'officer.bank01']) {
      t.equal((await bank.get(user, `/v1/reloans/${reloanId}/life`)).status, 404, user)
      t.equal((await bank.get(user, `/v1/reloans/${reloanId}/shortfall`)).status, 404, user)
      t.same((await bank.get(user, '/v1/reloan-proposals')).body.items, [], user)
      t.same((await bank.get(user, '/v1/reloan-findings')).body.items, [], user)
    }
    const waiting = own.items.find((item: { state: string }) => item.state === 'PROPOSED')
    await refused(
      t,
      bank,
      () =>
        bank.post('reviewer.other', `/v1/reloan-proposals/${waiting.id}/decisions`, {
          decision: 'APPROVE',
          opinion: 'x',
          version: 1,
        }),
      { status: 404 },
      'another branch decides nothing',
    )
  })

  await t.test('a re-loan that is not returned by its due date is written down as late, once', async (t) => {
    const [branch] = await bank.owner<[{ id: string }]>`SELECT id FROM organisation WHERE code = 'PBOC-ZQ'`
    const check = (month: string) =>
      runReloanChecks(bank.db, { centralBankId: branch.id, month: civilMonth(month) }, async () => undefined)
    t.match(await check('2025-05'), { overdue: 0 })
    const [{ open }] = await bank.owner<[{ open: number }]>`
      SELECT count(*)::int AS open FROM reloan_state WHERE balance > 0 AND due_on < '2025-06-30'`
    t.ok(open > 0)
    t.match(await check('2025-06'), { overdue: open, found: { T1: open } })
    t.match(await check('2025-06'), { overdue: 0, newFindings: 0 }, 'run again it writes nothing twice')
    const states = await bank.owner`
      SELECT DISTINCT s.state, e.kind, e.on_date::text FROM reloan_state s JOIN reloan_event e ON e.reloan_id = s.reloan_id AND e.no = s.last_no
      WHERE s.due_on < '2025-06-30' AND s.balance > 0`
    t.match(states, [{ state: 'OVERDUE', kind: 'overdue', on_date: '2025-06-21' }])
  })

  await t.test('the database holds what the program holds', async (t) => {
    const insert = (change: string) =>
      bank.owner.begin(async (sql) => {
        const [p] = await sql`
        INSERT INTO reloan_proposal (reloan_id, central_bank_id, lender_id, kind, on_date, amount, body, reason, proposed_by)
        SELECT r.id, r.central_bank_id, r.lender_id, 'RETURN', '2024-09-01', 1, '{}', 'x', r.drawn_by FROM reloan r WHERE r.id = ${reloanId} RETURNING *`
        await sql.unsafe(`
        INSERT INTO reloan_event (reloan_id, central_bank_id, lender_id, no, kind, on_date, amount, body, proposal_id)
        SELECT p.reloan_id, p.central_bank_id, p.lender_id, ${change}, '{}', p.id FROM reloan_proposal p WHERE p.id = '${p?.id}'`)
      })
    const [{ no }] = await bank.owner<
      [{ no: number }]
    >`SELECT last_no + 1 AS no FROM reloan_state WHERE reloan_id = ${reloanId}`
    await t.rejects(insert(`${no}, 'returned', '2024-09-01', 1000000.01`), /reloan_state_balance_not_negative/)
    await t.rejects(insert(`${no}, 'returned', '2024-06-19', 1`), /before it is drawn/)
    await t.rejects(insert(`${no + 1}, 'returned', '2024-09-01', 1`), /numbered one after the other/)
    await t.rejects(
      bank.owner`
        INSERT INTO reloan (filing_id, quota_id, facility, central_bank_id, lender_id, loan_id, amount, rate, term_months, drawn_on, due_on,
                            explanation, drawn_by)
        SELECT filing_id, quota_id, facility, central_bank_id, lender_id, loan_id, 1, rate, term_months, '2024-06-19', due_on, '{}', drawn_by
        FROM reloan WHERE id = ${reloanId}`,
      /no earlier than its loan is paid out/,
      'I-20, whoever writes it',
    )
    await t.rejects(bank.owner`UPDATE reloan_event SET amount = 1`, /append-only/)
    await t.rejects(
      bank.owner`UPDATE reloan_proposal SET state = 'PROPOSED' WHERE state = 'APPROVED'`,
      /decided proposal/,
    )
  })
})

t.test('shortfalls and substitutes', async (t) => {
  const bank = await testBank(t, { today: '2024-09-30' })
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const { reloanId, loanId } = await drawnReloan(bank, quotaId)
  const shortfallOn = async (asOf: string, user = 'officer.sihui', id = reloanId) =>
    (await bank.get(user, `/v1/reloans/${id}/shortfall?asOf=${asOf}`)).body
  const offer =
    (body: object, user = 'officer.sihui') =>
    () =>
      proposeAs(bank, user, reloanId, 'substitutions', { on: '2024-07-11', out: [], ...body })

  t.match(
    await shortfallOn('2024-06-20'),
    { covered: '1800000.00', shortfall: '0.00', cures: [], cureBy: null },
    '3 m × 0.60',
  )
  await repayEarly(bank, loanId, '2024-07-10', '1010000.00')
  const { owed } = (
    await bank.owner<[{ owed: string }]>`SELECT balance::text AS owed FROM loan_state WHERE loan_id = ${loanId}`
  )[0]
  t.match(await shortfallOn('2024-07-09'), { shortfall: '0.00' }, 'the day before nothing lacks')
  const short = await shortfallOn('2024-07-10')
  t.match(short.backing, [{ loanId, principal: owed, eligible: owed, losses: [] }])
  t.not(short.shortfall, '0.00')
  t.match(short.cures, [{ cure: 'RETURN_PROPORTION', amount: short.shortfall }, { cure: 'SUBSTITUTE_EQUAL' }])
  t.equal(short.cureBy, '2024-07-24', 'ten working days')
  t.same(
    { ...(await shortfallOn('2024-07-10', 'reviewer.pboc')), candidates: null, knownAt: null },
    { ...short, candidates: null, knownAt: null },
    'the branch sees the same, but for the bank’s other loans',
  )

  const big = await freeLoan(bank, { amount: '3000000.00' })
  const small = await freeLoan(bank, { amount: '100000.00' })
  const late = await freeLoan(bank, { on: '2024-07-12' })
  const foreign = await freeLoan(bank, { lender: 'BANK-EX-01' })
  t.match((await shortfallOn('2024-07-10')).candidates, [{ loanId: big, covers: '1800000.00' }, { loanId: small }])
  const used = await filedLoan(bank, quotaId, { until: 'FILED' })
  await refused(t, bank, offer({ in: [small] }), { status: 422, code: 'SUBSTITUTION_TOO_SMALL' }, 'too small')
  await refused(t, bank, offer({ in: [late] }), { status: 422, code: 'SUBSTITUTE_AFTER' }, 'paid out later')
  await refused(
    t,
    bank,
    offer({ in: [used.loanId] }),
    { status: 409, code: 'LOAN_ALREADY_BACKS', claimedBy: used.filingId },
    'in a filing',
  )
  await refused(t, bank, offer({ in: [loanId] }), { status: 409, code: 'LOAN_ALREADY_BACKS' }, 'itself')
  await refused(t, bank, offer({ in: [big, big] }), { status: 422, code: 'SUBSTITUTE_TWICE' }, 'twice')
  await refused(
    t,
    bank,
    offer({ in: [big, small] }),
    { status: 422, code: 'SUBSTITUTE_NOT_NEEDED', loan: small },
    'more than enough',
  )
  await refused(
    t,
    bank,
    offer({ in: [big], out: [small] }),
    { status: 422, code: 'LOAN_NOT_BACKING' },
    'out of nothing',
  )
  await refused(t, bank, offer({ in: [reloanId] }), { status: 404 }, 'no loan')
  await refused(t, bank, offer({ in: [foreign] }), { status: 404 }, 'a loan of another bank')
  const unproved = await freeLoan(bank, { useEvidence: ' ' })
  await refused(
    t,
    bank,
    offer({ in: [unproved] }),
    { status: 422, code: 'SUBSTITUTE_NOT_ELIGIBLE', checks: ['USE'] },
    'without proof of its use',
  )

  const { body: proposal, status } = await offer({ in: [big], out: [loanId] })()
  t.equal(status, 201)
  t.match(proposal.body, { out: [loanId], in: [{ loan: big, amount: '1800000.00' }] })
  const other = await drawnReloan(bank, quotaId)
  await refused(
    t,
    bank,
    () =>
      proposeAs(bank, 'officer.sihui', other.reloanId, 'substitutions', {
        on: '2024-07-11',
        out: [other.loanId],
        in: [big],
      }),
    { status: 409, code: 'LOAN_ALREADY_BACKS', claimedBy: proposal.id },
    'a loan that a proposal keeps',
  )
  const file = await bank.post('officer.sihui', '/v1/reloan-filings', {
    quotaId,
    filedOn: '2024-07-11',
    loans: [{ loanId: big, requested: '1000.00' }],
  })
  t.not(file.status, 201, 'nor does a filing take it')
  await t.rejects(
    bank.owner`INSERT INTO reloan_backing (loan_id, enterprise_id, lender_id, central_bank_id, filing_id)
      SELECT ${big}, b.enterprise_id, b.lender_id, b.central_bank_id, ${used.filingId} FROM reloan_backing b WHERE b.loan_id = ${big} LIMIT 1`,
    /reloan_backing_one_claim/,
    'the database itself keeps a loan to one claim',
  )
  const [seen] =
    await bank.owner`SELECT before_branch(${big}, central_bank_id) AS offered, before_branch(${small}, central_bank_id) AS idle FROM reloan_quota`
  t.match(seen, { offered: true, idle: false }, 'the branch sees what is offered, and no more')
  t.match(await consent(bank, proposal.id, 'REJECT'), { status: 200 })
  const again = await offer({ in: [big], out: [loanId] })()
  t.equal(again.status, 201, 'a rejected proposal keeps no loan')
  t.match(await consent(bank, again.body.id), { status: 200, body: { state: 'APPROVED' } })
  t.match(await shortfallOn('2024-07-11'), { shortfall: '0.00', backing: [{ loanId: big }] })
  t.match(await shortfallOn('2024-07-10'), { shortfall: short.shortfall }, 'the day before stays as it was')
  const [freed] = await bank.owner`SELECT live FROM reloan_filing_loan WHERE loan_id = ${loanId}`
  t.match(freed, { live: false }, 'the loan that went out is free')
  t.match(await quotaOf(bank, quotaId), { drawn: '3600000.00' }, 'the quota does not move')

  await t.test('a downgrade, by class or by grade, takes the loan out', async (t) => {
    await bank.owner`
      INSERT INTO loan_classification (loan_id, lender_id, enterprise_id, classified_on, days_overdue, class, rule_id)
      SELECT l.id, l.lender_id, l.enterprise_id, '2024-07-15', 0, 'SPECIAL_MENTION', (SELECT min(id) FROM rule) FROM loan l WHERE l.id = ${other.loanId}`
    t.match(await shortfallOn('2024-07-14', 'officer.sihui', other.reloanId), { shortfall: '0.00' })
    t.match(await shortfallOn('2024-07-15', 'officer.sihui', other.reloanId), {
      shortfall: '1800000.00',
      backing: [{ eligible: '0.00', losses: ['CLASS'] }],
    })
    t.match(await shortfallOn('2024-07-15', 'reviewer.pboc', other.reloanId), { shortfall: '1800000.00' })
  })
  await t.test('a loan that falls overdue counts nothing', async (t) => {
    const late = await shortfallOn('2024-07-22', 'officer.sihui', other.reloanId)
    t.match(late.backing[0].losses, ['OVERDUE', 'CLASS'])
  })
})

t.test('the monthly checks, their findings and the answers', async (t) => {
  let run: Promise<unknown> = Promise.resolve()
  const { runJob } = await import('../../jobs/run-job.js')
  const { jobTable } = await import('../../jobs/job-table.js')
  const bank = await testBank(t, {
    today: '2024-09-30',
    jobs: (db, log) => ({
      enqueue: async (id) => {
        run = runJob(db, log, jobTable, id)
      },
    }),
  })
  await enterTerms(bank)
  const quotaId = await activeQuota(bank)
  const { reloanId, loanId } = await drawnReloan(bank, quotaId)
  await repayEarly(bank, loanId, '2024-08-01', '1010000.00')
  const check = async (month: string) => {
    const asked = await bank.post('reviewer.pboc', '/v1/jobs/reloan-checks', { month })
    t.equal(asked.status, 202)
    await run
    return (await bank.get('reviewer.pboc', `/v1/jobs/${asked.body.id}`)).body
  }
  t.match(await bank.post('officer.sihui', '/v1/jobs/reloan-checks', { month: '2024-08' }), { status: 403 })
  t.match(
    await bank.post('reviewer.pboc', '/v1/jobs/reloan-checks', { month: '2024-10' }),
    { status: 422, body: { code: 'DATES_OUT_OF_ORDER' } },
    'a month that is not over',
  )
  t.match(
    await check('2024-06'),
    { state: 'succeeded', result: { month: '2024-06', found: { C1: 1, E3: 1 }, newFindings: 2, overdue: 0 } },
    'the borrowed filing window warns, haircuts are unknown, both books agree',
  )
  const august = await check('2024-08')
  t.match(august, { state: 'succeeded', result: { found: { C1: 1, E1: 1, P1: 1 }, newFindings: 3 } })
  t.match(
    (await check('2024-08')).result,
    { found: { C1: 1, E1: 1, P1: 1 }, newFindings: 0 },
    'run again it writes nothing twice',
  )

  const list = async (query: string, user = 'officer.sihui') =>
    (await bank.get(user, `/v1/reloan-findings?${query}`)).body.items
  const [found] = await list('month=2024-08&check=P1')
  t.match(found, {
    subjectKind: 'reloan',
    subjectId: reloanId,
    severity: 'BREACH',
    state: 'OPEN',
    deadlineOn: '2024-09-06',
    late: true,
    checkZh: /合格贷款/,
    facts: { cures: [{ cure: 'RETURN_PROPORTION' }, { cure: 'SUBSTITUTE_EQUAL' }], cureBy: '2024-09-13' },
  })
  t.same(await list('month=2024-08', 'officer.bank01'), [], 'another bank sees nothing')
  t.equal(
    (await list('late=true&asOf=2024-09-06')).length,
    (await list('late=true&asOf=2024-09-06&month=2024-06')).length,
    'on the last day August’s are not late',
  )
  const step = (user: string, path: string, body: object) =>
    bank.post(user, `/v1/reloan-findings/${found.id}/${path}`, {
      on: '2024-09-05',
      opinion: '已处理',
      version: found.version,
      ...body,
    })
  t.match(
    await step('reviewer.pboc', 'reviews', { decision: 'ACCEPT' }),
    { status: 409, body: { code: 'STATE_FORBIDS' } },
    'not before it is answered',
  )
  t.match(await step('reviewer.pboc', 'answers', {}), { status: 403 })
  t.match(await step('officer.bank01', 'answers', {}), { status: 404 })
  t.match(await step('officer.sihui', 'answers', { version: 7 }), { status: 409, body: { code: 'STALE_VERSION' } })
  t.match(await step('officer.sihui', 'answers', { on: '2024-08-31' }), {
    status: 422,
    body: { code: 'DATES_OUT_OF_ORDER' },
  })
  t.match(await step('officer.sihui', 'answers', { evidenceHash: HASH }), {
    status: 200,
    body: { state: 'ANSWERED', late: false },
  })
  t.match(await step('officer.sihui', 'answers', { version: 2 }), { status: 409, body: { code: 'STATE_FORBIDS' } })
  t.match(await step('reviewer.pboc', 'reviews', { decision: 'REOPEN', on: '2024-09-09', version: 2 }), {
    status: 200,
    body: { state: 'REOPENED', deadlineOn: '2024-09-14' },
  })
  t.match(await step('officer.sihui', 'answers', { on: '2024-09-10', version: 3 }), { status: 200 })
  t.match(await step('reviewer.pboc', 'reviews', { decision: 'ACCEPT', on: '2024-09-11', version: 4 }), {
    status: 200,
    body: { state: 'ACCEPTED', steps: [{ no: 1 }, { no: 2 }, { no: 3 }, { no: 4, state: 'ACCEPTED' }] },
  })

  await t.test('R1 compares both books with the facts at the end of a quarter', async (t) => {
    await bank.owner.begin(async (sql) => {
      await sql`ALTER TABLE reloan_state DISABLE TRIGGER USER`
      const [p] = await sql`
        INSERT INTO reloan_proposal (reloan_id, central_bank_id, lender_id, kind, on_date, amount, body, reason, proposed_by)
        SELECT r.id, r.central_bank_id, r.lender_id, 'RETURN', '2024-09-01', 5, '{}', 'x', r.drawn_by FROM reloan r WHERE r.id = ${reloanId} RETURNING *`
      await sql`
        INSERT INTO reloan_event (reloan_id, central_bank_id, lender_id, no, kind, on_date, amount, body, proposal_id)
        SELECT reloan_id, central_bank_id, lender_id, 1, 'returned', '2024-09-01', 5, '{}', id FROM reloan_proposal WHERE id = ${p?.id}`
    })
    t.match((await check('2024-09')).result.found, { R1: 1 }, 'a fact that no book holds is found')
    t.match(await list('month=2024-09&check=R1'), [
      { facts: { balance: '1799995.00', lenderBook: '1800000.00', branchBook: '1800000.00' } },
    ])
  })
})
