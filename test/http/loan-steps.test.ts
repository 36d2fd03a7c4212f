import { sql } from 'drizzle-orm'
import t from 'tap'
import { codeOf } from '../../src/db/faults.js'
import { withTransaction } from '../../src/db/transaction.js'
import { testBank } from '../support/bank.js'
import { addPerson } from '../support/people.js'
import { BANK_01, DAY, EVIDENCE, publishedCase, SIHUI } from '../support/published-loan.js'
import { everything, refused } from '../support/refused.js'

const YUN_TAN_DAI = { product: 'YUN_TAN_DAI' }

t.test('an application from survey to disbursement, returned once on its way', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  await walk.done(walk.consent())
  const { id } = await walk.done(walk.apply(null, YUN_TAN_DAI))
  const at = (to: string) => `/v1/loan-applications/${id}${to}`
  const first = await walk.done(walk.quote(id))
  const both = await addPerson(bank, {
    username: 'both.sihui',
    organisationCode: SIHUI.code,
    kind: 'lender',
    roles: ['loan_officer', 'credit_reviewer', 'credit_approver'],
  })

  await refused(t, bank, [
    [
      'approved without survey and review',
      () => walk.decide(id, first.id),
      { status: 409, code: 'STEP_MISSING', facts: { missing: ['survey', 'review'], event: 'approve' } },
    ],
    [
      'reviewed before the survey',
      () => walk.review(id, { version: 2 }),
      { status: 409, code: 'STEP_MISSING', facts: { missing: ['survey'], event: 'review' } },
    ],
    ['resubmitted, not returned', () => walk.resubmit(id, { version: 2 }), { status: 409, code: 'STATE_FORBIDS' }],
    ['surveyed by a reviewer', () => walk.survey(id, {}, SIHUI.reviewer), { status: 403, code: 'FORBIDDEN' }],
    ['surveyed on a stale version', () => walk.survey(id, { version: 1 }), { status: 409, code: 'STALE_VERSION' }],
    [
      'surveyed before it was applied for',
      () => walk.survey(id, { on: '2024-06-19' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'surveyed on a day to come',
      () => walk.survey(id, { on: '2024-07-01' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'surveyed at another bank',
      () => walk.survey(id, {}, BANK_01.officer),
      { status: 404, code: 'NOT_FOUND', facts: { what: /./ } },
    ],
    ...['', EVIDENCE.toUpperCase(), EVIDENCE.slice(1), `${EVIDENCE}0`, undefined].map(
      (evidenceHash) =>
        [
          `surveyed with ${evidenceHash} as evidence`,
          () => walk.survey(id, { evidenceHash }),
          { status: 400, code: 'MALFORMED_REQUEST', facts: { errors: [{ pointer: '/evidenceHash' }] } },
        ] as const,
    ),
  ])

  t.equal((await walk.decide(id, first.id)).body.detail, '本产品须先完成 贷前调查、审查,才能进行 审批同意。')
  t.match(await walk.done(walk.survey(id, {}, both.username)), { state: 'SURVEYED', version: 3, round: 1 })
  await refused(t, bank, [
    ['surveyed twice', () => walk.survey(id, { version: 3 }), { status: 409, code: 'STATE_FORBIDS' }],
    [
      'reviewed by the surveyor',
      () => walk.review(id, {}, both.username),
      { status: 403, code: 'TOOK_PART_BEFORE', facts: { event: 'review', earlier: 'survey' } },
    ],
    [
      'returned by the surveyor',
      () => walk.review(id, { decision: 'RETURN' }, both.username),
      { status: 403, code: 'TOOK_PART_BEFORE', facts: { event: 'return', earlier: 'survey' } },
    ],
    [
      'approved by the surveyor',
      () => walk.decide(id, first.id, { version: 3 }, both.username),
      { status: 403, code: 'TOOK_PART_BEFORE', facts: { event: 'approve', earlier: 'survey' } },
    ],
    [
      'rejected by the surveyor',
      () => walk.decide(id, undefined, { decision: 'REJECT', version: 3 }, both.username),
      { status: 403, code: 'TOOK_PART_BEFORE', facts: { event: 'reject' } },
    ],
    ['reviewed by an officer', () => walk.review(id, {}, SIHUI.officer), { status: 403, code: 'FORBIDDEN' }],
  ])
  t.match(await walk.done(walk.review(id, { evidenceHash: EVIDENCE })), { state: 'REVIEWED', version: 4 })
  t.match(
    await walk.done(walk.decide(id, undefined, { decision: 'RETURN', opinion: '金额偏高', version: 4 })),
    { state: 'RETURNED', version: 5, approval: null },
    'the approver gives it back',
  )
  await refused(t, bank, [
    [
      'approved while it is with its officer',
      () => walk.decide(id, first.id, { version: 5 }),
      { status: 409, code: 'STATE_FORBIDS', facts: { allowed: ['quote', 'resubmit', 'withdraw'] } },
    ],
    [
      'resubmitted for nothing',
      () => walk.resubmit(id, { amount: '0.00', version: 5 }),
      { status: 422, code: 'NOT_POSITIVE' },
    ],
    [
      'resubmitted on a pledge of nobody',
      () => walk.resubmit(id, { pledgeId: '00000000-0000-4000-8000-000000000000', version: 5 }),
      { status: 404, code: 'NOT_FOUND' },
    ],
    [
      'resubmitted before it was returned',
      () => walk.resubmit(id, { on: '2024-06-19', version: 5 }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
  ])

  const amended = { amount: '2000000.00', tenorMonths: 6, purpose: '设备采购', on: '2024-06-21', version: 5 }
  t.match(await walk.done(walk.resubmit(id, amended)), {
    state: 'APPLIED',
    round: 2,
    amount: '2000000.00',
    tenorMonths: 6,
    purpose: '设备采购',
    version: 6,
  })
  const second = await walk.done(walk.quote(id, '2024-06-21'))
  await refused(t, bank, [
    [
      'approved on the survey and review of the earlier round',
      () => walk.decide(id, second.id, { on: '2024-06-21', version: 7 }),
      { status: 409, code: 'STEP_MISSING', facts: { missing: ['survey', 'review'] } },
    ],
  ])
  await walk.done(walk.survey(id, { on: '2024-06-21', version: 7 }))
  await walk.done(walk.review(id, { on: '2024-06-21', version: 8 }))
  await refused(t, bank, [
    [
      'approved as it was quoted before it was amended',
      () => walk.decide(id, first.id, { on: '2024-06-21', version: 9 }),
      { status: 422, code: 'QUOTE_DOES_NOT_MATCH', facts: { member: 'amount' } },
    ],
    [
      'approved before it was reviewed',
      () => walk.decide(id, second.id, { on: '2024-06-20', version: 9 }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
    [
      'approved by the surveyor of an earlier round',
      () => walk.decide(id, second.id, { on: '2024-06-21', version: 9 }, both.username),
      { status: 403, code: 'TOOK_PART_BEFORE' },
    ],
  ])
  const approved = await walk.done(walk.decide(id, second.id, { on: '2024-06-21', version: 9 }))
  t.match(approved, {
    state: 'APPROVED',
    approval: {
      approvedAmount: '2000000.00',
      reasons: { required: { value: 'survey|review' }, limit: { role: 'credit_approver', most: '10000000.00' } },
    },
  })
  const loan = await walk.done(walk.sign(id, { signedOn: '2024-06-21', version: 10 }))
  await walk.done(walk.disburse(loan.id, { amount: '2000000.00', on: '2024-06-21', queryCertificateNo: null }))

  const { body } = await bank.get(SIHUI.officer, at('/steps'))
  t.same(
    body.items.map(
      (step: Record<string, string>) => `${step.no} ${step.round} ${step.step} ${step.from} ${step.to} ${step.on}`,
    ),
    [
      '1 1 apply null APPLIED 2024-06-20',
      '2 1 quote APPLIED QUOTED 2024-06-20',
      '3 1 survey QUOTED SURVEYED 2024-06-20',
      '4 1 review SURVEYED REVIEWED 2024-06-20',
      '5 1 return REVIEWED RETURNED 2024-06-20',
      '6 2 resubmit RETURNED APPLIED 2024-06-21',
      '7 2 quote APPLIED QUOTED 2024-06-21',
      '8 2 survey QUOTED SURVEYED 2024-06-21',
      '9 2 review SURVEYED REVIEWED 2024-06-21',
      '10 2 approve REVIEWED APPROVED 2024-06-21',
      '11 2 sign APPROVED CONTRACTED 2024-06-21',
      '12 2 disburse CONTRACTED DISBURSED 2024-06-21',
    ],
  )
  t.match(
    body.items,
    [
      { detail: { amount: '3000000.00', tenorMonths: 12, purpose: '数据产品研发与设备采购' } },
      {},
      { opinion: '实地调查属实', evidenceHash: EVIDENCE, person: both.username },
      { evidenceHash: EVIDENCE, person: '四会农商行审查人' },
      { opinion: '金额偏高', evidenceHash: null },
      { detail: { amount: '2000000.00', tenorMonths: 6, purpose: '设备采购' } },
      {},
      {},
      {},
      { opinion: '同意', loanId: null },
      { loanId: loan.id },
      { loanId: loan.id, detail: { amount: '2000000.00' } },
    ],
    'each round keeps its form, and each judgement its opinion and evidence',
  )
  t.same((await bank.get(SIHUI.officer, at(''))).body.steps, body.items, 'the detail tells the same')
  const paged = await bank.get(SIHUI.officer, at('/steps?limit=5'))
  const rest = await bank.get(SIHUI.officer, at(`/steps?limit=200&cursor=${paged.body.nextCursor}`))
  t.same([...paged.body.items, ...rest.body.items], body.items)
  t.equal(rest.body.nextCursor, null)
  t.equal((await bank.get(SIHUI.officer, at('/steps?cursor=bm8'))).status, 400)

  const borrower = (await bank.get('enterprise.xingwang', at('/steps'))).body.items
  t.match(borrower[2], { step: 'survey', opinion: null, evidenceHash: null }, 'the survey is the bank’s own')
  t.match(borrower[3], { step: 'review', opinion: null, evidenceHash: null }, 'and so is the review')
  t.match(borrower[4], { step: 'return', opinion: '金额偏高' }, 'what is to be amended is told')
  for (const user of [BANK_01.officer, 'enterprise.001', 'reviewer.pboc']) {
    t.equal((await bank.get(user, at('/steps'))).status, 404, `${user} sees no steps`)
    t.equal(
      (await bank.get(user, `/v1/loans/${loan.id}/disbursement-checks?on=${DAY}`)).status,
      user === 'reviewer.pboc' ? 403 : 404,
    )
  }
  const before = await everything(bank)
  await t.rejects(bank.owner`UPDATE loan_step SET opinion = '改' WHERE application_id = ${id}`, /append-only/)
  await t.rejects(
    bank.owner`UPDATE loan_application SET amount = 1 WHERE id = ${id}`,
    /amended only after it was returned/,
  )
  await t.rejects(bank.owner`UPDATE loan_application SET state = 'APPLIED' WHERE id = ${id}`, /has ended as CONTRACTED/)
  t.equal(await everything(bank), before)
})

t.test('limits by role', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  await walk.done(walk.consent())
  const large = await walk.quoted(null, { ...YUN_TAN_DAI, amount: '10000000.01' })
  const limit = await walk.quoted(null, { ...YUN_TAN_DAI, amount: '10000000.00' })
  await refused(t, bank, [
    [
      'a fen above the approver’s limit',
      () => walk.decide(large.applicationId, large.quoteId),
      {
        status: 403,
        code: 'APPROVAL_ABOVE_ROLE',
        facts: { amount: '10000000.01', limit: '10000000.00', role: 'credit_approver' },
      },
    ],
  ])
  t.match(await walk.decide(limit.applicationId, limit.quoteId), { status: 200 }, 'at the limit')
  t.match(
    await walk.decide(large.applicationId, large.quoteId, {}, 'committee.sihui'),
    {
      status: 200,
      body: {
        approval: { approvedAmount: '10000000.01', reasons: { limit: { role: 'credit_committee', most: null } } },
      },
    },
    'the committee has no limit',
  )
  const granted = await walk.quoted(null, { ...YUN_TAN_DAI, amount: '20000000.00' })
  t.match(
    await walk.decide(granted.applicationId, granted.quoteId, { approvedAmount: '10000000.00' }),
    { status: 200 },
    'it is what is granted that counts',
  )
})

t.test('withdrawn', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  await walk.done(walk.consent())
  const a = await walk.quoted(null, YUN_TAN_DAI)
  const b = await walk.quoted(null, YUN_TAN_DAI)
  await refused(t, bank, [
    [
      'by another enterprise',
      () => walk.withdraw(a.applicationId, { version: 4 }, 'enterprise.001'),
      { status: 404, code: 'NOT_FOUND' },
    ],
    [
      'by another bank',
      () => walk.withdraw(a.applicationId, { version: 4 }, BANK_01.officer),
      { status: 404, code: 'NOT_FOUND' },
    ],
    [
      'by an approver',
      () => walk.withdraw(a.applicationId, { version: 4 }, SIHUI.approver),
      { status: 403, code: 'FORBIDDEN' },
    ],
    [
      'before the review',
      () => walk.withdraw(a.applicationId, { version: 4, on: '2024-06-19' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
  ])
  t.match(await walk.withdraw(a.applicationId, { version: 4 }, 'enterprise.xingwang'), {
    status: 200,
    body: { state: 'WITHDRAWN', version: 5 },
  })
  await refused(t, bank, [
    [
      'approved afterwards',
      () => walk.decide(a.applicationId, a.quoteId, { version: 5 }),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
    [
      'withdrawn twice',
      () => walk.withdraw(a.applicationId, { version: 5 }, 'enterprise.xingwang'),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
  ])
  await walk.done(walk.decide(b.applicationId, b.quoteId))
  await refused(t, bank, [
    [
      'before its approval',
      () => walk.withdraw(b.applicationId, { version: 5, on: '2024-06-19' }),
      { status: 422, code: 'DATES_OUT_OF_ORDER' },
    ],
  ])
  t.match(await walk.withdraw(b.applicationId, { version: 5 }), { status: 200, body: { state: 'WITHDRAWN' } })
  await refused(t, bank, [
    [
      'signed on an approval that lapsed with it',
      () => walk.sign(b.applicationId, { version: 6 }),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
  ])
  const c = await walk.quoted(null, YUN_TAN_DAI)
  await walk.done(walk.decide(c.applicationId, c.quoteId))
  await walk.done(walk.sign(c.applicationId))
  await refused(t, bank, [
    [
      'after the contract',
      () => walk.withdraw(c.applicationId, { version: 6 }, 'enterprise.xingwang'),
      { status: 409, code: 'STATE_FORBIDS' },
    ],
  ])
})

t.test('what must hold before money is paid out', async (t) => {
  const bank = await testBank(t, { today: '2024-12-31' })
  const walk = publishedCase(bank)
  const productId = await walk.valued()
  const pledge = await walk.done(walk.pledge(productId))
  const loanId = await walk.contracted(pledge.id)
  const checks = async (query: string) =>
    (await bank.get(SIHUI.officer, `/v1/loans/${loanId}/disbursement-checks?${query}`)).body
  const told = async (query: string) => {
    const { ready, checks: rows } = await checks(query)
    const unmet = rows.filter(({ met }: { met: boolean }) => !met)
    for (const { why, cure } of unmet) t.notMatch(`${why.zh} ${why.en} ${cure.zh} ${cure.en}`, /[{}]|—/)
    t.equal(ready, unmet.length === 0)
    return unmet.map(({ condition, code }: Record<string, string>) => `${condition} ${code}`)
  }
  const QUERIED = '&queryCertificateNo=查询证明-2&queryCertificateOn='

  t.same(
    (await checks(`on=${DAY}`)).checks.map((row: { condition: string }) => row.condition),
    [
      'CONTRACT_SIGNED',
      'STATE_ALLOWS',
      'APPROVAL_VALID',
      'CONSENT_IN_FORCE',
      'COLLATERAL_IN_FORCE',
      'FROZEN_CONFIRMED',
      'SECOND_QUERY_CERTIFICATE',
      'TERM_WITHIN_RIGHTS',
      'PERIOD_OPEN',
    ],
  )
  t.same(await told(`on=${DAY}`), [
    'FROZEN_CONFIRMED PLEDGE_NOT_FROZEN',
    'SECOND_QUERY_CERTIFICATE SECOND_QUERY_MISSING',
  ])
  await walk.done(walk.register(pledge.id, { validTo: '2026-03-31' }))
  await walk.done(walk.freeze(pledge.id))
  t.same(await told(`on=${DAY}&queryCertificateNo=查询证明-1&queryCertificateOn=${DAY}`), [
    'SECOND_QUERY_CERTIFICATE SECOND_QUERY_MISSING',
  ])
  t.same(await told(`on=${DAY}${QUERIED}2024-06-16`), ['SECOND_QUERY_CERTIFICATE QUERY_CERTIFICATE_OLD'])
  t.same(await told(`on=${DAY}${QUERIED}${DAY}`), [])
  t.same(await told(`on=2024-09-19${QUERIED}2024-09-19`), ['APPROVAL_VALID APPROVAL_EXPIRED'])
  t.same(await told(`on=2024-06-19${QUERIED}2024-06-19`), [
    'CONTRACT_SIGNED DISBURSEMENT_BEFORE_CONTRACT',
    'COLLATERAL_IN_FORCE DATES_OUT_OF_ORDER',
    'FROZEN_CONFIRMED DATES_OUT_OF_ORDER',
  ])
  for (const url of ['', '?on=2024-02-30'])
    t.equal((await bank.get(SIHUI.officer, `/v1/loans/${loanId}/disbursement-checks${url}`)).status, 400)

  const [consent] = await bank.owner<[{ id: string }]>`
    SELECT c.id FROM consent c JOIN organisation o ON o.id = c.lender_id JOIN enterprise e ON e.id = c.enterprise_id
    WHERE o.code = 'RCB-SIHUI' AND e.uscc = '91441200MA9000011L'`
  await walk.done(bank.post('enterprise.xingwang', `/v1/consents/${consent.id}/withdrawal`))
  t.same(await told(`on=${DAY}${QUERIED}${DAY}`), ['CONSENT_IN_FORCE CONSENT_REQUIRED'])
  await refused(t, bank, [
    [
      'paid out after the consent was withdrawn',
      () => walk.disburse(loanId),
      { status: 409, code: 'CONDITIONS_NOT_MET', facts: { conditions: ['CONSENT_IN_FORCE'] } },
    ],
  ])
  await walk.done(walk.consent())
  t.same(await told(`on=${DAY}${QUERIED}${DAY}`), [])
  await walk.done(walk.disburse(loanId))
})

t.test('who may write which step, as the database sees it', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  await walk.done(walk.consent())
  const { applicationId } = await walk.quoted(null, YUN_TAN_DAI)
  const [row] = await bank.owner<[{ lender: string; enterprise: string }]>`
    SELECT lender_id AS lender, enterprise_id AS enterprise FROM loan_application WHERE id = ${applicationId}`
  const people = await bank.owner<{ username: string; id: string; organisation: string }[]>`
    SELECT username, id, organisation_id AS organisation FROM user_account`
  const person = (name: string) => people.find(({ username }) => username === name) as (typeof people)[0]
  const attempt = (name: string, scope: 'lender' | 'enterprise', work: ReturnType<typeof sql>) =>
    withTransaction(bank.db, { scope, organisationId: person(name).organisation, userId: person(name).id }, (tx) =>
      tx.execute(work),
    )
  const step = (name: string, by: string, taken: string, to: string) =>
    sql`INSERT INTO loan_step (lender_id, enterprise_id, application_id, no, step, from_state, to_state, taken_on, round, taken_by, opinion)
        VALUES (${name}, ${row.enterprise}, ${applicationId}, 99, ${taken}, 'REVIEWED', ${to}, ${DAY}, 1, ${by}, '—')`
  const before = await everything(bank)
  const denied = async (what: string, work: Promise<unknown>, code: string) => {
    const error: unknown = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    t.equal(codeOf(error), code, what)
  }
  const officer = person(SIHUI.officer).id
  const stranger = person(BANK_01.officer)
  const applicant = person('enterprise.xingwang').id
  const ROW_LEVEL_SECURITY = '42501'
  await denied(
    'a bank writes a step of another bank’s case',
    attempt(BANK_01.officer, 'lender', step(row.lender, stranger.id, 'survey', 'SURVEYED')),
    ROW_LEVEL_SECURITY,
  )
  await denied(
    'or calls the case its own',
    attempt(BANK_01.officer, 'lender', step(stranger.organisation, stranger.id, 'survey', 'SURVEYED')),
    '23503',
  )
  await denied(
    'an officer writes in a colleague’s name',
    attempt(SIHUI.officer, 'lender', step(row.lender, person(SIHUI.approver).id, 'approve', 'APPROVED')),
    ROW_LEVEL_SECURITY,
  )
  await denied(
    'an applicant approves itself',
    attempt('enterprise.xingwang', 'enterprise', step(row.lender, applicant, 'approve', 'APPROVED')),
    ROW_LEVEL_SECURITY,
  )
  await denied(
    'an applicant moves its case',
    attempt(
      'enterprise.xingwang',
      'enterprise',
      sql`UPDATE loan_application SET state = 'APPROVED' WHERE id = ${applicationId}`,
    ),
    ROW_LEVEL_SECURITY,
  )
  await denied(
    'an officer amends a form that was not returned',
    attempt(SIHUI.officer, 'lender', sql`UPDATE loan_application SET amount = 1 WHERE id = ${applicationId}`),
    '23514',
  )
  await denied(
    'somebody judges twice in a round',
    attempt(SIHUI.officer, 'lender', step(row.lender, officer, 'review', 'REVIEWED')),
    '23505',
  )
  await attempt(
    BANK_01.officer,
    'lender',
    sql`UPDATE loan_application SET state = 'WITHDRAWN' WHERE id = ${applicationId}`,
  )
  t.equal(await everything(bank), before, 'and nothing moved')
})

t.test('opinions of survey and review stay with the bank in the database itself', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  await walk.done(walk.consent())
  const { applicationId } = await walk.quoted(null, { product: 'YUN_TAN_DAI' })
  const asEnterprise = (user: string, rows: string) =>
    bank.raw.begin(async (sql) => {
      const [who] =
        await bank.owner`SELECT id, organisation_id AS organisation FROM user_account WHERE username = ${user}`
      await sql`SELECT set_config('tandai.scope', 'enterprise', true), set_config('tandai.organisation_id', ${who?.organisation}, true),
        set_config('tandai.user_id', ${who?.id}, true)`
      return sql.unsafe(`SELECT step, opinion, evidence_hash AS hash FROM ${rows}`)
    })
  const steps = await asEnterprise('enterprise.xingwang', 'loan_step ORDER BY no')
  t.same(
    steps.map(({ step }) => step),
    ['apply', 'quote'],
  )
  const kept = await asEnterprise('enterprise.xingwang', `kept_steps('${applicationId}') ORDER BY no`)
  t.same(kept, [
    { step: 'survey', opinion: null, hash: null },
    { step: 'review', opinion: null, hash: null },
  ])
  t.same(
    await asEnterprise('enterprise.001', `kept_steps('${applicationId}')`),
    [],
    'of another enterprise not even that',
  )
  const told = await bank.get('enterprise.xingwang', `/v1/loan-applications/${applicationId}/steps`)
  t.same(
    told.body.items.map((one: { step: string; opinion: string | null }) => [one.step, one.opinion]),
    [
      ['apply', null],
      ['quote', null],
      ['survey', null],
      ['review', null],
    ],
  )
  const own = await bank.get(SIHUI.officer, `/v1/loan-applications/${applicationId}/steps`)
  t.match(own.body.items, [
    {},
    {},
    { step: 'survey', opinion: '实地调查属实' },
    { step: 'review', opinion: '资料齐备' },
  ])
  t.equal(own.body.items.length, 4)
})

t.test('of two steps at once one is taken', async (t) => {
  const bank = await testBank(t)
  const walk = publishedCase(bank)
  await walk.done(walk.consent())
  const { applicationId, quoteId } = await walk.quoted(null, YUN_TAN_DAI)
  const answers = await Promise.all([
    walk.decide(applicationId, quoteId),
    walk.decide(applicationId, undefined, { decision: 'RETURN' }, 'committee.sihui'),
    walk.withdraw(applicationId, { version: 4 }, 'enterprise.xingwang'),
    walk.withdraw(applicationId, { version: 4 }),
  ])
  t.same(answers.map(({ status }) => status).sort(), [200, 409, 409, 409])
  const { body } = await bank.get(SIHUI.officer, `/v1/loan-applications/${applicationId}`)
  t.equal(body.version, 5)
  t.equal(body.steps.length, 5)
})
