import t from 'tap'
import { documentHash } from '../../src/app/canonical-json.js'
import { isUscc } from '../../src/kernel/uscc.js'
import { type Answered, testBank } from '../support/bank.js'

/** Consents are in force by the database's clock, so the bank's day is the real one. */
const day = (ahead = 0) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() + ahead * 86_400_000))
const TODAY = day()

const bank = await testBank(t, { today: TODAY })
const { get, post, owner } = bank
const FIRST = '91441203MA0000015L'
const XINGWANG = '91441200MA9000011L'
const UNKNOWN = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
  .map((check) => `91441203MA7777777${check}`)
  .find(isUscc) as string
const on = 'asOf=2024-06-30'
const ACCOUNT = `/v1/enterprises/${FIRST}/carbon-account?${on}`
const RATING = `/v1/enterprises/${FIRST}/rating?${on}`
const codeOf = ({ status, body }: Answered) => `${status} ${body?.code ?? ''}`.trim()
const looks = async () => (await owner<[{ n: number }]>`select count(*)::int as n from account_view`)[0].n
const textHash = (await get('enterprise.001', '/v1/consent-texts/current')).body.hash as string
const asking = (more: object = {}) => ({
  uscc: FIRST,
  purpose: 'pre_loan',
  fieldGroups: ['emissions', 'rating'],
  validFrom: TODAY,
  validTo: day(9),
  reason: 'credit check before a carbon loan',
  ...more,
})
const ask = (user: string, more: object = {}) => post(user, '/v1/consent-requests', asking(more))
const decide = (id: string, body: object, user = 'enterprise.001') =>
  post(user, `/v1/consent-requests/${id}/decision`, body)
const grant = (id: string, more: object = {}) => decide(id, { decision: 'grant', textHash, ...more })
/** A consent as the firm gives it unasked. */
const give = async (more: object) => {
  const body = { lenderCode: 'BANK-EX-01', purpose: 'pre_loan', validFrom: TODAY, ...more }
  return (await post('enterprise.001', '/v1/consents', body)).body.id as string
}
const withdraw = (id: string) => post('enterprise.001', `/v1/consents/${id}/withdrawal`)
const [meter] = await owner<[{ id: string }]>`
  select a.id::text from activity a join enterprise e on e.id = a.enterprise_id where e.uscc = ${FIRST} order by a.id limit 1`
const METER = `/v1/activities/${meter.id}`

