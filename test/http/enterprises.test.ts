import t from 'tap'
import { type Answered, testBank } from '../support/bank.js'

const bank = await testBank(t)
const { get, post, owner } = bank
const FIRST = '91441203MA0000015L'
const XINGWANG = '91441200MA9000011L'
const on = 'asOf=2024-06-30'
const known = (instant: string) => `${on}&knownAt=${encodeURIComponent(instant)}`
const codeOf = ({ status, body }: Answered) => `${status} ${body?.code ?? ''}`.trim()
const now = async () => {
  const [row] = await owner<
    { at: string }[]
  >`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`
  return (row as { at: string }).at
}

t.test('the portfolio has the published grades, page by page', async (t) => {
  const grades: Record<string, number> = {}
  let cursor: string | null = ''
  let seen = 0
  while (cursor !== null) {
    const page: Answered = await get('steward.zq', `/v1/enterprises?${on}&limit=100${cursor && `&cursor=${cursor}`}`)
    for (const { grade } of page.body.items) grades[grade ?? 'none'] = (grades[grade ?? 'none'] ?? 0) + 1
    seen += page.body.items.length
    cursor = page.body.nextCursor
  }
  // README of the portfolio: 104 deep green, 59 light green, 19 yellow, 8 red; Xingwang Data has no account.
  t.strictSame(grades, { DEEP_GREEN: 104, LIGHT_GREEN: 59, YELLOW: 19, RED: 8, none: 1 })
  t.equal(seen, 191)
  t.equal((await get('steward.zq', `/v1/enterprises?${on}&grade=RED`)).body.items.length, 8)
  t.match((await get('steward.zq', `/v1/enterprises?${on}&q=兴旺`)).body.items, [{ uscc: XINGWANG, grade: null }])
  t.equal(codeOf(await get('steward.zq', '/v1/enterprises?cursor=bm9uZQ')), '400 MALFORMED_REQUEST')
  t.equal(codeOf(await get('steward.zq', '/v1/enterprises?limit=201')), '400 MALFORMED_REQUEST')
  t.equal(codeOf(await get(null, '/v1/enterprises')), '401 SIGN_IN_REQUIRED')
})

t.test('an account adds up by month, scope and carrier, and every row names its factor and its reading', async (t) => {
  const { body } = await get('enterprise.001', `/v1/enterprises/${FIRST}/carbon-account?${on}`)
  t.match(body.periods, {
    current: { from: '2023-07', to: '2024-06', complete: true },
    prior: { from: '2022-07', to: '2023-06' },
  })
  t.equal(body.months.length, 24)
  const electricity = body.months[0].rows.find((row: { carrier: string }) => row.carrier === 'electricity')
  // 864,912 kWh × 0.4715 kg (Guangdong, data year 2021, MEE/NBS notice 2024 No. 12) = 407.806008 t, of a month in 2022.
  t.match(electricity, {
    tCO2: '407.806008',
    tCO2Rounded: '407.8060',
    quantity: '864912',
    factor: { code: 'ELEC_AVG_440000_2021', value: '0.4715', vintage: 2021, fallback: true, publishedOn: '2024-04-12' },
  })
  t.ok(body.flags.includes('FACTOR_VINTAGE_FALLBACK'))
  const reading = await get('enterprise.001', `/v1/activities/${electricity.activityId}`)
  t.match(reading.body, {
    uscc: FIRST,
    month: '2022-07',
    quantity: '864912',
    supersededBy: null,
    versions: [{ supersedes: null }],
  })
  t.equal(body.intensities.length, 4)
  for (const { k, benchmark, value } of body.intensities) t.ok(k && benchmark && value)
})