t.test('refused, requested, granted in part, seen, logged, withdrawn, refused: of two banks one', async (t) => {
  for (const user of ['officer.bank01', 'officer.sihui'])
    for (const url of [ACCOUNT, RATING, METER]) t.equal(codeOf(await get(user, url)), '404 NOT_FOUND', `${user} ${url}`)
  t.equal(await looks(), 0, 'what was refused is no look')

  const asked = await ask('officer.bank01')
  t.match(asked, {
    status: 202,
    body: { uscc: FIRST, state: 'REQUESTED', fieldGroups: ['identity', 'emissions', 'rating'], expiresOn: day(7) },
  })
  const { id } = asked.body
  t.equal(codeOf(await get('officer.bank01', ACCOUNT)), '404 NOT_FOUND', 'asking opens nothing')
  t.match((await get('enterprise.001', '/v1/consent-requests')).body.items, [{ id, lender: { code: 'BANK-EX-01' } }])
  for (const user of ['officer.sihui', 'enterprise.xingwang'])
    t.same((await get(user, '/v1/consent-requests')).body.items, [], `${user} sees no request of others`)

  const grants: [string, object, string][] = [
    ['another firm', { decision: 'grant', textHash }, '404 NOT_FOUND'],
    ['an older wording', { decision: 'grant', textHash: 'a'.repeat(64) }, '409 CONSENT_TEXT_OUTDATED'],
    ['more than asked', { decision: 'grant', textHash, fieldGroups: ['activity'] }, '422 CONSENT_NOT_REQUESTED'],
    ['longer than asked', { decision: 'grant', textHash, validTo: day(10) }, '422 CONSENT_LONGER_THAN_REQUESTED'],
    ['a day that is over', { decision: 'grant', textHash, validTo: day(-1) }, '422 CONSENT_PERIOD_INVERTED'],
    ['no wording', { decision: 'grant' }, '400 MALFORMED_REQUEST'],
    ['no decision', { decision: 'perhaps', textHash }, '400 MALFORMED_REQUEST'],
  ]
  for (const [what, body, code] of grants)
    t.equal(codeOf(await decide(id, body, what === 'another firm' ? 'enterprise.xingwang' : undefined)), code, what)
  t.equal(codeOf(await decide(id, { decision: 'grant', textHash }, 'officer.bank01')), '403 FORBIDDEN')

  const both = await Promise.all([grant(id, { fieldGroups: ['emissions'] }), grant(id, { fieldGroups: ['emissions'] })])
  t.same(both.map(({ status }) => status).sort(), [201, 409], 'answered once')
  const granted = both.find(({ status }) => status === 201) as Answered
  t.match(granted.body, { state: 'GRANTED', consentId: /-/ })
  t.match(both.find(({ status }) => status === 409)?.body, { code: 'CONSENT_REQUEST_CLOSED', state: 'GRANTED' })
  const { consentId } = granted.body
  t.match((await get('officer.bank01', '/v1/consents')).body.items[0], {
    id: consentId,
    requestId: id,
    state: 'GRANTED',
    fieldGroups: ['identity', 'emissions'],
    validTo: day(9),
    textVersion: 1,
    textHash,
  })

  const seen = await get('officer.bank01', ACCOUNT)
  t.match(seen, { status: 200, body: { withheld: ['activity', 'rating', 'operating'], intensities: [] } })
  t.ok(
    seen.body.months.every(({ rows }: { rows: unknown[] }) => rows.length === 0),
    'sums without meters',
  )
  const own = (await get('enterprise.001', ACCOUNT)).body
  t.same(seen.body.totals, own.totals, 'the sums are those of the whole account')
  t.same(
    seen.body.months.map(({ totals }: { totals: unknown }) => totals),
    own.months.map(({ totals }: { totals: unknown }) => totals),
  )
  t.match(seen.body.periods.current, { revenue: null, profit: null, tax: null, employees: null })
  t.match((await get('officer.bank01', RATING)).body, { code: 'CONSENT_REQUIRED', fieldGroup: 'rating' })
  t.equal(codeOf(await get('officer.bank01', METER)), '404 NOT_FOUND')
  t.equal(codeOf(await get('officer.sihui', ACCOUNT)), '404 NOT_FOUND', 'the other bank')

  const log = (await get('enterprise.001', '/v1/account-views')).body.items
  t.equal(log.length, 2, 'one row of the bank, one of its own')
  t.match(log[1], {
    uscc: FIRST,
    organisation: { code: 'BANK-EX-01' },
    username: 'officer.bank01',
    purpose: 'pre_loan',
    consentId,
    what: 'account',
    asked: { asOf: '2024-06-30' },
    resultHash: documentHash(seen.body),
    requestId: seen.headers['x-request-id'],
  })
  t.match(log[0], { organisation: { code: FIRST }, purpose: 'own_use', consentId: null })
  t.same((await get('enterprise.xingwang', '/v1/account-views')).body.items, [])
  t.equal((await get('officer.bank01', '/v1/account-views')).body.items.length, 1)
  t.same((await get('officer.sihui', '/v1/account-views')).body.items, [])

  t.equal((await withdraw(consentId)).body.state, 'WITHDRAWN')
  const before = await looks()
  for (const url of [ACCOUNT, RATING, METER]) t.equal(codeOf(await get('officer.bank01', url)), '404 NOT_FOUND')
  t.equal(await looks(), before)
})

t.test('nobody learns by asking which codes are known', async (t) => {
  const shapeOf = ({ status, body }: Answered) => ({ status, ...body, id: '', uscc: '', requestId: '', recordedAt: '' })
  const alike = async (what: string, more: object = {}) => {
    const [known, unknown] = [
      await ask('officer.sihui', { uscc: XINGWANG, ...more }),
      await ask('officer.sihui', { uscc: UNKNOWN, ...more }),
    ]
    const hidden = (answer: Answered) => ({ ...shapeOf(answer), instance: '', detail: '' })
    t.same(hidden(known), hidden(unknown), what)
    return known
  }
  t.equal((await alike('first')).status, 202)
  t.equal(codeOf(await alike('again')), '409 CONSENT_REQUEST_WAITS')
  t.equal(codeOf(await alike('31 days', { validTo: day(30) })), '422 CONSENT_PERIOD_TOO_LONG')
  t.equal(codeOf(await alike('no end', { validTo: undefined })), '422 CONSENT_PERIOD_TOO_LONG')
  t.equal(codeOf(await alike('backwards', { validFrom: day(2), validTo: day(1) })), '422 CONSENT_PERIOD_INVERTED')
  t.equal(codeOf(await alike('over', { validFrom: day(-3), validTo: day(-1) })), '422 CONSENT_ALREADY_OVER')
  t.equal((await alike('30 days are allowed', { purpose: 'reloan_review', validTo: day(29) })).status, 202)
  t.equal((await alike('after the loan it may stay open', { purpose: 'post_loan', validTo: undefined })).status, 202)
  const listed = (await get('officer.sihui', '/v1/consent-requests')).body.items
  t.equal(listed.length, 6)
  const of = (uscc: string) =>
    listed
      .filter((item: { uscc: string }) => item.uscc === uscc)
      .map(({ id: _, uscc: __, recordedAt: ___, ...rest }: Record<string, unknown>) => rest)
  t.same(of(XINGWANG), of(UNKNOWN))
  for (const url of ['', '/carbon-account', '/rating'])
    t.same(
      shapeOf(await get('officer.sihui', `/v1/enterprises/${XINGWANG}${url}`)).detail,
      shapeOf(await get('officer.sihui', `/v1/enterprises/${UNKNOWN}${url}`)).detail,
    )
  for (const user of ['enterprise.001', 'steward.zq', 'approver.pboc'])
    t.equal(codeOf(await ask(user)), '403 FORBIDDEN', user)
})

t.test('a firm refuses, and an unanswered request lapses', async (t) => {
  const { id } = (await ask('officer.sihui')).body
  t.match(await decide(id, { decision: 'refuse', reason: 'no business with you' }), {
    status: 201,
    body: { state: 'REFUSED', consentId: null, decisionReason: 'no business with you' },
  })
  t.equal(codeOf(await get('officer.sihui', ACCOUNT)), '404 NOT_FOUND')
  t.match((await grant(id)).body, { code: 'CONSENT_REQUEST_CLOSED', state: 'REFUSED' })
  const [late] = await owner<[{ id: string }]>`
    insert into consent_request (lender_id, uscc, purpose, field_groups, valid_from, reason, requested_on, expires_on, requested_by)
    select organisation_id, ${FIRST}, 'post_loan', '{identity,rating}', ${day(-8)}, 'too late', ${day(-8)}, ${day(-1)}, id
    from user_account where username = 'officer.sihui' returning id`
  t.match((await grant(late.id)).body, { code: 'CONSENT_REQUEST_CLOSED', state: 'EXPIRED' })
  t.match((await decide(late.id, { decision: 'refuse' })).body, { code: 'CONSENT_REQUEST_CLOSED' })
})

t.test('a consent opens from its first to its last day', async (t) => {
  const periods: [string, string | null, number][] = [
    [day(-9), day(-1), 404],
    [day(1), null, 404],
    [day(-9), TODAY, 200],
    [TODAY, TODAY, 200],
    [day(-9), null, 200],
  ]
  for (const [from, to, status] of periods) {
    const [added] = await owner<[{ id: string }]>`
      insert into consent (enterprise_id, lender_id, purpose, valid_from, valid_to, basis)
      select e.id, o.id, 'post_loan', ${from}, ${to}, 'test' from enterprise e, organisation o
      where e.uscc = ${FIRST} and o.code = 'BANK-EX-01' returning id`
    t.equal((await get('officer.bank01', ACCOUNT)).status, status, `${from} to ${to}`)
    t.equal((await withdraw(added.id)).status, 201)
  }
})