t.test('a rating tells its score, its inputs, its rules and how far the next grade is', async (t) => {
  const { body } = await get('enterprise.001', `/v1/enterprises/${FIRST}/rating?asOf=2024-07-31`)
  t.match(body, {
    uscc: FIRST,
    asOf: '2024-07-31',
    ratedAsOf: '2024-06-30',
    validUntil: '2024-09-28',
    expired: false,
    stale: false,
    method: { id: 'zq-carbon-rating', version: '2026.1.0', status: 'assumption' },
    hashes: { inputs: /^[0-9a-f]{64}$/, document: /^[0-9a-f]{64}$/ },
    inputs: { dataQuality: 3, verification: 'none', historyMonths: 24 },
    caps: [{ reason: 'UNVERIFIED', maxGrade: 'LIGHT_GREEN' }],
  })
  t.strictSame(
    body.components.map(({ id }: { id: string }) => id),
    ['I_REV', 'I_PROFIT', 'I_TAX', 'I_EMP', 'TREND', 'GREEN', 'DQ'],
  )
  t.equal(body.benchmarks.length, 4)
  const later = await get('enterprise.001', `/v1/enterprises/${FIRST}/rating?asOf=2025-06-30`)
  t.match(later.body, { expired: true, stale: true })
  const none = await get('steward.zq', `/v1/enterprises/${XINGWANG}/rating?${on}`)
  t.match(none.body, { code: 'RATING_NOT_FOUND', reason: 'NO_CARBON_ACCOUNT' })
  t.equal(codeOf(await get('steward.zq', `/v1/enterprises/${XINGWANG}/carbon-account?${on}`)), '404 NO_CARBON_ACCOUNT')
  const before = await get('steward.zq', `/v1/enterprises/${FIRST}/rating?asOf=2024-06-29`)
  t.match(before.body, { status: 404, reason: 'NOT_RATED_YET' })
  t.equal(codeOf(await get('steward.zq', `/v1/enterprises/${FIRST}/rating?asOf=2024-02-30`)), '400 MALFORMED_REQUEST')
  t.equal(codeOf(await get('steward.zq', '/v1/enterprises/91441203MA0000015M/rating')), '400 MALFORMED_REQUEST')
})

t.test('a line leads to its rate, step by step, and on to the rating it came from', async (t) => {
  const lines = await get('enterprise.001', `/v1/enterprises/${FIRST}/credit-lines?${on}`)
  t.equal(lines.body.items.length, 1)
  const [line] = lines.body.items
  t.match(line, { referenceRate: '3.45', grade: 'LIGHT_GREEN', rate: '3.25', discountBp: '20.00' })
  const decision = await get('enterprise.001', `/v1/rate-decisions/${line.rateDecisionId}`)
  t.match(decision.body, { grade: line.grade, rate: line.rate, pricedOn: '2024-06-30', uscc: FIRST })
  t.strictSame(decision.body.steps[0].value, '3.45', 'the LPR published on 2024-06-20')
  const rating = await get('enterprise.001', decision.body.links.rating)
  t.match(rating.body, { ratingId: decision.body.ratingId, grade: line.grade })
  t.equal((await get('enterprise.001', decision.body.links.carbonAccount)).status, 200)
  t.equal(codeOf(await get('officer.bank01', `/v1/rate-decisions/${line.rateDecisionId}`)), '404 NOT_FOUND')
})

t.test('a bank sees its own lines and the accounts it holds a consent for; no other bank sees anything', async (t) => {
  const own = await get('officer.sihui', `/v1/credit-lines?${on}&limit=200`)
  t.ok(own.body.items.length > 0)
  t.ok(own.body.items.every(({ lender }: { lender: { code: string } }) => lender.code === 'RCB-SIHUI'))
  const { uscc } = own.body.items[0].enterprise
  const account = `/v1/enterprises/${uscc}`
  for (const part of ['', '/carbon-account', '/rating', '/credit-lines'])
    t.equal((await get('officer.sihui', `${account}${part}?${on}`)).status, 200, `own ${part}`)
  for (const part of ['', '/carbon-account', '/rating', '/credit-lines'])
    t.equal(codeOf(await get('officer.bank01', `${account}${part}?${on}`)), '404 NOT_FOUND', `other ${part}`)
  const [reading] =
    await owner`select a.id::text from activity a join enterprise e on e.id = a.enterprise_id where e.uscc = ${uscc} limit 1`
  t.equal((await get('officer.sihui', `/v1/activities/${reading?.id}`)).status, 200)
  t.equal(codeOf(await get('officer.bank01', `/v1/activities/${reading?.id}`)), '404 NOT_FOUND')
  const all = await get('approver.pboc', `/v1/credit-lines?${on}&limit=200`)
  t.equal(all.body.items.length, 190, 'the central bank sees every line')
  t.equal(codeOf(await get('approver.pboc', `${account}/rating?${on}`)), '403 CONSENT_REQUIRED', 'but no account')
})