t.test('field groups and the purpose decide what is seen', async (t) => {
  const whole = (await get('enterprise.001', RATING)).body
  const rating = await give({ fieldGroups: ['rating'] })
  t.match((await get('officer.bank01', RATING)).body, {
    grade: whole.grade,
    score: whole.score,
    components: [],
    toNextGrade: null,
    inputs: { emissions12m: null, revenue: null, profit: null, tax: null, employees: null, verification: 'none' },
    withheld: ['emissions', 'activity', 'operating'],
  })
  t.match((await get('officer.bank01', ACCOUNT)).body, { code: 'CONSENT_REQUIRED', fieldGroup: 'emissions' })
  await withdraw(rating)

  const some = await give({ fieldGroups: ['rating', 'emissions', 'operating'] })
  const full = (await get('officer.bank01', RATING)).body
  t.same({ ...full, knownAt: '', withheld: [] }, { ...whole, knownAt: '', withheld: [] })
  t.equal((await get('officer.bank01', ACCOUNT)).body.intensities.length, 4)
  t.equal(codeOf(await get('officer.bank01', METER)), '404 NOT_FOUND')

  const all = await give({ purpose: 'post_loan' })
  t.match((await get('officer.bank01', ACCOUNT)).body, {
    code: 'PURPOSE_REQUIRED',
    purposes: ['pre_loan', 'post_loan'],
  })
  const rows = async (purpose: string) =>
    (await get('officer.bank01', `${ACCOUNT}&purpose=${purpose}`)).body.months[0].rows.length
  t.equal(await rows('pre_loan'), 0, 'a consent for one purpose lends nothing to another')
  t.ok((await rows('post_loan')) > 0)
  t.equal((await get('officer.bank01', METER)).status, 200, 'only one purpose opens the meters')
  t.equal(codeOf(await get('officer.bank01', `${METER}?purpose=pre_loan`)), '403 CONSENT_REQUIRED')
  t.equal(codeOf(await get('officer.bank01', `${ACCOUNT}&purpose=reloan_review`)), '403 CONSENT_REQUIRED')
  t.equal(codeOf(await get('officer.bank01', `${ACCOUNT}&purpose=own_use`)), '422 PURPOSE_NOT_YOURS')
  t.equal(codeOf(await get('enterprise.001', `${ACCOUNT}&purpose=pre_loan`)), '422 PURPOSE_NOT_YOURS')
  t.equal(codeOf(await get('officer.bank01', `${ACCOUNT}&purpose=curiosity`)), '400 MALFORMED_REQUEST')
  const list = (await get('officer.bank01', `/v1/enterprises?${on}&q=${FIRST}`)).body.items
  t.match(list, [{ uscc: FIRST, score: null }], 'a list shows no rating, because it logs no look')
  await withdraw(some)
  await withdraw(all)
  t.equal(
    codeOf(await post('enterprise.001', '/v1/consents', { fieldGroups: ['everything'] })),
    '400 MALFORMED_REQUEST',
  )
})

t.test('each look is one row in its transaction, and no row is no look', async (t) => {
  const consent = await give({ purpose: 'post_loan' })
  for (const user of ['officer.bank01', 'enterprise.001', 'steward.zq', 'auditor.zq'])
    for (const url of [ACCOUNT, RATING, METER]) {
      const before = await looks()
      t.equal((await get(user, url)).status, 200)
      t.equal(await looks(), before + 1, `${user} ${url}`)
    }
  const before = await looks()
  for (const url of [`${RATING.replace('2024-06-30', '2020-01-01')}`, '/v1/activities/999999999'])
    t.equal((await get('auditor.zq', url)).status, 404)
  t.equal(await looks(), before, 'nothing seen, nothing logged')

  await owner`revoke insert on account_view from tandai_app`
  const unlogged = await get('officer.bank01', ACCOUNT)
  t.equal(unlogged.status, 500)
  t.notMatch(unlogged.text, /tCO2/)
  await owner`grant insert on account_view to tandai_app`
  t.equal(await looks(), before)

  const all = (await get('enterprise.001', '/v1/account-views?limit=200')).body.items
  t.equal(all.length, (await get('auditor.zq', `/v1/account-views?limit=200&uscc=${FIRST}`)).body.items.length)
  t.match(
    all.find(({ username }: { username: string }) => username === 'auditor.zq'),
    { purpose: 'supervision' },
  )
  const paged: unknown[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Answered = await get('enterprise.001', `/v1/account-views?limit=4${cursor && `&cursor=${cursor}`}`)
    paged.push(...page.body.items)
    cursor = page.body.nextCursor
  }
  t.same(paged, all)
  t.equal(codeOf(await get('enterprise.001', '/v1/account-views?cursor=bm9uZQ')), '400 MALFORMED_REQUEST')
  await withdraw(consent)
})