t.test('a consent opens the account and its withdrawal closes it at once', async (t) => {
  const account = `/v1/enterprises/${FIRST}/carbon-account?${on}`
  t.equal(codeOf(await get('officer.bank01', account)), '404 NOT_FOUND')
  const body = { lenderCode: 'BANK-EX-01', purpose: 'pre_loan', validFrom: '2024-06-01' }
  t.equal(codeOf(await post('officer.bank01', '/v1/consents', body)), '403 FORBIDDEN')
  const granted = await post('enterprise.001', '/v1/consents', body)
  t.match(granted, { status: 201, body: { uscc: FIRST, lender: { code: 'BANK-EX-01' }, withdrawnAt: null } })
  t.equal((await get('officer.bank01', account)).status, 200)
  t.match((await get('officer.bank01', '/v1/consents')).body.items[0], { id: granted.body.id })

  const withdrawal = `/v1/consents/${granted.body.id}/withdrawal`
  t.equal(codeOf(await post('enterprise.xingwang', withdrawal)), '404 NOT_FOUND', 'only by who gave it')
  t.equal((await post('enterprise.001', withdrawal)).status, 201)
  t.equal(codeOf(await get('officer.bank01', account)), '404 NOT_FOUND')
  t.equal(codeOf(await post('enterprise.001', withdrawal)), '409 CONSENT_WITHDRAWN')

  const refused: [unknown, string][] = [
    [{ ...body, lenderCode: 'PBOC-ZQ' }, '422 LENDER_UNKNOWN'],
    [{ ...body, validTo: '2024-05-31' }, '422 CONSENT_PERIOD_INVERTED'],
    [{ ...body, validFrom: '2024-01-01', validTo: '2024-02-01' }, '422 CONSENT_ALREADY_OVER'],
    [{ ...body, purpose: 'curiosity' }, '400 MALFORMED_REQUEST'],
    [{ ...body, validFrom: '2024-02-30' }, '400 MALFORMED_REQUEST'],
    [{ ...body, note: 'more' }, '400 MALFORMED_REQUEST'],
    ['{"lenderCode":', '400 MALFORMED_REQUEST'],
  ]
  for (const [input, code] of refused) t.equal(codeOf(await post('enterprise.001', '/v1/consents', input)), code)
  t.equal(codeOf(await post('enterprise.001', '/v1/consents', body, { key: null })), '400 IDEMPOTENCY_KEY_REQUIRED')
})

t.test('a withdrawn consent closes the account of a bank that still has a line', async (t) => {
  const [own] = (await get('enterprise.001', '/v1/consents')).body.items.filter(
    ({ basis }: { basis: string }) => basis === 'demonstration portfolio',
  )
  await owner`insert into user_account (organisation_id, username, name_zh, name_en, password_hash)
    select id, 'officer.lender', '客户经理', 'Officer', '' from organisation where code = ${own.lender.code}`
  await owner`insert into user_role (user_id, organisation_id, role)
    select id, organisation_id, 'loan_officer' from user_account where username = 'officer.lender'`
  const rating = `/v1/enterprises/${FIRST}/rating?${on}`
  t.equal((await get('officer.lender', rating)).status, 200)
  t.equal((await post('enterprise.001', `/v1/consents/${own.id}/withdrawal`)).status, 201)
  t.equal(codeOf(await get('officer.lender', rating)), '403 CONSENT_REQUIRED')
  const identity = await get('officer.lender', `/v1/enterprises/${FIRST}?${on}`)
  t.match(identity.body, { uscc: FIRST, score: null }, 'the name stays, the score does not')
})

t.test('one corrected reading changes rating and rate, and what was known before still reads the same', async (t) => {
  const uscc = (await get('steward.zq', `/v1/enterprises?${on}&grade=DEEP_GREEN&limit=1`)).body.items[0].uscc
  const urls = ['carbon-account', 'rating', 'credit-lines'].map((part) => `/v1/enterprises/${uscc}/${part}?`)
  const instant = await now()
  const before = await Promise.all(urls.map((url) => get('steward.zq', url + known(instant))))
  const row = before[0]?.body.months.at(-1).rows.find(({ carrier }: { carrier: string }) => carrier === 'electricity')
  const correction = {
    supersedes: row.activityId,
    month: '2024-06',
    carrier: 'electricity',
    quantity: `${row.quantity}0`,
    unit: 'kWh',
    source: 'invoice',
    dataQuality: 2,
    reason: 'the meter was read a digit short',
  }
  const post_ = (body: unknown, user = 'steward.zq') => post(user, `/v1/enterprises/${uscc}/activities`, body)
  t.equal(codeOf(await post_(correction, 'officer.sihui')), '403 FORBIDDEN')
  const corrected = await post_(correction)
  t.match(corrected, {
    status: 201,
    body: {
      asOf: '2024-06-30',
      activity: { supersedes: row.activityId, quantity: correction.quantity },
      rating: { outcome: 'changed', gradeBefore: 'DEEP_GREEN' },
      lines: [{ outcome: 'changed', before: { grade: 'DEEP_GREEN', rate: '3.05', discountBp: '40.00' } }],
    },
  })
  t.not(corrected.body.rating.grade, 'DEEP_GREEN')
  t.not(corrected.body.lines[0].rate, '3.05')

  for (const [at, url] of urls.entries()) {
    t.equal((await get('steward.zq', url + known(instant))).text, before[at]?.text, `${url} as it was known`)
    t.not((await get('steward.zq', url + on)).text, before[at]?.text, `${url} now`)
  }
  const rating = await get('steward.zq', `/v1/enterprises/${uscc}/rating?${on}`)
  t.equal(rating.body.grade, corrected.body.rating.grade)
  const versions = (await get('steward.zq', `/v1/activities/${row.activityId}`)).body
  t.match(versions, {
    supersededBy: corrected.body.activity.id,
    versions: [{ id: row.activityId }, { id: corrected.body.activity.id }],
  })

  const again = await post_(correction)
  t.match(again.body, { code: 'ALREADY_SUPERSEDED', currentId: corrected.body.activity.id })
  const counts = () =>
    owner`select (select count(*) from activity) as a, (select count(*) from rating) as r, (select count(*) from audit_event) as e`
  const [untouched] = await counts()
  const next = { ...correction, supersedes: corrected.body.activity.id }
  const { supersedes: _, ...first } = next
  const refused: [unknown, string][] = [
    [{ ...next, month: '2024-05' }, '422 NOT_THE_SAME_METER'],
    [{ ...next, supersedes: '999999999' }, '404 NOT_FOUND'],
    [first, '409 READING_EXISTS'],
    [{ ...first, month: '2024-07' }, '422 MONTH_AFTER_AS_OF'],
    [{ ...next, unit: 'GJ' }, '422 UNIT_MISMATCH'],
    [{ ...next, carrier: 'sunshine' }, '422 UNKNOWN_CARRIER'],
    [{ ...next, quantity: '1', greenQuantity: '2' }, '422 GREEN_ABOVE_QUANTITY'],
    [{ ...next, quantity: '-1' }, '400 MALFORMED_REQUEST'],
    [{ ...next, quantity: '1e3' }, '400 MALFORMED_REQUEST'],
    [{ ...next, quantity: 'NaN' }, '400 MALFORMED_REQUEST'],
    [{ ...next, quantity: 1000 }, '400 MALFORMED_REQUEST'],
    [{ ...next, dataQuality: 6 }, '400 MALFORMED_REQUEST'],
    [{ ...next, colour: 'green' }, '400 MALFORMED_REQUEST'],
  ]
  for (const [input, code] of refused) t.equal(codeOf(await post_(input)), code)
  t.strictSame([...(await counts())], [untouched], 'refused: nothing was written')

  const restored = await post_({ ...next, quantity: row.quantity, reason: 'the first reading was right' })
  t.match(restored.body, { rating: { grade: 'DEEP_GREEN' }, lines: [{ rate: '3.05' }] })
})