t.test('the branch looks into an account while a loan of it is filed with it', async (t) => {
  t.equal(codeOf(await get('approver.pboc', ACCOUNT)), '403 CONSENT_REQUIRED')
  // This database is the test's own: a filed loan without its filing is enough, and an owner needs no superuser to make one.
  const keys = await owner`
    select conrelid::regclass::text as name, conname from pg_constraint
    where conrelid in ('reloan_filing_loan'::regclass, 'reloan_backing'::regclass) and contype = 'f'`
  for (const { name, conname } of keys) await owner`alter table ${owner(name)} drop constraint ${owner(conname)}`
  await owner`
    insert into reloan_filing_loan (filing_id, loan_id, enterprise_id, central_bank_id, lender_id, requested, eligibility)
    select gen_random_uuid(), gen_random_uuid(), e.id, u.organisation_id, gen_random_uuid(), 1, '{}'
    from enterprise e, user_account u where e.uscc = ${FIRST} and u.username = 'approver.pboc'`
  for (const url of [ACCOUNT, RATING, METER]) t.equal((await get('approver.pboc', url)).status, 200, url)
  t.match((await get('enterprise.001', '/v1/account-views?limit=3')).body.items, [
    { organisation: { code: 'PBOC-ZQ' }, purpose: 'reloan_review', consentId: null, what: 'activity' },
    { what: 'rating' },
    { what: 'account' },
  ])
  t.equal(codeOf(await get('approver.pboc', `${ACCOUNT}&purpose=supervision`)), '422 PURPOSE_NOT_YOURS')
  await owner`update reloan_filing_loan set live = false`
  t.equal(codeOf(await get('approver.pboc', ACCOUNT)), '403 CONSENT_REQUIRED', 'returned')
  t.equal(codeOf(await get('approver.pboc', METER)), '404 NOT_FOUND')
})

t.test('the administrator gets statistics: no line, and no cell of fewer than three firms', async (t) => {
  const report = (user: string) => get(user, `/v1/reports/interest-saving?${on}`)
  // The portfolio has no small cell, so one firm gets a line of a product that nobody else has.
  await owner`
    with line as (
      insert into credit_line (enterprise_id, lender_id, product, prior_limit, limit_amount, effective_from)
      select enterprise_id, lender_id, 'YUN_TAN_TIE', prior_limit, limit_amount, effective_from from credit_line
      where enterprise_id = (select id from enterprise where uscc = ${FIRST}) limit 1 returning *)
    insert into rate_decision (credit_line_id, enterprise_id, lender_id, priced_on, grade, rate, reference_rate, discount_bp,
      annual_saving, explanation, document_hash)
    select id, enterprise_id, lender_id, '2024-06-30', 'LIGHT_GREEN', 3.25, 3.45, 20, 100, '{}', '' from line`
  const [shown, city] = [(await report('admin')).body, (await report('auditor.zq')).body]
  t.same({ ...shown.totals, lineage: null }, { ...city.totals, lineage: null })
  for (const dimension of ['byInstitution', 'byGrade', 'bySector', 'byProduct']) {
    const hidden = shown[dimension]
      .filter((row: { hidden: boolean }) => row.hidden)
      .map((row: { key: string }) => row.key)
    const cells = city[dimension].filter((row: { key: string }) => hidden.includes(row.key))
    for (const row of shown[dimension])
      t.ok(
        row.hidden ? row.annualSaving === null && row.lines === null : row.enterprises >= 3,
        `${dimension} ${row.key}`,
      )
    t.not(hidden.length, 1, `${dimension}: one hidden row could be had by subtraction`)
    t.ok(city[dimension].every((row: { hidden: boolean }) => !row.hidden))
    if (hidden.length > 0)
      t.ok(cells.reduce((sum: number, row: { enterprises: number }) => sum + row.enterprises, 0) >= 3)
  }
  t.match(
    shown.byProduct.find(({ key }: { key: string }) => key === 'YUN_TAN_TIE'),
    { hidden: true, enterprises: null, annualSaving: null, lineage: null },
  )
  t.same((await get('admin', `/v1/lineage/credit-lines?${on}`)).body.items, [])
  t.same((await get('admin', `/v1/credit-lines?${on}`)).body.items, [])
})
